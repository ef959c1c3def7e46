package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/report"
)

// reportFormsCmd lists an office's own forms, checks one, puts one in, or takes one
// out of use.
type reportFormsCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Check   string `help:"chỉ kiểm tra tệp, không giữ | only check a file, keep nothing" placeholder:"mau.docx" xor:"act"`
	Add     string `help:"đưa tệp vào dùng | put a file in" placeholder:"mau.docx" xor:"act"`
	Name    string `help:"tên mẫu; để trống thì lấy tên tệp | its name; that of the file where left out"`
	End     string `help:"thôi dùng mẫu có mã này | take the form of this identifier out of use" xor:"act"`
	Starter string `help:"ghi mẫu khởi đầu ra tệp | write a form to begin from to a file" placeholder:"mau.docx" type:"path" xor:"act"`
}

func (c *reportFormsCmd) Run(a *ask) error {
	if c.Starter != "" {
		f, err := os.Create(c.Starter)
		if err == nil {
			err = report.StarterForm(f, a.lang)
			if closed := f.Close(); err == nil {
				err = closed
			}
		}
		if err != nil {
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Starter).Because(err)
		}
		a.say("cli.form_starter", "path", c.Starter)
		return nil
	}
	with := a.with
	if c.Check+c.Add+c.End != "" {
		with = a.withName
	}
	return with(func(p *app.App, actor access.Actor) error {
		switch {
		case c.End != "":
			if err := p.EndForm(a.Context, actor, id.ID(c.End)); err != nil {
				return err
			}
			a.say("cli.form_ended")
			return nil
		case c.Check+c.Add != "":
			return c.put(a, p, actor)
		}
		return c.list(a, p, actor)
	})
}

func (c *reportFormsCmd) put(a *ask, p *app.App, actor access.Actor) error {
	path := c.Check + c.Add
	content, err := os.ReadFile(path)
	if err != nil {
		return errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
	}
	f, err := p.AddForm(a.Context, actor, reports.NewForm{Unit: c.Unit, Name: c.Name, File: figures.File{Name: filepath.Base(path), Content: content}, Check: c.Check != ""}, report.FormReader{})
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(formShown(f))
		return nil
	}
	key := "cli.form_added"
	if c.Check != "" {
		key = "cli.form_fits"
	}
	a.say(key, "name", f.Name, "places", strings.Join(f.Places, ", "))
	if left := report.FormLeaves(f.Places); len(left) > 0 {
		fmt.Fprintln(a.Stdout, "! "+a.t("web.forms_lacks", "names", strings.Join(left, ", ")))
	}
	return nil
}

func (c *reportFormsCmd) list(a *ask, p *app.App, actor access.Actor) error {
	forms, err := p.Forms(a.Context, actor, c.Unit)
	if err != nil {
		return err
	}
	var rows [][]string
	shown := []map[string]any{}
	for _, f := range forms.Choose() {
		rows = append(rows, []string{string(f.ID), f.Name, fmt.Sprint(len(f.Places)), f.ByName})
		shown = append(shown, formShown(f))
	}
	if a.root.JSON {
		a.print(map[string]any{"forms": shown})
		return nil
	}
	if len(rows) == 0 {
		a.say("web.forms_none")
		return nil
	}
	table(a.Stdout, []string{"ID", a.t("web.forms_name"), a.t("web.forms_places"), a.t("web.forms_put_in")}, rows, nil)
	return nil
}

func formShown(f edit.Form) map[string]any {
	return map[string]any{"id": f.ID, "name": f.Name, "places": f.Places, "left_out": report.FormLeaves(f.Places), "bytes": f.Bytes, "sha256": f.SHA256, "by": f.ByName}
}
