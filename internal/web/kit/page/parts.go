package page

import "strconv"

// symbols are the marks of the words by which a target stands: filled where it
// is decided, hollow while the year runs.
var symbols = map[string]string{"exceeded": "▲", "met": "●", "on_track": "△", "running": "◇", "behind": "▽", "not_met": "▼", "violated": "▼", "not_assessed": "○"}

// Symbol is the mark of a class, which carries its meaning without colour.
func Symbol(class string) string { return symbols[knownClass(class)] }

func knownClass(class string) string {
	if _, ok := symbols[class]; ok {
		return class
	}
	return "not_assessed"
}

// statusWord says a figure's status or a report's state.
func (f Frame) statusWord(code string) string {
	switch code {
	case Estimate, Final, Illustrative, Pending, Locked, Reopened, Restated:
		return f.T("figure." + code)
	}
	return f.T("state." + code)
}

// postOf is the post and how it is held, up to where the unit's name follows.
func (f Frame) postOf(h Holder) string {
	text := h.Post
	if h.Capacity != "" && h.Capacity != "substantive" {
		text += " (" + f.T("page.capacity."+h.Capacity) + ")"
	}
	if text != "" && h.Unit != "" {
		text += ", "
	}
	return text
}

// Depth is the class of a row that stands so many levels down a tree.
func Depth(n int) string {
	if n <= 0 {
		return ""
	}
	return "depth-" + strconv.Itoa(min(n, 4))
}
