package coverage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/exchange"
	"dondoc/internal/resolution"
)

// What was marked is counted: right ones, those that only touch, those missed,
// and the statuses.
func TestProposalsAreRated(t *testing.T) {
	superior := []coverage.Item{{Ref: "I, 1"}, {Ref: "I, 1"}, {Ref: "II"}, {Ref: "III"}, {Ref: "IV"}}
	own := []coverage.Item{{Ref: "1.", Sort: "task"}, {Ref: "1", Sort: "target"}, {Ref: "a", Sort: "provision"}, {Ref: "a", Sort: "provision"}}
	proposals := []coverage.Proposal{
		{Status: coverage.Covered, Matches: []coverage.Match{{Own: 0}, {Own: 2}}},
		{Status: coverage.Partly, Matches: []coverage.Match{{Own: 3}, {Own: 1, Fit: coverage.Weaker}}},
		{Status: coverage.NotCovered},
		{Status: coverage.Covered, Matches: []coverage.Match{{Own: 1}}},
		{Status: coverage.Covered, Matches: []coverage.Match{{Own: 1}}}, // not marked: not counted
	}
	text := "# said by hand\nsuperior\tstatus\tprovisions\ttargets\ttasks\nI, 1\tcovered\t~a\t\t1\nI, 1#2\tweaker\ta#2\t1\t\nII\tpartly\t\t1\nIII\tnot_covered\n"
	marks, err := coverage.ReadMarks(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := coverage.Rate(superior, own, proposals, marks)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got, want coverage.Tally
	}{
		{"first", s.First, coverage.Tally{Right: 2, Of: 3}},
		{"shown", s.Shown, coverage.Tally{Right: 4, Of: 5}},
		{"strict", s.Strict, coverage.Tally{Right: 3, Of: 5}},
		{"found", s.Found, coverage.Tally{Right: 3, Of: 4}},
		{"taken up", s.Taken, coverage.Tally{Right: 2, Of: 3}},
		{"status", s.Status, coverage.Tally{Right: 2, Of: 4}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	for _, bad := range []string{"x\nI, 1\tperhaps\n", "x\n\tcovered\n", "x\nI, 1\tcovered\ta\t1\t1\t1\n"} {
		if _, err := coverage.ReadMarks(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	for _, bad := range []string{"x\nV\tcovered\n", "x\nII\tcovered\t\t7\n", "x\nI, 1#3\tcovered\n"} {
		marks, err := coverage.ReadMarks(strings.NewReader(bad))
		if err == nil {
			_, err = coverage.Rate(superior, own, proposals, marks)
		}
		if err == nil {
			t.Errorf("%q names what is not there", bad)
		}
	}
}

// What a superior tells a body to do is taken up only where that body is named.
func TestABodyIsTold(t *testing.T) {
	superior := []coverage.Item{{Ref: "1", Text: "Ban Tuyên giáo chủ trì hướng dẫn tuyên truyền các nội dung của Nghị quyết về chuyển đổi số"}}
	for own, want := range map[string]coverage.Status{
		"Phòng Văn hóa hướng dẫn tuyên truyền các nội dung của Nghị quyết về chuyển đổi số":               coverage.NotCovered,
		"Phối hợp với Ban Tuyên giáo hướng dẫn tuyên truyền các nội dung của Nghị quyết về chuyển đổi số": coverage.Covered,
	} {
		if p := coverage.Propose(superior, []coverage.Item{{Ref: "a", Text: own}, {Ref: "b", Text: "Trồng rừng gỗ lớn"}}, coverage.NewSynonyms(nil))[0]; p.Status != want {
			t.Errorf("%s: %s by %v, want %s", own, p.Status, p.Matches, want)
		}
	}
}

// A short own target that is one of many things a long ask names is proposed, though
// it has few of the ask's words.
func TestAShortOwnItemIsFound(t *testing.T) {
	superior := []coverage.Item{{Ref: "1", Text: "Đến năm 2030 tỷ lệ hộ dùng nước sạch, tỷ lệ che phủ rừng, số lao động qua đào tạo nghề, thu nhập bình quân đầu người, tỷ lệ thôn có nhà văn hóa kiên cố đều vượt mức bình quân của tỉnh"}}
	own := []coverage.Item{{Ref: "a", Sort: "target", Text: "Tỷ lệ che phủ rừng"}, {Ref: "b", Sort: "target", Text: "Số vụ tai nạn giao thông"}, {Ref: "c", Sort: "target", Text: "Số trẻ em được tiêm chủng"}, {Ref: "d", Sort: "target", Text: "Số máy cày mua mới"}}
	p := coverage.Propose(superior, own, coverage.NewSynonyms(nil))[0]
	if len(p.Matches) != 1 || p.Matches[0].Own != 0 || p.Status != coverage.Partly {
		t.Errorf("%s by %v", p.Status, p.Matches)
	}
}

// Two real pairs, marked by reading, are proposed no worse than docs/tasks.md
// says. The texts are not ours to commit: DONDOC_DATA names where they lie.
func TestRealPairs(t *testing.T) {
	folder := os.Getenv("DONDOC_DATA")
	if folder == "" {
		t.Skip("DONDOC_DATA does not name the folder of real data (nq57-nq03); nothing was checked")
	}
	own := itemsOf(t, filepath.Join(folder, "nq57-nq03", "NQ03-NQ-CP_text.md"), "")
	for _, pair := range []struct {
		marks, file, after string
		first, found       int // at least, of docs/tasks.md
	}{
		{"57-nq-tw.03-nq-cp.tsv", "NQ57-NQ-TW_text.md", "", 38, 183},
		{"20-nq-tw.03-nq-cp.tsv", "NQ57-NQ-TW_text.md", "# Nghị quyết 20", 17, 33},
	} {
		f, err := os.Open(filepath.Join("testdata", "marks", pair.marks))
		if err != nil {
			t.Fatal(err)
		}
		marks, err := coverage.ReadMarks(f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		superior := itemsOf(t, filepath.Join(folder, "nq57-nq03", pair.file), pair.after)
		s, err := coverage.Rate(superior, own, coverage.Propose(superior, own, coverage.NewSynonyms(nil)), marks)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: first %v, shown %v, strict %v, found %v, taken up %v, status %v", pair.marks, s.First, s.Shown, s.Strict, s.Found, s.Taken, s.Status)
		if s.First.Right < pair.first || s.Found.Right < pair.found {
			t.Errorf("%s: fewer are right than docs/tasks.md says: %+v", pair.marks, s.Each)
		}
	}
}

// itemsOf reads what a document of the folder asks for, with its annexes; after
// a line, where the file holds several documents.
func itemsOf(t *testing.T, path, after string) []coverage.Item {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if after != "" {
		_, rest, found := strings.Cut(string(text), "\n"+after)
		if !found {
			t.Fatalf("%s has no %q", path, after)
		}
		_, rest, _ = strings.Cut(rest, "\n")
		rest, _, _ = strings.Cut(rest, "\n# ")
		text = []byte(rest)
	}
	written, err := exchange.ReadDocument(t.Context(), path, strings.NewReader(string(text)), exchange.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	items := coverage.Items(resolution.CutText(written.Lines).Provisions)
	annex := written.Annexes("")
	for _, r := range annex.Targets {
		c, _ := criterion.Read(r.Plan, criterion.Hints{Name: r.Name, Unit: r.UnitOfMeasure})
		items = append(items, coverage.Item{Ref: r.Label, Sort: "target", Text: r.Name, Plan: &c, Unit: r.UnitOfMeasure, Under: r.Section})
	}
	for _, l := range annex.Tasks {
		items = append(items, coverage.Item{Ref: l.Label, Sort: "task", Text: l.Name})
	}
	return items
}
