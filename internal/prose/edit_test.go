package prose

import (
	"strings"
	"testing"

	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// paper is a paper with two paragraphs: "Đạt [26] trong [34] chỉ tiêu, [03] vượt, [03] không đạt." and one without.
func paper(reached, total string) Document {
	var d Document
	add := func(name, text string) string {
		return d.Add(Figure{Name: name, Text: text, Is: Count, Rows: []id.ID{id.ID(name)}})
	}
	d.Title, d.Receivers = "Kết quả", []string{"UBND tỉnh", "Lưu: VT"}
	d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 2, Key: "targets", Runs: Runs("I. CHỈ TIÊU")},
		Block{Key: "count", Runs: Runs("Đạt " + add("reached", reached) + " trong " + add("total", total) + " chỉ tiêu, " + add("over", "03") + " vượt, " + add("missed", "03") + " không đạt.")},
		Block{Kind: Item, Key: "one", Runs: Runs("Rừng: " + add("one:actual", "5,8") + " ha.")},
		Block{Key: "end", Runs: Runs("Trên đây là báo cáo.")})
	return d
}

func worded(t *testing.T, d Document, key, typed string) edit.Edit {
	t.Helper()
	words, err := d.Words(key, typed)
	if err != nil {
		t.Fatal(err)
	}
	base, _ := d.SourceOf(key)
	return edit.Edit{Block: key, Version: 1, Step: edit.Worded, Words: words, Base: base, ByName: "Bà A"}
}

func text(d Document) string {
	var all []string
	for _, b := range d.Blocks {
		all = append(all, b.Text())
	}
	return strings.Join(all, "|")
}

func TestAnEditedFigureFollowsTheData(t *testing.T) {
	d := paper("26", "34")
	source, _ := d.SourceOf("count")
	if got := Typed(source, source); got != "Đạt [26] trong [34] chỉ tiêu, [03] vượt, [03 #2] không đạt." {
		t.Fatalf("typed: %s", got)
	}
	e := worded(t, d, "count", "Có [26]/[34] chỉ tiêu đạt; [03 #2] chỉ tiêu không đạt, giảm 2 so với năm trước.\n- Rừng trồng [5,8] ha")
	now := paper("27", "34")
	now.Apply([]edit.Edit{e})
	if got := text(now); got != "I. CHỈ TIÊU|Có 27/34 chỉ tiêu đạt; 03 chỉ tiêu không đạt, giảm 2 so với năm trước.|Rừng trồng 5,8 ha|Rừng: 5,8 ha.|Trên đây là báo cáo." {
		t.Fatalf("text: %s", got)
	}
	var names []string
	for _, b := range now.Blocks {
		for _, r := range b.Runs {
			if r.Figure > 0 {
				names = append(names, now.Figures[r.Figure-1].Name)
				if now.Figures[r.Figure-1].Text != r.Text {
					t.Errorf("%s reads %s, its figure %s", now.Figures[r.Figure-1].Name, r.Text, now.Figures[r.Figure-1].Text)
				}
			}
		}
	}
	if got := strings.Join(names, " "); got != "reached total missed one:actual one:actual" || len(now.Figures) != 4 {
		t.Errorf("figures: %s of %d", got, len(now.Figures))
	}
	if now.Blocks[2].Kind != Item || now.Blocks[2].Key != "count/2" {
		t.Errorf("the second line: %+v", now.Blocks[2])
	}
	out := now.Edited[0]
	if out.Was == "" || !strings.Contains(out.Now, "27") || strings.Join(out.Typed, " ") != "2" || out.Gone || len(out.Lost) > 0 {
		t.Errorf("what became of it: %+v", out)
	}
	// What is typed over fresh words is read back as the same figures.
	fresh := paper("27", "34").Fresh(e.Words)
	base, _ := paper("27", "34").SourceOf("count")
	again, err := paper("27", "34").Words("count", Typed(fresh, base))
	if err != nil || again != fresh {
		t.Errorf("read back: %v\n%s\n%s", err, again, fresh)
	}
}

func TestEditsThatDoNotFit(t *testing.T) {
	d := paper("26", "34")
	for _, typed := range []string{"Đạt [27] chỉ tiêu", "Đạt [26 #2]", "[]", "[03 #9]"} {
		if _, err := d.Words("count", typed); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "words") {
			t.Errorf("%s: %v", typed, err)
		}
	}
	if _, err := d.Words("one", "Rừng, [03]"); !errs.Is(err, errs.Invalid) {
		t.Error("one of two figures elsewhere that read alike is taken")
	}
	if words, err := d.Words("one", "Rừng, [26]"); err != nil || words != "Rừng, ⟦reached|26⟧" {
		t.Errorf("a figure from elsewhere: %s, %v", words, err)
	}
	if words, _ := d.Words("one", "⟦reached|99⟧"); words != "reached|99" {
		t.Errorf("marks that were typed: %s", words)
	}
	lost := edit.Edit{Block: "count", Step: edit.Worded, Words: "Còn ⟦gone|7⟧ và ⟦reached|26⟧"}
	gone := edit.Edit{Block: "no-more", Step: edit.Worded, Words: "Chữ cũ", Base: "Chữ máy"}
	d.Apply([]edit.Edit{lost, gone})
	if !strings.Contains(text(d), "Còn 7 và 26") || strings.Join(d.Edited[0].Lost, "") != "7" {
		t.Errorf("a figure that is no more: %s, %+v", text(d), d.Edited[0])
	}
	if strings.Contains(text(d), "Chữ cũ") || !d.Edited[1].Gone || d.Edited[1].Words != "Chữ cũ" {
		t.Errorf("a place that is no more: %+v", d.Edited[1])
	}
}

func TestOwnAndLeftOut(t *testing.T) {
	d := paper("26", "34")
	own := edit.Edit{Block: "own:1", After: "count", Step: edit.Worded, Words: "Một.\nHai."}
	next := edit.Edit{Block: "own:2", After: "own:1", Step: edit.Worded, Words: "Ba."}
	lost := edit.Edit{Block: "own:3", After: "no-more", Step: edit.Worded, Words: "Bốn."}
	out := edit.Edit{Block: "one", Step: edit.LeftOut}
	back := edit.Edit{Block: "end", Step: edit.Restored, Words: "không"}
	title := edit.Edit{Block: TitlePart, Step: edit.Worded, Words: "Kết quả năm 2023"}
	signs := edit.Edit{Block: SignPart, Step: edit.Worded, Words: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nBà B"}
	to := edit.Edit{Block: ReceiversPart, Step: edit.Worded, Words: "Đảng ủy\nLưu: VT"}
	d.Apply([]edit.Edit{own, next, lost, out, back, title, signs, to})
	if got := text(d); got != "I. CHỈ TIÊU|Đạt 26 trong 34 chỉ tiêu, 03 vượt, 03 không đạt.|Một.|Hai.|Ba.|Bốn.|Trên đây là báo cáo." {
		t.Errorf("text: %s", got)
	}
	if d.Title != "Kết quả năm 2023" || d.Sign != (Sign{"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Bà B"}) || strings.Join(d.Receivers, ";") != "Đảng ủy;Lưu: VT" {
		t.Errorf("parts: %q %+v %q", d.Title, d.Sign, d.Receivers)
	}
	if len(d.Edited) != 7 || !d.Edited[2].Gone || len(d.Figures) != 4 {
		t.Errorf("%d edits, %d figures: %+v", len(d.Edited), len(d.Figures), d.Edited[2])
	}
}

func TestSince(t *testing.T) {
	was, now := paper("26", "34"), paper("27", "34")
	now.Figures = now.Figures[:4]
	moved := was.Since(now)
	if len(moved) != 2 || moved[0].Figure.Text != "26" || moved[0].Now != "27" || moved[0].Gone || !moved[1].Gone || moved[1].Figure.Name != "one:actual" {
		t.Errorf("%+v", moved)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Đạt [26]/[34]; [03 #2]")
	f.Add("[[26]] ⟦reached|1⟧ [26 #reached]")
	f.Fuzz(func(t *testing.T, typed string) {
		d := paper("26", "34")
		words, err := d.Words("count", typed)
		if err != nil {
			return
		}
		base, _ := d.SourceOf("count")
		again, err := d.Words("count", Typed(words, base))
		if err != nil || again != words {
			t.Fatalf("%q gives %q, then %q (%v)", typed, words, again, err)
		}
		d.Apply([]edit.Edit{{Block: "count", Step: edit.Worded, Words: words, Base: base}})
	})
}
