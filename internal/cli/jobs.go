package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"mime"
	"os"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app"
	"dondoc/internal/app/chasing"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"
	"dondoc/internal/web/kit/href/chases"
)

// jobsEvery is how often a server looks for jobs that are due.
const jobsEvery = 15 * time.Second

// holder names this process among all servers on a database.
func (a *ask) holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s:%d:%s", host, os.Getpid(), id.New(a.Now()))
}

// runJobs runs what is due until the context ends; a job under way is put back.
func (a *ask) runJobs(ctx context.Context, p *app.App, out chasing.Out, log *slog.Logger, after func(time.Duration) <-chan time.Time) {
	holder, told := a.holder(), ""
	for {
		_, err := p.RunJobs(ctx, holder, out)
		if err == nil {
			told = ""
		} else if ctx.Err() == nil && err.Error() != told { // once, while it lasts
			told = err.Error()
			log.Error("jobs", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-after(jobsEvery):
		}
	}
}

// post is the way letters are sent, nil where no mail server is named.
func (a *ask) post(to handOut, public string) (chasing.Post, error) {
	if cmp.Or(to.SMTP, a.Getenv("DONDOC_SMTP")) == "" {
		return nil, nil
	}
	m, err := a.mailer(to)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, l chasing.Letter) error {
		within, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		return m.deliver(within, l.To, m.notice(l, public))
	}, nil
}

// notice is a notice as a letter: how much waits, and where. Its number makes it
// the same letter however often it comes.
func (m *mailer) notice(l chasing.Letter, public string) []byte {
	lang, ok := i18n.Parse(l.Lang)
	if !ok {
		lang = i18n.Vietnamese
	}
	says, text := m.says(lang, l, public)
	return m.written(l, says, text)
}

// says is what a letter says: its subject and its lines.
func (m *mailer) says(lang i18n.Lang, l chasing.Letter, public string) (string, []string) {
	if l.Confirm != "" {
		return i18n.T(lang, "chase.confirm_subject"), []string{i18n.T(lang, "chase.confirm_text"), "", public + chases.Confirm(l.Confirm), ""}
	}
	says := i18n.Say(lang, l.Says(l.Unit))
	text := []string{says}
	for _, p := range l.Parts() {
		text = append(text, "- "+i18n.Say(lang, p))
	}
	if l.Note != "" {
		text = append(text, "", "“"+l.Note+"”")
	}
	return says, append(text, "", public+chases.Notice(l.ID), "", i18n.T(lang, "cli.letter_foot"), public+chases.Wish, "")
}

// written writes a letter as it is sent.
func (m *mailer) written(l chasing.Letter, says string, text []string) []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("From: Dondoc <%s>", m.from)
	line("To: <%s>", l.To)
	line("Subject: %s", mime.BEncoding.Encode("utf-8", says))
	line("Date: %s", m.now().Format(time.RFC1123Z))
	line("Message-ID: <%s@%s>", l.ID, m.from[strings.LastIndex(m.from, "@")+1:])
	line("MIME-Version: 1.0")
	line("Auto-Submitted: auto-generated")
	line("Content-Type: text/plain; charset=utf-8")
	line("Content-Transfer-Encoding: base64")
	line("")
	wrapped(&b, strings.Join(text, "\r\n"))
	return b.Bytes()
}

type jobsCmd struct {
	List   jobsListCmd   `cmd:"" default:"withargs" help:"việc chạy tự động | what runs by itself" example:"dondoc jobs --state dead"`
	Run    jobsRunCmd    `cmd:"" help:"chạy ngay những việc đến giờ, rồi thôi | run what is due, and leave" example:"dondoc jobs run"`
	Retry  jobsRetryCmd  `cmd:"" help:"cho chạy lại một việc hỏng | run a dead job again"`
	Cancel jobsCancelCmd `cmd:"" help:"hủy một việc | stop a job"`
	Show   jobsShowCmd   `cmd:"" help:"tệp chạy nền đến đâu, ra sao | how far a file is that a job takes in, and what came of it" example:"dondoc jobs show 018f…"`
	Take   jobsTakeCmd   `cmd:"" help:"nhập thật tệp đã xem trước bằng việc chạy nền | take in what a job has rehearsed" example:"dondoc jobs take 018f…"`
	Check  jobsCheckCmd  `cmd:"" help:"kiểm tra toàn bộ nhật ký bằng việc chạy nền | have a job check the whole log" example:"dondoc jobs check"`
}

type jobsListCmd struct {
	State string `placeholder:"dead|running|waiting|done|cancelled" help:"chỉ một tình trạng | one state only"`
}

func (c *jobsListCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error { return a.listJobs(p, actor, job.State(c.State)) })
}

func (a *ask) listJobs(p *app.App, actor access.Actor, state job.State) error {
	all, err := p.Jobs(a.Context, actor, state)
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(chased.OfJobs(all))
		return nil
	}
	var rows [][]string
	for _, j := range all {
		far := ""
		if j.Total > 0 {
			far = fmt.Sprintf("%d/%d", j.Done, j.Total)
		}
		rows = append(rows, []string{string(j.ID), a.t("job.kind_" + j.Kind), a.t("job." + string(j.State)), j.RunAt.In(period.Zone).Format("15:04 02/01/2006"), fmt.Sprint(j.Attempts), far, j.Error})
	}
	table(a.Stdout, []string{"", a.t("web.job_kind"), a.t("web.job_state"), a.t("web.job_when"), a.t("web.job_attempts"), "", ""}, rows, nil)
	return nil
}

type jobsRunCmd struct {
	URL  string `name:"url" placeholder:"https://…" help:"địa chỉ người đọc dùng (DONDOC_URL) | the address readers use (DONDOC_URL)"`
	SMTP string `name:"smtp" placeholder:"HOST:PORT" help:"máy chủ gửi thư (DONDOC_SMTP) | mail server (DONDOC_SMTP)"`
	From string `name:"smtp-from" placeholder:"ADDRESS" help:"địa chỉ gửi (DONDOC_SMTP_FROM) | sender (DONDOC_SMTP_FROM)"`
}

func (c *jobsRunCmd) Run(a *ask) error {
	post, err := a.post(handOut{SMTP: c.SMTP, From: c.From}, cmp.Or(c.URL, a.Getenv("DONDOC_URL")))
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if _, err := p.Jobs(a.Context, actor, ""); err != nil { // who may see them may have them run
			return err
		}
		n, err := p.RunJobs(a.Context, a.holder(), chasing.Out{Letter: post, Hook: a.hookPost(), Push: a.push(cmp.Or(c.URL, a.Getenv("DONDOC_URL")))})
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]int{"run": n})
			return nil
		}
		a.say("cli.jobs_run", "n", n)
		return nil
	})
}

type jobsRetryCmd struct {
	Job string `arg:"" help:"mã việc | the job"`
}

func (c *jobsRetryCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.RetryJob(a.Context, actor, id.ID(c.Job)); err != nil {
			return err
		}
		return a.listJobs(p, actor, job.Waiting)
	})
}

type jobsCancelCmd struct {
	Job string `arg:"" help:"mã việc | the job"`
}

func (c *jobsCancelCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.CancelJob(a.Context, actor, id.ID(c.Job)); err != nil {
			return err
		}
		return a.listJobs(p, actor, job.Cancelled)
	})
}
