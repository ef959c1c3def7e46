package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
)

const superiors = `Số: 01/NQ-TU
NGHỊ QUYẾT
I. Nhiệm vụ
1. Trồng rừng và phát triển kinh tế lâm nghiệp bền vững tại các xã vùng cao
2. Phổ cập kỹ năng số cho người dân qua nền tảng học tập trực tuyến
a) Người đứng đầu chịu trách nhiệm trực tiếp về kết quả`

func (w *world) superior() id.ID {
	w.t.Helper()
	return must(w.ImportDocument(ctx, operator, papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.district, Cycle: "2023", Number: "01/NQ-TU", Issuer: "Tỉnh ủy", IssuedOn: "2022-12-01",
		Title: "Về phát triển lâm nghiệp", Level: target.SuperiorLevel, Kind: "nghị quyết"}, Provisions: resolution.CutText(strings.Split(superiors, "\n")).Provisions}))(w.t)
}

func TestADocumentIsKeptCutAndCorrected(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		doc := w.superior()
		kept, list, err := w.Provisions(ctx, operator, doc)
		if err != nil || kept.Level != target.SuperiorLevel || len(list) != 5 || list[4].Parent != 3 || list[4].Depth != 2 {
			t.Fatalf("%+v, %d provisions, %v", kept, len(list), err)
		}
		clause := list[2].ID
		if err := w.CorrectProvisions(ctx, operator, doc, papers.Correction{At: 4, Do: "merge"}); err != nil {
			t.Fatal(err)
		}
		_, list, _ = w.Provisions(ctx, operator, doc)
		if len(list) != 4 || !strings.HasSuffix(list[3].Text, "a) Người đứng đầu chịu trách nhiệm trực tiếp về kết quả") || list[2].ID != clause {
			t.Errorf("after merging: %d, %q", len(list), list[3].Text)
		}
		again := papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.district, Cycle: "2023", Number: "Số 01/NQ-tu", Issuer: "TỈNH ỦY", IssuedOn: "2022-12-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}}
		if _, err := w.ImportDocument(ctx, operator, again); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same document again: %v", err)
		}
		for _, c := range []papers.Correction{{At: 99, Do: "merge"}, {At: 1, Do: "xé"}} {
			if err := w.CorrectProvisions(ctx, operator, doc, c); err == nil {
				t.Errorf("%+v was done", c)
			}
		}
	})
}

func TestCoverageIsSaidByAPerson(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		doc := w.superior()
		m := must(w.Coverage(ctx, operator, doc, w.document))(t)
		if len(m.Rows) != 2 || m.Count["open"] != 2 || m.Rows[0].Proposal.Status != coverage.NotCovered && len(m.Rows[0].Proposal.Matches) == 0 {
			t.Fatalf("%d rows, %v", len(m.Rows), m.Count)
		}
		office := w.account("van-phong", access.Office, w.district)
		say := func(c papers.NewCoverage) error {
			c.Superior, c.Own = doc, w.document
			if c.Item == "" {
				c.Item = m.Rows[0].ID
			}
			return w.SetCoverage(ctx, office, c)
		}
		for _, c := range []struct {
			in   papers.NewCoverage
			kind errs.Kind
		}{
			{papers.NewCoverage{Status: "gần đủ"}, errs.Invalid},
			{papers.NewCoverage{Status: coverage.NotApplicable}, errs.Invalid},
			{papers.NewCoverage{Status: coverage.NotCovered}, errs.Invalid},
			{papers.NewCoverage{Status: coverage.Covered}, errs.Invalid}, // by what?
			{papers.NewCoverage{Status: coverage.Covered, Item: "không có", Reason: "đã có"}, errs.NotFound},
			{papers.NewCoverage{Status: coverage.Covered, Links: []id.ID{w.otherTarget}}, errs.NotFound},
		} {
			if err := say(c.in); !errs.Is(err, c.kind) {
				t.Errorf("%+v: %v", c.in, err)
			}
		}
		if err := say(papers.NewCoverage{Status: coverage.Partly, Owner: w.department, Due: "2023-09-30"}); err != nil {
			t.Fatal(err)
		}
		if err := say(papers.NewCoverage{Status: coverage.Covered, Links: []id.ID{w.forest}}); err != nil {
			t.Fatal(err)
		}
		m = must(w.Coverage(ctx, office, doc, w.document))(t)
		if row := m.Rows[0]; row.Said == nil || row.Said.Status != coverage.Covered || len(row.History) != 2 || m.Count["covered"] != 1 || m.Count["open"] != 1 {
			t.Errorf("%+v, %v", row.Said, m.Count)
		}
	})
}

func TestProposalsAreAccepted(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		doc := w.superior()
		office := w.account("van-phong", access.Office, w.district)
		m := must(w.Coverage(ctx, office, doc, w.document))(t)
		var all []id.ID
		for _, row := range m.Rows {
			all = append(all, row.ID)
		}
		// a gap needs who closes it, and nothing is kept of the rest then
		if _, err := w.AcceptCoverage(ctx, office, papers.NewCoverage{Superior: doc, Own: w.document}, all); !errs.Is(err, errs.Invalid) {
			t.Errorf("without an owner: %v", err)
		}
		if m = must(w.Coverage(ctx, office, doc, w.document))(t); m.Count["open"] != len(all) {
			t.Errorf("half accepted: %v", m.Count)
		}
		n := must(w.AcceptCoverage(ctx, office, papers.NewCoverage{Superior: doc, Own: w.document, Owner: w.department, Due: "2023-09-30"}, all))(t)
		if m = must(w.Coverage(ctx, office, doc, w.document))(t); n != len(all) || m.Count["open"] != 0 {
			t.Errorf("%d accepted, %v", n, m.Count)
		}
		// who spoke is not spoken over
		if _, err := w.AcceptCoverage(ctx, office, papers.NewCoverage{Superior: doc, Own: w.document, Owner: w.department, Due: "2023-09-30"}, all); !errs.Is(err, errs.Conflict) {
			t.Errorf("again: %v", err)
		}
	})
}

func TestLinksAndSynonyms(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		doc := w.superior()
		office := w.account("van-phong", access.Office, w.district)
		found := must(w.FindLinks(ctx, office, w.document, "trong rung"))(t)
		if len(found) == 0 || found[0].Item.Sort != "target" {
			t.Fatalf("found %+v", found)
		}
		for _, l := range found {
			if l.ID == w.otherTarget {
				t.Error("another unit's target is offered")
			}
		}
		m := must(w.Coverage(ctx, office, doc, w.document))(t)
		if err := w.SetCoverage(ctx, office, papers.NewCoverage{Superior: doc, Own: w.document, Item: m.Rows[1].ID, Status: coverage.Covered, Links: []id.ID{found[0].ID}}); err != nil {
			t.Fatal(err)
		}
		if m = must(w.Coverage(ctx, office, doc, w.document))(t); len(m.Rows[1].Linked) != 1 || m.Rows[1].Linked[0].ID != found[0].ID {
			t.Errorf("linked %+v", m.Rows[1].Linked)
		}
		if err := w.SetSynonyms(ctx, office, w.district, []string{"chỉ một cách"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("one way of writing: %v", err)
		}
		for range 2 {
			if err := w.SetSynonyms(ctx, office, w.district, []string{"", "trồng cây gây rừng; trồng rừng", "A; B;"}); err != nil {
				t.Fatal(err)
			}
		}
		if s := must(w.Synonyms(ctx, office, "ngan-son"))(t); !slices.Equal(s.Own, []string{"trồng cây gây rừng; trồng rừng", "A; B"}) || len(s.Common) < 20 {
			t.Errorf("%+v", s.Own)
		}
	})
}

// One's own target is found among any number of like-named ones of others.
func TestSearchFindsOnesOwn(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		for i := range 60 {
			doc := must(w.AddDocument(ctx, operator, plan.NewDocument{Unit: w.district, Cycle: "2025", Number: fmt.Sprint(i), Issuer: "Huyện ủy", IssuedOn: "2024-12-01", Title: "Giao vốn"}))(t)
			must(w.AddTarget(ctx, operator, plan.NewTarget{Document: doc, Name: "Diện tích trồng rừng", Wording: "10 ha", UnitOfMeasure: "ha"}))(t)
		}
		mine := must(w.AddDocument(ctx, operator, plan.NewDocument{Unit: w.commune, Cycle: "2022", Number: "1", Issuer: "Xã", IssuedOn: "2021-12-01", Title: "Giao vốn"}))(t)
		must(w.AddTarget(ctx, operator, plan.NewTarget{Document: mine, Name: "Diện tích trồng rừng", Wording: "10 ha", UnitOfMeasure: "ha"}))(t)
		officer := w.account("xa", access.Officer, w.commune)
		for words, sort := range map[string]string{"trong rung": "target", "giao von": "document"} {
			if found := must(w.Search(ctx, officer, words, 10))(t); len(found) != 1 || found[0].Sort != sort || found[0].Unit.ID != w.commune {
				t.Errorf("%s: %+v", words, found)
			}
		}
	})
}

func TestSearch(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.superior()
		w.given(tasks.NewTask{Name: "Kiểm tra công tác trồng rừng", Leads: []id.ID{w.department}, Deadline: "2023"})
		found := must(w.Search(ctx, operator, "trong rung", 10))(t)
		sorts := map[string]int{}
		for _, f := range found {
			sorts[f.Sort]++
		}
		if sorts["task"] != 1 || sorts["provision"] != 1 || sorts["target"] != 2 {
			t.Errorf("%v", found)
		}
		if n := len(must(w.Search(ctx, operator, "lâm nghiệp", 10))(t)); n != 2 {
			t.Errorf("%d are found", n)
		}
		for _, f := range must(w.Search(ctx, w.account("nguoi-ngoai", access.Officer, w.other), "trong rung", 10))(t) {
			if f.Unit.ID != w.other {
				t.Errorf("a stranger finds %+v", f)
			}
		}
		if _, err := w.Search(ctx, operator, "x", 10); !errs.Is(err, errs.Invalid) {
			t.Errorf("one letter: %v", err)
		}
		if _, err := w.Search(ctx, access.Actor{}, "trong rung", 10); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("nobody: %v", err)
		}
	})
}

// The file a document came from is kept with it, for who may read the document;
// what replaces another says so on both.
func TestDocumentFile(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		office := w.account("van-phong", access.Office, w.district)
		written := func(number, does string, relates ...string) papers.NewWritten {
			return papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.district, Cycle: "2023", Number: number, Issuer: "Huyện ủy", IssuedOn: "2023-02-01", Title: "Kế hoạch"},
				Provisions: []resolution.Provision{{Kind: resolution.Clause, Label: "1.", Text: "Trồng rừng", Parent: -1}}, Relates: relates, Does: does, File: &figures.File{Name: "a/ke hoach.docx", Content: []byte("PK")}}
		}
		first := must(w.ImportDocument(ctx, office, written("1-KH", "")))(t)
		if f, content, err := w.DocumentFile(ctx, office, first); err != nil || f.Name != "ke hoach.docx" || string(content) != "PK" {
			t.Errorf("%+v %q %v", f, content, err)
		}
		if _, _, err := w.DocumentFile(ctx, w.account("nguoi-ngoai", access.Officer, w.other), first); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger reads it: %v", err)
		}
		if _, err := w.ImportDocument(ctx, office, written("2-KH", "eats", "1-KH")); !errs.Is(err, errs.Invalid) {
			t.Errorf("another relation: %v", err)
		}
		must(w.ImportDocument(ctx, office, written("2-KH", "replaces", "1-KH")))(t)
		if p := must(w.Paper(ctx, office, first))(t); !p.Replaced() || p.File != "ke hoach.docx" || p.Does[0].Number != "2-KH" {
			t.Errorf("%+v", p.Paper)
		}
	})
}
