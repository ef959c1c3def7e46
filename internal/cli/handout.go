package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/errs"
)

// handOut is where serve hands checkpoints out to by itself.
type handOut struct {
	Dir  string   `name:"checkpoint-dir" placeholder:"DIR" help:"thư mục giữ mốc ký hằng ngày (mặc định cạnh cơ sở dữ liệu) | folder of the daily signed checkpoints (beside the database by default)"`
	Hook string   `name:"checkpoint-hook" placeholder:"COMMAND" help:"lệnh nhận mốc ký qua stdin | command that is given each checkpoint on its standard input"`
	URL  string   `name:"checkpoint-url" placeholder:"URL" help:"địa chỉ nhận mốc ký (POST) | address each checkpoint is sent to (POST)"`
	Mail []string `name:"checkpoint-mail" placeholder:"ADDRESS,…" help:"hộp thư các cơ quan nhận mốc ký | mailboxes of the offices each checkpoint is mailed to"`
	SMTP string   `name:"smtp" placeholder:"HOST:PORT" help:"máy chủ gửi thư (DONDOC_SMTP) | mail server (DONDOC_SMTP)"`
	From string   `name:"smtp-from" placeholder:"ADDRESS" help:"địa chỉ gửi (DONDOC_SMTP_FROM) | sender (DONDOC_SMTP_FROM)"`
}

// How long until the next round, and until what failed is tried again.
const (
	everyDay = 24 * time.Hour
	again    = time.Hour
)

// recipient is one of the places a checkpoint is handed out to.
type recipient struct {
	name string
	send func(ctx context.Context, signed string, size int64) error
	had  int64 // the size it was given last
}

// recipients gives the places, or what is wrong with how they are named: a server
// that could hand nothing out does not start.
func (a *ask) recipients(to handOut) ([]*recipient, error) {
	dir := to.Dir
	if dir == "" {
		dir = a.beside(".checkpoints")
	}
	out := []*recipient{{name: dir, send: func(_ context.Context, signed string, size int64) error {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, checkpointName(size)), []byte(signed), 0o644)
	}}}
	if to.Hook != "" {
		out = append(out, &recipient{name: "hook", send: func(ctx context.Context, signed string, _ int64) error {
			run := exec.CommandContext(ctx, "sh", "-c", to.Hook)
			run.Stdin = strings.NewReader(signed)
			if said, err := run.CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %s", err, bytes.TrimSpace(said))
			}
			return nil
		}})
	}
	if to.URL != "" {
		out = append(out, &recipient{name: to.URL, send: func(ctx context.Context, signed string, _ int64) error { return post(ctx, to.URL, signed) }})
	}
	if len(to.Mail) == 0 {
		return out, nil
	}
	m, err := a.mailer(to)
	if err != nil {
		return nil, err
	}
	for _, address := range to.Mail {
		out = append(out, &recipient{name: address, send: func(ctx context.Context, signed string, size int64) error { return m.send(ctx, address, signed, size) }})
	}
	return out, nil
}

func checkpointName(size int64) string { return fmt.Sprintf("%012d.checkpoint", size) }

// handOutDaily signs a checkpoint at the start and every day, and hands it out
// to each recipient that has not got it, until the context ends. What fails is
// told and tried again within the hour; one that fails holds no other up.
func (a *ask) handOutDaily(ctx context.Context, p *app.App, to []*recipient, log *slog.Logger, after func(time.Duration) <-chan time.Time) {
	for {
		wait := everyDay
		signed, size, err := a.checkpoint(p)
		switch {
		case errs.Is(err, errs.NotFound): // made by init or by hand, never in passing
			log.Warn("no key to sign checkpoints of the log with; make one with: dondoc ledger key")
		case err != nil:
			wait = again
			log.Error("checkpoint of the log", "error", err)
		case size > 0 && !handAll(ctx, to, signed, size, log):
			wait = again
		}
		select {
		case <-ctx.Done():
			return
		case <-after(wait):
		}
	}
}

// handAll says whether every recipient has the checkpoint.
func handAll(ctx context.Context, to []*recipient, signed string, size int64, log *slog.Logger) bool {
	all := true
	for _, t := range to {
		if t.had == size {
			continue
		}
		within, cancel := context.WithTimeout(ctx, time.Minute)
		err := t.send(within, signed, size)
		cancel()
		if err != nil {
			all = false
			log.Error("checkpoint of the log is not handed out", "to", t.name, "error", err)
			continue
		}
		t.had = size
	}
	return all
}

func post(ctx context.Context, url, signed string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(signed))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "text/plain; charset=utf-8")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	err = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		err = errors.Join(fmt.Errorf("%s answered %s", url, resp.Status), err)
	}
	return err
}
