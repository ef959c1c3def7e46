package web_test

import (
	"strings"
	"testing"
)

// give has a file picked in a row of the sheet, as from the computer's own.
const give = `((row, name, size) => { const at = document.querySelector('[data-held="' + row + '"]').closest("td").querySelector("input[type=file]"), all = new DataTransfer();
	all.items.add(new File([new Uint8Array(size).fill(65)], name, { type: "application/pdf" })); at.files = all.files; at.dispatchEvent(new Event("change", { bubbles: true })); })`

// waits is what waits in the browser's store, by name.
const waits = `new Promise(done => { const ask = indexedDB.open("dondoc", 1); ask.onupgradeneeded = () => ask.result.createObjectStore("files", { keyPath: "key" }).createIndex("sheet", "sheet"); ask.onsuccess = () => { const all = ask.result.transaction("files").objectStore("files").getAll(); all.onsuccess = () => { ask.result.close(); window.left = all.result.map(f => f.name).sort().join(); done(); }; }; })`

// TestEvidenceWaitsWithItsSheet: files picked in the grid wait in the browser with
// their row while the line is cut, are seen, taken away and bounded one by one, go
// once with the figures when the line is back, and are gone after signing out.
func TestEvidenceWaitsWithItsSheet(t *testing.T) {
	s := newSite(t)
	var l line
	l.before(t, s)
	const sheet = "/entry/ngan-son/2023/2023-12"
	which, second := string(s.row("9").Target.ID), string(s.row("2").Target.ID)
	value := func(of, text string) string {
		return `(() => { const i = document.getElementById("value-` + of + `"); i.value = "` + text + `"; i.dispatchEvent(new Event("input", { bubbles: true })) })()`
	}
	left := func(names string) string { return `(` + waits + `, window.left === "` + names + `")` }
	p := s.in(t, "can-bo", 1200, false)
	p.Goto(sheet)
	p.Wait("form[data-on]")
	p.WaitFor(`(caches.open("dondoc-pages").then(c => c.match("` + sheet + `")).then(r => { window.has = !!r; }), window.has === true)`)

	// What is over the bounds is told at the row, and drops nothing.
	p.Eval(give + `("` + which + `", "quá lớn.pdf", 10 * 1048576 + 1)`)
	p.WaitFor(`document.querySelector('[data-held="` + which + `"]').closest("td").innerText.includes("Tệp “quá lớn.pdf” vượt quá 10 MB")`)

	l.state.Store("down")
	p.Eval(value(which, "82,5"))
	p.Eval(give + `("` + which + `", "biên bản.pdf", 2000000)`)
	p.WaitFor(`document.querySelector('[data-held="` + which + `"]').innerText.includes("biên bản.pdf (1,9 MB)")`)
	for i, name := range []string{"b.pdf", "c.pdf", "d.pdf", "e.pdf"} {
		p.Eval(give + `("` + which + `", "` + name + `", 10)`)
		p.WaitFor(`document.querySelectorAll('[data-held="` + which + `"] li').length === ` + string(rune('2'+i)))
	}
	p.Eval(give + `("` + which + `", "sáu.pdf", 10)`)
	p.WaitFor(`document.querySelector('[data-held="` + which + `"]').closest("td").innerText.includes("tối đa 5 tệp")`)
	for range 3 {
		p.Click(`[data-held="` + which + `"] li:last-child button:last-child`)
	}
	p.WaitFor(left("b.pdf,biên bản.pdf"))
	p.Eval(value(second, "19.700"))
	p.Eval(give + `("` + second + `", "khác.pdf", 10)`)
	p.WaitFor(left("b.pdf,biên bản.pdf,khác.pdf"))
	p.Click("button[value=submit]")
	p.WaitFor(`document.querySelector("[data-queue]:not([hidden])")?.innerText.includes("biên bản.pdf (1,9 MB)")`)

	// It is still there when the page was closed, is saved to a file, and one is taken away.
	p.Goto(sheet)
	p.Wait("form[data-on]")
	p.WaitFor(`document.querySelectorAll("[data-queue] li").length === 3`)
	p.Eval(`(() => { window.saved = ""; HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }; document.querySelector("[data-queue] li button").click(); })()`)
	if got := p.Eval("window.saved"); !strings.Contains("biên bản.pdf b.pdf khác.pdf", got) || got == "" {
		t.Errorf("saved %q", got)
	}
	p.Eval(`[...document.querySelectorAll("[data-queue] li")].find(li => li.innerText.includes(" b.pdf")).querySelector("button:last-child").click()`)
	p.WaitFor(left("biên bản.pdf,khác.pdf"))

	l.state.Store("")
	p.Click(`[data-queue] button[value=now]`)
	p.WaitFor(`document.querySelector("main")?.innerText.includes("Đã nhận số liệu")`)
	p.WaitFor(left(""))
	p.WaitFor("!Object.keys(localStorage).some(k => k.startsWith('dondoc.'))")
	officer := s.as("can-bo", "vi")
	officer.get(sheet).sees(200, "biên bản.pdf", "khác.pdf", "!>b.pdf")
	if n := strings.Count(officer.page, ">biên bản.pdf<"); n != 1 {
		t.Errorf("the file is there %d times", n)
	}
	evidence := "/evidence/" + officer.between("/evidence/", `"`)
	if officer.get(evidence); len(officer.page) != 2000000 && len(officer.page) != 10 {
		t.Errorf("%s has %d bytes", evidence, len(officer.page))
	}

	// What is not sent is gone after signing out.
	p.Eval(give + `("` + which + `", "riêng.pdf", 10)`)
	p.WaitFor(left("riêng.pdf"))
	p.Lead(`document.querySelector('form[action*="sign-out"]').requestSubmit()`)
	p.Wait("input[name=password]")
	p.WaitFor(left(""))
	if got := p.Eval("Object.keys(localStorage).join()"); strings.Contains(got, "dondoc.") {
		t.Errorf("left after signing out: %s", got)
	}
}

// TestEvidenceStaysWithARowRefused: with a line, the files of rows that are taken go,
// those of a row that is refused wait, and a sending whose answer was lost is not
// taken for one that took all.
func TestEvidenceStaysWithARowRefused(t *testing.T) {
	direct := newSite(t)
	s := *direct
	var l line
	l.before(t, &s)
	which, second := string(s.row("9").Target.ID), string(s.row("1").Target.ID)
	p := s.in(t, "can-bo", 390, false)
	p.Goto("/entry/ngan-son/2023/2023-12")
	p.Wait("form[data-on]")
	p.Eval(`(() => { for (const [of, text] of [["` + which + `", "82,5"], ["` + second + `", "906,811 tỷ"]]) { const i = document.getElementById("value-" + of); i.value = text; } })()`)
	for of, name := range map[string]string{which: "một.pdf", second: "hai.pdf"} {
		p.Eval(give + `("` + of + `", "` + name + `", 10)`)
	}
	p.WaitFor(`(` + waits + `, window.left === "hai.pdf,một.pdf")`)
	l.state.Store("deaf") // it is taken, and the answer does not come back
	p.Eval(`document.querySelector("button[value=submit]").click()`)
	p.WaitFor(`!document.querySelector("[data-queue]").hidden`)
	direct.as("can-bo", "vi").get("/entry/ngan-son/2023/2023-12").sees(200, "một.pdf", "!hai.pdf")
	l.state.Store("")
	p.Eval(`document.querySelector("[data-queue] button[value=now]").click()`)
	p.WaitFor(`document.querySelector("main")?.innerText.includes("Lần gửi trước dòng này chưa được nhận")`)
	p.WaitFor(`(` + waits + `, window.left === "hai.pdf")`)
	p.WaitFor(`document.querySelector('[data-held="` + second + `"]').innerText.includes("hai.pdf")`)
	if t.Failed() {
		t.Log(p.Eval(`document.getElementById("read-` + which + `").closest("tr").innerText + " | " + window.left`))
	}
}
