package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

type unitsImportCmd struct {
	sheetFlags
	File     string `arg:"" help:"tệp .xlsx, .csv, hoặc .json của cơ sở dữ liệu đơn vị hành chính | the list"`
	Under    string `help:"mã đơn vị cấp trên của các đơn vị không ghi cấp trên | the unit above those without one"`
	From     string `help:"từ ngày | from this day"`
	Decision string `help:"văn bản | document"`
	DryRun   bool   `help:"xem trước, không ghi | change nothing"`
}

func (c *unitsImportCmd) Run(a *ask) error {
	from, err := optionalDate(c.From)
	if err != nil {
		return err
	}
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		done, err := p.ImportUnits(a.Context, actor, units.UnitsImport{Under: c.Under, From: from, Decision: c.Decision, Sheet: sheet, DryRun: c.DryRun})
		if err != nil && !isList(err) {
			return err
		}
		out := answer.OfUnitImport(a.lang, done, errs.All(err), c.DryRun)
		if a.root.JSON {
			a.print(out)
		} else {
			a.notes(out.Notes)
			a.issues(out.Issues)
			a.say("cli.units_imported", "added", out.Added, "unchanged", out.Unchanged)
			a.undoable(out.Import)
			a.dry(c.DryRun)
		}
		if len(out.Issues) > 0 {
			return errSaid
		}
		return nil
	})
}

// issues prints what is wrong with a file, a line each.
func (a *ask) issues(list []answer.Issue) {
	for _, i := range list {
		a.say("cli.issue_at", "row", i.Row, "what", i.Message)
	}
}

// dry says that nothing was written.
func (a *ask) dry(dry bool) {
	if dry {
		a.say("cli.dry_run")
	}
}

// readFile receives a file, "-" for standard input.
func readFile(path string) (sheets.Sheet, error) {
	var r io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return sheets.Sheet{}, errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
		}
		defer f.Close()
		r = f
	}
	content, err := io.ReadAll(io.LimitReader(r, exchange.DefaultLimits().Bytes+1))
	return sheets.Sheet{Name: baseName(path), Content: content}, err
}

type unitsReorganiseCmd struct {
	sheetFlags
	Map         string `arg:"" help:"bảng sắp xếp .csv, .xlsx | the map"`
	On          string `help:"ngày có hiệu lực | the day it takes effect" placeholder:"01/07/2025"`
	Decision    string `help:"văn bản quyết định | the decision" placeholder:"1683/NQ-UBTVQH15"`
	DryRun      bool   `help:"xem trước, không ghi | change nothing"`
	SkipUnknown bool   `help:"bỏ qua dòng có đơn vị không có trong hệ thống | leave out lines whose unit does not stand"`
	Tree        string `help:"xem trước trên cây đơn vị trong tệp này thay cho cơ sở dữ liệu | rehearse on the tree in this file instead of a database" placeholder:"FILE.json"`
}

func (c *unitsReorganiseCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return err
	}
	if on == "" {
		on = period.DateOf(a.Now())
	}
	sheet, err := c.sheet(c.Map)
	if err != nil {
		return err
	}
	read, faults := reform.ReadMap(a.Context, sheet)
	if read.Table == nil {
		return faults
	}
	do := func(p *app.App, actor access.Actor) error {
		done, err := p.Reorganise(a.Context, actor, reform.Reorganisation{On: on, Decision: c.Decision, Moves: read.Moves, Faults: faults, SkipUnknown: c.SkipUnknown, DryRun: c.DryRun || c.Tree != ""})
		if err != nil && !isList(err) {
			return err
		}
		out := answer.OfReorganisation(a.lang, done, read, errs.All(err), c.DryRun)
		if a.root.JSON {
			a.print(out)
		} else {
			a.reorganised(out)
			if also, names := done.AlsoEnded(); len(names) > 0 {
				a.notes([]string{i18n.Say(a.lang, also) + ": " + strings.Join(names, "; ") + "."})
			}
			a.dry(c.DryRun || c.Tree != "")
		}
		if len(out.Issues) > 0 {
			return errSaid
		}
		return nil
	}
	if c.Tree != "" {
		return a.onTree(c.Tree, on, do)
	}
	return a.with(do)
}

// onTree runs do over a database made for the moment, with the units of a file.
func (a *ask) onTree(path string, on period.Date, do func(p *app.App, actor access.Actor) error) error {
	sheet, err := readFile(path)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "dondoc-tree-")
	if err != nil {
		return errs.New(errs.Unavailable, "cli.no_file", "path", os.TempDir()).Because(err)
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(a.Context, filepath.Join(dir, "tree.db"))
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	if _, err := p.ImportUnits(a.Context, desk.Operator("cli"), units.UnitsImport{From: on.AddDays(-1), Sheet: sheet}); err != nil {
		return err
	}
	return do(p, desk.Operator("cli"))
}

// reorganised prints what a reorganisation comes to.
func (a *ask) reorganised(out answer.Reorganisation) {
	a.notes(out.Notes)
	a.issues(out.Issues)
	asked := 0
	var rows [][]string
	for _, r := range out.Rows {
		asked += len(r.Questions)
		if len(out.Rows) <= 60 {
			rows = append(rows, []string{r.Old, r.OldName, a.t("org.act_" + string(r.Act)), r.NewName})
		}
	}
	if len(rows) > 0 {
		table(a.Stdout, []string{a.t("cli.code"), a.t("cli.unit"), "", a.t("cli.unit_new")}, rows, nil)
	}
	for _, kind := range org.Kinds() {
		if out.Before[kind]+out.After[kind] > 0 {
			a.say("cli.kind_count", "kind", a.t("unit_kind."+kind), "before", out.Before[kind], "after", out.After[kind])
		}
	}
	a.say("cli.reorganised", "formed", out.Formed, "changed", out.Changed, "ended", out.Ended, "targets", len(out.Targets), "vacant", len(out.Vacant))
	for _, t := range out.Targets {
		for _, q := range t.Questions {
			asked++
			fmt.Fprintln(a.Stdout, "!", t.Name+":", q.Text)
		}
	}
	if asked > 0 {
		a.say("cli.questions_open", "n", asked)
	}
}
