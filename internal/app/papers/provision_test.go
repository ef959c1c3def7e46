package papers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
)

func TestADocumentIsKeptCutAndCorrected(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		doc := w.Superior()
		kept, list, err := w.Provisions(apptest.Ctx, apptest.Operator, doc)
		if err != nil || kept.Level != target.SuperiorLevel || len(list) != 5 || list[4].Parent != 3 || list[4].Depth != 2 {
			t.Fatalf("%+v, %d provisions, %v", kept, len(list), err)
		}
		clause := list[2].ID
		if err := w.CorrectProvisions(apptest.Ctx, apptest.Operator, doc, papers.Correction{At: 4, Do: "merge"}); err != nil {
			t.Fatal(err)
		}
		_, list, _ = w.Provisions(apptest.Ctx, apptest.Operator, doc)
		if len(list) != 4 || !strings.HasSuffix(list[3].Text, "a) Người đứng đầu chịu trách nhiệm trực tiếp về kết quả") || list[2].ID != clause {
			t.Errorf("after merging: %d, %q", len(list), list[3].Text)
		}
		again := papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "Số 01/NQ-tu", Issuer: "TỈNH ỦY", IssuedOn: "2022-12-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}}
		if _, err := w.ImportDocument(apptest.Ctx, apptest.Operator, again); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same document again: %v", err)
		}
		for _, c := range []papers.Correction{{At: 99, Do: "merge"}, {At: 1, Do: "xé"}} {
			if err := w.CorrectProvisions(apptest.Ctx, apptest.Operator, doc, c); err == nil {
				t.Errorf("%+v was done", c)
			}
		}
	})
}

func TestCoverageIsSaidByAPerson(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		doc := w.Superior()
		m := apptest.Must(w.Coverage(apptest.Ctx, apptest.Operator, doc, w.Resolution, ""))(t)
		if len(m.Rows) != 2 || m.Count["open"] != 2 || m.Rows[0].Proposal.Status != coverage.NotCovered && len(m.Rows[0].Proposal.Matches) == 0 {
			t.Fatalf("%d rows, %v", len(m.Rows), m.Count)
		}
		office := w.Actor("van-phong", access.Office, w.District)
		say := func(c papers.NewCoverage) error {
			c.Superior, c.Own = doc, w.Resolution
			if c.Item == "" {
				c.Item = m.Rows[0].ID
			}
			return w.SetCoverage(apptest.Ctx, office, c)
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
			{papers.NewCoverage{Status: coverage.Covered, Links: []id.ID{w.OtherForest}}, errs.NotFound},
		} {
			if err := say(c.in); !errs.Is(err, c.kind) {
				t.Errorf("%+v: %v", c.in, err)
			}
		}
		if err := say(papers.NewCoverage{Status: coverage.Partly, Owner: w.Department, Due: "2023-09-30"}); err != nil {
			t.Fatal(err)
		}
		if err := say(papers.NewCoverage{Status: coverage.Covered, Links: []id.ID{w.Forest}}); err != nil {
			t.Fatal(err)
		}
		m = apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t)
		if row := m.Rows[0]; row.Said == nil || row.Said.Status != coverage.Covered || len(row.History) != 2 || m.Count["covered"] != 1 || m.Count["open"] != 1 {
			t.Errorf("%+v, %v", row.Said, m.Count)
		}
	})
}

func TestProposalsAreAccepted(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		doc := w.Superior()
		office := w.Actor("van-phong", access.Office, w.District)
		m := apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t)
		var all []id.ID
		for _, row := range m.Rows {
			all = append(all, row.ID)
		}
		// a gap needs who closes it, and nothing is kept of the rest then
		if _, err := w.AcceptCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution}, all); !errs.Is(err, errs.Invalid) {
			t.Errorf("without an owner: %v", err)
		}
		if m = apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t); m.Count["open"] != len(all) {
			t.Errorf("half accepted: %v", m.Count)
		}
		done := apptest.Must(w.AcceptCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution, Owner: w.Department, Due: "2023-09-30"}, all))(t)
		if m = apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t); done.N != len(all) || m.Count["open"] != 0 {
			t.Errorf("%d accepted, %v", done.N, m.Count)
		}
		// all that was accepted is undone as a whole, unless something was said since
		if made, err := w.UndoImport(apptest.Ctx, office, done.Import, "nhầm văn bản"); err != nil || len(made.Names) != len(all) {
			t.Fatalf("undone: %+v %v", made, err)
		}
		if m = apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t); m.Count["open"] != len(all) {
			t.Errorf("after undoing: %v", m.Count)
		}
		done = apptest.Must(w.AcceptCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution, Owner: w.Department, Due: "2023-09-30"}, all))(t)
		if err := w.SetCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution, Item: all[0], Status: coverage.NotApplicable, Reason: "Không có rừng"}); err != nil {
			t.Fatal(err)
		}
		if made, err := w.UndoImport(apptest.Ctx, office, done.Import, "nhầm"); apptest.Key(err) != "app.undo_said_since" || len(made.Hangs) != 1 {
			t.Errorf("said since: %+v %v", made, err)
		}
		w.Fits()
		// who spoke is not spoken over
		if _, err := w.AcceptCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution, Owner: w.Department, Due: "2023-09-30"}, all); !errs.Is(err, errs.Conflict) {
			t.Errorf("again: %v", err)
		}
	})
}

func TestLinksAndSynonyms(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		doc := w.Superior()
		office := w.Actor("van-phong", access.Office, w.District)
		found := apptest.Must(w.FindLinks(apptest.Ctx, office, w.Resolution, "trong rung"))(t)
		if len(found) == 0 || found[0].Item.Sort != "target" {
			t.Fatalf("found %+v", found)
		}
		for _, l := range found {
			if l.ID == w.OtherForest {
				t.Error("another unit's target is offered")
			}
		}
		m := apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t)
		if err := w.SetCoverage(apptest.Ctx, office, papers.NewCoverage{Superior: doc, Own: w.Resolution, Item: m.Rows[1].ID, Status: coverage.Covered, Links: []id.ID{found[0].ID}}); err != nil {
			t.Fatal(err)
		}
		if m = apptest.Must(w.Coverage(apptest.Ctx, office, doc, w.Resolution, ""))(t); len(m.Rows[1].Linked) != 1 || m.Rows[1].Linked[0].ID != found[0].ID {
			t.Errorf("linked %+v", m.Rows[1].Linked)
		}
		if err := w.SetSynonyms(apptest.Ctx, office, w.District, []string{"chỉ một cách"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("one way of writing: %v", err)
		}
		for range 2 {
			if err := w.SetSynonyms(apptest.Ctx, office, w.District, []string{"", "trồng cây gây rừng; trồng rừng", "A; B;"}); err != nil {
				t.Fatal(err)
			}
		}
		if s := apptest.Must(w.Synonyms(apptest.Ctx, office, "ngan-son"))(t); !slices.Equal(s.Own, []string{"trồng cây gây rừng; trồng rừng", "A; B"}) || len(s.Common) < 20 {
			t.Errorf("%+v", s.Own)
		}
	})
}

// One's own target is found among any number of like-named ones of others.
func TestSearchFindsOnesOwn(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		for i := range 60 {
			doc := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: w.District, Cycle: "2025", Number: fmt.Sprint(i), Issuer: "Huyện ủy", IssuedOn: "2024-12-01", Title: "Giao vốn"}))(t)
			apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: doc, Name: "Diện tích trồng rừng", Wording: "10 ha", UnitOfMeasure: "ha"}))(t)
		}
		mine := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: w.Commune, Cycle: "2022", Number: "1", Issuer: "Xã", IssuedOn: "2021-12-01", Title: "Giao vốn"}))(t)
		apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: mine, Name: "Diện tích trồng rừng", Wording: "10 ha", UnitOfMeasure: "ha"}))(t)
		officer := w.Actor("xa", access.Officer, w.Commune)
		for words, sort := range map[string]string{"trong rung": "target", "giao von": "document"} {
			if found := apptest.Must(w.Search(apptest.Ctx, officer, words, 10))(t); len(found) != 1 || found[0].Sort != sort || found[0].Unit.ID != w.Commune {
				t.Errorf("%s: %+v", words, found)
			}
		}
	})
}

func TestSearch(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.Superior()
		w.Given(tasks.NewTask{Name: "Kiểm tra công tác trồng rừng", Leads: []id.ID{w.Department}, Deadline: "2023"})
		found := apptest.Must(w.Search(apptest.Ctx, apptest.Operator, "trong rung", 10))(t)
		sorts := map[string]int{}
		for _, f := range found {
			sorts[f.Sort]++
		}
		if sorts["task"] != 1 || sorts["provision"] != 1 || sorts["target"] != 2 {
			t.Errorf("%v", found)
		}
		if n := len(apptest.Must(w.Search(apptest.Ctx, apptest.Operator, "lâm nghiệp", 10))(t)); n != 2 {
			t.Errorf("%d are found", n)
		}
		for _, f := range apptest.Must(w.Search(apptest.Ctx, w.Actor("nguoi-ngoai", access.Officer, w.Other), "trong rung", 10))(t) {
			if f.Unit.ID != w.Other {
				t.Errorf("a stranger finds %+v", f)
			}
		}
		if _, err := w.Search(apptest.Ctx, apptest.Operator, "x", 10); !errs.Is(err, errs.Invalid) {
			t.Errorf("one letter: %v", err)
		}
		if _, err := w.Search(apptest.Ctx, access.Actor{}, "trong rung", 10); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("nobody: %v", err)
		}
	})
}

// The file a document came from is kept with it, for who may read the document;
// what replaces another says so on both.
func TestDocumentFile(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		written := func(number, does string, relates ...string) papers.NewWritten {
			return papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.District, Cycle: "2023", Number: number, Issuer: "Huyện ủy", IssuedOn: "2023-02-01", Title: "Kế hoạch"},
				Provisions: []resolution.Provision{{Kind: resolution.Clause, Label: "1.", Text: "Trồng rừng", Parent: -1}}, Relates: relates, Does: does, File: &figures.File{Name: "a/ke hoach.docx", Content: []byte("PK")}}
		}
		first := apptest.Must(w.ImportDocument(apptest.Ctx, office, written("1-KH", "")))(t).ID
		if f, content, err := w.DocumentFile(apptest.Ctx, office, first); err != nil || f.Name != "ke hoach.docx" || string(content) != "PK" {
			t.Errorf("%+v %q %v", f, content, err)
		}
		if _, _, err := w.DocumentFile(apptest.Ctx, w.Actor("nguoi-ngoai", access.Officer, w.Other), first); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger reads it: %v", err)
		}
		if _, err := w.ImportDocument(apptest.Ctx, office, written("2-KH", "eats", "1-KH")); !errs.Is(err, errs.Invalid) {
			t.Errorf("another relation: %v", err)
		}
		apptest.Must(w.ImportDocument(apptest.Ctx, office, written("2-KH", "replaces", "1-KH")))(t)
		if p := apptest.Must(w.Paper(apptest.Ctx, office, first))(t); !p.Replaced() || p.File != "ke hoach.docx" || p.Does[0].Number != "2-KH" {
			t.Errorf("%+v", p.Paper)
		}
	})
}

// Of what a document states and is taken in with it, a target of another year is left
// out and told; the others stand under that very document, though another of the same
// number is kept.
func TestStatedRowsAreTold(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		cut := resolution.CutText([]string{"KẾ HOẠCH", "Phát triển chè", "I. MỤC TIÊU", "- Trồng mới 50 ha chè.", "- Năm 2030 diện tích chè đạt 400 ha.", "II. NHIỆM VỤ", "1. Phòng Mẫu hoàn thành quy hoạch trước 31/6/2023."})
		in := papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "45/KH", Issuer: "Huyện ủy", IssuedOn: "2023-02-01", Title: "Kế hoạch"}, Provisions: cut.Provisions}
		apptest.Must(w.ImportDocument(apptest.Ctx, apptest.Operator, in))(t)
		in.Issuer = "UBND huyện"
		in.Tasks, in.Targets = exchange.StatedRows(resolution.Stated(cut.Provisions))
		got := apptest.Must(w.ImportDocument(apptest.Ctx, apptest.Operator, in))(t)
		said := ""
		for _, p := range got.Told {
			said += i18n.Say("vi", p) + "\n"
		}
		for _, want := range []string{"“Diện tích chè”: Dòng này nói về năm 2030, không phải năm 2023", "31/6/2023"} {
			if !strings.Contains(said, want) {
				t.Errorf("not told: %s\n%s", want, said)
			}
		}
		for _, row := range w.Board("").Rows {
			if row.Target.Name == "Diện tích chè" || row.Target.Name == "Trồng mới chè" && row.Target.Document != got.ID {
				t.Errorf("%s under %s", row.Target.Name, row.Target.Document)
			}
		}
	})
}
