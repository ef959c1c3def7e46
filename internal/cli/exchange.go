package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/filling"
	"dondoc/internal/app"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

type exchangeCmd struct {
	DHIS2 dhis2Cmd `cmd:"" name:"dhis2" help:"tập giá trị DHIS2, JSON hoặc CSV | data value sets of DHIS2, JSON or CSV"`
}

type dhis2Cmd struct {
	Export dhis2ExportCmd `cmd:"" help:"ghi số đã duyệt, lũy kế từ đầu năm | write approved figures, the year to date"`
	Import dhis2ImportCmd `cmd:"" help:"nhận số từ tệp (cần --as) | take figures from a file (needs --as)"`
}

type schemes struct {
	Elements string `default:"id" enum:"id,code,name" help:"gọi chỉ tiêu bằng gì | what names an indicator"`
	Units    string `default:"code" enum:"id,code,name" help:"gọi đơn vị bằng gì | what names a unit"`
}

type dhis2ExportCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code" placeholder:"ngan-son"`
	Cycle string `help:"năm | year" placeholder:"2023"`
	Month string `help:"chỉ một tháng | one month only" placeholder:"06/2023"`
	Out   string `short:"o" help:"tệp .json hoặc .csv (mặc định in JSON ra màn hình) | .json or .csv file (else JSON on the screen)" type:"path"`
	schemes
}

func (c *dhis2ExportCmd) Run(a *ask) error {
	var month period.Month
	cycle, err := period.ParseCycle(c.Cycle)
	if c.Month != "" {
		month, err = period.ParseMonth(c.Month)
		cycle = month.Cycle()
	}
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		set, err := p.GiveDataSet(a.Context, actor, c.Unit, cycle, month, dhis2.Set{DataElementIDScheme: c.Elements, OrgUnitIDScheme: c.Units})
		if err != nil {
			return err
		}
		if c.Out == "" {
			a.print(set)
			return nil
		}
		var b bytes.Buffer
		if strings.EqualFold(filepath.Ext(c.Out), ".csv") {
			err = set.Write(&b)
		} else {
			e := json.NewEncoder(&b)
			e.SetIndent("", "  ")
			err = e.Encode(set)
		}
		if err == nil {
			err = os.WriteFile(c.Out, b.Bytes(), 0o644)
		}
		if err != nil {
			return errs.New(errs.Unavailable, "store.disk").Because(err)
		}
		a.say("cli.dataset_given", "path", c.Out, "n", len(set.Values))
		return nil
	})
}

type dhis2ImportCmd struct {
	File     string `arg:"" help:"tệp .json hoặc .csv | .json or .csv file" type:"path"`
	Scope    string `required:"" enum:"month,year" help:"số trong tháng hay lũy kế từ đầu năm: tệp không nói | the month's own value or the year to date: the file does not say"`
	Strategy string `help:"CREATE, UPDATE hoặc CREATE_AND_UPDATE | CREATE, UPDATE or CREATE_AND_UPDATE"`
	Draft    bool   `help:"lưu nháp | keep as drafts"`
	DryRun   bool   `help:"chỉ xem trước | change nothing"`
	schemes
}

func (c *dhis2ImportCmd) Run(a *ask) error {
	sent, err := readFile(c.File)
	if err != nil {
		return err
	}
	read := dhis2.ReadJSON
	if strings.EqualFold(filepath.Ext(c.File), ".csv") {
		read = dhis2.ReadCSV
	}
	set, err := read(sent.Content)
	if err != nil {
		return err
	}
	in := figures.DataSet{Set: set, Within: c.Scope == "month", Draft: c.Draft}
	in.DryRun = in.DryRun || c.DryRun
	if c.Strategy != "" {
		in.ImportStrategy = c.Strategy
	}
	if in.DataElementIDScheme == "" {
		in.DataElementIDScheme = c.Elements
	}
	if in.OrgUnitIDScheme == "" {
		in.OrgUnitIDScheme = c.Units
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		done, err := p.TakeDataSet(a.Context, actor, in)
		if err != nil {
			return err
		}
		a.dataSet(done, in.DryRun)
		if len(done.Conflicts) > 0 {
			return errSaid
		}
		return nil
	})
}

func (a *ask) dataSet(done figures.DataSetTaken, dryRun bool) {
	if a.root.JSON {
		a.print(filling.OfDataSet(a.lang, done, dryRun))
		return
	}
	var rows [][]string
	for _, c := range done.Conflicts {
		rows = append(rows, []string{fmt.Sprint(c.Place), c.DataElement, c.OrgUnit, c.Period, c.Value.Value, i18n.Say(a.lang, errs.All(c.Why)[0].What)})
	}
	if len(rows) > 0 {
		table(a.Stdout, []string{"", a.t("cli.target"), a.t("page.col.body"), a.t("cli.dataset_period"), a.t("cli.actual"), ""}, rows, nil)
	}
	key := "cli.dataset_taken"
	if dryRun {
		key = "cli.dataset_would"
	}
	a.say(key, "imported", done.Imported, "updated", done.Updated, "ignored", done.Ignored)
}
