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
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
)

type documentsImportCmd struct {
	File   string   `arg:"" help:"tệp .docx, .txt, .md, hoặc - để dán chữ | the file, or - for pasted text"`
	Unit   string   `help:"mã đơn vị giữ văn bản | code of the body that keeps it"`
	Number string   `help:"số, ký hiệu, khi văn bản không ghi | number, where the text has none"`
	Issuer string   `help:"cơ quan ban hành | issuer"`
	Issued string   `help:"ngày ban hành | date" placeholder:"09/01/2025"`
	Title  string   `help:"trích yếu | title"`
	Level  string   `default:"superior" enum:"superior,own" help:"superior: của cấp trên; own: của đơn vị | a superior's or the own"`
	Of     []string `help:"số văn bản mà văn bản này thực hiện, sửa đổi hoặc thay thế | number of a document it implements, amends or replaces"`
	Does   string   `default:"implements" enum:"implements,amends,replaces" help:"quan hệ với văn bản ở --of | what it does to the one of --of"`
	Take   bool     `help:"nhập luôn nhiệm vụ, chỉ tiêu trong các bảng phụ lục | take in the tasks and targets of its annexes"`
	Stated bool     `name:"take-stated" help:"nhập luôn chỉ tiêu, nhiệm vụ nêu trong lời văn | take in the targets and tasks that its text states"`
	DryRun bool     `help:"xem trước, không ghi | change nothing"`
}

func (c *documentsImportCmd) Run(a *ask) error {
	written, err := a.written(c.File)
	if err != nil {
		return err
	}
	cut := resolution.CutText(written.Lines)
	heading, err := c.heading(&cut)
	if err != nil {
		return err
	}
	annex, stated := written.Annexes(heading.Cycle), resolution.Stated(cut.Provisions)
	notes, left := written.Told(cut, annex)
	out := answer.OfCut(a.lang, cut, answer.DocumentRead{Tables: len(written.Tables), Stated: stated, Notes: notes, Left: left}, c.DryRun)
	if c.Unit != "" {
		err = a.with(func(p *app.App, actor access.Actor) error {
			d, err := p.Directory(a.Context, actor)
			if err != nil {
				return err
			}
			if heading.Unit, err = d.UnitByCode(c.Unit); err != nil {
				return err
			}
			in := papers.NewWritten{NewDocument: heading, Provisions: cut.Provisions, Relates: c.Of, Does: c.Does, DryRun: c.DryRun}
			if c.Take {
				in.Tasks, in.Targets = annex.Tasks, annex.Targets
			}
			if c.Stated {
				tasks, targets := exchange.StatedRows(stated)
				in.Tasks, in.Targets = append(in.Tasks, tasks...), append(in.Targets, targets...)
			}
			entered, err := p.ImportDocument(a.Context, actor, in)
			out.Entered(a.lang, entered)
			return err
		})
	} else if !c.DryRun {
		err = errs.New(errs.Invalid, "cli.unit_needed").In("unit")
	}
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(out)
		return nil
	}
	fmt.Fprintf(a.Stdout, "%s %s · %s\n", out.Number, out.Date.Say(""), out.Title)
	for _, r := range out.Rows {
		fmt.Fprintln(a.Stdout, strings.Repeat("  ", r.Depth)+strings.TrimSpace(r.Label+" "+clip(r.Text, 100)))
	}
	a.told(out)
	a.dry(c.DryRun)
	return nil
}

// told prints what is proposed, what was decided and what was not taken.
func (a *ask) told(out answer.DocumentCut) {
	for _, s := range out.Stated {
		fmt.Fprintln(a.Stdout, a.t("document.stated_"+s.Sort, "ref", s.Ref, "name", clip(s.Name, 80), "wording", s.Wording, "deadline", s.Deadline))
	}
	for _, text := range append(append([]string{}, out.Notes...), out.Left...) {
		fmt.Fprintln(a.Stdout, text)
	}
}

// heading is what the text says of itself, or what was said beside it.
func (c *documentsImportCmd) heading(cut *resolution.Cut) (plan.NewDocument, error) {
	h := &cut.Heading
	issued, err := optionalDate(c.Issued)
	if err != nil {
		return plan.NewDocument{}, in(err, "issued")
	}
	for _, f := range []struct {
		said string
		to   *string
	}{{c.Number, &h.Number}, {c.Title, &h.Title}} {
		if f.said != "" {
			*f.to = f.said
		}
	}
	if issued != "" {
		h.Date = issued
	}
	out := plan.NewDocument{Number: h.Number, Issuer: c.Issuer, IssuedOn: h.Date, Title: h.Title, Kind: h.Kind, Level: target.Level(c.Level)}
	if h.Date != "" {
		out.Cycle = period.Cycle(h.Date[:4])
	}
	return out, nil
}

// written reads a document from a file, "-" for standard input.
func (a *ask) written(path string) (exchange.Written, error) {
	var r io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return exchange.Written{}, errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
		}
		defer f.Close()
		r = f
	}
	return exchange.ReadDocument(a.Context, path, r, exchange.DefaultLimits())
}

type coverageCmd struct {
	Superior string `required:"" help:"văn bản cấp trên: tệp, hoặc số văn bản đã nhập | the superior's: a file, or the number of one that is kept" placeholder:"DOC"`
	Own      string `required:"" help:"văn bản của đơn vị: tệp, hoặc số văn bản đã nhập | the own one" placeholder:"DOC"`
	Unit     string `help:"mã đơn vị giữ các văn bản | code of the body that keeps them"`
	Marks    string `help:"so đề xuất với tệp đánh dấu do người đọc lập: tính đúng, đủ | count the proposals against a file of marks made by reading" placeholder:"FILE.tsv"`
	AsKnown  string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
	Accept   bool   `help:"nhận mọi đề xuất “đã cụ thể hóa” còn chờ xác nhận | accept every open proposal of covered"`
}

func (c *coverageCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as-known")
	}
	if known != "" && (c.Accept || isFile(c.Superior) || isFile(c.Own)) {
		return errs.New(errs.Invalid, "cli.coverage_past").In("as-known")
	}
	if isFile(c.Superior) || isFile(c.Own) {
		superior, err := a.itemsIn(c.Superior)
		if err != nil {
			return err
		}
		own, err := a.itemsIn(c.Own)
		if err != nil {
			return err
		}
		m := papers.CoverageMatrix{Superior: target.Document{Number: baseName(c.Superior)}, Own: target.Document{Number: baseName(c.Own)}, Items: own, Count: map[string]int{}}
		for i, p := range coverage.Propose(superior, own, coverage.NewSynonyms(nil)) {
			m.Rows = append(m.Rows, papers.CoverageRow{Item: superior[i], Proposal: p})
			m.Count["open"]++
		}
		return c.say(a, m)
	}
	if c.Unit == "" {
		return errs.New(errs.Invalid, "cli.unit_needed").In("unit")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		var docs [2]id.ID
		for i, number := range []string{c.Superior, c.Own} {
			doc, err := p.DocumentOf(a.Context, actor, c.Unit, number)
			if err != nil {
				return err
			}
			docs[i] = doc.ID
		}
		m, err := p.Coverage(a.Context, actor, docs[0], docs[1], known)
		if err != nil {
			return err
		}
		if c.Accept {
			if m, err = acceptAll(a, p, actor, m); err != nil {
				return err
			}
		}
		return c.say(a, m)
	})
}

// say prints the matrix, or how it stands to what a person marked.
func (c *coverageCmd) say(a *ask, m papers.CoverageMatrix) error {
	if c.Marks == "" {
		return a.coverage(answer.OfCoverage(a.lang, m))
	}
	f, err := os.Open(c.Marks)
	if err != nil {
		return errs.New(errs.NotFound, "cli.no_file", "path", c.Marks).Because(err)
	}
	defer f.Close()
	marks, err := coverage.ReadMarks(f)
	if err != nil {
		return err
	}
	var superior []coverage.Item
	var proposals []coverage.Proposal
	for _, r := range m.Rows {
		superior, proposals = append(superior, r.Item), append(proposals, r.Proposal)
	}
	score, err := coverage.Rate(superior, m.Items, proposals, marks)
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(scoreOf(m, score))
		return nil
	}
	a.rated(score)
	return nil
}

// acceptAll takes every open proposal of covered as it is.
func acceptAll(a *ask, p *app.App, actor access.Actor, m papers.CoverageMatrix) (papers.CoverageMatrix, error) {
	in := papers.NewCoverage{Superior: m.Superior.ID, Own: m.Own.ID}
	var items []id.ID
	for _, r := range m.Rows {
		if r.Said == nil && r.Proposal.Status == coverage.Covered {
			items = append(items, r.ID)
		}
	}
	done, err := p.AcceptCoverage(a.Context, actor, in, items)
	if err != nil {
		return m, err
	}
	if !a.root.JSON {
		a.undoable(done.Import)
	}
	return p.Coverage(a.Context, actor, in.Superior, in.Own, "")
}

type documentsSynonymsCmd struct {
	Unit string `required:"" help:"mã đơn vị | code of the unit"`
	Set  string `help:"tệp chữ, mỗi dòng một nhóm từ cùng nghĩa cách nhau bằng dấu chấm phẩy; - để dán | a text file, a group on each line, parted by semicolons" placeholder:"FILE"`
}

func (c *documentsSynonymsCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		list, err := p.Synonyms(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		if c.Set != "" {
			written, err := a.written(c.Set)
			if err != nil {
				return err
			}
			if err := p.SetSynonyms(a.Context, actor, list.Unit.ID, written.Lines); err != nil {
				return err
			}
			if list, err = p.Synonyms(a.Context, actor, c.Unit); err != nil {
				return err
			}
		}
		if a.root.JSON {
			a.print(answer.OfSynonyms(list))
			return nil
		}
		for _, line := range append(append([]string{}, list.Own...), list.Superior...) {
			fmt.Fprintln(a.Stdout, line)
		}
		return nil
	})
}

func isFile(path string) bool {
	s, err := os.Stat(path)
	return err == nil && !s.IsDir()
}

// itemsIn reads what a file asks for: the rows of a table of targets or tasks,
// or the provisions of a document with the tables in it.
func (a *ask) itemsIn(path string) ([]coverage.Item, error) {
	if !isFile(path) {
		return nil, errs.New(errs.NotFound, "cli.no_file", "path", path)
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".xlsx", ".xls", ".ods":
		t, err := a.readTable(path)
		if err != nil {
			return nil, err
		}
		return tableItems(t)
	}
	written, err := a.written(path)
	if err != nil {
		return nil, err
	}
	items := coverage.Items(resolution.CutText(written.Lines).Provisions)
	for _, t := range written.Tables {
		if more, err := tableItems(t); err == nil {
			items = append(items, more...)
		}
	}
	for _, left := range written.Annexes("").Left {
		fmt.Fprintln(a.Stderr, i18n.Say(a.lang, left))
	}
	return items, nil
}

// readTable reads the table of a file.
func (a *ask) readTable(path string) (*exchange.Table, error) {
	sheet, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return sheet.Table(a.Context, nil)
}

func tableItems(t *exchange.Table) ([]coverage.Item, error) {
	var out []coverage.Item
	if tasks, list := exchange.ReadTaskRows(t, exchange.Choice{}); len(list) == 0 {
		for _, l := range tasks {
			out = append(out, coverage.Item{Ref: l.Label, Sort: "task", Text: l.Name})
		}
		return out, nil
	}
	rows, list := exchange.ReadTargetRows(t, exchange.Choice{})
	if len(list) > 0 {
		return nil, list
	}
	for _, r := range rows {
		c, _ := criterion.Read(r.Plan, criterion.Hints{Name: r.Name, Unit: r.UnitOfMeasure})
		out = append(out, coverage.Item{Ref: r.Label, Sort: "target", Text: r.Name, Plan: &c, Unit: r.UnitOfMeasure, Under: r.Section})
	}
	return out, nil
}

func (a *ask) coverage(out answer.Coverage) error {
	if a.root.JSON {
		a.print(out)
		return nil
	}
	var rows [][]string
	for _, r := range out.Rows {
		by := ""
		if len(r.Own) > 0 {
			by = strings.TrimSpace(r.Own[0].Ref + " " + clip(r.Own[0].Text, 60))
		}
		rows = append(rows, []string{r.Ref, clip(r.Text, 60), a.t("coverage." + r.Status), a.t("coverage." + r.Proposed), by})
	}
	for _, r := range out.Rows {
		for _, by := range r.Own {
			if by.Fit != "" {
				fmt.Fprintln(a.Stderr, strings.TrimSpace(r.Ref+" ← "+by.Ref)+": "+a.t("coverage.fit_"+by.Fit)+" ("+strings.Join(by.Why, "; ")+")")
			}
		}
		if len(r.Missing) > 0 && r.Proposed == "partly" {
			fmt.Fprintln(a.Stderr, r.Ref+": "+strings.Join(r.Missing, "; "))
		}
	}
	table(a.Stdout, []string{"", a.t("cli.superior"), a.t("cli.status"), a.t("cli.proposed"), a.t("cli.own")}, rows, nil)
	for _, s := range []string{"covered", "partly", "not_covered"} {
		fmt.Fprintf(a.Stdout, "%s: %d\n", a.t("coverage."+s), out.Proposed[s])
	}
	return nil
}
