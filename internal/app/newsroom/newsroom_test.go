package newsroom_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/releases"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
)

func photo(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 900, 600))
	for i := range img.Pix {
		img.Pix[i] = shade + uint8(i%7)
	}
	img.SetGray(0, 0, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// story is an item of the district's 2023, and those who write and release it.
type story struct {
	*testing.T
	*apptest.World
	office, head access.Actor
	item         id.ID
	seen         int64
	by           told.Teller
}

func newStory(t *testing.T, w *apptest.World) *story {
	return &story{T: t, World: w, office: w.Actor("n-office", access.Office, w.District), head: w.Actor("n-head", access.Head, w.District)}
}

func (s *story) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// fails holds that an error is what is meant.
func (s *story) fails(err error, key string) {
	s.Helper()
	if err == nil || errs.All(err)[0].What.Key != key {
		s.Errorf("%v, want %s", err, key)
	}
}

func (s *story) write(title, body string, names ...news.Name) error {
	which, err := s.WriteNews(apptest.Ctx, s.office, newsroom.NewText{News: s.item, Unit: "ngan-son", Cycle: "2023", Kind: news.Event, Title: title, Lead: "Hội nghị tổng kết.", Body: body, Names: names, Seen: s.seen}, s.by)
	if err == nil {
		s.item, s.seen = which, s.seen+1
	}
	return err
}

func (s *story) photo(file []byte, caption string, basis news.Basis, note string) (id.ID, error) {
	return s.AddNewsPhoto(apptest.Ctx, s.office, newsroom.NewPhoto{News: s.item, Caption: caption, Basis: basis, Note: note, File: figures.File{Name: "a.jpg", Content: file}})
}

func (s *story) release(on release.Moment, notice string) error {
	return apptest.Drop(s.ReleaseNews(apptest.Ctx, s.head, newsroom.NewRelease{News: s.item, On: on, Notice: notice}, s.by))
}

// public counts what anyone can read of it: in the list, by its address, its photo.
func (s *story) public(when string, listed, readable bool, photo id.ID, gone bool) {
	s.Helper()
	l, err := s.PublicNews(apptest.Ctx, newsroom.PublicQuery{Words: "TONG ket"})
	s.ok(err)
	p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{}, s.by)
	_, photoErr := s.PublicNewsPhoto(apptest.Ctx, photo, true, "")
	if (len(l.List) == 1) != listed || (err == nil && p.Down == nil) != readable {
		s.Errorf("%s: %d listed, %v", when, len(l.List), err)
	}
	seen, _ := s.PublicNewsPhoto(apptest.Ctx, photo, false, "")
	if (photoErr == nil) != (readable || gone) || seen.Gone != gone || gone && seen.Bytes != nil {
		s.Errorf("%s: photo %v, gone %v", when, photoErr, seen.Gone)
	}
}

// An item is written, waits for its hour, is corrected with a notice, loses a photo
// and is taken down; what is not released is read by nobody. On both engines.
func TestTheLifeOfAnItem(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newStory(t, w)
		s.fails(s.write("Tổng kết", "Đạt [1] chỉ tiêu."), "news.figure_no_year")
		s.ok(s.write("Tổng kết", "Không có số."))
		_, err := s.photo([]byte("<html>"), "x", news.Public, "")
		s.fails(err, "picture.none")
		cut := photo(t, 40)
		_, err = s.photo(cut[:len(cut)/3], "x", news.Public, "")
		s.fails(err, "picture.broken")
		_, err = s.photo(cut, " ", news.Public, "")
		s.fails(err, "news.caption_needed")
		_, err = s.photo(cut, "x", "", "")
		s.fails(err, "news.basis_needed")
		if n := s.Kept(); n != 0 {
			t.Errorf("%d files kept of photos that were refused", n)
		}
		first, err := s.photo(cut, "Quang cảnh hội nghị", news.Public, "")
		s.ok(err)
		second, err := s.photo(photo(t, 90), "Trao thưởng", news.Consent, "phiếu đồng ý số 3")
		s.ok(err)
		s.public("a draft", false, false, first, false)
		_, err = s.ReleaseNews(apptest.Ctx, s.office, newsroom.NewRelease{News: s.item}, s.by)
		if !errs.Is(err, errs.Forbidden) {
			t.Errorf("the office releases: %v", err)
		}
		today := release.MomentOf(w.Now()).Day()
		on := release.Moment(string(today.AddDays(2)) + "T08:30")
		s.ok(s.release(on, ""))
		s.public("before its hour", false, false, first, false)
		*w.Clock = today.AddDays(2).Time().Add(8*time.Hour + 29*time.Minute)
		s.public("a minute before", false, false, first, false)
		*w.Clock = w.Clock.Add(time.Minute)
		s.public("at its hour", true, true, first, false)

		s.fails(s.release("", "x"), "news.same")
		s.ok(s.write("Tổng kết năm 2023", "Không có số. Bổ sung."))
		s.fails(s.release("", " "), "news.notice_needed")
		s.ok(s.release("", "Bổ sung một câu"))
		p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{}, s.by)
		s.ok(err)
		if p.No != 2 || p.Notice == "" || p.Title != "Tổng kết năm 2023" || len(p.Versions) != 2 {
			t.Errorf("%+v", p.Version)
		}
		twin, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{No: 1}, s.by)
		s.ok(err)
		if twin.Newest || twin.Title != "Tổng kết" {
			t.Errorf("%+v", twin.Version)
		}

		s.ok(s.ChangeNewsPhoto(apptest.Ctx, s.office, second, newsroom.PhotoWords{Drop: true}))
		s.public("dropped from what comes next", true, true, second, false)
		s.fails(s.TakeDownNewsPhoto(apptest.Ctx, s.head, first, ""), "release.reason_needed")
		if err := s.TakeDownNewsPhoto(apptest.Ctx, s.office, first, "x"); !errs.Is(err, errs.Forbidden) {
			t.Errorf("the office takes a photo down: %v", err)
		}
		s.ok(s.TakeDownNewsPhoto(apptest.Ctx, s.head, first, "người trong ảnh yêu cầu"))
		s.public("a photo taken down", true, true, first, true)
		for _, no := range []int64{1, 2} {
			p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{No: no}, s.by)
			s.ok(err)
			if p.Body.Photos[0].Down != "người trong ảnh yêu cầu" || p.Body.Photos[1].Down != "" {
				t.Errorf("version %d: %+v", no, p.Body.Photos)
			}
		}
		s.ok(s.TakeDownNews(apptest.Ctx, s.head, s.item, "đăng nhầm"))
		s.public("taken down", false, false, second, true)
		s.fails(s.TakeDownNews(apptest.Ctx, s.head, s.item, "nữa"), "news.nothing_public")
		if p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{No: 1}, s.by); err != nil || p.Down == nil || p.Down.Notice != "đăng nhầm" || len(p.Body.Photos) != 0 {
			t.Errorf("%+v %v", p, err)
		}
		if err := w.SweepContents(apptest.Ctx); err != nil || s.Kept() != 4 {
			t.Errorf("%d files after sweeping, %v", s.Kept(), err)
		}
		v, err := w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil)
		s.ok(err)
		if len(v.Findings) != 0 {
			t.Errorf("the log: %v", v.Findings)
		}
		apptest.RawExec(t, w, "UPDATE news_photo SET caption = 'khác' WHERE id = '"+string(second)+"'")
		if v, err := w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil); err != nil || len(v.Findings) == 0 {
			t.Errorf("a caption that was changed outside is not seen: %v", err)
		}
	})
}

// Figures are those of the released year: while it waits the item waits with it, and
// what changed since holds a release up.
func TestFiguresHoldARelease(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newStory(t, w)
		today := release.MomentOf(w.Now()).Day()
		_, err := w.Publish(apptest.Ctx, s.head, releases.NewRelease{Unit: "ngan-son", Cycle: "2023", On: release.Moment(today.AddDays(3))})
		s.ok(err)
		rows := apptest.Must(w.PreviewRelease(apptest.Ctx, s.head, "ngan-son", "2023"))(t).Body
		_, total := rows.Counts()
		figure := told.Figures(rows)[len(told.Figures(rows))-1]
		s.ok(s.write("Tổng kết", "Có ["+figure.Text+" #"+figure.Label+"] và ["+told.Figures(rows)[1].Text+" #đạt và vượt]."))
		if total == 0 {
			t.Fatal("no targets")
		}
		s.fails(s.release("", ""), "news.year_waits")
		s.ok(s.release(release.Moment(today.AddDays(3)), ""))
		*w.Clock = today.AddDays(4).Time()
		p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{}, s.by)
		s.ok(err)
		if p.Year == nil || p.Year.No != 1 || len(p.Moved) != 0 || !strings.Contains(p.Body.Paragraphs[0], "⟦") {
			t.Errorf("%+v", p)
		}
		s.ok(w.TakeDown(apptest.Ctx, s.head, "ngan-son", "2023", "sai"))
		if p, err := s.PublicNewsItem(apptest.Ctx, s.item, newsroom.Twin{}, s.by); err != nil || p.Year != nil {
			t.Errorf("the year was taken down: %+v %v", p.Year, err)
		}
		s.fails(s.release("", "x"), "news.held_gone")
	})
}

// Whoever is known and named without a ground holds a release up.
func TestNamesHoldARelease(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newStory(t, w)
		const name, text = "Triệu Thị Kiểm Thử", "Bà Triệu Thị Kiểm Thử phát biểu."
		apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, name, false))(t)
		s.ok(s.write("Tổng kết", text))
		s.fails(s.release("", ""), "news.held_named")
		s.fails(s.write("Tổng kết", text, news.Name{Name: name, Basis: news.Consent}), "news.name_basis")
		s.ok(s.write("Tổng kết", text, news.Name{Name: name, Basis: news.Duty}))
		s.ok(s.release("", ""))
	})
}

// A draft that was never released is deleted with its photo by who has read it last;
// what was released is not.
func TestADraftIsDropped(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newStory(t, w)
		s.ok(s.write("Tổng kết", ""))
		first, err := s.photo(photo(t, 40), "Quang cảnh", news.Public, "")
		s.ok(err)
		s.fails(s.DropNews(apptest.Ctx, s.office, s.item, 0), "news.text_meanwhile")
		s.ok(s.DropNews(apptest.Ctx, s.office, s.item, 1))
		if _, err := s.NewsDraft(apptest.Ctx, s.office, s.item, s.by); !errs.Is(err, errs.NotFound) {
			t.Errorf("it is still there: %v", err)
		}
		if _, err := s.NewsPhoto(apptest.Ctx, s.office, first, true); !errs.Is(err, errs.NotFound) {
			t.Errorf("its photo is still there: %v", err)
		}
		s.item, s.seen = "", 0
		s.ok(s.write("Tổng kết", ""))
		s.ok(s.release("", ""))
		s.fails(s.DropNews(apptest.Ctx, s.office, s.item, 1), "news.drop_released")
		_, err = s.DraftPraise(apptest.Ctx, s.office, "ngan-son", "2023", s.by)
		s.fails(err, "news.praise_none")
	})
}

// The list goes page by page, each item once, the newest first; of a unit and of a
// kind alone where that is asked.
func TestPagesOfNews(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newStory(t, w)
		for i := range 5 {
			s.item, s.seen = "", 0
			*w.Clock = w.Clock.Add(time.Hour)
			s.ok(s.write("Tổng kết "+string(rune('A'+i)), ""))
			s.ok(s.release("", ""))
		}
		titles, q := "", newsroom.PublicQuery{Most: 2}
		for {
			l, err := w.PublicNews(apptest.Ctx, q)
			s.ok(err)
			for _, v := range l.List {
				titles += v.Title[len(v.Title)-1:]
			}
			if q.After = l.Next; l.Next == "" {
				break
			}
		}
		if titles != "EDCBA" {
			t.Errorf("%q", titles)
		}
		for q, want := range map[newsroom.PublicQuery]int{{Unit: "ngan-son"}: 5, {Unit: "khong-co"}: 0, {Kind: news.Praise}: 0, {Kind: news.Event, Cycle: "2023"}: 5, {Words: "tong%ket"}: 5, {Words: "%"}: 5, {Words: "zzz"}: 0} {
			if l, err := w.PublicNews(apptest.Ctx, q); err != nil || len(l.List) != want {
				t.Errorf("%+v: %d, %v", q, len(l.List), err)
			}
		}
	})
}
