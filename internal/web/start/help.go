package start

import (
	"net/http"
	"regexp"
	"strings"

	"dondoc/docs"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// Help is the officers' guide.
type Help struct {
	page.Frame
	Blocks []block
}

// block is a heading, a paragraph or a list.
type block struct {
	Kind  string // h1, h2, p, ul, ol
	Lines [][]span
}

// span is a stretch of text in one look.
type span struct{ Look, Text string }

// help shows the guide in the reader's language.
func (s *server) help(w http.ResponseWriter, r *kit.Ask) error {
	v := Help{Frame: s.PlainFrame(r), Blocks: blocks(docs.Guide(string(r.Lang)))}
	v.Title = v.T("page.help.title")
	return s.Show(w, r, http.StatusOK, v.Page())
}

var numbered = regexp.MustCompile(`^\d+\. `)

// blocks reads what the guide uses of Markdown: headings, paragraphs, lists, and
// bold, italic and code within a line.
func blocks(text string) (out []block) {
	add := func(kind, line string) {
		list := kind == "ul" || kind == "ol"
		if n := len(out); list && n > 0 && out[n-1].Kind == kind {
			out[n-1].Lines = append(out[n-1].Lines, spans(line))
			return
		}
		out = append(out, block{kind, [][]span{spans(line)}})
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "## "):
			add("h2", line[3:])
		case strings.HasPrefix(line, "# "):
			add("h1", line[2:])
		case strings.HasPrefix(line, "- "):
			add("ul", line[2:])
		case numbered.MatchString(line):
			add("ol", numbered.ReplaceAllString(line, ""))
		default:
			add("p", line)
		}
	}
	return out
}

var look = regexp.MustCompile("\\*\\*(.+?)\\*\\*|\\*(.+?)\\*|`(.+?)`|\\[(.+?)\\]\\(.+?\\)")

func spans(line string) (out []span) {
	at := 0
	for _, m := range look.FindAllStringSubmatchIndex(line, -1) {
		if m[0] > at {
			out = append(out, span{"", line[at:m[0]]})
		}
		for i, name := range []string{"b", "i", "code", ""} {
			if m[2+2*i] >= 0 {
				out = append(out, span{name, line[m[2+2*i]:m[3+2*i]]})
			}
		}
		at = m[1]
	}
	if at < len(line) {
		out = append(out, span{"", line[at:]})
	}
	return out
}
