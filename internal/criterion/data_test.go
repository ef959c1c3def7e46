package criterion_test

import (
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// dataFolder is where real data lies that is not ours to commit; the tests on
// it run where DONDOC_DATA names it. Their counts stand in docs/grammar.md.
func dataFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("DONDOC_DATA")
	if folder == "" {
		t.Skip("DONDOC_DATA does not name the folder of real data (vn-targets, nq57-nq03, canada-…); nothing was checked")
	}
	return folder
}

// rows reads a CSV file as one map per row.
func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			if i < len(line) {
				row[name] = line[i]
			}
		}
		out = append(out, row)
	}
	return out
}

// tally counts what became of the rows of a table.
type tally struct{ rows, read, asked, unstated, judged, agree, flagged int }

// Every row is read or asked about; what is judged agrees with what was printed.
func TestRealTargets(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(dataFolder(t), "vn-targets", "*.csv"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	var whole tally
	kinds := map[criterion.Kind]int{}
	for _, file := range append(files, filepath.Join(dataFolder(t), "nq57-nq03", "PL1_targets.csv")) {
		var n tally
		for _, row := range rows(t, file) {
			plan, planned := row["ke_hoach"]
			if result, annex := row["Kết quả"]; annex {
				plan, planned, row = result, true, map[string]string{"chi_tieu": row["Chỉ tiêu"], "don_vi_tinh": row["Đơn vị"]}
			}
			if !planned {
				continue
			}
			got := criterion.CheckRow(criterion.Row{Name: row["chi_tieu"], UnitOfMeasure: row["don_vi_tinh"], Plan: plan,
				Actual: row["thuc_hien"], Percent: row["ty_le"], Class: row["danh_gia"]})
			kinds[got.Criterion.Kind]++
			n.add(t, row["chi_tieu"], plan, got)
		}
		if n.rows > 0 {
			t.Logf("%-45s %+v", filepath.Base(file), n)
		}
		whole = tally{whole.rows + n.rows, whole.read + n.read, whole.asked + n.asked, whole.unstated + n.unstated, whole.judged + n.judged, whole.agree + n.agree, whole.flagged + n.flagged}
	}
	t.Logf("in all %+v; %v", whole, kinds)
	if whole.flagged != 1 { // 673/550 printed as 122,5 %
		t.Errorf("%d rows are flagged", whole.flagged)
	}
}

func (n *tally) add(t *testing.T, name, plan string, got criterion.Checked) {
	n.rows++
	switch {
	case len(got.Questions) > 0:
		n.asked++
	case got.Criterion.Kind == criterion.Unstated:
		n.unstated++
	default:
		n.read++
	}
	if got.Criterion.Kind == criterion.Verbatim && len(got.Questions) == 0 {
		t.Errorf("%s: %q is neither read nor asked about", name, plan)
	}
	n.flagged += min(1, len(got.Flags))
	if got.Class == criterion.NotAssessed {
		return
	}
	n.judged++
	if got.Printed == "" || got.Printed == got.Class {
		n.agree++
		return
	}
	t.Errorf("%s: %q is %s, printed as %s (%s)", name, plan, got.Class, got.Printed, i18n.Say("vi", got.Explanation))
}

// The printed percentages of newspapers: those that agree, and the one that does not.
func TestNewsFacts(t *testing.T) {
	agree, wrong := 0, 0
	for _, row := range rows(t, filepath.Join(dataFolder(t), "news-facts", "published_percentages.csv")) {
		if row["target_as_printed"] == "" || row["result_as_printed"] == "" || row["pct_as_printed"] == "" {
			continue
		}
		got := criterion.CheckRow(criterion.Row{Name: row["indicator"], UnitOfMeasure: row["measure"], Plan: row["target_as_printed"], Actual: row["result_as_printed"], Percent: row["pct_as_printed"] + "%"})
		if got.Achievement == nil {
			t.Errorf("%s: no percentage (%v)", row["indicator"], got.Questions)
			continue
		}
		if flagged := len(got.Flags) > 0; flagged != (row["agrees_at_printed_precision"] == "NO") {
			t.Errorf("%s: %s%% of print %s%%, flagged %v", row["indicator"], got.Achievement.Percent(2), row["pct_as_printed"], flagged)
		} else if flagged {
			wrong++
		} else {
			agree++
		}
	}
	t.Logf("%d printed percentages agree with their figures, %d does not", agree, wrong)
	if agree < 5 || wrong != 1 {
		t.Errorf("%d agree, %d do not", agree, wrong)
	}
}

// The province's table of 2010-2017: the switched unit is found, the structures that make more than 100 % too.
func TestFaultySeries(t *testing.T) {
	switched, sums := 0, 0
	table := rows(t, filepath.Join(dataFolder(t), "vn-targets", "21_bac_giang_2010_2017_nhieu_loi.csv"))
	years := []string{"2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017"}
	value := func(cell string) *measure.Decimal {
		n, err := viet.ReadNumber(cell)
		if err != nil {
			return nil
		}
		d := measure.Of(n[0])
		return &d
	}
	for _, row := range table {
		var series []criterion.Figure
		for _, y := range years {
			series = append(series, criterion.Figure{Period: y, Value: value(row[y])})
		}
		switched += len(criterion.SeriesFlags(series))
	}
	for _, y := range years {
		var parts []measure.Decimal
		for _, row := range table {
			if strings.HasPrefix(row["chi_tieu"], "Cơ cấu - ") && !strings.HasSuffix(row["chi_tieu"], "tổng") {
				parts = append(parts, *value(row[y]))
			}
		}
		if _, ok := criterion.SumFlag(measure.Int(100), parts); ok {
			sums++
		}
	}
	if switched != 1 || sums < 3 {
		t.Errorf("%d units switched, %d structures that do not make 100 %%", switched, sums)
	}
}

// The labels a Canadian department gave its own indicators are reproduced.
func TestCanadaIndicators(t *testing.T) {
	checked, agree := 0, 0
	for _, row := range rows(t, filepath.Join(dataFolder(t), "canada-infobase-sample", "indicators.csv")) {
		if label := row["status_key"]; label != "met" && label != "not_met" || row["actual_datatype"] == "text" || row["actual_datatype"] == "" {
			continue
		}
		unit := ""
		if strings.HasPrefix(row["target_type"], "percent") {
			unit = "%"
		}
		low, high := row["target_min"], row["target_max"]
		wording := "at least " + low
		switch {
		case low == "":
			wording = "at most " + high
		case strings.HasSuffix(row["target_type"], "_range") && high != "":
			wording = "from " + low + " to " + high
		}
		checked++
		if got := checkPair(t, wording, row["actual_result_en"], unit); (got.Class != criterion.NotMet) == (row["status_key"] == "met") && got.Class != criterion.NotAssessed {
			agree++
		} else {
			t.Errorf("%s: %s with %s is %s, labelled %s", row["id"], wording, row["actual_result_en"], got.Class, row["status_key"])
		}
	}
	t.Logf("%d of %d labels", agree, checked)
	if checked != 56 {
		t.Errorf("%d checkable labels", checked)
	}
}

func checkPair(t *testing.T, wording, actual, unit string) criterion.Assessment {
	in := criterion.Hints{Unit: unit}
	c, questions := criterion.Read(wording, in)
	if len(questions) > 0 || c.Kind == criterion.Verbatim {
		t.Errorf("%q is asked about", wording)
	}
	a, questions := criterion.ReadActual(actual, c, in)
	if len(questions) > 0 {
		t.Errorf("%q with %q is asked about: %s", wording, actual, i18n.Say("en", questions[0].Ask))
	}
	return criterion.Assess(c, &a, criterion.Options{})
}

// Every Canadian service standard comes out as its department says. Those with
// a target of zero ask for nothing: a result above it exceeds it, where the
// department says "not applicable"; without a result neither is assessed.
func TestCanadaStandards(t *testing.T) {
	agree, zero, zeroWithResult, noTarget := 0, 0, 0, 0
	labels := map[string][]criterion.Class{"Y": {criterion.Met, criterion.Exceeded}, "N": {criterion.NotMet}, "NA": {criterion.NotAssessed}}
	table := rows(t, filepath.Join(dataFolder(t), "canada-service-standards", "ss_2024_two_thirds_of_orgs.csv"))
	for _, row := range table {
		plan, result := ofHundred(t, row["target"]), ofHundred(t, row["performance"])
		if plan == nil {
			noTarget++
			if row["target_met"] != "NA" {
				t.Errorf("%s: no target, labelled %s", row["service_standard_id"], row["target_met"])
			}
			continue
		}
		c, _ := criterion.Read("at least "+plan.String()+"%", criterion.Hints{Unit: "%"})
		var a *criterion.Actual
		if result != nil {
			a = &criterion.Actual{Value: result, Unit: "%"}
		}
		got := criterion.Assess(c, a, criterion.Options{})
		switch {
		case slices.Contains(labels[row["target_met"]], got.Class):
			agree++
			if plan.IsZero() {
				zero++
			}
		case plan.IsZero() && result != nil && got.Class != criterion.NotAssessed && row["target_met"] == "NA":
			zero++
			zeroWithResult++
		default:
			t.Errorf("%s: %s%% of %s%% is %s, labelled %s", row["service_standard_id"], result, plan, got.Class, row["target_met"])
		}
	}
	t.Logf("%d rows: %d agree, %d have a zero target (%d of them with a result), %d have no target", len(table), agree, zero, zeroWithResult, noTarget)
}

// ofHundred reads a share such as 0.8 as a percentage; nil for a blank.
func ofHundred(t *testing.T, cell string) *measure.Decimal {
	if cell == "" {
		return nil
	}
	d, err := measure.ParseDecimal(cell)
	if err != nil {
		t.Fatal(err)
	}
	out, ok := measure.Exactly(new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1)))
	if !ok {
		t.Fatal(cell)
	}
	return &out
}
