package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// newTargets is where targets of the sample district's resolution of 2023 are entered.
func newTargets(office *reader) string {
	office.Helper()
	office.get("/u/ngan-son/2023/documents")
	return regexp.MustCompile(`href="(/documents/[0-9a-f-]{36})">12-NQ/HU<`).FindStringSubmatch(office.page)[1] + "/targets/new"
}

// entered gives the target of a name as it was kept.
func (s *site) entered(cycle period.Cycle, name string) plan.TargetPage {
	s.Helper()
	b, err := s.Scoreboard(s.Context(), desk.Operator("test"), standing.BoardQuery{Unit: "ngan-son", Cycle: cycle})
	if err != nil {
		s.Fatal(err)
	}
	which := id.ID("")
	for _, r := range b.Rows {
		if r.Name == name {
			which = r.Target.ID
		}
	}
	p, err := s.Target(s.Context(), desk.Operator("test"), which, "")
	if err != nil {
		s.Fatalf("%s: %v", name, err)
	}
	return p
}

func TestNumbersAreReadAsTyped(t *testing.T) {
	for typed, want := range map[string]string{"12.5": "12.5", "12,5": "12.5", " 7 ": "7", "1.234,5": "1234.5"} {
		s := newSite(t)
		office := s.as("van-phong", "vi")
		fields := url.Values{"label": {"35"}, "name": {"Giảm tỷ lệ hộ nghèo đa chiều"}, "uom": {"%"}, "wording": {"giảm 2 điểm %"}, "baseline": {typed}, "confirmed": {"1"}}
		office.post(newTargets(office), fields).sees(200, "Đã nhập chỉ tiêu")
		if base := s.entered("2023", "Giảm tỷ lệ hộ nghèo đa chiều").Current().Baseline; base == nil || base.String() != want {
			t.Errorf("%q was kept as %v, want %s", typed, base, want)
		}
	}
	office := newSite(t).as("van-phong", "vi")
	fields := url.Values{"label": {"35"}, "name": {"Giảm số hộ nghèo"}, "uom": {"hộ"}, "wording": {"giảm 200 hộ"}, "baseline": {"1.500"}, "confirmed": {"1"}}
	office.post(newTargets(office), fields).sees(422, "“1.500” có thể là 1.500 hoặc 1,5", `value="1.500"`, "giảm 200 hộ")
	fields.Set("baseline", "chừng năm trăm")
	office.post(newTargets(office), fields).sees(422, "chừng năm trăm", "không phải một số")
}

// A number that can be read in two ways is settled by a person, and the
// wording stays as the resolution has it.
func TestReadingIsChosen(t *testing.T) {
	for choice, want := range map[string]string{"24.472": "24,472", "24472": "24.472"} {
		s := newSite(t)
		office := s.as("van-phong", "vi")
		form := newTargets(office)
		fields := url.Values{"label": {"35"}, "name": {"Doanh thu dịch vụ"}, "uom": {"tỷ đồng"}, "wording": {"24,472 tỷ đồng"}, "confirmed": {"1"}}
		office.get(form).sees(200, `!name="meant"`)
		office.post(form, fields).sees(422, `name="meant" value="24472"`, `name="meant" value="24.472"`, `value="24,472 tỷ đồng"`)
		fields.Set("meant", "chừng ấy")
		office.post(form, fields).sees(422, "không phải một số")
		fields.Set("meant", choice)
		office.post(form, fields).sees(200, "Đã nhập chỉ tiêu", "24,472 tỷ đồng")
		rev := s.entered("2023", "Doanh thu dịch vụ").Current()
		if got := rev.Criterion.PlanValue(); rev.Wording != "24,472 tỷ đồng" || got == nil || got.Say("vi") != want {
			t.Errorf("%s chosen: %q is kept, meaning %v, want %s", choice, rev.Wording, got, want)
		}
		if strings.Contains(office.page, "<b>24.472 tỷ đồng</b>") {
			t.Error("the wording was written anew")
		}
	}
}

// A number in the list that is no number stands last, and the form proposes the next.
func TestTargetsKeepTheirOrder(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	form := newTargets(office)
	office.get(form).sees(200, `name="label"`, `value="35"`)
	office.post(form, url.Values{"label": {"Bổ sung"}, "name": {"Thu gom rác thải"}, "uom": {"%"}, "wording": {"từ 60% trở lên"}, "confirmed": {"1"}}).sees(200, "Đã nhập chỉ tiêu")
	if place := s.entered("2023", "Thu gom rác thải").Place; place != 35 {
		t.Errorf("it stands at %d", place)
	}
	office.get("/u/ngan-son/2024/documents").sees(200, "12-NQ/HU", "17-NQ/HU", "08-NQ/HU")
}

// An imported wording that can be read in several ways is settled where it is confirmed.
func TestReadingIsChosenWhenConfirming(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	document := id.ID(strings.Split(newTargets(office), "/")[2])
	if _, err := s.AddTarget(s.Context(), desk.Operator("test"), plan.NewTarget{Document: document, Label: "35", Name: "Doanh thu dịch vụ", UnitOfMeasure: "tỷ đồng", Wording: "24,472 tỷ đồng"}); err != nil {
		t.Fatal(err)
	}
	revise := "/targets/" + string(s.entered("2023", "Doanh thu dịch vụ").ID) + "/revise"
	office.get(revise).sees(200, `name="meant" value="24472"`)
	office.post(revise, url.Values{"wording": {"24,472 tỷ đồng"}, "confirmed": {"1"}}).sees(422, `name="meant" value="24472"`)
	office.post(revise, url.Values{"wording": {"24,472 tỷ đồng"}, "confirmed": {"1"}, "meant": {"24.472"}}).sees(200, "Đã điều chỉnh chỉ tiêu")
	if got := s.entered("2023", "Doanh thu dịch vụ").Current(); !got.Confirmed || got.Criterion.PlanValue().Say("vi") != "24,472" {
		t.Errorf("confirmed as %v", got.Criterion.PlanValue())
	}
}
