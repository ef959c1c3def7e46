package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"dondoc/internal/api"
	"dondoc/internal/app"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/voice"
	"dondoc/internal/web"
	"dondoc/internal/web/kit/page"
)

type serveCmd struct {
	Addr    string `default:"127.0.0.1:8080" help:"địa chỉ | address"`
	URL     string `name:"url" placeholder:"https://…" help:"địa chỉ người đọc dùng, để ghi vào đường dẫn lịch (DONDOC_URL) | the address readers use, for addresses of feeds (DONDOC_URL)"`
	NoVoice bool   `help:"không đọc trang công khai bằng espeak-ng của máy | do not read public pages out by the machine's espeak-ng"`
	handOut
}

func (c *serveCmd) Run(a *ask) error {
	if err := a.there(); err != nil {
		return err
	}
	boundMemory(a.Getenv)
	to, err := a.recipients(c.handOut)
	if err != nil {
		return err
	}
	if err := a.copyFirst(); err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	ctx, stop := context.WithCancel(a.Context)
	defer stop()
	go a.keepSums(ctx, p, slog.New(slog.NewTextHandler(a.Stderr, nil)), time.After)
	go a.handOutDaily(ctx, p, to, slog.New(slog.NewTextHandler(a.Stderr, nil)), time.After)
	public := c.URL
	if public == "" {
		public = a.Getenv("DONDOC_URL")
	}
	opts := web.Options{Public: public}
	if !c.NoVoice {
		opts.Voice = a.voice()
	}
	return a.serve(p, c.Addr, opts, c.handOut, func(address string) { a.say("cli.serving", "address", address) })
}

// voice is what reads public pages out; nil where there is none. One that fails is told
// of and left out.
func (a *ask) voice() *voice.Voice {
	v, err := voice.Find(a.Context)
	if err != nil {
		slog.New(slog.NewTextHandler(a.Stderr, nil)).Warn("espeak-ng is there and cannot be used: public pages are not read out", "error", err)
	}
	return v
}

// serve serves until it is told to stop, then lets requests under way finish.
func (a *ask) serve(p *app.App, addr string, opts web.Options, to handOut, ready func(address string)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return errs.New(errs.Unavailable, "cli.cannot_listen", "address", addr).Try("cli.cannot_listen_hint").Because(err)
	}
	opts.Log = slog.New(slog.NewTextHandler(a.Stderr, nil))
	opts.API = api.New(p)
	if opts.Public == "" {
		opts.Public = "http://" + listener.Addr().String()
	}
	post, err := a.post(to, opts.Public)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	opts.Mails = post != nil
	if err := p.ReadyPush(a.Context); err != nil { // of a database made before it had one
		opts.Log.Warn("no key for web push", "error", err)
	}
	server := &http.Server{Handler: web.New(p, opts), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute, WriteTimeout: 2 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ConnState: boundConns(mostConns()).state}
	ctx, stop := signal.NotifyContext(a.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	began := time.Now()
	p.WatchClock(func() time.Duration { return time.Since(began) }) // by the machine's ticks, not its clock
	go watch(ctx, p, opts.Log)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		a.runJobs(ctx, p, chasing.Out{Letter: post, Hook: a.hookPost(), Push: a.push(opts.Public)}, opts.Log, time.After)
	}()
	ready("http://" + listener.Addr().String())
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		wait, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		err = server.Shutdown(wait)
	}
	stop()
	<-ended
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

type demoCmd struct {
	Addr    string `default:"127.0.0.1:8080" help:"địa chỉ | address"`
	NoServe bool   `help:"chỉ tạo dữ liệu rồi thôi | make the world and leave"`
}

// Run makes the sample world, in a temporary folder unless --db names a file,
// and serves it. A file that holds it already is served as it is.
func (c *demoCmd) Run(a *ask) error {
	data, err := sample.World()
	if err != nil {
		return err
	}
	path := a.root.DB
	if path == "" { // DONDOC_DB may name a database in earnest
		dir, err := os.MkdirTemp("", "dondoc-demo-")
		if err != nil {
			return errs.New(errs.Unavailable, "store.disk").Because(err)
		}
		if !c.NoServe {
			defer os.RemoveAll(dir)
		}
		path = filepath.Join(dir, "dondoc.db")
	}
	db, err := store.Open(a.Context, path)
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	if a.isSample(p, data) {
		a.say("cli.demo_kept")
	} else {
		a.say("cli.demo_loading")
		usual := debug.SetGCPercent(400) // much is made once, and little of it kept
		err := sample.Load(a.Context, db, period.DateOf(a.Now()))
		debug.SetGCPercent(usual)
		if err != nil {
			return err
		}
	}
	accounts, err := a.sampleAccounts(data)
	if err != nil {
		return err
	}
	a.demoAccounts(data, accounts, path)
	if c.NoServe {
		return nil
	}
	return a.serve(p, c.Addr, web.Options{Sample: accounts, Voice: a.voice()}, handOut{}, func(address string) {
		a.say("cli.demo_open", "address", address)
	})
}

// isSample says whether a database that has accounts holds the sample world, and
// is not one in earnest.
func (a *ask) isSample(p *app.App, data *sample.Data) bool {
	accounts, err := p.Accounts(a.Context, desk.Operator("demo"))
	if err != nil {
		return false
	}
	known := map[string]bool{}
	for _, one := range accounts {
		known[one.Username] = true
	}
	for _, s := range data.Accounts {
		if !known[s.Username] {
			return false
		}
	}
	return true
}

func (a *ask) demoAccounts(data *sample.Data, accounts []page.Sample, path string) {
	a.say("cli.demo_made", "path", path, "password", data.Password)
	for _, s := range accounts {
		fmt.Fprintf(a.Stdout, "  %-17s %s, %s\n  %-17s   %s\n", s.Login, a.t("role."+s.Role), s.Place, "", a.t(s.Does))
	}
	fmt.Fprintln(a.Stdout)
	a.say("cli.demo_look", "path", path, "cycle", period.DateOf(a.Now()).Month().Cycle())
}

// sampleAccounts says who the sample accounts are and what to try with each.
func (a *ask) sampleAccounts(data *sample.Data) ([]page.Sample, error) {
	all, err := data.AccountsOn(period.DateOf(a.Now()))
	var out []page.Sample
	for _, s := range all {
		one := page.Sample{Login: s.Username, Password: data.Password, Name: s.Name, Role: string(s.Grants[0].Role), Place: s.Place, Does: "cli.does_" + string(s.Grants[0].Role)}
		if s.Lives {
			one.Does = "cli.try_" + s.Username
		}
		out = append(out, one)
	}
	return out, err
}

type initCmd struct {
	UnitCode string `required:"" help:"mã đơn vị | code of the top unit" placeholder:"ngan-son"`
	UnitName string `required:"" help:"tên đơn vị | its name" placeholder:"Xã Ngân Sơn"`
	Kind     string `default:"commune" help:"loại đơn vị | kind of unit: nation, province, district, commune, ward, department, party, agency"`
	Admin    string `default:"quan-tri" help:"tên đăng nhập của quản trị | the administrator's user name"`
}

func (c *initCmd) Run(a *ask) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	operator, err := a.actor(p)
	if err != nil {
		return err
	}
	if err := a.makeKey(c.UnitCode); err != nil {
		return err
	}
	password, err := p.Init(a.Context, operator, c.UnitCode, c.UnitName, c.Kind, c.Admin)
	if err != nil {
		return err
	}
	if err := p.ReadyPush(a.Context); err != nil {
		return err
	}
	if a.root.JSON {
		a.print(map[string]string{"username": c.Admin, "password": password})
		return nil
	}
	a.say("cli.init_done", "username", c.Admin, "password", password, "db", a.root.DB)
	return nil
}

type backupCmd struct {
	File string `arg:"" help:"tệp sao lưu, chưa có | the copy; must not exist"`
}

// Run copies a SQLite database as it stands at one moment, while it is served.
func (c *backupCmd) Run(a *ask) error {
	if err := a.there(); err != nil {
		return err
	}
	db, err := store.OpenToRead(a.Context, a.dsn())
	if err != nil {
		return err
	}
	defer db.Close()
	v, err := db.Backup(a.Context, c.File)
	if err != nil {
		return err
	}
	a.say("cli.backup_done", "path", c.File, "size", int(v.Size))
	return nil
}

type upgradeCmd struct{}

// Run copies a database and brings its schema to this program's.
func (c *upgradeCmd) Run(a *ask) error {
	if err := a.there(); err != nil {
		return err
	}
	if err := a.copyFirst(); err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	a.say("cli.upgrade_done")
	return nil
}

// copyFirst copies a SQLite database that is about to be brought forward.
func (a *ask) copyFirst() error {
	copied, err := store.CopyForUpgrade(a.Context, a.dsn())
	if err == nil && copied != "" {
		a.say("cli.upgrade_copied", "path", copied)
	}
	return err
}

// keepSums makes the sums of capital where they are not made, at the start and
// every hour: a day that comes may find units elsewhere in the tree.
func (a *ask) keepSums(ctx context.Context, p *app.App, log *slog.Logger, after func(time.Duration) <-chan time.Time) {
	for ctx.Err() == nil {
		if err := p.KeepCapitalSums(ctx, desk.Operator("dondoc")); err != nil && ctx.Err() == nil {
			log.Error("sums of capital", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-after(time.Hour):
		}
	}
}
