package web_test

import (
	"context"
	"net/url"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
)

// TestRequestPages: a commune's office asks the district above it to answer for
// its target and to lead its task; the district sees it, says no with a reason
// and yes, and only the yes is charged.
func TestRequestPages(t *testing.T) {
	s := newSite(t)
	ctx, operator := context.Background(), desk.Operator("test")
	d := must(s.Directory(ctx, operator))(t)
	for name, code := range map[string]string{"vp-bang-van": "bang-van", "vp-coc-dan": "coc-dan"} {
		unit := must(d.UnitByCode(code))(t)
		if _, _, err := s.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: name, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: access.Office, Unit: unit}}}); err != nil {
			t.Fatal(err)
		}
	}
	office, district := s.as("vp-bang-van", "vi"), s.as("van-phong", "vi")
	office.post("/u/bang-van/tasks/new", url.Values{"name": {"Sửa cầu qua sông"}, "lead": {"bang-van"}, "deadline": {"trước 30/9/2030"}}).sees(200, "Sửa cầu qua sông")
	task := "/tasks/" + office.between(`<a href="/tasks/`, `"`)
	office.get(task).sees(200, "Đề nghị đơn vị khác")
	office.get(task+"/propose").sees(200, "Họ nhận lời thì mới tính", `value="ngan-son"`, `value="na-phac"`, `!value="bang-van"`)
	office.post(task+"/propose", url.Values{"role": {"lead"}, "asked": {""}, "reason": {"vượt thẩm quyền"}}).sees(422, "vượt thẩm quyền")
	office.post(task+"/propose", url.Values{"role": {"lead"}, "asked": {"ngan-son"}, "reason": {""}}).sees(422, "Ghi lý do")
	office.post(task+"/propose", url.Values{"role": {"lead"}, "asked": {"ngan-son"}, "reason": {"vượt thẩm quyền"}}).sees(200, "Đã gửi đề nghị", "đang chờ trả lời")
	office.get("/work").sees(200, "Đã đề nghị, đơn vị khác chưa trả lời (1)")
	district.get("/u/ngan-son/tasks?as=lead").sees(200, "!Sửa cầu qua sông")
	district.get("/work").sees(200, "Đơn vị khác đề nghị, chờ trả lời (1)", "Sửa cầu qua sông", "vượt thẩm quyền")
	request := "/charges/" + district.between(`href="/charges/`, `"`)
	s.as("can-bo", "vi").get(request).sees(200, "!Từ chối phải ghi lý do")
	s.as("can-bo", "vi").post(request, url.Values{"do": {"accept"}}).sees(403)
	s.as("vp-coc-dan", "vi").get(request).sees(404)
	district.get(request).sees(200, "Từ chối phải ghi lý do", "!Rút đề nghị")
	office.get(request).sees(200, "Rút đề nghị", "!Từ chối phải ghi lý do")
	district.post(request, url.Values{"do": {"decline"}, "answer": {""}}).sees(422, "Ghi lý do")
	district.post(request, url.Values{"do": {"decline"}, "answer": {"xã tự làm được"}}).sees(200, "Đã ghi câu trả lời")
	office.get(task).sees(200, "đã từ chối", "xã tự làm được")

	office.post(task+"/propose", url.Values{"role": {"lead"}, "asked": {"ngan-son"}, "reason": {"cầu trên tỉnh lộ"}}).sees(200, "Đã gửi đề nghị")
	office.get("/work")
	request = "/charges/" + office.between(`href="/charges/`, `"`)
	district.post(request, url.Values{"do": {"accept"}, "answer": {"đồng ý"}}).sees(200, "Đã ghi câu trả lời")
	office.get(task).sees(200, "đã nhận", "cầu trên tỉnh lộ")
	district.get("/u/ngan-son/tasks?as=lead").sees(200, "Sửa cầu qua sông")

	of := "/targets/" + string(s.row("2").Target.ID)
	district.get(of).sees(200, "Đề nghị đơn vị khác")
	district.get(of+"/propose").sees(200, "chịu trách nhiệm")
}
