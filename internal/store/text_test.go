package store

import (
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Every column of text of every table that is written has its bound: a query
// that writes one this check does not see has to be told of.
func TestTextsAreBounded(t *testing.T) {
	for _, c := range []struct {
		query string
		args  []any
		kind  errs.Kind
		field string
	}{
		{"account.insert", []any{id.ID("x"), "can-bo", strings.Repeat("à", 500)}, 0, ""},
		{"account.insert", []any{id.ID("x"), "can-bo", strings.Repeat("à", 501)}, errs.TooLarge, "name"},
		{"account.insert", []any{id.ID("x"), "can-bo", "Nguyễn\x00"}, errs.Invalid, "name"},
		{"account.insert", []any{id.ID("x"), "can-bo", "a\xff"}, errs.Invalid, "name"},
		{"account.insert", []any{id.ID("x"), "can-bo", "bao-cao\u202efdp.exe"}, errs.Invalid, "name"},
		{"account.set_lang", []any{id.ID("x"), strings.Repeat("v", longestText+1)}, errs.TooLarge, "lang"},
		{"setting.put", []any{"k", strings.Repeat("v", 1<<20)}, 0, ""},
	} {
		if _, there := queries[c.query]; !there {
			continue
		}
		err := checkTexts(c.query, c.args)
		if (err == nil) != (c.field == "") {
			t.Errorf("%s %.30q: %v", c.query, c.args, err)
			continue
		}
		if err != nil && (errs.KindOf(err) != c.kind || errs.All(err)[0].Field != c.field) {
			t.Errorf("%s: %v", c.query, err)
		}
	}
	for name, text := range queries {
		if strings.HasPrefix(strings.ToUpper(text), "UPDATE") {
			text, _, _ = strings.Cut(text, "WHERE") // what only says which rows is not kept
		}
		writes := strings.HasPrefix(strings.ToUpper(text), "INSERT") || strings.HasPrefix(strings.ToUpper(text), "UPDATE")
		if writes && strings.Contains(text, "$") && !strings.Contains(strings.ToUpper(text), "SELECT") && len(textArgs[name]) == 0 {
			t.Errorf("%s: no argument of it is checked", name)
		}
	}
}
