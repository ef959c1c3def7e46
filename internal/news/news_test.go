package news_test

import (
	"slices"
	"testing"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// A photo has a caption and a ground; consent and an award say where they stand.
func TestAPhotoHasAGround(t *testing.T) {
	for want, p := range map[string]news.Photo{
		"":                        {Caption: "Hội nghị", Basis: news.Public},
		"news.caption_needed":     {Basis: news.Public},
		"news.basis_needed":       {Caption: "x"},
		"news.basis_note_consent": {Caption: "x", Basis: news.Consent, Note: " "},
		"news.basis_note_awarded": {Caption: "x", Basis: news.Awarded},
	} {
		err := p.Check()
		if (err == nil) != (want == "") || err != nil && errs.All(err)[0].What.Key != want {
			t.Errorf("%+v: %v, want %q", p, err, want)
		}
	}
	if (news.Photo{Caption: "x", Basis: news.NoPerson}).Check() != nil || (news.Photo{Caption: "x", Basis: news.Consent, Note: "phiếu 3"}).Check() != nil {
		t.Error("a ground that stands")
	}
	text := news.Text{Title: "x", Lead: "y", Names: []news.Name{{Name: "Lý Văn A", Basis: news.NoPerson}}}
	if err := text.Check(); err == nil {
		t.Error("a name of nobody")
	}
	text.Names[0].Basis = news.Duty
	if err := text.Check(); err != nil {
		t.Error(err)
	}
	if err := (news.Text{Lead: "y"}).Check(); err == nil || errs.All(err)[0].Field != "title" {
		t.Errorf("no title: %v", err)
	}
}

// Whoever is named without a ground is found: in any case, as whole words.
func TestNamedWithoutAGround(t *testing.T) {
	known := []string{"Hoàng Văn Nam", "Lý Thị Hoa", "Ma Kim", "Nam", "Hoàng Văn Nam"}
	got := news.Unfounded("Đồng chí HOÀNG VĂN NAM, Lý Thị Hoà và ông Ma Kim Sơn phát biểu.", known, []news.Name{{Name: "Ông Ma Kim Sơn", Basis: news.Duty}})
	if !slices.Equal(got, []string{"Hoàng Văn Nam", "Lý Thị Hoa"}) {
		t.Errorf("%q", got)
	}
	if got := news.Unfounded("Hoàng Văn Namibia", known, nil); len(got) != 0 {
		t.Errorf("%q", got)
	}
	if got := news.Unfounded("Hoàng Văn Nam nói", known, []news.Name{{Name: "đ/c Hoàng Văn Nam", Basis: news.Consent, Note: "x"}}); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// A photo that was taken down leaves every version, and lists take the next one.
func TestAPhotoTakenDown(t *testing.T) {
	photos := []news.Photo{{ID: "a", Caption: "một"}, {ID: "b", Caption: "hai"}, {ID: "c", Dropped: true}}
	b := news.BodyOf(news.Text{Title: "x", Body: "Một.\n\n  Hai. \r\n"}, photos, 3)
	if len(b.Photos) != 2 || len(b.Paragraphs) != 2 || b.Paragraphs[1] != "Hai." || b.Has("c") || !b.Has("a") {
		t.Fatalf("%+v", b)
	}
	mark := b.Mark()
	photos[0].Down, photos[0].DownAt = "người trong ảnh yêu cầu", period.Date("2024-02-03").Time().Add(8*time.Hour)
	b.TakenDown(photos)
	if first, ok := b.First(); !ok || first.ID != "b" || b.Photos[0].Down == "" || b.Photos[0].DownOn != "2024-02-03" {
		t.Errorf("%+v", b.Photos)
	}
	if b.Mark() != mark {
		t.Error("what a version said is another")
	}
	if next := news.BodyOf(news.Text{Title: "x"}, photos, 3); len(next.Photos) != 1 || next.Mark() == mark {
		t.Errorf("the next version: %+v", next.Photos)
	}
}

// Versions are those of releases: what waits is not there, what was taken down takes
// all before it along.
func TestVersions(t *testing.T) {
	at := func(no int64, step release.Step, on release.Moment) news.Version {
		return news.Version{Version: release.Version{No: no, Step: step, On: on, At: on.Day().Time()}, Title: string(rune('a' + no))}
	}
	all := []news.Version{at(1, release.Made, "2024-02-01"), at(2, release.Made, "2024-02-09T10:00")}
	if list, down := news.Readable(all, "2024-02-09T09:59"); len(list) != 1 || list[0].Title != "b" || down != nil || !news.Waiting(all, "2024-02-09T09:59") {
		t.Errorf("%v %v", list, down)
	}
	list, _ := news.Readable(all, "2024-02-10")
	if v, newest, ok := news.Find(list, 1, ""); !ok || newest || v.Title != "b" {
		t.Errorf("%v", v)
	}
	if v, newest, ok := news.Find(list, 0, "2024-02-05"); !ok || newest || v.No != 1 {
		t.Errorf("%v", v)
	}
	if _, _, ok := news.Find(list, 7, ""); ok {
		t.Error("a version that is not there")
	}
	all = append(all, at(3, release.Withdrawn, "2024-03-01"))
	if list, down := news.Readable(all, "2024-03-01"); len(list) != 0 || down == nil || down.Title != "d" {
		t.Errorf("%v %v", list, down)
	}
}
