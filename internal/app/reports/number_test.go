package reports_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reports"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

type quiet struct{}

func (quiet) Lang() string { return "vi" }
func (quiet) Words(_ reports.Material, _, typed string) (string, string, error) {
	return typed, "", nil
}
func (quiet) Body(reports.Material) (string, []byte, error) {
	return "Kết quả năm 2023", []byte("{}"), nil
}

// Numbers run on in a series, are given once, never to an earlier day, and a cancelled
// one is not given again; a frozen report carries its own.
func TestNumbersOfPapers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Officer, w.District)
		w.On("2023-12-20")
		of := reports.Query{Unit: "ngan-son", Cycle: "2023", Span: reports.Span{Template: reports.OfYear}, Lang: "vi"}
		version := apptest.Must(w.FreezeReport(apptest.Ctx, office, of, "", quiet{}))(t)
		give := func(in reports.NewNumber) (string, error) {
			n, err := w.NumberPaper(apptest.Ctx, office, in)
			return n.Symbol(false), err
		}
		other := func(no int, on period.Date) reports.NewNumber {
			return reports.NewNumber{Query: reports.Query{Unit: "ngan-son"}, Kind: "BC", No: no, Title: "Báo cáo nhanh", On: on}
		}
		report := reports.NewNumber{Query: of, Version: version, On: "2023-12-12"}
		for _, tt := range []struct {
			in   reports.NewNumber
			want string
			key  string
		}{
			{other(0, "2023-12-21"), "", "report.number_day"},
			{other(14, "2023-12-10"), "14/BC-UBND", ""}, // where the paper register stands
			{other(9, "2023-12-11"), "", "report.number_taken"},
			{other(0, "2023-12-09"), "", "report.number_order"},
			{report, "15/BC-UBND", ""},
			{report, "", "report.number_has"},
			{reports.NewNumber{Query: of, Version: 9, On: "2023-12-12"}, "", "report.frozen_unknown"},
			{reports.NewNumber{Query: reports.Query{Unit: "ngan-son"}, Kind: "báo cáo", On: "2023-12-12", Title: "x"}, "", "report.number_kind"},
			{other(0, "2023-12-12"), "16/BC-UBND", ""},
		} {
			got, err := give(tt.in)
			if tt.key == "" && (err != nil || got != tt.want) || tt.key != "" && (len(errs.All(err)) == 0 || errs.All(err)[0].What.Key != tt.key) {
				t.Errorf("%+v: %s, %v, not %s%s", tt.in, got, err, tt.want, tt.key)
			}
		}
		f, _, err := w.FrozenReport(apptest.Ctx, office, of, version)
		if err != nil || f.Number == nil || f.Number.No != 15 {
			t.Errorf("%+v, %v", f.Number, err)
		}
		which := reports.WhichNumber{Unit: "ngan-son", Series: "2023", Kind: "BC", No: 15}
		if err := w.CancelNumber(apptest.Ctx, office, which); len(errs.All(err)) == 0 {
			t.Error("cancelled without a reason")
		}
		which.Reason = "ban hành lại"
		if err := w.CancelNumber(apptest.Ctx, office, which); err != nil {
			t.Fatal(err)
		}
		if err := w.CancelNumber(apptest.Ctx, office, which); !errs.Is(err, errs.Conflict) {
			t.Errorf("cancelled twice: %v", err)
		}
		if got, err := give(report); err != nil || got != "17/BC-UBND" {
			t.Errorf("the report issued again has %s, %v", got, err)
		}
		correct := func(no int, title string, on period.Date, reason string) string {
			_, err := w.CorrectNumber(apptest.Ctx, office, reports.NumberCorrection{WhichNumber: reports.WhichNumber{Unit: "ngan-son", Series: "2023", Kind: "BC", No: no, Reason: reason}, Title: title, On: on})
			if err == nil {
				return ""
			}
			return errs.All(err)[0].What.Key
		}
		for _, tt := range []struct {
			no     int
			title  string
			on     period.Date
			reason string
			want   string
		}{
			{16, "Báo cáo tuần 50", "", "", "report.number_reason"},
			{16, "Báo cáo nhanh", "2023-12-12", "nhầm", "report.number_same"},
			{16, "", "2023-12-11", "nhầm", "report.number_order"},
			{14, "", "2023-12-13", "nhầm", "report.number_order_after"},
			{14, "", "2022-12-09", "nhầm", "report.number_year"},
			{17, "Tên khác", "", "nhầm", "report.number_own_title"},
			{15, "x", "", "nhầm", "report.number_cancelled"},
			{99, "x", "", "nhầm", "report.number_unknown"},
			{16, "Báo cáo tuần 50", "", "gõ nhầm trích yếu", ""},
			{17, "", "2023-12-14", "nhầm ngày", ""},
		} {
			if got := correct(tt.no, tt.title, tt.on, tt.reason); got != tt.want {
				t.Errorf("%+v: %s", tt, got)
			}
		}
		kept := apptest.Must(w.PaperNumbers(apptest.Ctx, office, "ngan-son"))(t)
		if len(kept.Rows) != 4 || kept.Rows[0].No != 17 || kept.Rows[2].Cancelled == "" {
			t.Errorf("%+v", kept.Rows)
		}
		if n := kept.Rows[1]; n.Title != "Báo cáo tuần 50" || len(n.Was) != 1 || n.Was[0].Title != "Báo cáo nhanh" || n.Was[0].Reason != "gõ nhầm trích yếu" || kept.Rows[0].On != "2023-12-14" {
			t.Errorf("put right: %+v", kept.Rows[:2])
		}
		w.Fits()
	})
}
