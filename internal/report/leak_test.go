package report_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/report"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/viet"
)

// wholeText is all that a paper says.
func wholeText(d prose.Document) string {
	var b strings.Builder
	b.WriteString(d.Title + "\n" + strings.Join(d.Left, "\n") + "\n")
	for _, block := range d.Blocks {
		b.WriteString(block.Text() + "\n")
		if block.Drawing != nil {
			b.WriteString(block.Drawing.SVG("x") + "\n")
		}
	}
	for _, a := range d.Annexes {
		b.WriteString(a.Title + "\n" + strings.Join(a.Notes, "\n") + "\n")
		for _, r := range a.Table.Rows {
			b.WriteString(strings.Join(r.Cells, " | ") + "\n")
		}
	}
	return b.String()
}

// part is whose report is made.
type part struct {
	name, field, head string
	says              string // what each of its sentences that count must name
}

// A report of a field or of a head counts, names and lists what is its own, in every
// template, estimated or final, in both languages: nothing of the whole unit gets in.
func TestAPartsReportIsItsOwn(t *testing.T) {
	ctx, now := context.Background(), period.Date("2026-11-28").Time().Add(9*time.Hour)
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "world.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(ctx, db, "2026-11-28"); err != nil {
		t.Fatal(err)
	}
	a := app.New(db, func() time.Time { return now })
	met := map[string]int{} // what there was to leak
	for _, asked := range []struct {
		unit     string
		cycle    period.Cycle
		template string
		no       int
	}{{"ngan-son", "2023", reports.OfMonth, 11}, {"ngan-son", "2023", reports.OfQuarter, 3}, {"ngan-son", "2023", reports.OfHalf, 0}, {"ngan-son", "2023", reports.OfNineMonth, 0}, {"ngan-son", "2023", reports.OfYear, 0},
		{"xa-ngan-son-01954", "2026", reports.OfQuarter, 3}, {"xa-ngan-son-01954", "2026", reports.OfYear, 0}, {"xa-ngan-son-01954", "2025", reports.OfYear, 0},
		{"tinh-thai-nguyen-19", "2026", reports.OfNineMonth, 0}, {"ngan-son-xa-dang-uy", "2026", reports.OfYear, 0}} {
		span, err := reports.SpanOf(asked.template, asked.cycle, asked.no)
		if err != nil {
			t.Fatal(err)
		}
		q := reports.Query{Unit: asked.unit, Cycle: asked.cycle, Span: span}
		material := func() reports.Material {
			m, err := a.ReportMaterial(ctx, desk.Operator("test"), q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			return m
		}
		all := material()
		for what, names := range others(part{}, all) {
			met[what] += len(names)
		}
		for _, p := range partsOf(all) {
			q.Field, q.Head = p.field, p.head
			m := material()
			for _, final := range []bool{true, false} {
				estimated(m.Board.Rows, !final)
				for _, lang := range i18n.Langs() {
					of := strings.Join([]string{asked.unit, string(asked.cycle), asked.template, p.name, map[bool]string{true: "final", false: "estimate"}[final], string(lang)}, ", ")
					d := report.Of(lang, m, now)
					owns(t, of, p, d, m, all)
					filled(t, of, d)
				}
			}
		}
	}
	for _, what := range []string{"target", "shortcoming", "task", "project", "instruction"} {
		if met[what] == 0 {
			t.Errorf("a world without any %s: nothing could leak", what)
		}
	}
}

// filled holds that no heading stands over nothing, and that the sections of each
// part are counted through.
func filled(t *testing.T, of string, d prose.Document) {
	t.Helper()
	section := 0
	for i, b := range d.Blocks {
		if b.Kind != prose.Heading {
			continue
		}
		if i+1 == len(d.Blocks) || d.Blocks[i+1].Kind == prose.Heading && d.Blocks[i+1].Level <= b.Level {
			t.Errorf("%s: nothing stands under %q", of, b.Text())
		}
		switch b.Level {
		case 1:
			section = 0
		case 2:
			if number := sections[section]; !strings.HasPrefix(b.Text(), number+". ") && !strings.HasPrefix(b.Text(), number+"- ") {
				t.Errorf("%s: section %s is %q", of, number, b.Text())
			}
			section++
		}
	}
}

var sections = []string{"I", "II", "III", "IV", "V", "VI", "VII"}

// partsOf are the unit, its fields and its heads.
func partsOf(all reports.Material) []part {
	out := []part{{name: "unit", says: strings.TrimPrefix(strings.TrimPrefix(all.Board.Unit.Name, "Huyện "), "Xã ")}}
	for _, f := range all.Fields {
		out = append(out, part{name: f, field: f, says: f})
	}
	for _, h := range all.Heads {
		out = append(out, part{name: reports.PostName(h), head: string(h.Post.ID), says: reports.PostName(h)})
	}
	return out
}

func estimated(rows []standing.BoardRow, estimate bool) {
	for i := range rows {
		if c := rows[i].Counted; c != nil {
			of := *c
			of.Final = !estimate
			rows[i].Counted = &of
		}
	}
}

// owns holds a paper against the material of its part and that of the whole unit.
func owns(t *testing.T, of string, p part, d prose.Document, m, all reports.Material) {
	t.Helper()
	text := wholeText(d)
	text = viet.Fold(text)
	own := func(name string) bool { return strings.Contains(text, viet.Fold(name)) }
	for key := range map[string]bool{"opening": true, "count": len(m.Board.Rows) > 0, "end": true} {
		i := slices.IndexFunc(d.Blocks, func(b prose.Block) bool { return b.Key == key })
		switch {
		case i < 0 && (key != "count" || len(m.Board.Rows) > 0):
			t.Errorf("%s: no %s", of, key)
		case i < 0, key == "count" && p.name == "unit" && !m.Span.Whole():
		case !strings.Contains(viet.Fold(d.Blocks[i].Text()), viet.Fold(p.says)):
			t.Errorf("%s: %s does not name %s: %s", of, key, p.says, d.Blocks[i].Text())
		}
	}
	reached := 0
	for _, r := range m.Board.Rows {
		if r.Class == criterion.Met || r.Class == criterion.Exceeded {
			reached++
		}
	}
	for _, f := range d.Figures {
		if f.Name == "total" && len(f.Rows) != len(m.Board.Rows) || f.Name == "reached" && len(f.Rows) != reached || f.Name == "next" && len(f.Rows) != len(m.Next.Rows) {
			t.Errorf("%s: %s counts %d rows", of, f.Name, len(f.Rows))
		}
	}
	if p.name == "unit" {
		return
	}
	if own("thuộc Trưởng") || own("thuộc Chủ tịch") || own("units of Trưởng") {
		t.Errorf("%s: units of a post", of)
	}
	for what, names := range others(p, all) {
		for _, name := range names {
			if own(name) {
				t.Errorf("%s tells of %s %q, which is not its own", of, what, name)
			}
		}
	}
}

// others are the names in the material of a whole unit that are in none of a part's own.
func others(p part, all reports.Material) map[string][]string {
	mine, rest := []string{}, map[string][]string{}
	add := func(what, name, field, post string) {
		switch {
		case p.field != "" && field == p.field, p.head != "" && post == p.head:
			mine = append(mine, name)
		default:
			rest[what] = append(rest[what], strings.TrimRight(name, ". "))
		}
	}
	for _, r := range append(slices.Clone(all.Board.Rows), all.Next.Rows...) {
		add("target", r.Name, r.Field, string(r.Answers.Post.ID))
	}
	for _, s := range all.Shortcomings.Rows {
		if p.field != "" && s.Field == "" { // named as left out
			mine = append(mine, s.Statement)
			continue
		}
		add("shortcoming", s.Statement, s.Field, string(s.Answers.Post.ID))
	}
	for _, x := range append(slices.Clone(all.Tasks), all.Coming...) {
		add("task", x.Name, "no field", string(x.Answers.Post.ID))
	}
	for _, c := range all.Capital.Rows {
		add("project", c.Name, "no field", string(c.Answers.Post.ID))
	}
	for _, x := range all.Directives {
		add("instruction", x.Text, "no field", "no post")
	}
	for what := range rest {
		rest[what] = slices.DeleteFunc(rest[what], func(name string) bool {
			return slices.ContainsFunc(mine, func(own string) bool { return strings.Contains(own, name) })
		})
	}
	return rest
}
