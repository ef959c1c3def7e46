package cli

import (
	"fmt"
	"io"
	"math/big"
	"os"
	"slices"
	"strconv"

	"dondoc/internal/capital/published"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/forecast"
	"dondoc/internal/measure"
)

type capitalCmd struct {
	Status       capitalStatusCmd       `cmd:"" help:"vốn của đơn vị và cấp dưới trong năm | how a unit's year stands, with all under it" example:"dondoc capital status --unit ngan-son --year 2026"`
	Warnings     capitalWarningsCmd     `cmd:"" help:"chỉ các dự án cần theo dõi, cảnh báo | only what is watched or warned of" example:"dondoc capital warnings --unit ngan-son --json"`
	Project      capitalProjectCmd      `cmd:"" help:"lập dự án | add a project" example:"dondoc capital project DA01 'Đường liên thôn' --unit ngan-son"`
	Plan         capitalPlanCmd         `cmd:"" help:"giao, điều chỉnh kế hoạch vốn | set or adjust a plan" example:"dondoc capital plan DA01 '12,5 tỷ' --unit ngan-son --year 2026 --decision 01/QĐ-UBND --on 05/01/2026"`
	Pay          capitalPayCmd          `cmd:"" help:"nhập chứng từ giải ngân | enter a payment" example:"dondoc capital pay DA01 '250 triệu' --unit ngan-son --year 2026 --voucher KB01 --on 05/03/2026 --as can-bo"`
	Book         capitalBookCmd         `cmd:"" help:"sổ của dự án: mọi dòng kế hoạch, chứng từ, các bước | a project's book: every line with its state" example:"dondoc capital book DA01 --unit ngan-son"`
	Step         capitalStepCmd         `cmd:"" help:"thẩm định, duyệt, trả lại, mở lại, rút chứng từ | verify, approve, return, reopen or withdraw vouchers" example:"dondoc capital step verify DA01 --unit ngan-son --as tham-dinh"`
	WithdrawPlan capitalWithdrawPlanCmd `cmd:"" name:"withdraw-plan" help:"rút một dòng kế hoạch nhập nhầm | withdraw a line of a plan entered by mistake" example:"dondoc capital withdraw-plan DA01 019… --unit ngan-son --because 'nhập hai lần'"`
	Close        capitalCloseCmd        `cmd:"" help:"quyết toán, đóng dự án | settle and close a project" example:"dondoc capital close DA01 --unit ngan-son --on 30/11/2026"`
	Progress     capitalProgressCmd     `cmd:"" help:"ghi khối lượng thực hiện | tell how far the works are" example:"dondoc capital progress DA01 45,5 --unit ngan-son --on 31/05/2026"`
	Contract     capitalContractCmd     `cmd:"" help:"nhập hợp đồng | enter a contract" example:"dondoc capital contract DA01 05/HĐ '4,8 tỷ' --unit ngan-son --contractor 'Công ty A' --signed 01/03/2026 --expires 01/12/2026"`
	Gate         capitalGateCmd         `cmd:"" help:"ghi bước thủ tục | enter a step that was passed" example:"dondoc capital gate DA01 resolution --unit ngan-son --paper 12/NQ-HĐND --on 05/01/2026"`
	Schedule     capitalScheduleCmd     `cmd:"" help:"lập kế hoạch giải ngân theo tháng | make a monthly plan" example:"dondoc capital schedule DA01 0 '1 tỷ' '2 tỷ' --unit ngan-son --year 2026 --source central"`
	Explain      capitalExplainCmd      `cmd:"" help:"giải trình chậm giải ngân | explain a lag" example:"dondoc capital explain DA01 --unit ngan-son --year 2026 --month 5 --cause 'Mưa lũ' --fault objective --remedy 'Tăng ca' --promised 30/06/2026 --who 'Chủ tịch UBND xã'"`
	Lock         capitalLockCmd         `cmd:"" help:"khóa năm vốn, hoặc mở lại có thời hạn | close a capital year, or open it again for a time" example:"dondoc capital lock --unit ngan-son --year 2025"`
	Import       capitalImportCmd       `cmd:"" help:"nhập dự án, kế hoạch, chứng từ, hoặc bảng của Kho bạc từ tệp | take in lines, or a statement of the Treasury, from a file" example:"dondoc capital import --dry-run von-2026.xlsx --unit ngan-son --year 2026"`
	Reconcile    capitalReconcileCmd    `cmd:"" help:"đối chiếu với bảng của Kho bạc, tài chính | hold our money against the Treasury's" example:"dondoc capital reconcile --unit ngan-son --year 2026 --json"`
	Settle       capitalSettleCmd       `cmd:"" help:"ghi ai xử lý chênh lệch, trước ngày nào | say who settles a difference by when" example:"dondoc capital settle DA01 --unit ngan-son --year 2026 --on 31/03/2026 --who 'Kế toán' --promised 15/04/2026"`
	Form         capitalFormCmd         `cmd:"" help:"ghi biểu báo cáo (danh mục, vốn kéo dài, quyết toán) | write a report form" example:"dondoc capital form settlement quyet-toan-2025.xlsx --unit ngan-son --year 2025"`
	Transfer     capitalTransferCmd     `cmd:"" help:"tính thử điều chuyển vốn giữa hai dự án; ghi khi có quyết định | try moving capital between two projects; written once there is a decision" example:"dondoc capital transfer DA01 DA02 '2 tỷ' --unit ngan-son"`
	Bounds       capitalBoundsCmd       `cmd:"" help:"ngưỡng cảnh báo: xem, đặt | bounds of the warnings: show or set" example:"dondoc capital bounds --unit ngan-son --set move_least=50 --because 'Nghị quyết 12'"`
	Sums         capitalSumsCmd         `cmd:"" help:"vốn tổng hợp theo đơn vị, chương trình, nguồn, nhóm, chủ đầu tư | money taken together by unit, programme, source, group, investor" example:"dondoc capital sums --unit bac-kan --year 2026 --by programme"`
	Programmes   capitalProgrammesCmd   `cmd:"" help:"vốn theo chương trình MTQG và dự án thành phần | money by national target programme" example:"dondoc capital programmes --unit ngan-son --year 2026"`
	Result       capitalResultCmd       `cmd:"" help:"ghi kết quả hỗ trợ sản xuất | tell what support of production came to" example:"dondoc capital result DA01 'Thuốc lá' --unit ngan-son --on 30/06/2026 --hectares 12,5 --households 40"`
	Results      capitalResultsCmd      `cmd:"" help:"kết quả hỗ trợ sản xuất bên cạnh tiền | such results beside the money" example:"dondoc capital results --unit ngan-son --json"`
	Tie          capitalTieCmd          `cmd:"" help:"cho chỉ tiêu giải ngân lấy số từ sổ vốn | have a target take its rate from the money" example:"dondoc capital tie ngan-son/2026/9 --setter province"`
	Report       capitalReportCmd       `cmd:"" help:"báo cáo chỉ tiêu theo sổ vốn | report such a target by the money" example:"dondoc capital report ngan-son/2026/9 --month 11/2026 --as can-bo"`
	Forecast     capitalForecastCmd     `cmd:"" help:"dự báo cả năm với khoảng, và cách tính | forecast of the year with its interval and arithmetic" example:"dondoc capital forecast --unit ngan-son --year 2026 --json"`
	Backtest     capitalBacktestCmd     `cmd:"" help:"thử lại dự báo giải ngân trên số liệu các năm đã qua | try the forecast of disbursement on past years" example:"dondoc capital backtest --json dau-tu-theo-thang.csv"`
	Check        capitalCheckCmd        `cmd:"" help:"đối chiếu tỷ lệ và tổng đã công bố với chính số liệu của bảng | hold published percentages and totals against the table's own figures" example:"dondoc capital check dau-tu-theo-thang.csv"`
}

// published reads a table of monthly public investment; - is standard input.
func (a *ask) published(path string) ([]published.Line, error) {
	var in io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
		}
		defer f.Close()
		in = f
	}
	list, faults := exchange.ReadSpending(in, exchange.DefaultLimits())
	if len(faults) > 0 {
		return nil, faults
	}
	return list, nil
}

type capitalBacktestCmd struct {
	File   string `arg:"" help:"tệp .csv (Phân Loại, Month, Total-M, Total-YOY, YOP) | the table"`
	Months int    `default:"96" help:"chỉ các đơn vị có ít nhất bấy nhiêu tháng | only units with at least so many months"`
}

func (c *capitalBacktestCmd) Run(a *ask) error {
	list, err := a.published(c.File)
	if err != nil {
		return err
	}
	pool := published.Courses(list, c.Months)
	out := struct {
		Lines      int                 `json:"lines"`
		Units      int                 `json:"units"`
		Left       int                 `json:"units_left_out"` // with fewer months
		Thresholds forecast.Thresholds `json:"thresholds"`
		Bars       forecast.Bars       `json:"bars"`
		Rows       []forecast.Month    `json:"rows"`
		// Signals are the other rules that a table of months can try.
		Signals []forecast.SignalMonth `json:"signals"`
	}{len(list), len(pool), len(published.Units(list)) - len(pool), forecast.Usual(), usualBars(), forecast.Backtest(pool, forecast.Usual()),
		forecast.TrySignals(pool, forecast.Usual(), usualBars(), singleUnit)}
	if out.Rows[0].Cases == 0 {
		return errs.New(errs.Invalid, "capital.backtest_none", "months", c.Months)
	}
	if a.root.JSON {
		a.print(out)
		return nil
	}
	a.say("capital.backtest_of", "lines", out.Lines, "units", out.Units, "left", out.Left, "months", c.Months)
	head := []string{a.t("capital.backtest_month"), a.t("capital.backtest_cases")}
	right := map[int]bool{}
	for _, r := range forecast.Rules() {
		head = append(head, a.t("forecast.rule_"+string(r)))
	}
	head = append(head, "MASE", a.t("capital.backtest_points"), a.t("capital.backtest_covered"), a.t("capital.backtest_warned"), a.t("capital.backtest_watched"))
	for i := range head {
		right[i] = true
	}
	var rows [][]string
	for _, m := range out.Rows {
		row := []string{fmt.Sprint(m.Month), fmt.Sprint(m.Cases)}
		for _, r := range forecast.Rules() {
			row = append(row, a.decimal(m.MAPE[r], 1))
		}
		rows = append(rows, append(row, a.decimal(m.MASE, 2), a.decimal(m.Points, 1), a.decimal(m.Covered, 0), a.hit(m.Warned), a.hit(m.Watched)))
	}
	table(a.Stdout, head, rows, right)
	a.say("capital.backtest_note")
	rows = nil
	for _, s := range out.Signals {
		rows = append(rows, []string{a.t("capital.rule_" + string(s.Signal)), fmt.Sprint(s.Month), fmt.Sprint(s.Cases), fmt.Sprint(s.Given), a.hit(s.Hit)})
	}
	table(a.Stdout, []string{a.t("capital.backtest_rule"), a.t("capital.backtest_month"), a.t("capital.backtest_cases"), a.t("capital.backtest_given"), a.t("capital.backtest_hit")}, rows, map[int]bool{1: true, 2: true, 3: true, 4: true})
	return nil
}

// usualBars are the bounds of the warnings where no office set its own.
func usualBars() forecast.Bars {
	r := works.RulesOf(2026)
	month, _ := strconv.Atoi(r.MoveBy[:2])
	return forecast.Bars{Mid: float64(r.LeastMid), Move: float64(r.MoveLeast), Peers: float64(r.PeerPoints), LastYear: float64(r.LastYearPoints), MoveMonth: month}
}

// singleUnit says whether a line of the table is one unit, and no sum of others.
func singleUnit(name string) bool {
	for _, whole := range nationWhole {
		if name == whole.Unit || slices.Contains(whole.Parts, name) {
			return false
		}
	}
	return true
}

// decimal writes a worked-out figure with so many decimals, as the language does.
func (a *ask) decimal(v float64, decimals int) string {
	return measure.FromRat(new(big.Rat).SetFloat64(v), decimals).Say(string(a.lang))
}

// hit writes "84/44": of a hundred given so many were right, of a hundred due so many were given.
func (a *ask) hit(h forecast.Hit) string {
	return a.decimal(h.Precision, 0) + "/" + a.decimal(h.Recall, 0)
}

type capitalCheckCmd struct {
	File string `arg:"" help:"tệp .csv như của backtest | a table as for backtest"`
	All  bool   `help:"liệt kê mọi chỗ lệch | list every difference"`
}

// nationWhole is how the statistics office's table is made up.
var nationWhole = []published.Whole{{Unit: "TỔNG SỐ", Parts: []string{"Trung ương", "Địa phương"}}}

const fewFlaws = 20

func (c *capitalCheckCmd) Run(a *ask) error {
	list, err := a.published(c.File)
	if err != nil {
		return err
	}
	tallies, found := published.Check(list, nationWhole)
	if a.root.JSON {
		a.print(struct {
			Lines   int               `json:"lines"`
			Checked []published.Tally `json:"checked"`
			Rows    []published.Found `json:"rows"`
		}{len(list), tallies, found})
		return nil
	}
	for _, t := range tallies {
		a.say("capital.checked", "what", a.t("capital.flaw_"+string(t.Flaw)), "held", t.Held, "checked", t.Checked)
	}
	for i, f := range found {
		if i == fewFlaws && !c.All {
			a.say("capital.more", "n", len(found)-i)
			break
		}
		a.say("capital.flaw", "row", f.Row, "unit", f.Unit, "month", f.Month, "what", a.t("capital.flaw_"+string(f.Flaw)),
			"printed", a.decimal(f.Printed, 2), "worked", a.decimal(f.Worked, 2))
	}
	return nil
}
