package store

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/errs"
)

// Every text that is written goes through one check, whatever use-case it comes
// from: how long it is, and that both engines keep it and a page can show it.
// Lengths are in bytes; a Vietnamese letter takes one to three.
const (
	longestText = 20_000 // what people write: reasons, notes, wordings
	longestName = 1_000  // what lists show in one line
)

// names are the columns that lists show in one line.
var names = map[string]bool{"name": true, "username": true, "code": true, "label": true, "number": true, "issuer": true, "field": true,
	"unit_of_measure": true, "by_name": true, "speaker": true, "post": true, "occasion": true,
	"media_type": true, "agent": true, "decision": true, "official": true}

// longTexts are the columns that hold what a program wrote, or a whole document,
// with their own bound; 0 for none.
var longTexts = map[string]int{
	"ledger_entry.body": 0, "setting.value": 1 << 20, "provision.text": 200_000, "provision.fold": 400_000,
	"directive.text": 200_000, "target_revision.criterion": 200_000, "target_revision.options": 200_000,
	"task.name":         longestText, // annex II of Nghị quyết 03/NQ-CP has one of 2,107 bytes
	"review_step.facts": 1 << 20, "review_step.result": 1 << 20, "rule_set.body": 1 << 20,
	"plan_draft.body": 1 << 20, "release.body": 4 << 20, "report_freeze.body": 8 << 20, "report_edit.words": 20_000, "report_edit.base": 200_000, "task.fold": 60_000, "charge_request.name": 2*longestText + 2, "document.fold": 60_000,
}

// textArg is one argument of a query that is written as a text of a column.
type textArg struct {
	at     int // of the argument, from 0
	column string
	most   int
}

// textArgs holds, for every query that writes, which arguments are checked.
var textArgs = readTextArgs(queries)

var (
	insertHead = regexp.MustCompile(`(?is)^\s*INSERT\s+INTO\s+([a-z_]+)\s*\(([^)]*)\)\s*VALUES\s*\(([^)]*)\)`)
	updateHead = regexp.MustCompile(`(?is)^\s*UPDATE\s+([a-z_]+)\s+SET\s+(.*?)(?:\sWHERE\s|$)`)
	setColumn  = regexp.MustCompile(`([a-z_]+)\s*=\s*\$([0-9]+)`)
)

func readTextArgs(all map[string]string) map[string][]textArg {
	out := map[string][]textArg{}
	add := func(query, table, column, place string) {
		number, isArg := strings.CutPrefix(strings.TrimSpace(place), "$")
		n, err := strconv.Atoi(number)
		if err != nil || !isArg { // a number written in the query is no argument
			return
		}
		most := longestText
		if names[column] {
			most = longestName
		}
		if own, ok := longTexts[table+"."+column]; ok {
			most = own
		}
		out[query] = append(out[query], textArg{n - 1, column, most})
	}
	for name, text := range all {
		if verb(text) != "INSERT" && verb(text) != "UPDATE" {
			continue
		}
		if m := insertHead.FindStringSubmatch(text); m != nil {
			columns, values := strings.Split(m[2], ","), strings.Split(m[3], ",")
			for i := range min(len(columns), len(values)) {
				add(name, m[1], strings.TrimSpace(columns[i]), values[i])
			}
		}
		if m := updateHead.FindStringSubmatch(text); m != nil {
			for _, set := range setColumn.FindAllStringSubmatch(m[2], -1) {
				add(name, m[1], set[1], "$"+set[2])
			}
		}
	}
	return out
}

// checkTexts sees that every text a query would write can be kept.
func checkTexts(query string, args []any) error {
	for _, t := range textArgs[query] {
		if t.at >= len(args) {
			continue
		}
		text, ok := args[t.at].(string)
		if !ok {
			v := reflect.ValueOf(args[t.at])
			if v.Kind() != reflect.String {
				continue
			}
			text = v.String()
		}
		if err := checkText(text, t.most); err != nil {
			return err.In(t.column)
		}
	}
	return nil
}

func checkText(text string, most int) *errs.Error {
	if most > 0 && len(text) > most {
		return errs.New(errs.TooLarge, "store.text_long", "length", len(text), "most", most).Try("store.text_long_hint")
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unshowable) {
		return errs.New(errs.Invalid, "store.text_bad")
	}
	return nil
}

// unshowable says whether a letter is a control, or turns the direction of the
// letters after it so that a name reads as another.
func unshowable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
