package cli

import (
	"encoding/base64"
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
	"dondoc/internal/period"

	"golang.org/x/mod/sumdb/tlog"
)

type scoreboardCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Cycle   string `required:"" help:"năm | year"`
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

// query reads what the scoreboard is asked for.
func (c *scoreboardCmd) query() (app.BoardQuery, error) {
	q := app.BoardQuery{Unit: c.Unit}
	var err error
	if q.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
		return q, err
	}
	if c.AsKnown != "" {
		q.AsKnown, err = period.ParseDate(c.AsKnown)
	}
	return q, err
}

func (c *scoreboardCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		b, err := p.Scoreboard(a.Context, actor, q)
		if err != nil {
			return err
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

func (a *ask) printBoard(b answer.Board) {
	title := b.UnitName + " · " + string(b.Cycle)
	if b.AsKnown != "" {
		title += " · " + a.t("cli.as_known", "date", b.AsKnown)
	}
	fmt.Fprintf(a.Stdout, "%s\n%s\n\n", title, b.Sentence)
	if len(b.Rows) == 0 {
		a.say("cli.no_targets")
		return
	}
	var rows [][]string
	for _, r := range b.Rows {
		percent := ""
		if r.Achievement != nil {
			percent = strings.Replace(r.Achievement.String(), ".", decimalMark(a), 1) + "%"
		}
		mark := ""
		if r.Illustrative {
			mark = "*"
		}
		rows = append(rows, []string{r.No, r.Name, r.UnitOfMeasure, r.Wording, r.Actual + mark, percent, a.t("class." + string(r.Class)), r.Head.Name})
	}
	table(a.Stdout, []string{a.t("cli.no"), a.t("cli.target"), a.t("cli.uom"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class"), a.t("cli.head")}, rows, map[int]bool{4: true, 5: true})
	for _, r := range b.Rows {
		if r.Illustrative {
			fmt.Fprintf(a.Stdout, "\n* %s\n", a.t("cli.illustrative"))
			return
		}
	}
}

func decimalMark(a *ask) string {
	if a.lang == "en" {
		return "."
	}
	return ","
}

type ledgerCmd struct {
	Verify ledgerVerifyCmd `cmd:"" help:"kiểm tra toàn bộ nhật ký | check the whole log" example:"dondoc ledger verify --db dondoc.db"`
	List   ledgerListCmd   `cmd:"" help:"các mục mới nhất | the newest entries"`
}

type ledgerVerifyCmd struct {
	Size int64  `help:"số mục của mốc đã giữ | size of a kept checkpoint"`
	Root string `help:"gốc của mốc đã giữ (base64) | its root"`
}

func (c *ledgerVerifyCmd) Run(a *ask) error {
	var kept *ledger.Checkpoint
	if c.Root != "" {
		raw, err := base64.StdEncoding.DecodeString(c.Root)
		if err != nil || len(raw) != tlog.HashSize || c.Size <= 0 {
			return errs.New(errs.Invalid, "cli.checkpoint_unread").In("root")
		}
		kept = &ledger.Checkpoint{Size: c.Size}
		copy(kept.Root[:], raw)
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		verdict, err := p.VerifyLedger(a.Context, actor, kept, nil)
		if err != nil {
			return err
		}
		if a.root.JSON {
			out := map[string]any{"ok": verdict.Wrong == nil, "size": verdict.Size, "root": verdict.Root, "issues": []answer.Issue{}}
			if verdict.Wrong != nil {
				out["root"] = nil
				out["first_wrong"] = map[string]any{"seq": verdict.Wrong.Seq, "what": verdict.Wrong.What}
			}
			a.print(out)
		}
		if w := verdict.Wrong; w != nil {
			if !a.root.JSON {
				a.say("cli.ledger_wrong_"+w.What, "seq", int(w.Seq))
			}
			return errSaid
		}
		if !a.root.JSON {
			a.say("cli.ledger_ok", "size", int(verdict.Size), "root", verdict.Root)
		}
		return nil
	})
}

type ledgerListCmd struct {
	Before int64 `help:"các mục trước số này | entries before this one"`
}

func (c *ledgerListCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.Ledger(a.Context, actor, c.Before)
		if err != nil {
			return err
		}
		type entry struct {
			Seq    int64  `json:"seq"`
			At     string `json:"at"`
			Actor  string `json:"actor"`
			Action string `json:"action"`
			Object string `json:"object"`
			Body   string `json:"body"`
		}
		out := []entry{}
		var rows [][]string
		for _, e := range page.Entries {
			at := e.At.In(period.Zone).Format("2006-01-02 15:04:05")
			out = append(out, entry{e.Seq, at, e.Actor, e.Action, e.Object, string(e.Body)})
			rows = append(rows, []string{fmt.Sprint(e.Seq), at, e.Actor, e.Action, e.Object})
		}
		if a.root.JSON {
			a.print(map[string]any{"size": page.Size, "root": page.Root, "rows": out, "issues": []any{}})
			return nil
		}
		table(a.Stdout, []string{"#", a.t("cli.when"), a.t("cli.who"), a.t("cli.action"), a.t("cli.object")}, rows, map[int]bool{0: true})
		return nil
	})
}
