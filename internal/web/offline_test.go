package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// line is the line to a site: up, slow, or down.
type line struct {
	state atomic.Value // "", "slow", "down", "deaf": asked, and not answered
}

func (l *line) before(t *testing.T, s *site) {
	t.Helper()
	to, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = r.In.Host }}
	l.state.Store("")
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch l.state.Load() {
		case "slow":
			select {
			case <-r.Context().Done():
			case <-time.After(time.Minute):
			}
			hangUp(w)
		case "deaf":
			proxy.ServeHTTP(httptest.NewRecorder(), r)
			hangUp(w)
		case "down":
			hangUp(w)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(func() { front.CloseClientConnections(); front.Close() })
	s.url = front.URL
}

func hangUp(w http.ResponseWriter) {
	if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
		conn.Close()
	}
}

// TestASheetOpensWithoutALine: after one visit the sheet opens with the server
// gone and on a line that hardly goes; what is typed then is sent once when the
// line is back; nothing of an account is left when it signs out.
func TestASheetOpensWithoutALine(t *testing.T) {
	s := newSite(t)
	var l line
	l.before(t, s)
	const sheet, kept = "/entry/ngan-son/2023/2023-12", `caches.open("dondoc-pages").then(c => c.keys()).then(all => all.map(r => new URL(r.url).pathname).sort().join())`
	p := s.in(t, "can-bo", 1200, false)
	p.Goto(sheet)
	p.Wait("form[data-on]")
	p.WaitFor(`(` + kept + `.then(all => { window.all = all; }), (window.all || "").includes("` + sheet + `"))`)

	l.state.Store("down")
	p.Goto(sheet)
	p.Wait("form[data-on]")
	if got := p.Text("[data-copy]"); !strings.Contains(got, "bản lưu trong máy lúc") || strings.Contains(got, "@") {
		t.Errorf("the copy says %q", got)
	}
	once := p.Eval(`document.querySelector("[name=once]").value`)
	p.Eval(`(() => { const i = document.querySelector('input[name^="note-"]'); i.value = 'nhập khi mất mạng'; i.dispatchEvent(new Event('input', { bubbles: true })) })()`)
	p.Click("button[value=submit]")
	p.WaitFor(`document.querySelector("[data-queue]:not([hidden])")?.innerText.includes("Chưa gửi, sẽ gửi lại khi có mạng")`)
	// What waits can still be mended, here and after the page was closed.
	p.Eval(`(() => { const i = document.querySelector('input[name^="note-"]'); i.value = 'đã sửa khi chờ'; i.dispatchEvent(new Event('input', { bubbles: true })) })()`)
	p.Goto("/u/ngan-son/2023")
	if got := p.Text("main"); !strings.Contains(got, "Đang không có mạng") || !strings.Contains(got, "12/2023") {
		t.Errorf("another page without a line: %s", got)
	}
	p.Click("main li a")
	p.Wait("form[data-on]")
	if got := p.Eval(`document.querySelector("[name=once]").value`); got == once || got == "" {
		t.Errorf("two sendings of one name %q", got)
	}
	if got := p.Eval(`document.querySelector('input[name^="note-"]').value`); got != "đã sửa khi chờ" {
		t.Errorf("after opening again: %q", got)
	}

	// The line is back: under "Việc của tôi" stands what waits, and the sheet goes once.
	l.state.Store("")
	p.Goto("/work")
	p.WaitFor(`document.querySelector("[data-waits]:not([hidden]) a")?.getAttribute("href") === "` + sheet + `"`)
	p.Click("[data-waits] a")
	p.WaitFor(`document.querySelector("main")?.innerText.includes("Đã nhận số liệu")`)
	p.WaitFor("!Object.keys(localStorage).some(k => k.startsWith('dondoc.'))")
	p.Goto(sheet)
	if got := p.Eval(`[...document.querySelectorAll('input[data-col=note]')].map(i => i.value).filter(v => v.includes("mất mạng") || v.includes("khi chờ")).join()`); got != "đã sửa khi chờ" {
		t.Errorf("what came of it: %q", got)
	}

	// On a line that hardly goes the copy comes after some seconds.
	l.state.Store("slow")
	p.Goto(sheet)
	p.WaitFor(`!!document.querySelector("[data-copy]:not([hidden])")`)
	l.state.Store("")

	p.Goto("/work")
	p.Lead(`document.querySelector('form[action*="sign-out"]').requestSubmit()`)
	p.Wait("input[name=password]")
	p.WaitFor(`(caches.keys().then(all => { window.left = all.length; }), window.left === 0)`)
	l.state.Store("down")
	p.Eval(`(fetch("` + sheet + `").then(() => { window.came = "opened"; }, () => { window.came = "closed"; }), "")`)
	p.WaitFor(`(window.came || "") !== ""`)
	if got := p.Eval("window.came"); got != "closed" {
		t.Errorf("after signing out the sheet is %s", got)
	}
}

// TestTheMeetingGoesOnWithoutALine: once it was opened, the meeting's page is
// walked, its figures open, and it opens again, with the line cut; it
// says then of when it is.
func TestTheMeetingGoesOnWithoutALine(t *testing.T) {
	s := newSite(t)
	var l line
	l.before(t, s)
	const meeting, kept = "/u/ngan-son/2023/conference", `caches.open("dondoc-pages").then(c => c.keys()).then(all => all.map(r => new URL(r.url).pathname).sort().join())`
	p := s.in(t, "lanh-dao", 1200, false)
	p.Goto(meeting)
	p.Wait("#ct-1")
	p.WaitFor(`(` + kept + `.then(all => { window.all = all; }), (window.all || "").includes("` + meeting + `"))`)
	if got := p.Eval(`String(document.querySelector("[data-copy]").hidden)`); got != "true" {
		t.Errorf("with a line it says to be a copy: %s", got)
	}

	l.state.Store("down")
	p.Eval(`document.querySelector("main").dataset.same = "yes"`)
	p.Click(`#ct-1 a[href="#ct-2"]`)
	p.WaitFor(`location.hash === "#ct-2"`)
	// Nothing is fetched for a step within the page: a swap would close what is opened and lose what is typed.
	p.Eval(`new Promise(done => setTimeout(done, 300))`)
	if got := p.Eval(`String(document.querySelector("main").dataset.same)`); got != "yes" {
		t.Error("the page was fetched anew for a step to another of its parts")
	}
	p.Eval(`document.querySelector("#ct-2 summary").click()`)
	p.WaitFor(`document.querySelector("#ct-2 details").open && document.querySelectorAll("#ct-2 details li").length > 0`)
	p.Goto(meeting)
	p.Wait("#ct-8")
	if got := p.Text("[data-copy]"); !strings.Contains(got, "bản lưu trong máy lúc") || strings.Contains(got, "@") {
		t.Errorf("the copy says %q", got)
	}
	if got := p.Text("main"); !strings.Contains(got, "26/34") {
		t.Errorf("the copy: %s", got)
	}
	p.Goto("/u/ngan-son/2023")
	if got := p.Text("main"); !strings.Contains(got, "Đang không có mạng") || !strings.Contains(got, "tổng kết năm 2023") {
		t.Errorf("another page without a line: %s", got)
	}

	l.state.Store("")
	p.Goto("/work")
	p.Lead(`document.querySelector('form[action*="sign-out"]').requestSubmit()`)
	p.Wait("input[name=password]")
	p.WaitFor(`(caches.keys().then(all => { window.left = all.length; }), window.left === 0)`)
}
