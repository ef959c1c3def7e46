package cli

import (
	"fmt"
	"os"
	"strings"

	"dondoc/internal/access"
	answered "dondoc/internal/answer/told"
	"dondoc/internal/app"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
)

// newsCmd writes news for the public and releases them.
type newsCmd struct {
	List    newsListCmd    `cmd:"" default:"withargs" help:"liệt kê tin của năm | list the news of a year" example:"dondoc news --unit ngan-son --cycle 2023"`
	Show    newsShowCmd    `cmd:"" help:"xem một tin: lời, ảnh, số dẫn được, nội dung sẽ công khai | an item: text, photos, figures to tell, what becomes public" example:"dondoc news show 018f…"`
	Write   newsWriteCmd   `cmd:"" help:"soạn hoặc sửa một tin (cần --as) | write an item, or anew (needs --as)" example:"dondoc news write --as van-phong --unit ngan-son --cycle 2023 --title 'Tổng kết năm' --lead 'Có [26] chỉ tiêu đạt.' --body loi.txt"`
	Photo   newsPhotoCmd   `cmd:"" help:"thêm ảnh vào tin (cần --as) | add a photo (needs --as)" example:"dondoc news photo 018f… --as van-phong --file anh.jpg --caption 'Quang cảnh hội nghị' --basis public"`
	Caption newsCaptionCmd `cmd:"" help:"sửa chú thích, căn cứ, thứ tự của ảnh, hoặc bỏ ảnh khỏi tin (cần --as) | edit what is said of a photo, or drop it (needs --as)" example:"dondoc news caption 018f… --as van-phong --drop"`
	Praise  newsPraiseCmd  `cmd:"" help:"soạn tin khen thưởng từ sổ khen thưởng (cần --as) | draft news from the register of commendations (needs --as)" example:"dondoc news praise --as van-phong --unit ngan-son --cycle 2023"`
	Drop    newsDropCmd    `cmd:"" help:"xóa bản thảo chưa từng công khai (cần --as) | delete a draft that was never released (needs --as)" example:"dondoc news drop 018f… --as van-phong"`
	Release newsReleaseCmd `cmd:"" help:"công khai, hoặc đính chính (cần --as) | release, or correct (needs --as)" example:"dondoc news release 018f… --as lanh-dao --on 05/02/2024 --at 8:30"`
	Down    newsDownCmd    `cmd:"" help:"gỡ một tin, hoặc một ảnh (cần --as) | take an item or a photo down (needs --as)" example:"dondoc news down 018f… --as lanh-dao --photo --reason 'người trong ảnh yêu cầu'"`
}

type newsListCmd struct{ releasedYear }

func (c *newsListCmd) Run(a *ask) error {
	cycle, err := c.cycle()
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		room, err := p.News(a.Context, actor, c.Unit, cycle)
		if err != nil {
			return err
		}
		out := answered.OfRoom(room)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("cli.news", "unit", out.Name, "cycle", out.Cycle, "n", len(out.News))
		for _, n := range out.News {
			a.say("cli.news_item", "id", string(n.ID), "kind", a.t("news.kind_"+n.Kind), "state", a.t("news.state_"+n.State), "title", n.Title)
		}
		return nil
	})
}

// oneOfNews is an item, or a photo, by its identifier.
type oneOfNews struct {
	ID string `arg:"" help:"mã | identifier"`
}

func (c oneOfNews) id() (id.ID, error) {
	if which := id.ID(c.ID); which.Valid() {
		return which, nil
	}
	return "", errs.New(errs.NotFound, "access.not_found")
}

type newsShowCmd struct{ oneOfNews }

func (c *newsShowCmd) Run(a *ask) error {
	which, err := c.id()
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error { return a.showNews(p, actor, which) })
}

func (a *ask) showNews(p *app.App, actor access.Actor, which id.ID) error {
	d, err := p.NewsDraft(a.Context, actor, which, told.Teller{})
	if err != nil {
		return err
	}
	out := answered.Of(a.lang, d, release.MomentOf(p.Now()))
	if a.root.JSON {
		a.print(out)
		return nil
	}
	a.say("cli.news_item", "id", string(out.ID), "kind", a.t("news.kind_"+out.Kind), "state", a.t("news.state_"+out.State), "title", out.Title)
	for _, h := range out.Held {
		fmt.Fprintln(a.Stdout, "! "+h)
	}
	if len(out.ByHand) > 0 {
		fmt.Fprintln(a.Stdout, "! "+a.t("web.news_by_hand", "numbers", strings.Join(out.ByHand, "; ")))
	}
	fmt.Fprintf(a.Stdout, "\n%s\n", out.Lead)
	if out.Body != "" {
		fmt.Fprintf(a.Stdout, "\n%s\n", strings.ReplaceAll(out.Body, "\n", "\n\n"))
	}
	for _, photo := range out.Photos {
		state := a.t("news.state_draft")
		switch {
		case photo.Down != "":
			state = a.t("news.state_down") + ": " + photo.Down
		case photo.Public:
			state = a.t("news.state_" + out.State)
		}
		a.say("cli.news_photo", "id", string(photo.ID), "caption", photo.Caption, "basis", a.t("news.basis_"+photo.Basis), "width", photo.Width, "height", photo.Height, "state", state)
	}
	for _, n := range out.Names {
		a.say("cli.news_name", "name", n.Name, "basis", a.t("news.basis_"+n.Basis), "note", n.Note)
	}
	for _, v := range out.Versions {
		a.say("cli.release_version", "no", int(v.No), "step", a.t("release.step_"+v.Step), "from", v.From, "by", v.By, "notice", v.Notice)
	}
	a.say("cli.news_mark", "mark", out.Mark)
	return nil
}

type newsWriteCmd struct {
	Item  string   `placeholder:"ID" help:"sửa tin này; không có là tin mới | write this item anew; else a new one"`
	Unit  string   `help:"mã đơn vị của tin mới | unit of a new item"`
	Cycle string   `help:"năm của tin mới | year of a new item"`
	Kind  string   `default:"event" enum:"event,praise" help:"event: tin; praise: khen thưởng | event: news; praise: commendation"`
	Title string   `required:"" help:"tiêu đề | headline"`
	Lead  string   `required:"" help:"tóm tắt; số của kết quả năm để trong ngoặc vuông: [26] | lead; figures of the released year in square brackets: [26]"`
	Body  string   `type:"path" help:"tệp chữ, mỗi dòng một đoạn | text file, a paragraph a line"`
	Name  []string `sep:"none" placeholder:"'HỌ TÊN; duty|public|consent|awarded; GHI RÕ'" help:"người nêu tên và căn cứ; lặp lại được | somebody the text names, and why it may; may be repeated"`
}

func (c *newsWriteCmd) text(a *ask) (in newsroom.NewText, err error) {
	in = newsroom.NewText{News: id.ID(c.Item), Unit: c.Unit, Kind: news.Kind(c.Kind), Title: c.Title, Lead: c.Lead}
	if c.Item == "" {
		if in.Cycle, err = (releasedYear{Unit: c.Unit, Cycle: c.Cycle}).cycle(); err != nil {
			return in, err
		}
	}
	if c.Body != "" {
		text, err := os.ReadFile(c.Body)
		if err != nil {
			return in, errs.New(errs.NotFound, "cli.no_file", "path", c.Body).Because(err)
		}
		in.Body = string(text)
	}
	for _, n := range c.Name {
		part := append(strings.SplitN(n, ";", 3), "", "")
		in.Names = append(in.Names, news.Name{Name: part[0], Basis: news.Basis(strings.TrimSpace(part[1])), Note: part[2]})
	}
	return in, nil
}

func (c *newsWriteCmd) Run(a *ask) error {
	in, err := c.text(a)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if in.News != "" {
			d, err := p.NewsDraft(a.Context, actor, in.News, told.Teller{})
			if err != nil {
				return err
			}
			in.Seen = d.Text().Version
		}
		which, err := p.WriteNews(a.Context, actor, in, told.Teller{})
		if err != nil {
			return err
		}
		return a.showNews(p, actor, which)
	})
}

// photoWords is what is said of a photo.
type photoWords struct {
	Caption      string `help:"chú thích | caption"`
	Basis        string `help:"căn cứ để đăng: duty, public, consent, awarded, no_person | ground for showing it"`
	Note         string `help:"ghi rõ căn cứ | where the ground is kept"`
	Illustrative bool   `help:"ảnh minh hoạ, không chụp tại sự kiện | not taken at the occasion"`
}

type newsPhotoCmd struct {
	oneOfNews
	File string `required:"" type:"path" help:"tệp JPEG, PNG hoặc WebP | JPEG, PNG or WebP file"`
	photoWords
}

func (c *newsPhotoCmd) Run(a *ask) error {
	which, err := c.id()
	if err != nil {
		return err
	}
	files, err := filesAt([]string{c.File})
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if _, err := p.AddNewsPhoto(a.Context, actor, newsroom.NewPhoto{News: which, Caption: c.Caption, Basis: news.Basis(c.Basis), Note: c.Note, Invented: c.Illustrative, File: files[0]}); err != nil {
			return err
		}
		return a.showNews(p, actor, which)
	})
}

type newsCaptionCmd struct {
	oneOfNews
	photoWords
	Place int64 `help:"thứ tự | order"`
	Drop  bool  `help:"bỏ ảnh khỏi bản sau | drop it from the next version"`
}

func (c *newsCaptionCmd) Run(a *ask) error {
	return a.onNewsPhoto(c.oneOfNews, func(p *app.App, actor access.Actor, photo id.ID) error {
		return p.ChangeNewsPhoto(a.Context, actor, photo, newsroom.PhotoWords{Caption: c.Caption, Basis: news.Basis(c.Basis), Note: c.Note, Place: c.Place, Invented: c.Illustrative, Drop: c.Drop})
	})
}

// onNewsPhoto does something with a photo and shows its item.
func (a *ask) onNewsPhoto(which oneOfNews, do func(*app.App, access.Actor, id.ID) error) error {
	photo, err := which.id()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := p.NewsOfPhoto(a.Context, actor, photo)
		if err == nil {
			err = do(p, actor, photo)
		}
		if err != nil {
			return err
		}
		return a.showNews(p, actor, of)
	})
}

type newsReleaseCmd struct {
	oneOfNews
	Notice string `help:"nội dung đính chính | what is corrected"`
	On     string `help:"chỉ cho xem từ ngày | not to be read before that day" placeholder:"05/02/2024"`
	At     string `help:"và từ giờ | and from that hour" placeholder:"8:30"`
	Mark   string `help:"dấu của bản đã xem trước: chỉ công khai đúng bản đó | mark of the preview: that or nothing"`
}

func (c *newsReleaseCmd) Run(a *ask) error {
	which, err := c.id()
	if err != nil {
		return err
	}
	day, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	q := newsroom.NewRelease{News: which, Notice: c.Notice, Mark: c.Mark}
	if q.On, err = release.MomentAt(day, c.At); err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if _, err := p.ReleaseNews(a.Context, actor, q, told.Teller{}); err != nil {
			return err
		}
		return a.showNews(p, actor, which)
	})
}

type newsDownCmd struct {
	oneOfNews
	Photo  bool   `help:"mã là của ảnh: chỉ gỡ ảnh | the identifier is a photo's: take that alone down"`
	Reason string `required:"" help:"lý do, hiện ở trang công khai | why; it is shown on the public page"`
}

func (c *newsDownCmd) Run(a *ask) error {
	if c.Photo {
		return a.onNewsPhoto(c.oneOfNews, func(p *app.App, actor access.Actor, photo id.ID) error {
			return p.TakeDownNewsPhoto(a.Context, actor, photo, c.Reason)
		})
	}
	which, err := c.id()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.TakeDownNews(a.Context, actor, which, c.Reason); err != nil {
			return err
		}
		return a.showNews(p, actor, which)
	})
}

type newsPraiseCmd struct{ releasedYear }

func (c *newsPraiseCmd) Run(a *ask) error {
	cycle, err := c.cycle()
	if err != nil {
		return err
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		made, err := p.DraftPraise(a.Context, actor, c.Unit, cycle, told.Teller{})
		if err != nil {
			return err
		}
		return a.showNews(p, actor, made)
	})
}

type newsDropCmd struct{ oneOfNews }

func (c *newsDropCmd) Run(a *ask) error {
	which, err := c.id()
	if err != nil {
		return err
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		d, err := p.NewsDraft(a.Context, actor, which, told.Teller{})
		if err == nil {
			err = p.DropNews(a.Context, actor, which, d.Text().Version)
		}
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"dropped": which})
			return nil
		}
		a.say("cli.news_dropped", "title", d.Text().Title)
		return nil
	})
}
