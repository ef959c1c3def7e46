// Package cli is the command line's face: it reads arguments, calls one
// use-case of app each, and prints the result as text or JSON.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
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
	DB   string `name:"db" placeholder:"FILE|postgres://…" help:"cơ sở dữ liệu (DONDOC_DB, mặc định dondoc.db) | database (DONDOC_DB, else dondoc.db)"`
	Lang string `placeholder:"vi|en" help:"ngôn ngữ (DONDOC_LANG) | language (DONDOC_LANG)"`
	As   string `placeholder:"USERNAME" help:"làm việc với tên tài khoản này (DONDOC_AS) | act as this account (DONDOC_AS)"`
	JSON bool   `name:"json" help:"in JSON | print JSON"`

	KeyFile string `name:"key-file" placeholder:"FILE" help:"khóa ký mốc nhật ký (DONDOC_KEY_FILE, mặc định cạnh cơ sở dữ liệu) | key that signs checkpoints of the log (DONDOC_KEY_FILE, else beside the database)"`

	Serve       serveCmd       `cmd:"" help:"chạy máy chủ web và API | serve the pages and the API" example:"dondoc serve --db dondoc.db --addr 127.0.0.1:8080"`
	Demo        demoCmd        `cmd:"" help:"tạo và chạy dữ liệu mẫu Ngân Sơn 2022–2024 | make and serve the sample world" example:"dondoc demo --db mau.db"`
	Init        initCmd        `cmd:"" help:"chuẩn bị cơ sở dữ liệu mới, tạo quản trị đầu tiên | prepare a new database with its first administrator" example:"dondoc init --unit-code ngan-son --unit-name 'Xã Ngân Sơn'"`
	Units       unitsCmd       `cmd:"" help:"cây đơn vị, chức vụ, bổ nhiệm | units, posts, appointments"`
	Accounts    accountsCmd    `cmd:"" help:"tài khoản | accounts"`
	Documents   documentsCmd   `cmd:"" help:"nghị quyết giao chỉ tiêu | resolutions"`
	Targets     targetsCmd     `cmd:"" help:"chỉ tiêu: liệt kê, thêm, nhập tệp, kiểm tra tệp | targets: list, add, import, check"`
	Criterion   criterionCmd   `cmd:"" help:"giải thích cách hiểu một câu chỉ tiêu | explain a wording"`
	Coverage    coverageCmd    `cmd:"" help:"rà soát: nội dung cấp trên đã cụ thể hóa ở văn bản của đơn vị đến đâu | what of a superior's document the own one takes up" example:"dondoc coverage --superior nq57.docx --own ke-hoach.docx"`
	Tasks       tasksCmd       `cmd:"" help:"nhiệm vụ: liệt kê, giao, theo dõi, nhập phụ lục | tasks: list, give out, follow up, take in an annex"`
	Charges     chargesCmd     `cmd:"" help:"đề nghị đơn vị không thuộc mình nhận việc | ask units that are not under yours to take something on"`
	Imports     importsCmd     `cmd:"" help:"một lần nhập tệp: xem, hoàn tác | an import: look at it, undo it"`
	Deadline    deadlineCmd    `cmd:"" help:"giải thích cách hiểu một thời hạn | explain a deadline"`
	Conformance conformanceCmd `cmd:"" help:"bộ kiểm chứng cách tính mức hoàn thành | the conformance suite of achievement"`
	Exchange    exchangeCmd    `cmd:"" help:"trao đổi số liệu với phần mềm khác: tập giá trị DHIS2 | figures for other software: data value sets of DHIS2" example:"dondoc exchange dhis2 export --unit ngan-son --cycle 2023"`
	Template    templateCmd    `cmd:"" help:"biểu Excel của một tháng để điền ngoại tuyến | the sheet of a month to fill in offline" example:"dondoc template --unit ngan-son --cycle 2023 --month 12 -o thang-12.xlsx"`
	Report      reportsCmd     `cmd:"" help:"báo cáo số liệu một tháng (cần --as); nhập biểu đã điền (report import); lập báo cáo của đơn vị (report build) | report a figure (needs --as); take a filled sheet in (report import); write the report of a unit (report build)" example:"dondoc report --as can-bo --target ngan-son/2023/3 --month 12/2023 --value '673 ha' --final"`
	Verify      verifyCmd      `cmd:"" help:"thẩm định số liệu (cần --as); kiểm tra một tệp | verify a figure (needs --as); check a file" example:"dondoc verify --as tham-dinh 018f…"`
	Approve     approveCmd     `cmd:"" help:"duyệt số liệu (cần --as) | approve a figure (needs --as)" example:"dondoc approve --as lanh-dao 018f…"`
	Return      returnCmd      `cmd:"" help:"trả lại số liệu, ghi lý do (cần --as) | return a figure with a reason (needs --as)" example:"dondoc return --as lanh-dao 018f… --reason 'thiếu biên bản'"`
	Work        workCmd        `cmd:"" help:"việc đang chờ (cần --as) | what waits (needs --as)" example:"dondoc work --as can-bo"`
	Person      personCmd      `cmd:"" help:"một người: các nhiệm kỳ và chỉ tiêu gắn với người đó | a person: tenures and targets" example:"dondoc person 'Hà Hùng Tường'"`
	Period      periodCmd      `cmd:"" help:"khóa, mở lại kỳ báo cáo | lock or reopen a month"`
	Late        lateCmd        `cmd:"" help:"ai chưa báo cáo, việc nào quá hạn | who has not reported, what is overdue" example:"dondoc late --unit ngan-son --month 11/2023 --as-known 10/01/2024"`
	Remind      remindCmd      `cmd:"" help:"đôn đốc tất cả người chậm của một đơn vị | remind all of a unit who are late" example:"dondoc remind --as van-phong --unit ngan-son --month 11/2023 --dry-run"`
	Jobs        jobsCmd        `cmd:"" help:"việc chạy tự động: liệt kê, chạy lại, hủy | what runs by itself: list, retry, cancel"`
	Webhooks    webhooksCmd    `cmd:"" help:"chương trình được báo tự động | programs that are told by themselves"`
	Scoreboard  scoreboardCmd  `cmd:"" help:"bảng chỉ tiêu của đơn vị | the scoreboard of a unit" example:"dondoc scoreboard --unit ngan-son --cycle 2023 --as-known 10/01/2024"`
	Rollup      rollupCmd      `cmd:"" help:"sổ tổng hợp các đơn vị | the roll-up over units"`
	Correct     correctCmd     `cmd:"" help:"sửa một chỗ ghi nhầm, có lý do | put a mistake right, with a reason" example:"dondoc correct target ngan-son/2023/6 uom=ha --reason 'gõ nhầm'"`
	Why         whyCmd         `cmd:"" help:"ghi nguyên nhân, biện pháp, cam kết khi chậm (cần --as) | why something is behind, the remedy and the word given (needs --as)" example:"dondoc why target ngan-son/2023/6 --as can-bo --kind objective --cause 'mưa lũ' --remedy 'trồng bù' --promised 15/12/2023 --who 'Ma Kim Sơn, Trưởng phòng'"`
	Undo        undoCmd        `cmd:"" help:"hoàn tác cái vừa tạo nhầm, khi chưa có gì gắn vào | take back what was made by mistake, while nothing hangs on it" example:"dondoc undo unit phong-tao-nham --dry-run"`
	Label       labelCmd       `cmd:"" help:"đặt chữ riêng của cơ quan cho một nhãn | word a label the office's own way" example:"dondoc label track.met 'đúng hướng' --unit ngan-son"`
	Upgrade     upgradeCmd     `cmd:"" help:"nâng cơ sở dữ liệu lên phiên bản này, sao lưu trước | bring a database to this version, a copy first" example:"dondoc upgrade --db dondoc.db"`
	Backup      backupCmd      `cmd:"" help:"sao lưu tệp cơ sở dữ liệu đang chạy | copy a database that is being served" example:"dondoc backup --db dondoc.db sao-luu-2026-11-23.db"`
	Ledger      ledgerCmd      `cmd:"" help:"nhật ký chống sửa | the tamper-evident log"`
	Capital     capitalCmd     `cmd:"" help:"vốn đầu tư công | public-investment capital"`
	Review      reviewCmd      `cmd:"" help:"đánh giá, xếp loại tập thể và người đứng đầu | review of collectives and heads"`
	Commend     commendCmd     `cmd:"" help:"thi đua, khen thưởng: đề nghị, hội đồng, quyết định | commendation: nominations, the council, decisions"`
	Cycle       cycleCmd       `cmd:"" help:"chuẩn bị kế hoạch năm sau, mở năm | prepare the next year's plan, open the year"`
	Release     releaseCmd     `cmd:"" help:"công khai kết quả năm của một đơn vị: xem trước, công khai, gỡ | make a unit's year public: preview, release, take down" example:"dondoc release make --as lanh-dao --unit ngan-son --cycle 2023"`
	News        newsCmd        `cmd:"" help:"tin cho trang công khai: soạn, ảnh, công khai, gỡ | news for the public page: write, photos, release, take down" example:"dondoc news --unit ngan-son --cycle 2023"`
	Publish     publishCmd     `cmd:"" help:"xuất toàn bộ trang công khai thành tệp tĩnh | write the public site out as plain files" example:"dondoc publish -o trang --base https://ngan-son.example.vn"`
	Rules       rulesCmd       `cmd:"" help:"bộ quy tắc đánh giá, xếp loại | sets of rules of review"`
	Bench       benchCmd       `cmd:"" help:"đo tốc độ trên máy này | measure on this machine"`
	Version     versionCmd     `cmd:"" help:"phiên bản | version"`

	Shortcomings shortcomingsCmd `cmd:"" help:"sổ tồn tại, hạn chế | the register of shortcomings" example:"dondoc shortcomings --unit ngan-son --year 2023"`
	Violations   violationsCmd   `cmd:"" help:"sổ vi phạm, vụ việc | the register of violations" example:"dondoc violations --unit ngan-son --year 2023 --below"`
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
	a := &ask{Env: env, Context: ctx, root: &root{}, lang: languageOf(langFlag(args), env.Getenv)}
	exit := -1
	parser, err := kong.New(a.root, kong.Name("dondoc"), kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(code int) { exit = code }),
		kong.Description("Dondoc gắn từng chỉ tiêu, nhiệm vụ với người đứng đầu chịu trách nhiệm. | Dondoc ties every target and task to the head who answers for it."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}), kong.Help(a.help))
	if err != nil {
		fmt.Fprintln(env.Stderr, "dondoc:", err)
		return 2
	}
	localize(parser.Model.Node, a.lang)
	command, err := parser.Parse(negatives(args, parser.Model.Node))
	if exit >= 0 {
		return exit
	}
	if _, known := i18n.Parse(a.root.Lang); err == nil && a.root.Lang != "" && !known {
		err = errors.New("--lang " + a.root.Lang)
	}
	if err != nil {
		fmt.Fprintln(env.Stderr, "dondoc:", a.t("cli.usage", "what", err.Error()))
		fmt.Fprintln(env.Stderr, "hint: dondoc --help")
		return 2
	}
	if a.root.As == "" {
		a.root.As = env.Getenv("DONDOC_AS")
	}
	if err := command.Run(a); err != nil {
		return a.fail(err)
	}
	return 0
}

// langFlag finds --lang before the command is parsed, so that help and errors
// of the parse are in the language asked for.
func langFlag(args []string) string {
	for i, arg := range args {
		if code, ok := strings.CutPrefix(arg, "--lang="); ok {
			return code
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

func languageOf(flag string, getenv func(string) string) i18n.Lang {
	for _, code := range []string{flag, getenv("DONDOC_LANG"), getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")} {
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
		} else if e.What.Key == "app.field_empty" {
			text = strings.ReplaceAll(e.Field, "_", "-") + ": " + text // it says nothing of itself
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

// dsn is the database asked for.
func (a *ask) dsn() string {
	if a.root.DB != "" {
		return a.root.DB
	}
	if dsn := a.Getenv("DONDOC_DB"); dsn != "" {
		return dsn
	}
	return "dondoc.db"
}

// open opens the database and gives the product over it.
func (a *ask) open() (*app.App, error) {
	db, err := store.Open(a.Context, a.dsn())
	if err != nil {
		return nil, err
	}
	return app.New(db, a.Now), nil
}

// with opens a database that is there, finds who acts, and runs do. A path
// with a slip of the finger must not leave an empty database behind.
func (a *ask) with(do func(p *app.App, actor access.Actor) error) error {
	if err := a.there(); err != nil {
		return err
	}
	db, err := store.OpenAsIs(a.Context, a.dsn())
	if err != nil {
		return err
	}
	return a.over(db, do)
}

// reading is with, for what must not write a byte to the database.
func (a *ask) reading(do func(p *app.App, actor access.Actor) error) error {
	if err := a.there(); err != nil {
		return err
	}
	db, err := store.OpenToRead(a.Context, a.dsn())
	if err != nil {
		return err
	}
	return a.over(db, do)
}

func (a *ask) over(db *store.DB, do func(p *app.App, actor access.Actor) error) error {
	p := app.New(db, a.Now)
	defer p.Close()
	actor, err := a.actor(p)
	if err != nil {
		return err
	}
	return do(p, actor)
}

// there says whether the database asked for is there, where that is a file.
func (a *ask) there() error {
	path := a.dsn()
	if strings.Contains(path, "://") {
		return nil
	}
	if _, err := os.Stat(strings.TrimPrefix(path, "sqlite:")); errors.Is(err, os.ErrNotExist) {
		return errs.New(errs.NotFound, "cli.no_database", "path", path).In("db").Try("cli.no_database_hint", "path", path)
	}
	return nil
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
	operator := desk.Operator(name)
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
