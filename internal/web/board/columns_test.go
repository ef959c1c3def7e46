package board

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// What marks a row, and the board as a whole, stands in its file as well.
func TestMarksStandInTheFile(t *testing.T) {
	all := columns(i18n.Vietnamese, nil)
	i := slices.IndexFunc(all, func(c list.Column[standing.BoardRow]) bool { return c.Label == "Ghi chú" })
	if i < 0 {
		t.Fatal("no column of notes")
	}
	row := standing.BoardRow{Standing: target.Standing{Flags: []criterion.Flag{{What: phrase.New("target.flag_after_close", "on", "31/12/2023", "was", phrase.New("class.met"))}}}}
	if got := all[i].Cell(row).(string); !strings.Contains(got, "khóa sổ") || !strings.Contains(got, "31/12/2023") {
		t.Errorf("the row says %q", got)
	}
	v := Scoreboard{Frame: page.Frame{Lang: i18n.Vietnamese}}
	if len(noted(v)) != 0 {
		t.Error("a sheet about nothing")
	}
	v.Doubts = []phrase.Phrase{phrase.New("target.flag_board_after_close", "on", "31/12/2023", "reached", 26, "total", 34, "n", 2)}
	if s := noted(v); len(s) != 1 || !strings.Contains(s[0].Rows[0][0].(string), "26/34") {
		t.Errorf("about the board: %v", s)
	}
}
