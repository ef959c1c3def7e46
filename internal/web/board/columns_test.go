package board

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/report/scoreboard"
	"dondoc/internal/target"
	"dondoc/internal/web/kit/list"
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
	p := scoreboard.Paper{Lang: i18n.Vietnamese}
	if len(p.Sheets()) != 1 {
		t.Error("a sheet about nothing")
	}
	p.Board.Flags = []criterion.Flag{{What: phrase.New("target.flag_board_after_close", "on", "31/12/2023", "reached", 26, "total", 34, "n", 2)}}
	if s := p.Sheets(); len(s) != 2 || !strings.Contains(s[1].Rows[0][0].(string), "26/34") {
		t.Errorf("about the board: %v", s)
	}
}
