package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"dondoc/internal/browsertest"
)

// keys counts what an officer presses.
type keys struct {
	p *browsertest.Page
	n int
}

func (k *keys) press(text string) {
	k.p.Press(text)
	k.n += len([]rune(text))
}

// TestAMonthIsTypedWithTheKeyboardAlone: twenty figures are typed and sent without a
// mouse, with one key beyond the figures for each and one to send; the page of the
// grid is light.
func TestAMonthIsTypedWithTheKeyboardAlone(t *testing.T) {
	s := newSite(t)
	const sheet, figures = "/entry/ngan-son/2023/2023-12", 20
	p := s.in(t, "can-bo", 1200, false)
	p.Goto(sheet)
	p.Wait("form[data-on]")
	open := `[...document.querySelectorAll('input[name^="value-"]:not([readonly])')]`
	p.Eval(open + `[0].focus()`)
	k := keys{p: p}
	typed := 0
	for i := range figures {
		figure := fmt.Sprint(10 + i)
		p.Eval(`document.activeElement.select()`) // as a cell is entered; an officer presses nothing for it
		k.press(figure)
		typed += len(figure)
		if got := p.Eval(fmt.Sprintf("%s[%d].value", open, i)); got != figure {
			t.Fatalf("row %d holds %q, typed %q", i+1, got, figure)
		}
		if i < figures-1 {
			k.press("\r")
		}
	}
	p.Eval(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))`)
	k.n++
	p.WaitFor(`document.querySelector("main").innerText.includes("số liệu") && !!document.querySelector("[role=alert], [role=status]")`)
	p.WaitFor(`/Đã nhận (số liệu|\d+ số liệu)/.test(document.querySelector("main").innerText)`)
	t.Logf("%d keys for %d figures of %d characters", k.n, figures, typed)
	if most := typed + figures; k.n > most {
		t.Errorf("%d keys for %d figures, at most %d", k.n, figures, most)
	}
}

// TestTheGridIsLight: what a weak line carries for a month's page, compressed, and for
// the scripts and styles it needs once.
func TestTheGridIsLight(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	req := must(http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/entry/ngan-son/2023/2023-12", nil))(t)
	req.Header.Set("Accept-Encoding", "gzip")
	resp := must(officer.client.Do(req))(t)
	defer resp.Body.Close()
	packed := must(io.ReadAll(resp.Body))(t)
	if resp.Header.Get("Content-Encoding") != "gzip" || len(packed) > 60<<10 {
		t.Errorf("the page: %q, %d bytes", resp.Header.Get("Content-Encoding"), len(packed))
	}
	page := string(must(io.ReadAll(must(gzip.NewReader(strings.NewReader(string(packed))))(t)))(t))
	sum := 0
	for _, part := range strings.Split(page, `="/static/`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		officer.get("/static/" + name)
		sum += len(officer.page)
	}
	t.Logf("page %d bytes compressed, scripts and styles %d", len(packed), sum)
	if sum == 0 || sum > 200<<10 {
		t.Errorf("scripts and styles: %d bytes", sum)
	}
}
