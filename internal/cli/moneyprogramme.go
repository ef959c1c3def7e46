package cli

import (
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/measure"
)

type capitalProgrammesCmd struct {
	Unit  string `required:"" help:"mã đơn vị | code of the unit"`
	Year  int    `help:"năm kế hoạch; năm nay nếu để trống | capital year; this year when empty"`
	AsOf  string `help:"đến hết ngày trên chứng từ | vouchers dated until the end of a day" placeholder:"30/06/2026"`
	Known string `help:"như đã biết đến hết ngày | as known at the end of a day" placeholder:"30/06/2026"`
}

// at reads the year and the days.
func (c *capitalProgrammesCmd) at(a *ask) (at money.At, err error) {
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	if at.Day, err = optionalDate(c.AsOf); err != nil {
		return at, in(err, "as_of")
	}
	at.Known, err = optionalDate(c.Known)
	return at, in(err, "known")
}

func (c *capitalProgrammesCmd) Run(a *ask) error {
	at, err := c.at(a)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.CapitalProgrammes(a.Context, actor, c.Unit, c.Year, at)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(spending.OfProgrammes(found))
			return nil
		}
		billions := func(n int64) string { return capital.Dong(n).Billions().Say(string(a.lang)) }
		var rows [][]string
		line := func(name string, n int, year, kept capital.Share) {
			rows = append(rows, []string{name, strconv.Itoa(n), billions(year.Plan), billions(year.Paid), billions(kept.Plan), billions(kept.Paid)})
		}
		for _, r := range found.Rows {
			line(r.Of.Name, r.Projects, r.Year, r.Kept)
			for _, one := range r.Components {
				name := a.t("web.capital_component_none")
				if one.Of.Key != "" {
					name = one.Of.Label + " " + one.Of.Name
				}
				line("  "+name, one.Projects, one.Year, one.Kept)
			}
		}
		table(a.Stdout, []string{a.t("web.capital_programme"), a.t("web.capital_number"), a.t("web.capital_plan"), a.t("web.capital_paid"), a.t("web.capital_kept"), a.t("web.capital_kept_paid")}, rows, map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true})
		return nil
	})
}

type capitalResultsCmd capitalProgrammesCmd

func (c *capitalResultsCmd) Run(a *ask) error {
	at, err := (*capitalProgrammesCmd)(c).at(a)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Capital(a.Context, actor, c.Unit, c.Year, at)
		if err == nil {
			err = found.Listed()
		}
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(spending.OfResults(found))
			return nil
		}
		var rows [][]string
		for _, r := range found.CropRows() {
			e := r.Results[r.At]
			row := []string{e.Crop, r.Code, capital.Dong(r.Since).Say(string(a.lang))}
			for _, f := range [][2]int64{{e.Hectares, 100}, {e.Households, 1}, {e.Cooperatives, 1}} {
				decimals := 0
				if f[1] == 100 {
					decimals = 2
				}
				text := measure.NewDecimal(f[0], decimals).Trim().Say(string(a.lang))
				if _, shown, ok := works.PerBillion(f[0], f[1], r.Since); ok {
					text += " (" + a.t("web.capital_result_per", "value", shown) + ")"
				}
				row = append(row, text)
			}
			rows = append(rows, row)
		}
		table(a.Stdout, []string{a.t("web.capital_crop"), a.t("web.capital_project"), a.t("web.capital_since"), a.t("web.capital_hectares"), a.t("web.capital_households"), a.t("web.capital_cooperatives")}, rows, map[int]bool{2: true})
		return nil
	})
}

type capitalResultCmd struct {
	capitalTold
	Crop         string `arg:"" help:"cây trồng thế mạnh | the crop"`
	On           string `required:"" help:"đến ngày | day" placeholder:"30/06/2026"`
	Hectares     string `help:"diện tích lũy kế, ha | hectares to date" placeholder:"12,5"`
	Households   int64  `help:"số hộ lũy kế | households to date"`
	Cooperatives int64  `help:"số hợp tác xã lũy kế | cooperatives to date"`
	Note         string `help:"ghi chú | note"`
}

func (c *capitalResultCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	e := works.Event{Kind: works.Result, Crop: c.Crop, On: on, Households: c.Households, Cooperatives: c.Cooperatives, Note: c.Note}
	if strings.TrimSpace(c.Hectares) != "" {
		if e.Hectares, err = works.ReadHectares(c.Hectares); err != nil {
			return in(err, "hectares")
		}
	}
	return c.tell(a, e)
}

type capitalSumsCmd struct {
	capitalProgrammesCmd
	By   string `default:"unit" enum:"unit,programme,source,group,investor" help:"theo đơn vị, chương trình, nguồn, nhóm, chủ đầu tư | by unit, programme, source, group, investor"`
	From int    `help:"bỏ qua bấy nhiêu chủ đầu tư đầu | leave out so many of the first investors"`
}

func (c *capitalSumsCmd) Run(a *ask) error {
	at, err := c.at(a)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.CapitalSums(a.Context, actor, c.Unit, c.Year, at, money.Dimension(c.By), c.From)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(spending.OfSums(found))
			return nil
		}
		billions := func(n int64) string { return capital.Dong(n).Billions().Say(string(a.lang)) }
		a.yearSaid(money.Capital{Total: found.Total, Uncounted: found.Untold}, spending.Year{UnitName: found.Unit.Name, Year: found.Year, Day: found.Day, Paid: found.Total.Disbursed(), Advance: found.Total.Advance})
		var rows [][]string
		for _, r := range found.Parts {
			name := r.Unit.Name
			if name == "" {
				name = r.Key
			}
			percent := ""
			if v, ok := (capital.Rate{Paid: r.Paid, Plan: r.Plan}).Percent(1); ok {
				percent = v.Say(string(a.lang)) + "%"
			}
			rows = append(rows, []string{r.Key, name, strconv.FormatInt(r.Projects, 10), billions(r.Plan), billions(r.Paid), percent, billions(r.KeptPlan), billions(r.KeptPaid)})
		}
		table(a.Stdout, []string{a.t("web.capital_code"), a.t("capital.by_" + c.By), a.t("web.capital_number"), a.t("web.capital_plan"), a.t("web.capital_paid"), a.t("web.capital_percent"), a.t("web.capital_kept"), a.t("web.capital_kept_paid")}, rows, map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true, 7: true})
		return nil
	})
}
