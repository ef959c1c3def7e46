package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/browsertest"
	"dondoc/internal/voice"
	"dondoc/internal/web"
	"dondoc/internal/web/public"
)

// speaking serves a site that reads aloud, by an espeak-ng of the test's own that notes
// what it is given; said gives that.
func (s *newsSite) speaking() (said func() string) {
	s.Helper()
	dir := s.TempDir()
	script := `#!/bin/sh
case "$1" in
--version) echo "eSpeak NG text-to-speech: 1.51"; exit;;
--voices=vi) echo " 5  vi  --/M  Vietnamese_(Northern) aav/vi"; exit;;
esac
{ echo "$@"; cat; echo; } >> "` + dir + `/said"
printf 'RIFF\044\360\377\177WAVEfmt \020\000\000\000\001\000\001\000\042\126\000\000\104\254\000\000\002\000\020\000data\000\360\377\177'; head -c 8820 /dev/zero
`
	if err := os.WriteFile(filepath.Join(dir, "espeak-ng"), []byte(script), 0o700); err != nil { // #nosec G306 -- it is run
		s.Fatal(err)
	}
	s.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	server := httptest.NewServer(web.New(s.App, web.Options{Voice: must(voice.Find(s.Context()))(s.T)}))
	s.Cleanup(server.Close)
	s.url = server.URL
	s.office, s.head, s.anyone = s.as("van-phong", "vi"), s.as("lanh-dao", "vi"), s.as("", "vi")
	return func() string { text, _ := os.ReadFile(filepath.Join(dir, "said")); return string(text) }
}

var sounded = regexp.MustCompile(`<li data-sound="([^"]+)">([^<]+)</li>`)

// sounds are the sentences of the page last read, each with where it is read out.
func (r *reader) sounds() (out [][]string) {
	r.Helper()
	if out = sounded.FindAllStringSubmatch(r.page, -1); len(out) == 0 {
		r.Errorf("nothing on the page is read out:\n%.600s", r.page)
	}
	return out
}

// Where espeak-ng is installed, each sentence of a public page is read out by the
// server: the same words as stand there, nothing that came with the address, and nothing
// that is not public.
func TestPublicPagesAreReadOut(t *testing.T) {
	s := newNewsSite(t)
	const year = "/public/ngan-son/2023"
	s.anyone.get(year).sees(200, "Lời đọc", "!data-sound") // no voice is installed
	said := s.speaking()
	s.write("Tổng kết bản thảo", "Có [26] trên [34] chỉ tiêu. UBND huyện tổng kết.", strings.Repeat("trồng rừng, ", 60)+"hết.", nil).sees(200)
	mark := s.head.get("/news/"+s.item+"/release").between(`name="mark" value="`, `"`)
	s.head.post("/news/"+s.item+"/release", url.Values{"mark": {mark}}).sees(200, "Đã công khai")
	target := year + "/" + string(s.row("9").Target.ID)
	var all [][]string
	for _, path := range []string{year, target, "/public/news/" + s.item} {
		on := s.anyone.get(path).sounds()
		if !strings.HasPrefix(on[0][1], path+"/aloud/0-") || !strings.HasSuffix(on[0][1], ".wav?version=1") {
			t.Errorf("%s is read at %s", path, on[0][1])
		}
		all = append(all, on[0], on[len(on)-1])
		for _, one := range on {
			if n := len([]rune(one[2])); n > voice.Longest {
				t.Errorf("a sentence of %d letters", n)
			}
		}
	}
	for _, one := range all {
		s.anyone.get(one[1])
		if s.anyone.code != 200 || !strings.HasPrefix(s.anyone.page, "RIFF") || len(s.anyone.page) != 44+4410 {
			t.Errorf("%s: %d, %d bytes", one[1], s.anyone.code, len(s.anyone.page))
		}
		if !strings.Contains(said(), "-v vi --stdin --stdout\n"+one[2]+"\n") {
			t.Errorf("%q was not said:\n%s", one[2], said())
		}
	}
	before := said()
	s.tagged(all[0][1])
	s.as("", "en").get(year+"?lang=en").sees(200, "!data-sound")
	if _, err := public.Write(t.Context(), web.New(s.App, web.Options{Voice: must(voice.Find(t.Context()))(t)}), "https://x.example.vn", nil, func(f public.File) error {
		if strings.Contains(string(f.Text), "data-sound") {
			t.Errorf("%s needs a server", f.Name)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"999-" + strings.Repeat("0", 24) + ".wav", "0-" + strings.Repeat("0", 24) + ".wav", "0-.wav", "-1-a.wav", "x.wav", "0-rm%20-rf.wav?text=xin+chao"} {
		s.anyone.get(year + "/aloud/" + no).sees(404)
	}
	s.anyone.get(strings.Replace(all[0][1], "ngan-son", "na-phac", 1)).sees(404)
	s.anyone.get(strings.Replace(all[0][1], "version=1", "version=2", 1)).sees(404)
	if said() != before {
		t.Errorf("the program was asked again:\n%s", strings.TrimPrefix(said(), before))
	}
	s.head.post("/news/"+s.item+"/down", url.Values{"reason": {"Sai tên người"}}).sees(200, "Đã gỡ")
	s.anyone.get(all[4][1]).sees(404, "!RIFF")
	s.head.post("/u/ngan-son/2023/release/down", url.Values{"reason": {"Sai đơn vị tính"}}).sees(200, "Đã gỡ")
	s.anyone.get(all[0][1]).sees(404, "!RIFF")
	s.anyone.get(all[2][1]).sees(404, "!RIFF")
}

// tagged sees that a sound has a tag by which it is not sent twice, and comes in parts.
func (s *newsSite) tagged(path string) {
	s.Helper()
	ask := func(name, value string) *http.Response {
		r := must(http.NewRequest(http.MethodGet, s.url+path, nil))(s.T)
		r.Header.Set(name, value)
		got := must(s.anyone.client.Do(r))(s.T)
		got.Body.Close()
		return got
	}
	whole := ask("X-None", "1")
	if h := whole.Header; h.Get("Content-Type") != "audio/wav" || h.Get("ETag") == "" || h.Get("Cache-Control") != "no-cache" {
		s.Errorf("%v", h)
	}
	if got := ask("If-None-Match", whole.Header.Get("ETag")); got.StatusCode != http.StatusNotModified {
		s.Errorf("asked with its tag: %d", got.StatusCode)
	}
	if got := ask("Range", "bytes=0-99"); got.StatusCode != http.StatusPartialContent {
		s.Errorf("a part: %d", got.StatusCode)
	}
}

// The player reads by the server where the device has no Vietnamese voice: it marks the
// sentence, goes on where it was paused, changes its speed, and says so where it fails.
func TestReadsAloudByTheServer(t *testing.T) {
	s := newNewsSite(t)
	s.speaking()
	p := browsertest.Open(t, s.url, 390, false)
	p.Goto("/public/ngan-son/2023?lang=vi")
	p.WaitFor(`!document.querySelector("#aloud .player").hidden`)
	p.Eval(`(() => { window.played = []; HTMLMediaElement.prototype.play = function () { window.last = this; played.push(this.at); return Promise.resolve(); };
		HTMLMediaElement.prototype.pause = function () { this.stopped = true; }; return ""; })()`)
	state := func(do string) string {
		return p.Eval(`(() => { const q = (c) => document.querySelector("#aloud " + c); ` + do + `;
			const on = q(".reading"); return [on ? [...on.parentNode.children].indexOf(on) : "-", played.join(""), q("button").textContent, q("[role=status]").textContent, window.last ? last.playbackRate : ""].join("|"); })()`)
	}
	n := strings.Count(s.anyone.get("/public/ngan-son/2023").page, "data-sound")
	for _, step := range []struct{ do, want string }{
		{`q("button").click()`, fmt.Sprintf("0|0|■ Dừng|Câu 1/%d · Đọc bằng giọng máy của máy chủ.|1", n)},
		{`last.onended()`, fmt.Sprintf("1|01|■ Dừng|Câu 2/%d · Đọc bằng giọng máy của máy chủ.|1", n)},
		{`window.was = last; q("button").click()`, "-|01|▶ Nghe||1"},
		{`q("button").click(); if (last !== was) q("button").textContent = "another sound"`, fmt.Sprintf("1|011|■ Dừng|Câu 2/%d · Đọc bằng giọng máy của máy chủ.|1", n)},
		{`q("select").value = "1.25"; q("select").dispatchEvent(new Event("change"))`, fmt.Sprintf("1|011|■ Dừng|Câu 2/%d · Đọc bằng giọng máy của máy chủ.|1.25", n)},
		{`q("input").value = 4; q("input").dispatchEvent(new Event("input"))`, fmt.Sprintf("3|0113|■ Dừng|Câu 4/%d · Đọc bằng giọng máy của máy chủ.|1.25", n)},
		{`last.onerror()`, "-|0113|▶ Nghe|Máy chủ chưa đọc được câu này, hãy thử lại sau ít phút.|1.25"},
		{`q(".said").children[2].click()`, fmt.Sprintf("2|01132|■ Dừng|Câu 3/%d · Đọc bằng giọng máy của máy chủ.|1.25", n)},
	} {
		if got := state(step.do); got != step.want {
			t.Errorf("%s: %q, want %q", step.do, got, step.want)
		}
	}
	if got := p.Eval(`(window.size = 0, fetch(last.src).then((r) => r.arrayBuffer()).then((b) => { window.size = b.byteLength; }), "")`); got != "" {
		t.Error(got)
	}
	p.WaitFor(`window.size === 44 + 4410`)
	device := state(`SpeechSynthesisUtterance = function (t) { this.text = t; }; speechSynthesis.getVoices = () => [{ lang: "vi_VN" }]; speechSynthesis.speak = (u) => { window.spoke = u.text; };
		speechSynthesis.dispatchEvent(new Event("voiceschanged")); q("button").click()`)
	if want := fmt.Sprintf("2|01132|■ Dừng|Câu 3/%d|1.25", n); device != want || p.Eval(`window.spoke.length > 5 && last.stopped ? "yes" : "no"`) != "yes" {
		t.Errorf("with a voice of the device: %q, want %q", device, want)
	}
}
