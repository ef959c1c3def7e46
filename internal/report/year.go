package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/chart/maps"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/prose"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

func newWriter(lang i18n.Lang, m reports.Material) *writer {
	w := &writer{lang: lang, m: m, next: standing.Later(m.Board.Cycle), rows: map[id.ID]bool{}}
	for _, r := range m.Board.Rows {
		w.know(w.rowOf(r))
	}
	if m.Post.Post.ID != "" {
		w.left("report.left_head", "who", postOf(m.Post))
		w.m.Directives = nil
	}
	if m.Field != "" {
		w.left("report.left_field", "field", m.Field)
		w.m.Tasks, w.m.Coming, w.m.Capital.Rows, w.m.Directives = nil, nil, nil, nil
		if n := len(m.Fieldless); n > 0 {
			w.left("report.left_fieldless", "n", n, "names", listed(m.Fieldless))
		}
	}
	return w
}

// year writes the report of a unit's year (báo cáo tổng kết): what the targets
// came to, field by field, the shortcomings with their causes, and what is asked
// of the year after. What is not known is named in Document.Left, and never
// filled with words that nobody said.
func (w *writer) year(now time.Time) {
	w.head()
	w.opening()
	w.partOne()
	w.partTwo()
	w.annexes()
	w.mark(now)
}

// writer writes one report.
type writer struct {
	lang i18n.Lang
	m    reports.Material
	next interface{ Say(string) string }
	d    prose.Document
	rows map[id.ID]bool

	sections int // headings of the first part so far
}

// figure is a figure as it goes into a sentence.
type figure string

// say says a sentence. Names and wordings that people wrote cannot pass for figures.
func (w *writer) say(key string, args ...any) string {
	for i, a := range args {
		switch v := a.(type) {
		case figure:
			args[i] = string(v)
		case string:
			args[i] = unmarked(v)
		}
	}
	return i18n.T(w.lang, key, args...)
}

// unmarked takes the private letters out that mark figures.
func unmarked(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\uE000' && r <= '\uE002' {
			return -1
		}
		return r
	}, text)
}

// know keeps a row that figures stand for.
func (w *writer) know(r prose.Row) {
	if !w.rows[r.ID] {
		w.rows[r.ID] = true
		w.d.Rows = append(w.d.Rows, r)
	}
}

// count is a number of rows, small ones with a nought before them as offices
// write them ("08 chỉ tiêu").
func (w *writer) count(name string, rows []id.ID) figure {
	return figure(w.d.Add(prose.Figure{Name: name, Text: padded(len(rows)), Rows: rows, Is: prose.Count}))
}

// said is a text as a row has it.
func (w *writer) said(name string, row id.ID, text string) figure {
	return figure(w.d.Add(prose.Figure{Name: name, Text: unmarked(text), Rows: []id.ID{row}, Is: prose.Said}))
}

func (w *writer) block(b prose.Block, text string) {
	b.Runs = prose.Runs(text)
	w.d.Blocks = append(w.d.Blocks, b)
}

func (w *writer) paragraph(key, text string) { w.block(prose.Block{Key: key}, text) }

func (w *writer) item(key, text string) {
	w.block(prose.Block{Kind: prose.Item, Key: key}, text)
}

// heading adds a title; those of the Party are numbered "I- " (HD 05-HD/VPTW).
func (w *writer) heading(level int, key, text string) {
	if number, title, found := strings.Cut(text, ". "); found && level == 2 && w.m.Head.Party && slices.Contains(roman, number) {
		text = number + "- " + title
	}
	w.block(prose.Block{Kind: prose.Heading, Level: level, Key: key}, text)
}

// left names something that is not in the paper, with why.
func (w *writer) left(key string, args ...any) {
	w.d.Left = append(w.d.Left, prose.Plain(w.say(key, args...)))
}

func (w *writer) head() {
	h := w.m.Head
	w.d.Head = prose.Head{Party: h.Party, Superior: h.Superior, Issuer: h.Issuer, Named: h.Named}
	w.d.Head.Motto = [2]string{w.say("exchange.state"), w.say("exchange.motto")}
	w.d.Head.Number = w.say("report.number", "sign", h.Sign)
	if h.Party {
		w.d.Head.Motto = [2]string{w.say("report.party"), ""}
		w.d.Head.Number = w.say("report.number_party", "sign", h.Sign)
	}
	w.d.Kind = w.say("report.kind")
	w.d.Title = w.say("report.year_title", "year", w.m.Board.Cycle, "next", w.next)
	if !w.m.Span.Whole() {
		w.d.Title = w.say("report.span_title", "when", w.when(), "coming", w.coming())
	}
	if w.m.Field != "" {
		w.d.Title += w.say("report.field_title", "field", w.m.Field)
	}
	if w.m.Post.Post.ID != "" {
		w.d.Title += w.say("report.head_title", "who", postOf(w.m.Post))
	}
	if h.Place == "" {
		w.left("report.left_signature", "unit", w.m.Board.Unit.Name, "day", w.m.Day)
		return
	}
	w.d.Head.Place = PlaceLine(h)
	w.d.Sign = prose.Sign{OnBehalf: h.OnBehalf, Post: h.Post, Name: h.Signer}
	if h.Above != "" {
		w.d.Receivers = append(w.d.Receivers, w.say("page.paper.reported", "unit", h.Above))
	}
	w.d.Receivers = append(w.d.Receivers, w.say("page.paper.below"), w.say("page.paper.kept"))
}

// PlaceLine is the place and the day of a paper, as NĐ 30/2020, Phụ lục I writes them.
func PlaceLine(h reports.Letterhead) string {
	return i18n.T(i18n.Vietnamese, "exchange.place", "place", h.Place, "day", string(h.On[8:]), "month", officialMonth(string(h.On[5:7])), "year", string(h.On[:4]))
}

// officialMonth writes a month as NĐ 30/2020 asks: a nought before 1 and 2 only.
func officialMonth(month string) string {
	if month >= "03" {
		return strings.TrimPrefix(month, "0")
	}
	return month
}

// papers are the documents that set the targets; the unit's own tasks where none did.
func (w *writer) papers() (out []string) {
	for _, d := range w.m.Documents {
		out = append(out, w.paperOf(d))
	}
	if len(out) == 0 && !w.m.Span.Whole() {
		out = append(out, w.say("report.own_tasks", "year", w.m.Board.Cycle))
	}
	return out
}

func (w *writer) opening() {
	papers := w.papers()
	key := "report.opening"
	if len(papers) == 0 {
		key = "report.opening_bare"
	}
	w.paragraph("opening", i18n.Title(w.say(key, "documents", listed(papers), "unit", w.unit(), "of", w.of(), "year", w.m.Board.Cycle, "next", w.next)))
}

// paperOf names a document as a sentence does.
func (w *writer) paperOf(d target.Document) string { return Paper(w.lang, d) }

// Paper names a document as a sentence does: "Nghị quyết số 05/NQ-HĐND ngày
// 25/12/2025 của HĐND xã". One that nobody gave a number is named by its file.
func Paper(lang i18n.Lang, d target.Document) string {
	kind := cmp.Or(d.Kind, resolution.KindBySign(d.Number))
	file, ofFile := strings.CutPrefix(d.Number, plan.OfFile)
	switch {
	case ofFile:
		return i18n.T(lang, "report.document_file", "file", file)
	case kind == "":
		return i18n.T(lang, "report.document", "number", d.Number, "date", d.IssuedOn, "issuer", d.Issuer)
	}
	return i18n.T(lang, "report.document_kind", "kind", i18n.Title(kind), "number", d.Number, "date", d.IssuedOn, "issuer", d.Issuer)
}

// unit names the unit within a sentence: "huyện Ngân Sơn", but "Huyện ủy Ngân Sơn".
// Of one head alone it is the post.
func (w *writer) unit() string {
	if w.m.Post.Post.ID != "" {
		return postOf(w.m.Post)
	}
	v := w.m.Board.Unit
	if org.Territorial(v.Kind) {
		return viet.LowerFirst(v.Name)
	}
	return v.Name
}

// whose is what the counts are of: the unit, its field, or the post.
func (w *writer) whose() string {
	if w.m.Field != "" {
		return w.say("report.whose_field", "field", viet.LowerFirst(w.m.Field), "unit", w.unit())
	}
	return w.unit()
}

// of is the field within a sentence that names the unit; "" of all fields.
func (w *writer) of() string {
	if w.m.Field == "" {
		return ""
	}
	return w.say("report.of_field", "field", viet.LowerFirst(w.m.Field))
}

// ofWhom is the field or the post within a sentence that names neither unit nor post.
func (w *writer) ofWhom() string {
	if w.m.Post.Post.ID != "" {
		return w.say("report.of_head", "who", postOf(w.m.Post))
	}
	return w.of()
}

// listed joins the parts of a sentence.
func listed(parts []string) string { return strings.Join(parts, "; ") }

// section begins one of the sections that may be left out.
func (w *writer) section(key, text string) {
	w.heading(2, key, w.say(text, "n", roman[w.sections]))
	w.sections++
}

func (w *writer) partOne() {
	w.heading(1, "part-1", w.say("report.part_one", "year", w.m.Board.Cycle))
	w.section("targets", "report.targets")
	w.targets()
	if len(w.m.Board.Rows) > 0 {
		w.section("fields", w.detail())
		w.fields()
	}
	w.money()
	w.tasks()
	w.section("judged", "report.judged")
	w.strengths()
	w.shortcomings()
}

// detail is the heading over the single targets, its key among the texts.
func (w *writer) detail() string {
	if w.m.Field != "" {
		return "report.fields_one"
	}
	return "report.fields"
}

// noTargets says that there are none, in the paper and among what is not in it.
func (w *writer) noTargets() {
	w.left("report.left_targets", "unit", i18n.Title(w.unit()), "year", w.m.Board.Cycle)
	w.paragraph("no-targets", w.say("report.left_targets", "unit", i18n.Title(w.unit()), "year", w.m.Board.Cycle))
}

// classed gives the rows of some classes.
func (w *writer) classed(rows []standing.BoardRow, classes ...criterion.Class) (out []id.ID) {
	for _, r := range rows {
		for _, c := range classes {
			if r.Class == c {
				out = append(out, r.Target.ID)
			}
		}
	}
	return out
}

// parts says what a count is made of, without what there is none of.
func (w *writer) parts(name string, rows []standing.BoardRow) string {
	var within, beyond []string
	for _, c := range []criterion.Class{criterion.Exceeded, criterion.Met} {
		if of := w.classed(rows, c); len(of) > 0 {
			within = append(within, w.say("report.part_"+string(c), "n", w.count(name+":"+string(c), of)))
		}
	}
	for _, c := range []criterion.Class{criterion.NotMet, criterion.NotAssessed} {
		if of := w.classed(rows, c); len(of) > 0 {
			beyond = append(beyond, w.say("report.part_"+string(c), "n", w.count(name+":"+string(c), of)))
		}
	}
	out := ""
	if len(within) > 0 {
		out = w.say("report.of_which", "parts", figure(strings.Join(within, ", ")))
	}
	for _, b := range beyond {
		out += "; " + b
	}
	return out
}

// targets says how many targets were met, the picture, those far above, and each
// that was not.
func (w *writer) targets() {
	rows := w.m.Board.Rows
	if len(rows) == 0 {
		w.noTargets()
		return
	}
	reached := w.classed(rows, criterion.Exceeded, criterion.Met)
	all := w.classed(rows, criterion.Classes()...)
	share := w.d.Add(prose.Figure{Name: "share", Text: percentOf(w.lang, len(reached), len(all)), Rows: reached, Is: prose.Share})
	w.paragraph("count", w.say("report.count", "year", w.m.Board.Cycle, "unit", w.whose(), "reached", w.count("reached", reached), "total", w.count("total", all),
		"share", figure(share), "parts", figure(w.parts("board", rows))))
	w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "strip", Drawing: w.strip()})
	if n := w.estimates(); len(n) > 0 {
		w.paragraph("estimates", w.say("report.estimates", "n", w.count("estimates", n)))
	}
	w.bars()
	w.foremost()
	missed := w.classed(rows, criterion.NotMet)
	if len(missed) == 0 {
		return
	}
	w.paragraph("missed", w.say("report.missed", "n", w.count("missed", missed)))
	var late []standing.BoardRow
	for _, r := range rows {
		if r.Class == criterion.NotMet {
			w.item("missed:"+string(r.Target.ID), w.sentence("missed", r)+".")
			late = append(late, r)
		}
	}
	w.trends(late)
}

func (w *writer) strip() *chart.Drawing {
	s := chart.Strip{Lang: w.lang, Columns: 17}
	for _, r := range w.m.Board.Rows {
		s.Cells = append(s.Cells, chart.Cell{Class: r.Word(), Label: r.Label, Title: r.Name})
	}
	d := s.Draw()
	return &d
}

// bars shows what was reached of each plan that is counted in percent; with few such
// targets the text says it all.
func (w *writer) bars() {
	b := maps.Bars{Title: w.say("report.bars"), Plan: w.say("report.bars_plan")}
	without := 0
	for _, r := range w.m.Board.Rows {
		a := r.Assessment.Achievement
		if a == nil {
			without++
			continue
		}
		percent, _ := a.Shown().Rat().Float64()
		b.Rows = append(b.Rows, maps.Bar{Label: r.Label, Name: r.Name, Percent: percent, Figure: a.Shown().Trim().Say(string(w.lang)) + "%", Missed: r.Class == criterion.NotMet})
	}
	if len(b.Rows) < 3 {
		return
	}
	b.Desc = w.say("report.bars_desc", "n", len(b.Rows), "without", without)
	d := b.Draw()
	w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "bars", Drawing: &d})
}

// estimates gives the rows whose figure is an estimate.
func (w *writer) estimates() (out []id.ID) {
	for _, r := range w.m.Board.Rows {
		if r.Counted != nil && !r.Counted.Final {
			out = append(out, r.Target.ID)
		}
	}
	return out
}

// fields says for each field how it came out and each of its targets.
func (w *writer) fields() {
	for i, name := range fieldsOf(w.m.Board.Rows) {
		var rows []standing.BoardRow
		for _, r := range w.m.Board.Rows {
			if r.Field == name {
				rows = append(rows, r)
			}
		}
		title := name
		if name == "" {
			title = w.say("report.field_none")
		}
		key := "field:" + viet.Fold(title)
		w.heading(3, key+":head", w.say("report.ordinal", "n", i+1, "title", title))
		w.paragraph(key, w.say("report.field", "reached", w.count(key+":reached", w.classed(rows, criterion.Exceeded, criterion.Met)), "total", w.count(key+":total", w.classed(rows, criterion.Classes()...)),
			"parts", figure(w.parts(key, rows))))
		for _, r := range rows {
			w.item("target:"+string(r.Target.ID), w.sentence("target", r)+".")
		}
	}
}

// fieldsOf gives the fields in the order they first stand in.
func fieldsOf(rows []standing.BoardRow) (out []string) {
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.Field] {
			seen[r.Field] = true
			out = append(out, r.Field)
		}
	}
	return out
}

// postOf says who answers: the post and the unit, not the person.
func postOf(a desk.Responsible) string { return reports.PostName(a) }
