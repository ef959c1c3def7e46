package task

import (
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Unclear says what is not clear in a task when it is given out, of the six
// clarities: người, việc, thời gian, trách nhiệm, sản phẩm, thẩm quyền ("sáu
// rõ").
func Unclear(t Task) []phrase.Phrase {
	var out []phrase.Phrase
	add := func(missing bool, key string) {
		if missing {
			out = append(out, phrase.New(key))
		}
	}
	add(t.Lead == "", "task.unclear_person")
	add(len([]rune(t.Name)) < 10, "task.unclear_work")
	add(t.First == "" && t.Deadline.Kind != period.Recurring, "task.unclear_time")
	add(t.Lead != "" && t.Post == "", "task.unclear_responsibility")
	add(t.Product == "", "task.unclear_product")
	add(t.Authority == "", "task.unclear_authority")
	return out
}

// CheckTask says whether a task may be given out: it says what is to be done,
// its end does not lie before its document, it is not part of itself or of what
// is part of it. parents gives the parent of every task of the body.
func CheckTask(t Task, issued period.Date, parents map[id.ID]id.ID) error {
	var list errs.List
	if t.Name == "" {
		list = append(list, errs.New(errs.Invalid, "task.name_empty").In("name"))
	}
	if t.First != "" && issued != "" && t.First < issued {
		list = append(list, errs.New(errs.Invalid, "task.before_document", "due", t.First, "issued", issued).In("deadline"))
	}
	for at, n := t.Parent, 0; at != ""; at, n = parents[at], n+1 {
		if at == t.ID || n > len(parents) {
			list = append(list, errs.New(errs.Invalid, "task.circle").In("parent"))
			break
		}
	}
	return list.OrNil()
}
