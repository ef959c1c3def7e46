// Package cli is the command line's face: it reads arguments, calls one
// use-case of app each, and prints the result as text or JSON.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/user"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/store"

	"github.com/alecthomas/kong"
)

// Env is what a command works with: where it prints and what it was told.
type Env struct {
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	Version        string
}

// root is every command with the flags that hold for all. Flags may stand
// before or after the command.
type root struct {
	DB   string `name:"db" default:"dondoc.db" env:"DONDOC_DB" placeholder:"FILE|postgres://…" help:"cơ sở dữ liệu | database"`
	Lang string `default:"" env:"DONDOC_LANG" placeholder:"vi|en" help:"ngôn ngữ | language"`
	As   string `env:"DONDOC_AS" placeholder:"USERNAME" help:"làm việc với tên tài khoản này | act as this account"`
	JSON bool   `name:"json" help:"in JSON | print JSON"`

	Serve      serveCmd      `cmd:"" help:"chạy máy chủ web và API | serve the pages and the API"`
	Demo       demoCmd       `cmd:"" help:"tạo và chạy dữ liệu mẫu Ngân Sơn 2022–2024 | make and serve the sample world"`
	Init       initCmd       `cmd:"" help:"chuẩn bị cơ sở dữ liệu mới, tạo quản trị đầu tiên | prepare a new database with its first administrator"`
	Units      unitsCmd      `cmd:"" help:"cây đơn vị, chức vụ, bổ nhiệm | units, posts, appointments"`
	Accounts   accountsCmd   `cmd:"" help:"tài khoản | accounts"`
	Targets    targetsCmd    `cmd:"" help:"chỉ tiêu: liệt kê, thêm, nhập tệp, kiểm tra tệp | targets: list, add, import, check"`
	Criterion  criterionCmd  `cmd:"" help:"giải thích cách hiểu một câu chỉ tiêu | explain a wording"`
	Report     reportCmd     `cmd:"" help:"báo cáo số liệu một tháng (cần --as) | report a figure (needs --as)"`
	Verify     verifyCmd     `cmd:"" help:"thẩm định số liệu (cần --as) | verify a figure (needs --as)"`
	Approve    approveCmd    `cmd:"" help:"duyệt số liệu (cần --as) | approve a figure (needs --as)"`
	Return     returnCmd     `cmd:"" help:"trả lại số liệu, ghi lý do (cần --as) | return a figure with a reason (needs --as)"`
	Work       workCmd       `cmd:"" help:"việc đang chờ (cần --as) | what waits (needs --as)"`
	Period     periodCmd     `cmd:"" help:"khóa, mở lại kỳ báo cáo | lock or reopen a month"`
	Scoreboard scoreboardCmd `cmd:"" help:"bảng chỉ tiêu của đơn vị | the scoreboard of a unit"`
	Ledger     ledgerCmd     `cmd:"" help:"nhật ký chống sửa | the tamper-evident log"`
	Version    versionCmd    `cmd:"" help:"phiên bản | version"`
}

// ask is one run of a command.
type ask struct {
	Env
	context.Context
	root *root
	lang i18n.Lang
}

// Run runs one command and gives the exit code: 0, 1 for an error, 2 for a
// command that cannot be understood.
func Run(ctx context.Context, args []string, env Env) int {
	var r root
	exit := -1
	parser, err := kong.New(&r, kong.Name("dondoc"), kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(code int) { exit = code }),
		kong.Description("Dondoc gắn từng chỉ tiêu, nhiệm vụ với người đứng đầu chịu trách nhiệm. | Dondoc ties every target and task to the head who answers for it."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(env.Stderr, "dondoc:", err)
		return 2
	}
	command, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		fmt.Fprintln(env.Stderr, "dondoc:", err)
		fmt.Fprintln(env.Stderr, "hint: dondoc --help")
		return 2
	}
	a := &ask{Env: env, Context: ctx, root: &r, lang: languageOf(r.Lang, env.Getenv)}
	if err := command.Run(a); err != nil {
		return a.fail(err)
	}
	return 0
}

func languageOf(flag string, getenv func(string) string) i18n.Lang {
	for _, code := range []string{flag, getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")} {
		if l, ok := i18n.Parse(strings.ReplaceAll(code, "_", "-")); ok && code != "" {
			return l
		}
	}
	return i18n.Vietnamese
}

// said marks an error that was printed already, as part of a JSON answer.
var errSaid = errors.New("said")

// fail prints an error, one line and where there is one a hint, in one place.
func (a *ask) fail(err error) int {
	if errors.Is(err, errSaid) {
		return 1
	}
	if a.root.JSON {
		a.print(map[string]any{"rows": []any{}, "issues": issues(a.lang, err)})
	}
	for _, e := range errs.All(err) {
		text, hint := i18n.Error(a.lang, e)
		if place := i18n.Place(a.lang, e); place != "" {
			text = place + ": " + text
		}
		fmt.Fprintln(a.Stderr, "dondoc:", text)
		if hint != "" {
			fmt.Fprintln(a.Stderr, "hint:", hint)
		}
		if e.Kind == errs.Internal && e.Cause != nil {
			fmt.Fprintln(a.Stderr, "cause:", e.Cause)
		}
	}
	return 1
}

// open opens the database and gives the product over it.
func (a *ask) open() (*app.App, error) {
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return nil, err
	}
	return app.New(db, a.Now), nil
}

// with opens the database, finds who acts, and runs do.
func (a *ask) with(do func(p *app.App, actor access.Actor) error) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	actor, err := a.actor(p)
	if err != nil {
		return err
	}
	return do(p, actor)
}

// withName is with, for what needs a named account.
func (a *ask) withName(do func(p *app.App, actor access.Actor) error) error {
	if a.root.As == "" {
		return errs.New(errs.Unauthenticated, "cli.needs_name").Try("cli.needs_name_hint")
	}
	return a.with(do)
}

// actor is the operator, or the account of --as.
func (a *ask) actor(p *app.App) (access.Actor, error) {
	name := "cli"
	if u, err := user.Current(); err == nil {
		name = "cli:" + u.Username
	}
	operator := app.Operator(name)
	if a.root.As == "" {
		return operator, nil
	}
	return p.ActAs(a.Context, operator, a.root.As)
}

// print writes a value as indented JSON.
func (a *ask) print(v any) {
	enc := json.NewEncoder(a.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		fmt.Fprintln(a.Stderr, "dondoc:", err)
	}
}

// t says a key in the reader's language.
func (a *ask) t(key string, namesAndValues ...any) string {
	return i18n.T(a.lang, key, namesAndValues...)
}

// say prints a line.
func (a *ask) say(key string, namesAndValues ...any) {
	fmt.Fprintln(a.Stdout, a.t(key, namesAndValues...))
}

type versionCmd struct{}

func (c *versionCmd) Run(a *ask) error {
	if a.root.JSON {
		a.print(map[string]string{"version": a.Version})
		return nil
	}
	fmt.Fprintln(a.Stdout, "dondoc", a.Version)
	return nil
}
