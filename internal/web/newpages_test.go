package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// TestPagesOfTheLivingWorldInABrowser opens the pages that the world of 2023 has
// nothing for: capital, what puts mistakes right and takes them back, lists
// of people, an import that can be undone.
func TestPagesOfTheLivingWorldInABrowser(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * time.Hour)
	const unit = "/u/xa-ngan-son-01954"
	office, admin := s.as("van-phong", "vi"), s.as("quan-tri", "vi")
	project := "/capital/" + office.get(unit+"/2026/capital").between(`href="/capital/`, `"`)
	board := office.get(unit + "/2026")
	target := "/targets/" + board.between(`href="/targets/`, `"`)[:36]
	document := "/documents/" + office.get(unit+"/2026/documents").between(`href="/documents/`, `"`)[:36]
	task := "/tasks/" + office.get(unit+"/tasks").between(`href="/tasks/0`, `"`)
	task = strings.Replace(task, "/tasks/", "/tasks/0", 1)
	office.upload(unit+"/2026/import", map[string][]string{"document": {document[len("/documents/"):]}}, "file", "them.csv", []byte("STT,Chỉ tiêu,ĐVT,Kế hoạch\n91,Số cầu dân sinh xây mới,cầu,từ 2 cầu trở lên\n"))
	office.post(unit+"/2026/import", map[string][]string{"document": {document[len("/documents/"):]}, "name": {"them.csv"}, "sheet": {office.between(`name="sheet" value="`, `"`)}})
	imported := "/imports/" + office.between(`action="/imports/`, `"`)
	post := "/posts/" + admin.get(unit).between(`href="/posts/`, `/`)
	person := "/people/" + admin.between(`href="/people/`, `"`)
	tenure := "/appointments/" + admin.between(`href="/appointments/`, `/`)
	const district = "/u/ngan-son/2023"
	shortcoming := "/shortcomings/" + office.get(unit+"/2025/shortcomings").between(`href="/shortcomings/`, `"`)
	violation := "/violations/" + office.get(district+"/violations").between(`href="/violations/`, `"`)
	review := "/reviews/" + office.get(unit+"/2026/reviews?period=2026-Q3").between(`href="/reviews/`, `"`)
	award := "/commendations/" + office.get(district+"/commendations").between(`href="/commendations/`, `"`)
	story := "/news/" + office.get(district+"/news").between(`href="/news/0`, `"`)
	story = strings.Replace(story, "/news/", "/news/0", 1)
	shown := "/news-photos/" + office.get(story).between(`href="/news-photos/`, `"`)
	pages := map[string][]string{
		"van-phong-tinh": {"/u/tinh-thai-nguyen-19/2026/reviews?period=2026-Q3", review + "/return", review},
		"lanh-dao":       {"/public", "/public/news", "/public" + story, "/public" + story + "?version=1", story, story + "/release", story + "/down", shown + "/down", award, district + "/conference", unit + "/2026/conference", unit + "/2026/reviews", unit + "/2026/reviews?period=2026-Q3", review, district + "/review", unit + "/2026/review?period=2026-Q3&subject=head", unit + "/2026/review/assess?period=2026-Q2&subject=head", unit + "/2026/review?period=2026-Q4"},
		"van-phong": {district + "/news", unit + "/2026/news", unit + "/2026/news/new", story, story + "/edit", story + "/photo", shown, district + "/commendations", "/u/ngan-son-noi-vu/2023/commendations/nominate?award=tap-the-lao-dong-tien-tien", unit + "/2027/documents/open", target + "/why", task + "/why", unit + "/2026/capital/waiting", unit + "/2026/capital/lock", project + "/correct", project + "/progress", project + "/contract", project + "/gate", project + "/schedule", unit + "/2025/shortcomings", unit + "/2026/shortcomings", unit + "/2026/shortcomings/propose", unit + "/2026/shortcomings/new", district + "/shortcomings?below=1", shortcoming, shortcoming + "/correct",
			district + "/violations", unit + "/2026/violations/new", violation, violation + "/correct", unit + "/2026/capital", unit + "/2026/capital/transfer", unit + "/2026/capital/bounds", unit + "/2026/capital/targets", unit + "/rules", unit + "/2026/late?month=2026-01", "/notices", "/account/notices", "/account/tokens", "/account/webhooks", "/account/delegations", unit + "/2026/report", unit + "/forms", unit + "/numbers", unit + "/2026/report/edit?block=opening", unit + "/2026/schedule", unit + "/2026/months", unit + "/2026/capital?as-known=2026-02-28", unit + "/2026/capital/new", unit + "/2030/capital", project, project + "/plan", project + "/close",
			unit + "/2026", unit + "/2026/below", unit + "/tasks", target, document, document + "/answering/sheet", "/entry/xa-ngan-son-01954/2026/2026-10", unit + "/2026/capital/pictures", unit + "/2026/capital/sums", unit + "/2026/capital/sums?by=investor", unit + "/2026/capital/forms",
			target + "/correct", target + "/answering", document + "/correct", document + "/chain", document + "/answering", task + "/correct", task + "/undo", "/work/undo", imported, "/work", "/help"},
		"can-bo":   {project + "/pay", "/work"},
		"quan-tri": {unit + "/correct", unit + "/undo", post + "/correct", post + "/undo", person + "/correct", tenure + "/correct", tenure + "/undo", "/admin/people/import", "/admin/jobs", unit + "/2026/burden"},
	}
	keep := os.Getenv("DONDOC_SCREENSHOTS")
	for _, look := range []struct {
		name  string
		width int
		dark  bool
	}{{"phone-dark", 360, true}, {"wide", 1440, false}} {
		for username, list := range pages {
			p := s.in(t, username, look.width, look.dark)
			for i, path := range list {
				if look.width > 1000 && keep == "" {
					continue // the wide look is for the pictures
				}
				if i%4 == 3 && look.dark { // every fourth on a middling screen, in English
					p.Width(768)
					p.Goto(path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=en")
				} else {
					p.Width(look.width)
					p.Goto(path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=vi")
				}
				p.Axe()
				if gone := p.Eval(printsEmpty); gone != "" {
					t.Errorf("%s prints cells empty: %s", path, gone)
				}
				if over := p.OffTheSide(); over != "" {
					t.Errorf("%s at %d pixels runs off the side: %s", path, look.width, over)
				}
				if text := p.Text("body"); strings.Contains(text, "[web.") || strings.Contains(text, "[capital.") || strings.Contains(text, "[violation.") || strings.Contains(text, "[shortcoming.") || strings.Contains(text, "[review.") || strings.Contains(text, "Nhật ký ghi 0 dòng") || strings.HasPrefix(p.Text("main"), "404") || strings.HasPrefix(p.Text("main"), "403") {
					t.Errorf("%s for %s: %.300s", path, username, p.Text("main"))
				}
				if keep != "" {
					p.Screenshot(filepath.Join(keep, "new"+strings.NewReplacer("/", "_", "?", "_", "&", "_", "=", "_").Replace(path)+"."+look.name+".png"), true)
				}
			}
		}
	}
	if keep != "" { // the pictures of the README
		p := s.in(t, "van-phong", 1200, false)
		p.Goto(unit + "/2026")
		p.Screenshot(filepath.Join(keep, "scoreboard.png"), false)
		phone := s.in(t, "can-bo", 360, false)
		for _, path := range []string{"/work", unit + "/2026"} {
			phone.Goto(path)
			phone.Screenshot(filepath.Join(keep, "phone"+strings.ReplaceAll(path, "/", "_")+".png"), false)
		}
	}
}

// printsEmpty names the links that are all a cell says and that do not print; the
// acts of a target are meant to be left out.
const printsEmpty = `(() => {
	const hidden = [...document.styleSheets].flatMap(s => [...s.cssRules]).filter(r => r.media && r.media.mediaText === "print")
		.flatMap(r => [...r.cssRules]).filter(r => r.style && r.style.display === "none").map(r => r.selectorText);
	return [...document.querySelectorAll("main tbody td a")].filter(a => {
		const said = (a.innerText || "").trim(), cell = a.closest("td");
		return said && cell.innerText.trim() === said && !cell.closest(".noprint") && !a.getAttribute("href").startsWith("/targets/") && hidden.some(h => a.matches(h));
	}).slice(0, 3).map(a => a.outerHTML.slice(0, 120)).join(" | ");
})()`
