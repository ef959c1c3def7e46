package cli

import (
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

type unitsCmd struct {
	List       unitsListCmd       `cmd:"" default:"withargs" help:"cây đơn vị | the tree" example:"dondoc units --on 30/06/2023"`
	Show       unitsShowCmd       `cmd:"" help:"một đơn vị: chức vụ, các nhiệm kỳ | one unit: posts and tenures" example:"dondoc units show na-phac"`
	Revise     unitsReviseCmd     `cmd:"" help:"đổi tên, loại, cấp trên từ một ngày | change name, kind or parent from a day on" example:"dondoc units revise na-phac --name 'Xã Nà Phặc' --kind commune --from 01/07/2025"`
	Import     unitsImportCmd     `cmd:"" help:"nhập danh sách đơn vị .xlsx, .xls, .ods, .docx, .csv, .json | take in a list of units" example:"dondoc units import --under bac-kan --from 01/01/2020 don-vi.xlsx"`
	Reorganise unitsReorganiseCmd `cmd:"" help:"sắp xếp: hợp nhất, chia, đổi tên, chuyển, bãi bỏ theo một bảng; không hoàn tác được, xem trước bằng --dry-run | merge, divide, rename, move, abolish by a map; it cannot be undone, look first with --dry-run" example:"dondoc units reorganise --dry-run --on 01/07/2025 --decision 1683/NQ-UBTVQH15 sap-xep.csv"`
	End        unitsEndCmd        `cmd:"" help:"kết thúc một nhiệm kỳ (mã xem ở units show) | end a tenure (identifier in units show)" example:"dondoc units end 018f… --on 01/12/2023"`
	Add        unitsAddCmd        `cmd:"" help:"thêm đơn vị | add a unit" example:"dondoc units add na-phac 'Thị trấn Nà Phặc' --kind township --parent ngan-son --from 01/01/2020"`
	Post       unitsPostCmd       `cmd:"" help:"thêm chức vụ | add a post" example:"dondoc units post na-phac 'Chủ tịch UBND' --head"`
	Appoint    unitsAppointCmd    `cmd:"" help:"bổ nhiệm | put a person in a post" example:"dondoc units appoint na-phac 'Nguyễn Văn Mẫu' --from 01/07/2023 --decision 88/QĐ-UBND --hand-over"`
}

type unitsListCmd struct {
	On string `help:"vào ngày | on this day"`
}

func (c *unitsListCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		tree, err := p.Units(a.Context, actor, on)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(answer.OfUnits(tree))
			return nil
		}
		for _, r := range tree.Rows {
			line := strings.Repeat("  ", r.Depth) + r.Name + " (" + r.Code + ")"
			if r.Head.Person.Name != "" {
				line += " · " + r.Head.Post.Title + ": " + r.Head.Person.Name
			}
			fmt.Fprintln(a.Stdout, line)
		}
		if len(tree.Rows) == 0 {
			a.say("cli.no_units")
		}
		return nil
	})
}

// optionalDate reads a date that may be left out.
func optionalDate(text string) (period.Date, error) {
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

type unitsShowCmd struct {
	Unit string `arg:"" help:"mã đơn vị | unit code"`
	On   string `help:"vào ngày | on this day"`
}

func (c *unitsShowCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.UnitPage(a.Context, actor, c.Unit, on)
		if err != nil {
			return err
		}
		u := answer.OfUnit(page)
		if a.root.JSON {
			a.print(u)
			return nil
		}
		fmt.Fprintf(a.Stdout, "%s (%s) · %s\n\n", u.Name, u.Code, a.t("cli.on_day", "date", u.On))
		var rows [][]string
		for _, t := range u.Tenures {
			rows = append(rows, []string{t.Post, t.Person, a.t("cli.capacity_" + string(t.Capacity)), t.From.Say(""), t.To.Say(""), t.Decision, string(t.ID)})
		}
		table(a.Stdout, []string{a.t("cli.post"), a.t("cli.name"), a.t("cli.capacity"), a.t("cli.from"), a.t("cli.to"), a.t("cli.decision"), a.t("cli.id")}, rows, nil)
		return nil
	})
}

type unitsAddCmd struct {
	Code     string `arg:"" help:"mã | code"`
	Name     string `arg:"" help:"tên | name"`
	Kind     string `default:"commune" help:"loại | kind"`
	Parent   string `help:"mã đơn vị cấp trên | code of the unit above"`
	Official string `help:"mã đơn vị hành chính | official code"`
	From     string `help:"từ ngày | from this day"`
	Decision string `help:"văn bản | document"`
}

func (c *unitsAddCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		in := units.NewUnit{Code: c.Code, Name: c.Name, Kind: c.Kind, Official: c.Official, Decision: c.Decision}
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		if c.Parent != "" {
			if in.Parent, err = d.UnitByCode(c.Parent); err != nil {
				return err
			}
		}
		if c.From != "" {
			if in.From, err = period.ParseDate(c.From); err != nil {
				return err
			}
		}
		made, err := p.AddUnit(a.Context, actor, in)
		if err != nil {
			return err
		}
		return a.made(made, c.Name)
	})
}

type unitsReviseCmd struct {
	Unit     string  `arg:"" help:"mã đơn vị | unit code"`
	From     string  `required:"" help:"từ ngày | from this day"`
	Name     string  `help:"tên mới | new name"`
	Kind     string  `help:"loại mới | new kind"`
	Parent   *string `help:"mã đơn vị cấp trên mới, để trống là không có | code of the new unit above, empty for none"`
	Official string  `help:"mã đơn vị hành chính mới | new official code"`
	Decision string  `help:"văn bản | document"`
}

// Run changes what is named and keeps the rest as it was.
func (c *unitsReviseCmd) Run(a *ask) error {
	from, err := period.ParseDate(c.From)
	if err != nil {
		return err
	}
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, d *desk.Directory, unit id.ID) error {
		last, _ := d.Unit(unit, period.Forever.AddDays(-1))
		in := units.NewUnit{Name: last.Name, Kind: last.Kind, Parent: last.Parent, Official: last.Official, Order: last.Order, Decision: c.Decision, From: from}
		for _, f := range []struct {
			to  *string
			set string
		}{{&in.Name, c.Name}, {&in.Kind, c.Kind}, {&in.Official, c.Official}} {
			if f.set != "" {
				*f.to = f.set
			}
		}
		if c.Parent != nil {
			in.Parent = ""
			if *c.Parent != "" {
				if in.Parent, err = d.UnitByCode(*c.Parent); err != nil {
					return err
				}
			}
		}
		if err := p.ReviseUnit(a.Context, actor, unit, in); err != nil {
			return err
		}
		return a.made(unit, in.Name)
	})
}

type unitsEndCmd struct {
	Tenure string `arg:"" help:"mã nhiệm kỳ | identifier of the tenure"`
	On     string `required:"" help:"từ ngày không còn giữ chức | the first day without"`
}

func (c *unitsEndCmd) Run(a *ask) error {
	on, err := period.ParseDate(c.On)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.EndAppointment(a.Context, actor, id.ID(c.Tenure), on); err != nil {
			return err
		}
		return a.made(id.ID(c.Tenure), on.Say(""))
	})
}

// onUnit is with, for what is about one unit.
func (a *ask) onUnit(code string, do func(p *app.App, actor access.Actor, d *desk.Directory, unit id.ID) error) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(code)
		if err != nil {
			return err
		}
		return do(p, actor, d, unit)
	})
}

type unitsPostCmd struct {
	Unit  string `arg:"" help:"mã đơn vị | unit code"`
	Title string `arg:"" help:"tên chức vụ | title"`
	Head  bool   `help:"là người đứng đầu | this is the head's post"`
}

func (c *unitsPostCmd) Run(a *ask) error {
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, _ *desk.Directory, unit id.ID) error {
		made, err := p.AddPost(a.Context, actor, unit, c.Title, c.Head)
		if err != nil {
			return err
		}
		return a.made(made, c.Title)
	})
}

type unitsAppointCmd struct {
	Unit     string `arg:"" help:"mã đơn vị | unit code"`
	Person   string `arg:"" help:"họ tên | name"`
	From     string `required:"" help:"từ ngày | from this day"`
	To       string `help:"đến trước ngày | until before this day"`
	Post     string `help:"tên chức vụ; mặc định là người đứng đầu | title of the post; the head's by default"`
	Capacity string `default:"substantive" enum:"substantive,concurrent,acting" help:"hình thức | capacity"`
	Decision string `help:"số quyết định | decision number"`
	HandOver bool   `help:"kết thúc nhiệm kỳ người trước vào ngày đó | end the earlier tenure that day"`
	Invented bool   `help:"tên minh hoạ | an invented name"`
}

func (c *unitsAppointCmd) Run(a *ask) error {
	from, err := period.ParseDate(c.From)
	if err != nil {
		return err
	}
	to, err := optionalDate(c.To)
	if err != nil {
		return err
	}
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, d *desk.Directory, unit id.ID) error {
		post, ok := d.HeadPost(unit)
		if c.Post != "" {
			posts := d.PostsOf(unit)
			i := slices.IndexFunc(posts, func(p org.Post) bool { return p.Title == c.Post })
			if ok = i >= 0; ok {
				post = posts[i]
			}
		}
		if !ok {
			return errs.New(errs.NotFound, "app.post_unknown").Try("cli.post_hint")
		}
		person, err := personOf(a, p, actor, d, c.Person, c.Invented)
		if err != nil {
			return err
		}
		made, err := p.Appoint(a.Context, actor, units.NewAppointment{Person: person, Post: post.ID, Capacity: org.Capacity(c.Capacity), Decision: c.Decision, From: from, To: to, HandOver: c.HandOver})
		if err != nil {
			return err
		}
		return a.made(made, c.Person)
	})
}

// personOf finds a person by name, or adds one.
func personOf(a *ask, p *app.App, actor access.Actor, d *desk.Directory, name string, invented bool) (id.ID, error) {
	found, err := personNamed(d, name)
	if err == nil && found == "" {
		return p.AddPerson(a.Context, actor, name, invented)
	}
	return found, err
}

// personNamed gives the one person of a name, "" when there is none.
func personNamed(d *desk.Directory, name string) (id.ID, error) {
	var found id.ID
	for _, one := range d.People {
		if one.Name != name {
			continue
		}
		if found != "" {
			return "", errs.New(errs.Conflict, "cli.person_twice", "name", name).In("person")
		}
		found = one.ID
	}
	return found, nil
}
