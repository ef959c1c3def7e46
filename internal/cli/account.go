package cli

import (
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type accountsCmd struct {
	List   accountsListCmd   `cmd:"" default:"withargs" help:"liệt kê | list"`
	Add    accountsAddCmd    `cmd:"" help:"thêm tài khoản | add an account" example:"dondoc accounts add can-bo 'Cán bộ tổng hợp' --grant officer@ngan-son"`
	Grant  accountsGrantCmd  `cmd:"" help:"giao vai trò | give a role" example:"dondoc accounts grant can-bo verifier@ngan-son"`
	Revoke accountsRevokeCmd `cmd:"" help:"thu vai trò | take a role back" example:"dondoc accounts revoke can-bo officer@ngan-son"`
	Close  accountsCloseCmd  `cmd:"" help:"khóa tài khoản, kết thúc mọi phiên | close an account and end its sessions" example:"dondoc accounts close can-bo"`
	Open   accountsOpenCmd   `cmd:"" help:"mở lại tài khoản | open it again" example:"dondoc accounts open can-bo"`
	Import accountsImportCmd `cmd:"" help:"nhập danh sách cán bộ: người, chức vụ, nhiệm kỳ, tài khoản | take in a list of people: posts, appointments, accounts" example:"dondoc accounts import --under ngan-son --dry-run can-bo.xlsx"`
	Lend   accountsLendCmd   `cmd:"" help:"ủy quyền một vai trò của mình khi vắng mặt (cần --as) | lend a role of one's own while away (needs --as)" example:"dondoc accounts lend --as lanh-dao --to pho-chu-tich --grant head@ngan-son --since 01/12/2026 --until 05/12/2026 --reason 'nghỉ phép'"`
	Lent   accountsLentCmd   `cmd:"" help:"các ủy quyền của mình; rút lại bằng --end (cần --as) | what is lent; taken back with --end (needs --as)" example:"dondoc accounts lent --as lanh-dao"`
	Reset  accountsResetCmd  `cmd:"" help:"đặt lại mật khẩu | reset a password" example:"dondoc accounts reset can-bo"`
}

type accountsImportCmd struct {
	sheetFlags
	File   string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf | the list"`
	Under  string `required:"" help:"mã đơn vị có các cán bộ ấy | code of the unit whose people they are"`
	From   string `help:"từ ngày, khi dòng không ghi | from this day, where a row has none"`
	DryRun bool   `help:"xem trước, không ghi | change nothing"`
}

func (c *accountsImportCmd) Run(a *ask) error {
	from, err := optionalDate(c.From)
	if err != nil {
		return err
	}
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		done, err := p.ImportPeople(a.Context, actor, accounts.PeopleImport{Under: c.Under, From: from, Sheet: sheet, DryRun: c.DryRun})
		if err != nil && !isList(err) {
			return err
		}
		out := answer.OfPeopleImport(a.lang, done, errs.All(err), c.DryRun)
		if a.root.JSON {
			a.print(out)
		} else {
			a.notes(out.Notes)
			a.issues(out.Issues)
			for _, row := range out.Rows {
				line := []string{row.Name, row.Post, row.Unit, row.Account, row.Password, strings.Join(row.Made, ", ")}
				if row.RoleFor != "" && row.RoleFor != row.Unit {
					line = append(line, row.Role+" → "+row.RoleFor)
				}
				if row.Before != "" {
					line = append(line, a.t("web.people_over", "name", row.Before))
				}
				fmt.Fprintln(a.Stdout, strings.Join(slices.DeleteFunc(line, func(s string) bool { return s == "" }), " · "))
				for _, doubt := range row.Doubts {
					fmt.Fprintln(a.Stdout, "?", doubt)
				}
			}
			a.say("cli.people_imported", "added", out.Added, "unchanged", out.Unchanged)
			a.undoable(out.Import)
			a.dry(c.DryRun)
		}
		if len(out.Issues) > 0 {
			return errSaid
		}
		return nil
	})
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
		out := answer.OfAccounts(all, d, period.DateOf(a.Now()))
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, one := range out.Rows {
			closed := ""
			if one.Disabled {
				closed = a.t("cli.closed")
			}
			if one.Double != "" {
				closed = a.t("page.accounts.double", "username", one.Double)
			}
			rows = append(rows, []string{one.Username, one.Name, strings.Join(one.Grants, " "), closed})
		}
		table(a.Stdout, []string{a.t("cli.username"), a.t("cli.name"), a.t("cli.role"), ""}, rows, nil)
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
		in := accounts.NewAccount{Username: c.Username, Name: c.Name, Password: c.Password}
		for _, text := range c.Grant {
			g, err := answer.ReadGrant(text, d)
			if err != nil {
				return err
			}
			in.Grants = append(in.Grants, g)
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
	return a.onAccount(c.Username, func(p *app.App, actor access.Actor, account id.ID) error {
		password, err := p.ResetPassword(a.Context, actor, account)
		if err != nil {
			return err
		}
		return a.secret(c.Username, password, true)
	})
}

// onAccount is with, for what is about one account.
func (a *ask) onAccount(username string, do func(p *app.App, actor access.Actor, account id.ID) error) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		all, err := p.Accounts(a.Context, actor)
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.Username == username {
				return do(p, actor, one.ID)
			}
		}
		return errs.New(errs.NotFound, "app.account_unknown", "username", username)
	})
}

// grantFlags name an account and a role over a unit.
type grantFlags struct {
	Username string `arg:"" help:"tên đăng nhập | user name"`
	Grant    string `arg:"" help:"vai trò@đơn vị | role@unit" placeholder:"verifier@ngan-son"`
}

func (f grantFlags) change(a *ask, do func(p *app.App, actor access.Actor, account id.ID, g access.Grant) error) error {
	return a.onAccount(f.Username, func(p *app.App, actor access.Actor, account id.ID) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		g, err := answer.ReadGrant(f.Grant, d)
		if err != nil {
			return err
		}
		if err := do(p, actor, account, g); err != nil {
			return err
		}
		return a.made(account, f.Username+" "+f.Grant)
	})
}

type accountsGrantCmd struct{ grantFlags }

func (c *accountsGrantCmd) Run(a *ask) error {
	return c.change(a, func(p *app.App, actor access.Actor, account id.ID, g access.Grant) error {
		return p.Grant(a.Context, actor, account, g)
	})
}

type accountsRevokeCmd struct{ grantFlags }

func (c *accountsRevokeCmd) Run(a *ask) error {
	return c.change(a, func(p *app.App, actor access.Actor, account id.ID, g access.Grant) error {
		return p.Revoke(a.Context, actor, account, g)
	})
}

type accountsCloseCmd struct {
	Username string `arg:"" help:"tên đăng nhập | user name"`
}

func (c *accountsCloseCmd) Run(a *ask) error { return a.setDisabled(c.Username, true) }

type accountsOpenCmd struct {
	Username string `arg:"" help:"tên đăng nhập | user name"`
}

func (c *accountsOpenCmd) Run(a *ask) error { return a.setDisabled(c.Username, false) }

func (a *ask) setDisabled(username string, disabled bool) error {
	return a.onAccount(username, func(p *app.App, actor access.Actor, account id.ID) error {
		if err := p.SetDisabled(a.Context, actor, account, disabled); err != nil {
			return err
		}
		return a.made(account, username)
	})
}
