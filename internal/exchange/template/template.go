// Package template is the sheet of a unit's month that is filled in without a
// network and taken back in: headings and past figures are locked, each row
// carries which target it is, what stood in it and the newest figure that was
// known when the sheet was made. What was moved, copied or changed where nothing
// may be typed is refused, so that no figure lands on another target.
package template

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// mark begins the first cell of every such sheet.
const mark = "dondoc-template/1"

// The columns of the sheet. The first is hidden and says what the row is.
const (
	colKey = iota
	colOrdinal
	colName
	colMeasure
	colLastYear
	colPlan
	colBefore
	colValue
	colScope
	colFirm
	colNote
	colMeant
	columns
)

// fieldOf are the columns in which something is typed, by the field it is of.
var fieldOf = map[string]int{"text": colValue, "scope": colScope, "final": colFirm, "note": colNote, "meant": colMeant}

// Form is a sheet to be filled in.
type Form struct {
	Sheet string // the worksheet's name
	Unit  string // code of the unit whose month it is
	Month period.Month
	Title string
	Lines []string        // how it is filled in
	Heads [columns]string // the first is not shown
	Scope [2]string       // the words for the year to date, and for the month alone
	Firm  [2]string       // the words for final, and for an estimate
	Rows  []Row
	Asks  map[string]string // what is said of a cell where something is typed, by field
	Wrong string            // said where a word is none of the two
}

// Row is one target of the sheet.
type Row struct {
	ID, Seen                                              id.ID // the target, and the newest figure of the month that was known
	Group, Ordinal, Name, Measure, LastYear, Plan, Before string
	Given
	Locked bool // nothing can be typed: it was verified already
}

// Given is what is typed in a row, or stands in it.
type Given struct {
	Text, Note, Meant string
	Within, Estimate  bool // within the month, else the year to date; an estimate, else final
}

// Filled is a sheet as it came back.
type Filled struct {
	Unit  string
	Month period.Month
	Rows  []FilledRow
}

// FilledRow is a row as it came back. Touched says that something in it is not
// as it was when the sheet was made.
type FilledRow struct {
	Row      int
	ID, Seen id.ID
	Name     string
	Given
	Touched bool
}

// digest is short for some texts, as they are after a spreadsheet program kept them.
func digest(texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(norm.NFC.String(viet.CleanSpaces(t)) + "\x00")
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:6])
}

// locked is the digest of what may not be changed in a row.
func (r Row) locked() string {
	return digest(r.Ordinal, r.Name, r.Measure, r.LastYear, r.Plan, r.Before)
}

func (g Given) digest() string {
	return digest(g.Text, g.Note, g.Meant, strconv.FormatBool(g.Within), strconv.FormatBool(g.Estimate))
}

// key is what the hidden cell of a row says.
func (r Row) key(no, total int) string {
	return fmt.Sprintf("%d/%d %s %s %s %s", no, total, r.ID, r.Seen, r.locked(), r.Given.digest())
}

// head is what the hidden cells above the rows say.
func (f Form) head() [3]string {
	return [3]string{
		fmt.Sprintf("%s %s %s %d %s", mark, f.Unit, f.Month, len(f.Rows), digest(f.Heads[1:]...)),
		f.Scope[0] + "|" + f.Scope[1], f.Firm[0] + "|" + f.Firm[1],
	}
}
