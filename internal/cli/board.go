package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report/scoreboard"
)

// boardFlags name a scoreboard.
type boardFlags struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Cycle   string `required:"" help:"năm | year"`
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

type scoreboardCmd struct {
	boardFlags
	Below   bool   `help:"các đơn vị trực thuộc, mỗi đơn vị một dòng | the units directly below, a row each" xor:"below"`
	Month   string `help:"với --below: đếm số đã duyệt của tháng này | with --below: count approved figures of this month" placeholder:"11/2023" xor:"month"`
	Out     string `short:"o" help:"ghi bảng ra tệp .docx, .pdf (khổ A4 ngang, đầu đề cơ quan), .xlsx hoặc .csv | write the board to a file: .docx, .pdf (A4 across, with the office's heading), .xlsx or .csv" type:"path" placeholder:"FILE" xor:"below,month,compare"`
	Compare string `help:"với --below: so sánh theo chỉ tiêu này (mã trong --json) | with --below: compare by this indicator" placeholder:"ID" xor:"compare"`
}

// query reads what the scoreboard is asked for.
func (c *boardFlags) query() (standing.BoardQuery, error) {
	q := standing.BoardQuery{Unit: c.Unit}
	var err error
	if q.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
		return q, err
	}
	q.AsKnown, err = optionalDate(c.AsKnown)
	return q, err
}

func (c *scoreboardCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	if c.Below || c.Month != "" || c.Compare != "" {
		return c.below(a, q)
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		b, err := p.Scoreboard(a.Context, actor, q)
		if err != nil {
			return err
		}
		if c.Out != "" {
			return a.boardFile(p, actor, b, c.Out)
		}
		board := answer.OfBoard(a.lang, b)
		if a.root.JSON {
			a.print(board)
			return nil
		}
		a.printBoard(board)
		return nil
	})
}

// boardFile writes a board as the kind of file its name says.
func (a *ask) boardFile(p *app.App, actor access.Actor, b standing.Board, path string) error {
	d, err := p.Directory(a.Context, actor)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := scoreboard.Of(a.lang, d, b).Write(a.Context, &out, strings.TrimPrefix(filepath.Ext(path), ".")); err != nil {
		return err
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return errs.New(errs.Unavailable, "cli.cannot_write", "path", path).Because(err)
	}
	if a.root.JSON {
		a.print(map[string]any{"file": path, "rows": b.Total()})
		return nil
	}
	a.say("cli.board_written", "n", b.Total(), "file", path)
	return nil
}

func (a *ask) printBoard(b answer.Board) {
	title := b.UnitName + " · " + string(b.Cycle)
	if b.AsKnown != "" {
		title += " · " + a.t("cli.as_known", "date", b.AsKnown)
	}
	fmt.Fprintf(a.Stdout, "%s\n%s\n", title, b.Sentence)
	for _, f := range b.Flags {
		fmt.Fprintln(a.Stdout, "! "+f.Text)
	}
	fmt.Fprintln(a.Stdout)
	if len(b.Rows) == 0 {
		a.say("cli.no_targets")
		return
	}
	var rows [][]string
	for _, r := range b.Lines() {
		mark := ""
		if r.Illustrative {
			mark = "*"
		}
		rows = append(rows, []string{r.No, r.Title(), r.UnitOfMeasure, r.Wording, r.Actual + mark, percentOf(a, r.Judged), a.t("class." + r.Word), r.Head.Name})
	}
	table(a.Stdout, []string{a.t("cli.no"), a.t("cli.target"), a.t("cli.uom"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class"), a.t("cli.head")}, rows, map[int]bool{4: true, 5: true})
	for _, r := range b.Rows {
		if r.Illustrative {
			fmt.Fprintf(a.Stdout, "\n* %s\n", a.t("cli.illustrative"))
			return
		}
	}
}

// below prints the units below one instead of its own targets.
func (c *scoreboardCmd) below(a *ask, board standing.BoardQuery) error {
	q := standing.BelowQuery{BoardQuery: board, Indicator: id.ID(c.Compare)}
	var err error
	if c.Month != "" {
		if q.Month, err = period.ParseMonth(c.Month); err != nil {
			return err
		}
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		found, err := p.UnitsBelow(a.Context, actor, q)
		if err != nil {
			return err
		}
		b := answer.OfBelow(a.lang, found)
		if a.root.JSON {
			a.print(b)
			return nil
		}
		fmt.Fprintf(a.Stdout, "%s\n\n", b.Sentence)
		var rows [][]string
		for _, r := range b.Rows {
			row := []string{r.UnitName, over(r.Reached, r.Total), over(r.Reported, r.Total), over(r.AllReached, r.AllTotal), r.Head.Name}
			if !r.Own {
				row[0] += " *"
			}
			if r.Chosen != nil {
				row = append(row, r.Chosen.Plan, r.Chosen.Actual, percentOf(a, r.Chosen.Judged))
			}
			rows = append(rows, row)
		}
		head := []string{a.t("cli.unit"), a.t("cli.reached"), a.t("cli.reported_in", "month", b.Month), a.t("cli.with_below"), a.t("cli.head")}
		if b.Chosen != nil {
			head = append(head, a.t("cli.plan"), a.t("cli.actual"), "%")
		}
		table(a.Stdout, head, rows, map[int]bool{1: true, 2: true, 3: true, 6: true, 7: true})
		for _, r := range b.Rows {
			for _, f := range r.Flags {
				fmt.Fprintf(a.Stdout, "! %s: %s\n", r.UnitName, f.Text)
			}
		}
		if slices.ContainsFunc(b.Rows, func(r answer.BelowRow) bool { return !r.Own }) {
			fmt.Fprintf(a.Stdout, "\n* %s\n", a.t("cli.below_answers"))
		}
		return nil
	})
}

func over(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", n, of)
}
