package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
)

type capitalImportCmd struct {
	sheetFlags
	File    string `arg:"" help:"tệp .xlsx hoặc .csv | the file"`
	Unit    string `required:"" help:"mã đơn vị; chủ đầu tư của dòng không ghi chủ đầu tư | code of the unit; investor of rows that name none"`
	Year    int    `help:"năm kế hoạch của dòng không ghi năm | capital year of rows that name none"`
	Day     string `help:"bảng của Kho bạc: số liệu đến hết ngày | of a statement: up to the end of this day"`
	Because string `help:"lý do, khi khác bảng cùng ngày đã nhập | why it says otherwise than the one kept of that day"`
	DryRun  bool   `help:"xem trước, không ghi | change nothing"`
}

func (c *capitalImportCmd) Run(a *ask) error {
	day, err := optionalDate(c.Day)
	if err != nil {
		return in(err, "day")
	}
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	year := c.Year
	if year == 0 {
		year = a.Now().Year()
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		done, err := p.ImportCapital(a.Context, actor, money.CapitalImport{Unit: c.Unit, Year: year, Day: day, Reason: c.Because, Sheet: sheet, DryRun: c.DryRun})
		if err != nil && !isList(err) {
			return err
		}
		out := spending.OfImport(a.lang, done, errs.All(err), c.DryRun)
		if a.root.JSON {
			a.print(out)
		} else {
			a.notes(out.Notes)
			a.issues(out.Issues)
			switch {
			case len(out.Issues) > 0:
			case out.Stated > 0:
				a.say("capital.import_stated", "day", day, "n", out.Stated)
			case c.DryRun:
				a.say("capital.import_dry", "added", out.Added, "unchanged", out.Unchanged)
			default:
				a.say("capital.import_done", "added", out.Added, "unchanged", out.Unchanged)
			}
			a.dry(c.DryRun)
		}
		if len(out.Issues) > 0 {
			return errSaid
		}
		return nil
	})
}

type capitalReconcileCmd struct {
	Unit string `required:"" help:"mã đơn vị | code of the unit"`
	Year int    `help:"năm kế hoạch; năm nay nếu để trống | capital year; this year when empty"`
	Day  string `help:"bảng của ngày; bảng mới nhất nếu để trống | the statement of this day; the newest when empty"`
	No   int    `help:"bảng thứ mấy của ngày đó; bảng mới nhất nếu để trống | which of that day; the newest when empty"`
}

func (c *capitalReconcileCmd) Run(a *ask) error {
	day, err := optionalDate(c.Day)
	if err != nil {
		return in(err, "day")
	}
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Reconcile(a.Context, actor, c.Unit, c.Year, day, c.No)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(spending.OfReconciliation(found))
			return nil
		}
		if found.Statement == nil {
			a.say("capital.reconcile_none")
			return nil
		}
		a.say("capital.reconcile_of", "name", found.Statement.Name, "day", found.Statement.Day, "n", found.Differ)
		for _, s := range found.Kept {
			if s.Reason != "" {
				a.say("capital.statement_because", "name", s.Name, "day", s.Day, "no", s.No, "by", s.ByName, "reason", s.Reason)
			}
		}
		var rows [][]string
		for _, r := range found.Rows {
			source, how, settles := a.t("capital.source_all"), a.t("capital.reconcile_same"), ""
			if r.Source != "" {
				source = a.t("capital.source_" + string(r.Source))
			}
			switch {
			case r.Project.ID == "":
				how = a.t("capital.reconcile_unknown")
			case r.Off() != 0:
				how = a.t("capital.reconcile_off", "off", capital.Dong(r.Off()))
			}
			if r.Settling != nil {
				settles = a.t("capital.reconcile_settles", "who", r.Settling.Who, "promised", r.Settling.Promised)
			}
			rows = append(rows, []string{r.Code, source, capital.Dong(r.Ours).Say(string(a.lang)), capital.Dong(r.Theirs).Say(string(a.lang)), how, settles})
		}
		table(a.Stdout, []string{a.t("web.capital_code"), a.t("web.capital_source"), a.t("web.capital_ours"), a.t("web.capital_theirs"), "", ""}, rows, map[int]bool{2: true, 3: true})
		return nil
	})
}

type capitalSettleCmd struct {
	capitalTold
	Year     int    `required:"" help:"năm kế hoạch | capital year"`
	Source   string `help:"nguồn vốn; các nguồn nếu để trống | source; all together when empty"`
	On       string `required:"" help:"ngày của bảng | day of the statement"`
	Who      string `required:"" help:"người xử lý | who settles it"`
	Promised string `required:"" help:"trước ngày | by when"`
	Note     string `help:"ghi chú | note"`
}

func (c *capitalSettleCmd) Run(a *ask) error {
	promised, err := optionalDate(c.Promised)
	if err != nil {
		return in(err, "promised")
	}
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return c.tell(a, works.Event{Kind: works.Settles, Year: c.Year, On: on, Source: capital.Source(c.Source), Who: c.Who, Promised: promised, Note: c.Note})
}

type capitalForecastCmd capitalStatusCmd

func (c *capitalForecastCmd) Run(a *ask) error {
	at := money.At{}
	var err error
	if at.Day, err = optionalDate(c.AsOf); err != nil {
		return in(err, "as_of")
	}
	if at.Known, err = optionalDate(c.Known); err != nil {
		return in(err, "known")
	}
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Capital(a.Context, actor, c.Unit, c.Year, at)
		if err != nil {
			return err
		}
		out := spending.OfForecast(found)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("capital.forecast_of", "year", fmt.Sprint(out.Year), "month", out.Month, "n", out.Errors)
		rows := [][]string{a.forecastRow(a.t("capital.forecast_all"), out.Total)}
		if found.Taken != nil {
			a.say("capital.taken", "n", found.Projects(), "most", found.Most())
		}
		for _, u := range out.Units {
			rows = append(rows, a.forecastRow(u.Code+" "+u.Name, u.Forecast))
		}
		for _, r := range out.Rows {
			rows = append(rows, a.forecastRow(strings.TrimSpace(r.Code+" "+r.Name), r.Value))
		}
		table(a.Stdout, []string{a.t("web.capital_project"), a.t("web.capital_plan"), a.t("web.capital_paid"), a.t("web.capital_forecast"), ""}, rows, map[int]bool{1: true, 2: true, 3: true})
		return nil
	})
}

func (a *ask) forecastRow(name string, v *spending.Forecast) []string {
	if v == nil {
		return []string{name, "", "", a.t("web.capital_forecast_none"), ""}
	}
	between := ""
	if v.Low != nil {
		between = a.decimal(float64(*v.Low)/1e9, 3) + "–" + a.decimal(float64(*v.High)/1e9, 3)
	}
	return []string{name, a.decimal(float64(v.Plan)/1e9, 3), a.decimal(float64(v.ToDate)/1e9, 3), a.decimal(float64(v.Value)/1e9, 3), between}
}
