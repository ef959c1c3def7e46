package board

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/standing"
	"dondoc/internal/docx"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// sendPaper sends the rows that are shown in the office's form, on A4 across.
func (v Scoreboard) sendPaper(w http.ResponseWriter, r *kit.Ask, format string, b standing.Board) error {
	var out bytes.Buffer
	if err := report.WriteList(r.Context(), &out, format, v.document(b)); err != nil {
		return err
	}
	list.Deliver(w, v.Title+" "+b.Unit.Name+" "+string(b.Cycle)+"."+format, exchange.MediaType(format), out.Bytes())
	return nil
}

// document is the board as it prints: the sentence, the rows under their fields,
// what there is to say about them, and who signs.
func (v Scoreboard) document(b standing.Board) docx.Document {
	d := docx.Document{Landscape: true, Title: strings.ToUpper(v.Title), Subtitle: b.Unit.Name + ", " + string(b.Cycle), Lead: []string{meetingSentence(v.Lang, v.Tally)}}
	if h := v.Heading; h != nil {
		d.Superior, d.Issuer, d.Number, d.Title, d.Subtitle = h.Superior, h.Issuer, h.Number, h.Title, h.Subtitle
		d.Motto = [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")}
		if day := string(h.Date); len(day) == 10 {
			d.Place = i18n.T(i18n.Vietnamese, "exchange.place", "place", h.Place, "day", day[8:], "month", day[5:7], "year", day[:4])
		}
		if h.Signed {
			d.Signature = [2]string{strings.TrimSpace(h.OnBehalf + "\n" + h.Post), h.Signer}
		}
	}
	if b.AsKnown != "" {
		d.Lead = append(d.Lead, v.T("web.board_paper_known", "day", b.AsKnown))
	}
	if v.Filtered {
		d.Lead = append(d.Lead, v.T("web.board_paper_part", "n", v.Shown, "of", b.Total()))
	}
	for _, c := range []struct {
		key   string
		share int
		right bool
	}{{"page.col.ordinal", 4, false}, {"page.col.target", 29, false}, {"page.col.unit_long", 8, false}, {"page.col.plan", 13, false}, {"page.col.actual", 10, true},
		{"page.col.percent_long", 7, true}, {"page.col.class", 13, false}, {"page.col.holder", 16, false}} {
		d.Columns = append(d.Columns, docx.Column{Title: v.T(c.key), Share: c.share, Right: c.right})
	}
	for i, row := range v.Rows {
		if v.Grouped && (i == 0 || v.Rows[i-1].Group != row.Group) {
			d.Rows = append(d.Rows, docx.Row{Heading: true, Cells: []string{cmp.Or(row.Group, v.T("page.board.no_field"))}})
		}
		for _, one := range append([]Row{row}, row.Parts...) {
			d.Rows = append(d.Rows, docx.Row{Cells: v.printed(one)})
		}
	}
	for _, part := range v.Loose {
		d.Rows = append(d.Rows, docx.Row{Cells: v.printed(part)})
	}
	for _, doubt := range v.Doubts {
		d.Notes = append(d.Notes, v.Say(doubt))
	}
	return d
}

// printed are the cells of a row, with what the page says under them.
func (v Scoreboard) printed(r Row) []string {
	name := []string{dashed(r.Depth) + r.Name}
	name = append(name, r.Beside...)
	for _, f := range r.Flags {
		name = append(name, v.Say(f))
	}
	if r.Reason != nil {
		for _, said := range []struct{ key, text string }{{"web.reason_cause", r.Reason.Cause}, {"web.reason_remedy", r.Reason.Remedy}, {"web.reason_promised", r.Reason.Promised.Say("")}} {
			if said.text != "" {
				name = append(name, v.T(said.key)+": "+said.text)
			}
		}
	}
	class := []string{r.Said}
	if r.Proposed != "" && r.Proposed != r.Class {
		class = append(class, v.T("page.board.computed", "class", r.Proposed))
	}
	var statuses []string
	for _, status := range r.Statuses {
		statuses = append(statuses, v.T("figure."+status))
	}
	class = append(class, strings.Join(statuses, ", "))
	who := []string{r.Holder.Name, r.Holder.Post, r.Holder.Unit}
	if r.Holder.Invented {
		who[0] += " (" + v.T("page.invented") + ")"
	}
	join := func(list []string, by string) string {
		return strings.Join(slices.DeleteFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" }), by)
	}
	return []string{r.Ordinal, join(name, "\n"), r.Unit, cmp.Or(r.Wording, r.Plan.Text), r.Actual.Text, r.Percent.Text, join(class, "\n"), join(who, ", ")}
}
