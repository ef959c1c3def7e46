package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

type unitsCmd struct {
	List    unitsListCmd    `cmd:"" default:"withargs" help:"cây đơn vị | the tree" example:"dondoc units --on 30/06/2023"`
	Add     unitsAddCmd     `cmd:"" help:"thêm đơn vị | add a unit" example:"dondoc units add na-phac 'Thị trấn Nà Phặc' --kind township --parent ngan-son --from 01/01/2020"`
	Post    unitsPostCmd    `cmd:"" help:"thêm chức vụ | add a post" example:"dondoc units post na-phac 'Chủ tịch UBND' --head"`
	Appoint unitsAppointCmd `cmd:"" help:"bổ nhiệm | put a person in a post" example:"dondoc units appoint na-phac 'Nguyễn Văn Mẫu' --from 01/07/2023 --decision 88/QĐ-UBND --hand-over"`
}

type unitsListCmd struct {
	On string `help:"vào ngày | on this day"`
}

func (c *unitsListCmd) Run(a *ask) error {
	on := period.DateOf(a.Now())
	if c.On != "" {
		var err error
		if on, err = period.ParseDate(c.On); err != nil {
			return err
		}
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		type unit struct {
			Code     string `json:"code"`
			Name     string `json:"name"`
			Kind     string `json:"kind"`
			Parent   string `json:"parent,omitempty"`
			Official string `json:"official,omitempty"`
			Head     string `json:"head,omitempty"`
			HeadPost string `json:"head_post,omitempty"`
		}
		out := []unit{}
		tree := d.Tree(on)
		for _, top := range tree.Roots() {
			tree.Walk(top.ID, func(v org.Version, depth int) {
				who := d.Answering(v.ID, "", on)
				parent, _ := tree.Unit(v.Parent)
				out = append(out, unit{v.Code, v.Name, v.Kind, parent.Code, v.Official, who.Person.Name, who.Post.Title})
				if !a.root.JSON {
					line := strings.Repeat("  ", depth) + v.Name + " (" + v.Code + ")"
					if who.Person.Name != "" {
						line += " · " + who.Post.Title + ": " + who.Person.Name
					}
					fmt.Fprintln(a.Stdout, line)
				}
			})
		}
		if a.root.JSON {
			a.print(map[string]any{"on": on, "rows": out, "issues": []any{}})
		} else if len(out) == 0 {
			a.say("cli.no_units")
		}
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
		in := app.NewUnit{Code: c.Code, Name: c.Name, Kind: c.Kind, Official: c.Official, Decision: c.Decision}
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

type unitsPostCmd struct {
	Unit  string `arg:"" help:"mã đơn vị | unit code"`
	Title string `arg:"" help:"tên chức vụ | title"`
	Head  bool   `help:"là người đứng đầu | this is the head's post"`
}

func (c *unitsPostCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(c.Unit)
		if err != nil {
			return err
		}
		made, err := p.AddPost(a.Context, actor, unit, c.Title, c.Head)
		if err != nil {
			return err
		}
		return a.made(made, c.Title)
	})
}

type unitsAppointCmd struct {
	Unit     string `arg:"" help:"mã đơn vị (chức vụ người đứng đầu) | unit code (the head's post)"`
	Person   string `arg:"" help:"họ tên | name"`
	From     string `required:"" help:"từ ngày | from this day"`
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
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(c.Unit)
		if err != nil {
			return err
		}
		post, ok := d.HeadPost(unit)
		if !ok {
			return errs.New(errs.NotFound, "app.post_unknown").Try("cli.post_hint")
		}
		person, err := personOf(a, p, actor, d, c.Person, c.Invented)
		if err != nil {
			return err
		}
		made, err := p.Appoint(a.Context, actor, app.NewAppointment{Person: person, Post: post.ID, Capacity: org.Capacity(c.Capacity), Decision: c.Decision, From: from, HandOver: c.HandOver})
		if err != nil {
			return err
		}
		return a.made(made, c.Person)
	})
}

// personOf finds a person by name, or adds one.
func personOf(a *ask, p *app.App, actor access.Actor, d *app.Directory, name string, invented bool) (id.ID, error) {
	var found []org.Person
	for _, one := range d.People {
		if one.Name == name {
			found = append(found, one)
		}
	}
	switch len(found) {
	case 0:
		return p.AddPerson(a.Context, actor, name, invented)
	case 1:
		return found[0].ID, nil
	}
	return "", errs.New(errs.Conflict, "cli.person_twice", "name", name).In("person")
}

type accountsCmd struct {
	List  accountsListCmd  `cmd:"" default:"withargs" help:"liệt kê | list"`
	Add   accountsAddCmd   `cmd:"" help:"thêm tài khoản | add an account" example:"dondoc accounts add can-bo 'Cán bộ tổng hợp' --grant officer@ngan-son"`
	Reset accountsResetCmd `cmd:"" help:"đặt lại mật khẩu | reset a password" example:"dondoc accounts reset can-bo"`
}

type accountsListCmd struct{}

func (c *accountsListCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		all, err := p.Accounts(a.Context, actor)
		if err != nil {
			return err
		}
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		type account struct {
			Username string   `json:"username"`
			Name     string   `json:"name"`
			Grants   []string `json:"grants"`
			Disabled bool     `json:"disabled"`
		}
		out := []account{}
		var rows [][]string
		for _, one := range all {
			grants := []string{}
			for _, g := range one.Grants {
				v, _ := d.Unit(g.Unit, period.DateOf(a.Now()))
				grants = append(grants, string(g.Role)+"@"+v.Code)
			}
			out = append(out, account{one.Username, one.Name, grants, one.Disabled})
			rows = append(rows, []string{one.Username, one.Name, strings.Join(grants, " ")})
		}
		if a.root.JSON {
			a.print(map[string]any{"rows": out, "issues": []any{}})
			return nil
		}
		table(a.Stdout, []string{a.t("cli.username"), a.t("cli.name"), a.t("cli.role")}, rows, nil)
		return nil
	})
}

type accountsAddCmd struct {
	Username string   `arg:"" help:"tên đăng nhập | user name"`
	Name     string   `arg:"" help:"họ tên | name"`
	Grant    []string `required:"" help:"vai trò@đơn vị | role@unit" placeholder:"officer@ngan-son"`
	Password string   `env:"DONDOC_PASSWORD" help:"mật khẩu; để trống thì tự sinh | password, generated when empty"`
}

func (c *accountsAddCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		in := app.NewAccount{Username: c.Username, Name: c.Name, Password: c.Password}
		for _, g := range c.Grant {
			role, code, _ := strings.Cut(g, "@")
			unit, err := d.UnitByCode(code)
			if err != nil {
				return err
			}
			in.Grants = append(in.Grants, access.Grant{Role: access.Role(role), Unit: unit})
		}
		_, password, err := p.CreateAccount(a.Context, actor, in)
		if err != nil {
			return err
		}
		return a.secret(c.Username, password, c.Password == "")
	})
}

// secret says a generated password once.
func (a *ask) secret(username, password string, generated bool) error {
	if !generated {
		password = ""
	}
	if a.root.JSON {
		a.print(map[string]string{"username": username, "password": password})
		return nil
	}
	if generated {
		a.say("cli.password_once", "username", username, "password", password)
	} else {
		a.say("cli.account_made", "username", username)
	}
	return nil
}

type accountsResetCmd struct {
	Username string `arg:"" help:"tên đăng nhập | user name"`
}

func (c *accountsResetCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		all, err := p.Accounts(a.Context, actor)
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.Username == c.Username {
				password, err := p.ResetPassword(a.Context, actor, one.ID)
				if err != nil {
					return err
				}
				return a.secret(c.Username, password, true)
			}
		}
		return errs.New(errs.NotFound, "app.account_unknown", "username", c.Username)
	})
}
