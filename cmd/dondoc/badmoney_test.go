package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dondoc/internal/api"
	"dondoc/internal/app"
	"dondoc/internal/cli"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// badMoney is one thing that is wrong with money: what is done, the words that
// refuse it, and with which reason it is kept as an exception, where it may be.
type badMoney struct {
	what   string
	do     string // pay, plan, close, sheet
	with   map[string]string
	says   string // in the refusal
	reason string // it is kept with it, and shows; "": never
}

// good is a voucher that would be taken, and a statement; a case changes a field of it.
var goodMoney = map[string]map[string]string{
	"pay":   {"kind": "completed", "amount": "1000000000", "voucher": "KB-X", "on": "2026-03-05"},
	"plan":  {"kind": "adjusted", "amount": "-1000000000", "decision": "2/QĐ-UBND", "on": "2026-06-01"},
	"close": {"on": "2026-11-19"},
	"sheet": {"day": "28", "paid": "6000000000"},
}

var badMoneys = []badMoney{
	{"a negative payment", "pay", map[string]string{"amount": "-1000000000"}, "Số tiền phải lớn hơn 0", ""},
	{"above the plan without a decision", "pay", map[string]string{"amount": "7000000000", "voucher": "KB-A"}, "vượt kế hoạch 10.000.000.000 đồng", "QĐ 9/QĐ-UBND ký sau"},
	{"a payment before the plan", "pay", map[string]string{"on": "2026-02-04"}, "chưa được giao kế hoạch vốn năm 2026", ""},
	{"a date in the year before", "pay", map[string]string{"on": "2025-03-05"}, "chỉ thanh toán từ 01/01/2026 đến 31/01/2027", ""},
	{"a date ahead", "pay", map[string]string{"on": "2026-11-21"}, "không sau hôm nay, 20/11/2026", ""},
	{"a duplicated voucher", "pay", map[string]string{"voucher": "kb-1"}, "đã nhập (ngày 05/03/2026, 4.000.000.000 đồng)", ""},
	{"closed with open advances", "close", nil, "Còn 2.000.000.000 đồng tạm ứng chưa thu hồi", ""},
	{"a plan lowered below what was paid", "plan", map[string]string{"amount": "-5000000000"}, "Kế hoạch còn 5.000.000.000 đồng, thấp hơn 6.000.000.000 đồng đã giải ngân", ""},
	{"two sheets of one day that disagree", "sheet", map[string]string{"day": "15", "paid": "5000000000"}, "Đã có bảng của ngày 15/", "Kho bạc gửi lại"},
	{"two sheets of one month of which the later has less", "sheet", map[string]string{"paid": "4500000000"}, "Đã có bảng của ngày 15/", "Kho bạc thu hồi chi sai"},
}

// TestBadMoneyOnEveryFace does everything that may not be done with money on the
// pages, the command line and over the API: each says in words why not, nothing is
// half written, a page keeps what was typed, and what may be with a reason is
// kept with it and shows.
func TestBadMoneyOnEveryFace(t *testing.T) {
	made := filepath.Join(t.TempDir(), "world.db")
	db, err := store.Open(context.Background(), made)
	if err == nil {
		err = sample.Load(context.Background(), db, "2026-11-20")
	}
	if err != nil {
		t.Fatal(err)
	}
	w := &moneyWorld{T: t, path: made, app: app.New(db, func() time.Time { return period.Date("2026-11-20").Time().Add(9 * time.Hour) })}
	t.Cleanup(func() { db.Close() })
	pages, calls := httptest.NewServer(web.New(w.app, web.Options{})), httptest.NewServer(api.New(w.app))
	t.Cleanup(pages.Close)
	t.Cleanup(calls.Close)
	faces := map[string]func(project, code string) face{
		"page":         func(project, _ string) face { return newPageFace(t, pages.URL, project) },
		"command line": func(_, code string) face { return cliFace{w, code} },
		"api":          func(project, code string) face { return newAPIFace(t, calls.URL, project, code) },
	}
	n := 0
	for name, open := range faces {
		for i, bad := range badMoneys {
			n++
			t.Run(name+"/"+bad.what, func(t *testing.T) {
				w.T = t
				code := "DA-X" + string(rune('A'+n/26)) + string(rune('A'+n%26))
				f := open(w.project(code), code)
				month := fmt.Sprintf("2026-%02d-", i+1) // of statements, each case its own
				w.prepare(code, month)
				in := map[string]string{"code": code}
				for _, from := range []map[string]string{goodMoney[bad.do], bad.with} {
					for k, v := range from {
						in[k] = v
					}
				}
				if bad.do == "sheet" {
					in["day"] = month + in["day"]
				}
				before := w.book(code)
				said := f.try(bad.do, in)
				if !strings.Contains(said, bad.says) || strings.Contains(said, "done:") {
					t.Errorf("it says %q, not %q", said[:min(len(said), 600)], bad.says)
				}
				if after := w.book(code); after != before {
					t.Errorf("what was refused left %d bytes of book where there were %d", len(after), len(before))
				}
				if bad.reason == "" {
					return
				}
				in["reason"] = bad.reason
				if said := f.try(bad.do, in); !strings.Contains(said, "done:") {
					t.Errorf("with a reason: %q", said[:min(len(said), 600)])
				}
				if after := w.book(code); after == before || !strings.Contains(after, bad.reason) {
					t.Error("the exception does not show its reason")
				}
			})
		}
	}
	if said, ok := (cliFace{w, ""}).run("ledger", "verify"); !ok {
		t.Errorf("the log: %s", said)
	}
}

// face does something on one face, and gives what it says; "done:" before it where it was done.
type face interface {
	try(do string, in map[string]string) string
}

// moneyWorld is the world the three faces work on.
type moneyWorld struct {
	*testing.T
	path string
	app  *app.App
}

func (w *moneyWorld) must(args ...string) string {
	w.Helper()
	said, ok := cliFace{w, ""}.run(args...)
	if !ok {
		w.Fatalf("%q: %s", args, said)
	}
	return said
}

const investor = "xa-ngan-son-01954"

// project makes a project and gives its identifier.
func (w *moneyWorld) project(code string) string {
	return strings.Fields(w.must("capital", "project", code, "Đường thử", "--unit", investor))[0]
}

// prepare gives the project 10 tỷ, of which 4 are paid and 2 advanced, and a
// statement of it.
func (w *moneyWorld) prepare(code, month string) {
	w.must("capital", "plan", code, "10 tỷ", "--unit", investor, "--year", "2026", "--source", "central", "--setter", "province", "--decision", "1/QĐ", "--on", "05/02/2026")
	for voucher, kind := range map[string][2]string{"KB-1": {"completed", "4 tỷ"}, "KB-2": {"advance", "2 tỷ"}} {
		w.must("capital", "pay", code, kind[1], "--unit", investor, "--year", "2026", "--source", "central", "--kind", kind[0], "--voucher", voucher, "--on", "05/03/2026", "--as", "can-bo")
	}
	w.must("capital", "step", "verify", code, "--unit", investor, "--as", "tham-dinh")
	w.must("capital", "step", "approve", code, "--unit", investor, "--as", "lanh-dao")
	said := cliFace{w, code}.try("sheet", map[string]string{"code": code, "day": month + "15", "paid": "5900000000", "reason": "bảng của dự án khác"})
	if !strings.Contains(said, "done:") {
		w.Fatal(said)
	}
}

// book is everything that is known of a project, and of the statements.
func (w *moneyWorld) book(code string) string {
	return w.must("capital", "book", code, "--unit", investor, "--json") + w.must("capital", "reconcile", "--unit", investor, "--year", "2026", "--json")
}

func statement(in map[string]string) string {
	return "STT,Mã dự án,Tên dự án,Nguồn vốn,Kế hoạch (đồng),KLHT (đồng),Tạm ứng (đồng),Giải ngân (đồng)\n1," + in["code"] + ",Đường,,10000000000," + in["paid"] + ",0," + in["paid"] + "\n"
}

func day(text string) string { return period.Date(text).Say("vi") }

type cliFace struct {
	w    *moneyWorld
	code string
}

// run runs the command in process.
func (f cliFace) run(args ...string) (string, bool) {
	var out bytes.Buffer
	code := cli.Run(context.Background(), append([]string{"--db", f.w.path, "--lang", "vi"}, args...), cli.Env{Stdout: &out, Stderr: &out,
		Getenv: func(string) string { return "" }, Now: func() time.Time { return period.Date("2026-11-20").Time().Add(9 * time.Hour) }, Version: "test"})
	return out.String(), code == 0
}

func (f cliFace) try(do string, in map[string]string) string {
	at := []string{"--unit", investor}
	year := append(slices.Clone(at), "--year", "2026", "--source", "central")
	var args []string
	switch do {
	case "pay":
		args = append([]string{"capital", "pay", "--kind", in["kind"], "--voucher", in["voucher"], "--on", day(in["on"]), "--reason=" + in["reason"], "--as", "can-bo"}, year...)
		args = append(args, "--", f.code, in["amount"]+" đồng")
	case "plan":
		args = append([]string{"capital", "plan", "--setter", "province", "--kind", in["kind"], "--decision", in["decision"], "--on", day(in["on"]), "--as", "van-phong"}, year...)
		args = append(args, "--", f.code, in["amount"]+" đồng")
	case "close":
		args = append([]string{"capital", "close", f.code, "--on", day(in["on"]), "--as", "van-phong"}, at...)
	case "sheet":
		file := filepath.Join(f.w.TempDir(), "kho-bac.csv")
		if err := os.WriteFile(file, []byte(statement(in)), 0o600); err != nil {
			f.w.Fatal(err)
		}
		args = append([]string{"capital", "import", file, "--year", "2026", "--day", day(in["day"]), "--because=" + in["reason"], "--as", "van-phong"}, at...)
	}
	said, ok := f.run(args...)
	if ok {
		said = "done:" + said
	}
	return said
}

type apiFace struct {
	*testing.T
	url, project, code string
	officer, office    string
}

func newAPIFace(t *testing.T, url, project, code string) face {
	f := apiFace{T: t, url: url, project: project, code: code}
	for name, token := range map[string]*string{"can-bo": &f.officer, "van-phong": &f.office} {
		var out struct{ Token string }
		body, _ := json.Marshal(map[string]string{"username": name, "password": "dondoc-demo-2023"})
		if err := json.Unmarshal([]byte(f.send("", "/api/v1/sessions", "application/json", bytes.NewReader(body))), &out); err != nil || out.Token == "" {
			t.Fatal("no token for ", name, err)
		}
		*token = out.Token
	}
	return f
}

func (f apiFace) send(token, path, kind string, body io.Reader) string {
	req, err := http.NewRequest("POST", f.url+path, body)
	if err != nil {
		f.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Accept-Language", "vi")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		f.Fatal(err)
	case resp.StatusCode < 300 && token != "":
		return "done:" + string(said)
	case resp.StatusCode >= 500:
		f.Errorf("%s: %d %s", path, resp.StatusCode, said)
	}
	return string(said)
}

func (f apiFace) try(do string, in map[string]string) string {
	body, token, path := map[string]any{"on": in["on"]}, f.office, "/api/v1/capital-projects/"+f.project
	switch do {
	case "pay":
		token, path = f.officer, path+"/payments"
		body = map[string]any{"year": 2026, "source": "central", "kind": in["kind"], "amount": json.Number(in["amount"]), "voucher": in["voucher"], "on": in["on"], "reason": in["reason"]}
	case "plan":
		path += "/plans"
		body = map[string]any{"year": 2026, "source": "central", "setter": "province", "kind": in["kind"], "amount": json.Number(in["amount"]), "decision": in["decision"], "on": in["on"]}
	case "close":
		path += "/closing"
	case "sheet":
		content, kind := filed("kho-bac.csv", statement(in), nil)
		return f.send(f.office, "/api/v1/units/"+investor+"/capital/2026/import?"+url.Values{"day": {in["day"]}, "because": {in["reason"]}}.Encode(), kind, content)
	}
	sent, err := json.Marshal(body)
	if err != nil {
		f.Fatal(err)
	}
	return f.send(token, path, "application/json", bytes.NewReader(sent))
}

// filed is a form with a file, as a browser sends it.
func filed(name, content string, fields map[string]string) (*bytes.Buffer, string) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range fields {
		form.WriteField(k, v)
	}
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		io.WriteString(part, content)
	}
	form.Close()
	return &body, form.FormDataContentType()
}

type pageFace struct {
	*testing.T
	url, project    string
	officer, office *http.Client
}

func newPageFace(t *testing.T, at, project string) face {
	f := pageFace{T: t, url: at, project: project}
	for name, client := range map[string]**http.Client{"can-bo": &f.officer, "van-phong": &f.office} {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		*client = &http.Client{Jar: jar}
		resp, err := (*client).PostForm(at+"/sign-in", url.Values{"username": {name}, "password": {"dondoc-demo-2023"}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	return f
}

// try sends the form of a page. What is refused must leave what was typed in it.
func (f pageFace) try(do string, in map[string]string) string {
	form, by, path := url.Values{"on": {day(in["on"])}}, f.office, "/capital/"+f.project+"/"+do
	switch do {
	case "pay":
		by = f.officer
		form = url.Values{"year": {"2026"}, "kind": {in["kind"]}, "source": {"central"}, "amount": {in["amount"] + " đồng"}, "voucher": {in["voucher"]}, "on": {day(in["on"])}, "above": {in["reason"]}}
	case "plan":
		form = url.Values{"year": {"2026"}, "kind": {in["kind"]}, "setter": {"province"}, "source": {"central"}, "amount": {in["amount"] + " đồng"}, "decision": {in["decision"]}, "on": {day(in["on"])}}
	case "sheet":
		return f.sheet(in)
	}
	resp, err := by.PostForm(f.url+path, form)
	if err != nil {
		f.Fatal(err)
	}
	said := f.read(resp)
	if strings.HasPrefix(said, "done:") {
		return said
	}
	for name, typed := range form {
		if name != "kind" && name != "setter" && name != "source" && typed[0] != "" && !strings.Contains(said, `value="`+typed[0]+`"`) {
			f.Errorf("the page does not keep %s, %q", name, typed[0])
		}
	}
	return said
}

func (f pageFace) read(resp *http.Response) string {
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		f.Fatal(err)
	}
	said := html.UnescapeString(string(body))
	switch {
	case resp.StatusCode == 200:
		return "done:" + said
	case resp.StatusCode >= 500:
		f.Errorf("%s: %d", resp.Request.URL, resp.StatusCode)
	}
	return said
}

// sheet shows a sheet first, which writes nothing, and takes it in then.
func (f pageFace) sheet(in map[string]string) string {
	fields := map[string]string{"day": day(in["day"]), "reason": in["reason"]}
	content, kind := filed("kho-bac.csv", statement(in), fields)
	path := f.url + "/u/" + investor + "/2026/capital/import"
	resp, err := f.office.Post(path, kind, content)
	if err != nil {
		f.Fatal(err)
	}
	said := f.read(resp)
	shown, taken := strings.CutPrefix(said, "done:")
	if !taken {
		if !strings.Contains(said, `value="`+fields["day"]+`"`) {
			f.Error("the page does not keep the day")
		}
		return said
	}
	_, sheet, _ := strings.Cut(shown, `name="sheet" value="`)
	sheet, _, _ = strings.Cut(sheet, `"`)
	resp, err = f.office.PostForm(path, url.Values{"day": {fields["day"]}, "reason": {fields["reason"]}, "sheet": {sheet}, "name": {"kho-bac.csv"}})
	if err != nil {
		f.Fatal(err)
	}
	return f.read(resp)
}
