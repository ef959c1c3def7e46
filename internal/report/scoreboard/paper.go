package scoreboard

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/standing"
	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/report"
)

// Paper is a board to be handed on: which of its rows, in what order, under which
// heading.
type Paper struct {
	Lang    i18n.Lang
	Dir     *desk.Directory
	Board   standing.Board
	Rows    []standing.BoardRow // those that are written; the sentence counts all of the board
	Sorted  bool                // in an order of its own: no heads of fields
	Heading reports.Letterhead
}

// Of gives the whole board of a unit as a paper of today.
func Of(lang i18n.Lang, d *desk.Directory, b standing.Board) Paper {
	return Paper{Lang: lang, Dir: d, Board: b, Rows: b.Rows, Heading: reports.LetterheadOf(d, b.Unit.ID, d.Today())}
}

// Write writes the paper as docx or pdf, its rows as xlsx or csv. Invalid for
// another format, Unavailable for a PDF where nothing can make it.
func (p Paper) Write(ctx context.Context, w io.Writer, format string) error {
	switch format {
	case "docx", "pdf":
		return report.WriteList(ctx, w, format, p.document())
	case "xlsx":
		return exchange.WriteXLSX(w, p.Sheets()...)
	case "csv":
		return exchange.WriteCSV(w, p.Sheets()[0])
	}
	return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
}

func (p Paper) t(key string, args ...any) string { return i18n.T(p.Lang, key, args...) }

// document is the board as it prints: the sentence, the rows under their fields,
// what there is to say about them, and who signs.
func (p Paper) document() docx.Document {
	d := p.headed()
	d.Lead = append(d.Lead, Sentence(p.Lang, p.Dir, p.Board))
	if p.Board.AsKnown != "" {
		d.Lead = append(d.Lead, p.t("report.board_known", "day", p.Board.AsKnown))
	}
	if n := len(p.Rows); n < p.Board.Total() {
		d.Lead = append(d.Lead, p.t("report.board_part", "n", n, "of", p.Board.Total()))
	}
	for _, c := range []struct {
		key   string
		share int
		right bool
	}{{"page.col.ordinal", 4, false}, {"page.col.target", 29, false}, {"page.col.unit_long", 8, false}, {"page.col.plan", 13, false}, {"page.col.actual", 10, true},
		{"page.col.percent_long", 7, true}, {"page.col.class", 13, false}, {"page.col.holder", 16, false}} {
		d.Columns = append(d.Columns, docx.Column{Title: p.t(c.key), Share: c.share, Right: c.right})
	}
	for i, row := range p.Rows {
		if !p.Sorted && (i == 0 || p.Rows[i-1].Field != row.Field) {
			d.Rows = append(d.Rows, docx.Row{Heading: true, Cells: []string{cmp.Or(row.Field, p.t("page.board.no_field"))}})
		}
		for _, one := range (standing.Board{Rows: []standing.BoardRow{row}}).Lines() {
			d.Rows = append(d.Rows, docx.Row{Cells: p.printed(one)})
		}
	}
	for _, loose := range (standing.Board{Parts: p.Board.Parts}).Lines() {
		d.Rows = append(d.Rows, docx.Row{Cells: p.printed(loose)})
	}
	for _, doubt := range p.Board.Flags {
		d.Notes = append(d.Notes, i18n.Say(p.Lang, doubt.What))
	}
	return d
}

// headed is the paper's head and signature.
func (p Paper) headed() docx.Document {
	b, h := p.Board, p.Heading
	d := docx.Document{Landscape: true, Title: strings.ToUpper(p.t("report.board_title")), Subtitle: b.Unit.Name + ", " + string(b.Cycle)}
	if h.Issuer == "" {
		return d
	}
	d.Superior, d.Issuer = h.Superior, h.Issuer
	d.Motto = [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")}
	if len(b.Rows) > 0 {
		d.Subtitle = p.t("report.board_subtitle", "cycle", b.Cycle, "document", i18n.Title(report.Paper(p.Lang, b.Rows[0].Document)))
	}
	if h.Place == "" {
		return d
	}
	d.Place = report.PlaceLine(h)
	if len(b.Rows) > 0 && h.Post != "" {
		d.Signature = [2]string{strings.TrimSpace(h.OnBehalf + "\n" + h.Post), h.Signer}
	}
	return d
}

// printed are the cells of a row, with what the page says under them.
func (p Paper) printed(r standing.BoardRow) []string {
	notes := append(Besides(p.Lang, r), Doubts(p.Lang, r)...)
	if r.Lock.Reopened {
		l := r.Lock.Last
		notes = append(notes, p.t("web.reopened", "by", l.ByName, "reason", l.Reason, "until", l.OpenUntil))
	}
	name := []string{Dashed(r.Depth) + r.Name}
	for _, n := range notes { // taken in again, a line that is named as a note is no part of the name
		name = append(name, p.t("report.board_note", "text", n))
	}
	if w := r.Reason; w != nil {
		for _, said := range []struct{ key, text string }{{"web.reason_cause", w.Cause}, {"web.reason_remedy", w.Remedy}, {"web.reason_promised", w.Promised.Say("")}} {
			if said.text != "" {
				name = append(name, p.t(said.key)+": "+said.text)
			}
		}
	}
	class := []string{Said(p.Lang, p.Dir, r.Target.Unit, r.Word())}
	if c := r.Confirmation; c != nil && c.Confirmed != r.Assessment.Class && string(r.Assessment.Class) != r.Word() {
		class = append(class, p.t("page.board.computed", "class", r.Assessment.Class))
	}
	class = append(class, Firm(p.Lang, r))
	who := []string{r.Answers.Person.Name, r.Answers.Post.Title, r.Answers.Unit.Name}
	if r.Answers.Person.Invented {
		who[0] += " (" + p.t("page.invented") + ")"
	}
	percent, _ := Percent(p.Lang, r.Assessment, r.UnitOfMeasure)
	return []string{r.Label, joined(name, "\n"), r.UnitOfMeasure, cmp.Or(r.Current().Wording, report.Plan(p.Lang, r.Current().Criterion)), p.result(r), percent, joined(class, "\n"), joined(who, ", ")}
}

// result is the figure that counts, without its unit of measure; "" where none does.
func (p Paper) result(r standing.BoardRow) string {
	if r.Counted == nil {
		return ""
	}
	return report.Given(p.Lang, *r.Counted, r.UnitOfMeasure)
}

// joined puts together what says something.
func joined(list []string, by string) string {
	return strings.Join(slices.DeleteFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" }), by)
}
