// Package browsertest drives a real headless Chromium for tests of what script
// and style do, with axe-core for accessibility. A missing Chromium or axe
// fails the test; make test installs both.
package browsertest

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var browser struct {
	once sync.Once
	err  error
	ctx  context.Context
}

// start starts one browser for the test process; it ends with the process.
func start() {
	path, err := exec.LookPath("chromium")
	if err != nil {
		browser.err = err
		return
	}
	dir, err := os.MkdirTemp("", "dd-chromium-")
	if err != nil {
		browser.err = err
		return
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.DisableGPU,
		chromedp.Flag("no-sandbox", os.Getuid() == 0), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	allocator, _ := chromedp.NewExecAllocator(context.Background(), opts...)
	browser.ctx, _ = chromedp.NewContext(allocator)
	browser.err = chromedp.Do(browser.ctx)
}

// Page is one tab.
type Page struct {
	t   testing.TB
	ctx context.Context
	url string // of the site
}

// Open opens a tab on a site, width pixels wide, in dark colours where dark.
func Open(t testing.TB, site string, width int, dark bool) *Page {
	t.Helper()
	browser.once.Do(start)
	if browser.err != nil {
		t.Fatalf("Chromium for the tests: %v (make test installs what is needed)", browser.err)
	}
	tab, closeTab := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	if err := chromedp.Do(tab); err != nil { // the tab lives as long as what first runs in it
		t.Fatal(err)
	}
	p := &Page{t: t, ctx: tab, url: strings.TrimSuffix(site, "/")}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	p.do(chromedp.EmulateViewport(int64(width), 900), chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		_, err := cdp.Call(ctx, to, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
	return p
}

// Width makes the screen as wide as that.
func (p *Page) Width(width int) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(int64(width), 900))
}

// longest is how long one step on one page may take on a busy machine; there
// is no limit for all pages together but that of the test.
const longest = time.Minute

func (p *Page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, longest)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// run takes one step that gives something back.
func run[T any](p *Page, step chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, longest)
	defer cancel()
	out, err := chromedp.Run(ctx, step)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// Goto opens an address of the site.
func (p *Page) Goto(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.url+path), chromedp.WaitReady(chromedp.CSS("body")))
}

// Fill types into a field, replacing what stood there.
func (p *Page) Fill(css, text string) {
	p.t.Helper()
	p.Wait(css)
	p.Eval(`document.querySelector(` + quote(css) + `).value = ""`)
	p.do(chromedp.SendKeys(chromedp.CSS(css), text))
}

// Click clicks and waits until the page that follows has come.
func (p *Page) Click(css string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, longest)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(css))); err != nil && !wentAway(err) {
		p.t.Fatal(err)
	}
}

// Press sends keys to whatever has the focus.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// Wait waits until an element is there.
func (p *Page) Wait(css string) {
	p.t.Helper()
	p.do(chromedp.WaitReady(chromedp.CSS(css)))
}

// WaitFor waits until an expression holds in the page, five seconds at the most.
func (p *Page) WaitFor(expression string) {
	p.t.Helper()
	for end := time.Now().Add(5 * time.Second); p.read(expression) != "true"; {
		if time.Now().After(end) {
			p.t.Errorf("on %s this never came true: %s", p.Address(), expression)
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// Text gives the text a reader sees in the first element.
func (p *Page) Text(css string) string {
	p.t.Helper()
	return p.read(`(document.querySelector(` + quote(css) + `)||{innerText:""}).innerText`)
}

// Eval runs an expression in the page and gives its value as text.
func (p *Page) Eval(expression string) string {
	p.t.Helper()
	out, err := p.eval(expression)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// Lead runs what may lead to another page. That the page went away before the
// value came is no fault: it gives "" then.
func (p *Page) Lead(expression string) string {
	p.t.Helper()
	out, err := p.eval(expression)
	if err != nil && !wentAway(err) {
		p.t.Fatal(err)
	}
	return out
}

// read gives the value of an expression that changes nothing: where the page goes
// away meanwhile, of the page that follows.
func (p *Page) read(expression string) string {
	p.t.Helper()
	for end := time.Now().Add(longest); ; time.Sleep(30 * time.Millisecond) {
		out, err := p.eval(expression)
		if err == nil {
			return out
		}
		if !wentAway(err) || time.Now().After(end) {
			p.t.Fatal(err)
		}
	}
}

func (p *Page) eval(expression string) (string, error) {
	ctx, cancel := context.WithTimeout(p.ctx, longest)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
}

// wentAway reports whether an expression got no value because the page it was to
// run in was just left.
func wentAway(err error) bool {
	for _, said := range []string{"Inspected target navigated or closed", "Execution context was destroyed", "Cannot find context with specified id", "Cannot find default execution context"} {
		if strings.Contains(err.Error(), said) {
			return true
		}
	}
	return false
}

// Address gives where the page is, without the site.
func (p *Page) Address() string {
	p.t.Helper()
	return strings.TrimPrefix(p.read("location.href"), p.url)
}

// Screenshot keeps a picture of the whole page, or of what the window shows of it.
func (p *Page) Screenshot(path string, whole bool) {
	p.t.Helper()
	take := chromedp.CaptureScreenshot()
	if whole {
		take = chromedp.FullScreenshot(100)
	}
	if err := os.WriteFile(path, run(p, take), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Print keeps the page as it comes out of a printer, on A4.
func (p *Page) Print(path string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		out, err := cdp.Call(ctx, to, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: new(true)})
		if err != nil {
			return err
		}
		return os.WriteFile(path, out.Data, 0o644)
	}))
}

// OffTheSide names the elements that make the page scroll sideways, "" for none.
func (p *Page) OffTheSide() string {
	p.t.Helper()
	return p.Eval(`(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide) return "";
		return [...document.querySelectorAll("main *")].filter(e => {
			for (let up = e.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX != "visible") return false;
			return e.getBoundingClientRect().right > wide + 1;
		})
			.slice(0, 4).map(e => e.outerHTML.slice(0, 120)).join(" | ") || "something";
	})()`)
}

// Axe runs axe-core on the page and fails with what it finds: WCAG 2.2 A and AA and best practices.
func (p *Page) Axe() {
	p.t.Helper()
	run(p, chromedp.Evaluate[any](axe(p.t)+";0"))
	found := run(p, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v =>
		({id: v.id, help: v.help, where: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))}))))`, chromedp.EvalAwaitPromise))
	var violations []struct {
		ID, Help string
		Where    []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range violations {
		p.t.Errorf("axe on %s: %s: %s\n\t%s", p.Address(), v.ID, v.Help, strings.Join(v.Where, "\n\t"))
	}
}

// axe gives axe-core's text, fetched by make into build/cache.
func axe(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if text, err := os.ReadFile(filepath.Join(dir, "build", "cache", "axe.min.js")); err == nil {
			return string(text)
		}
	}
	t.Fatal("axe-core for the tests is not there (make test fetches it)")
	return ""
}

func quote(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}
