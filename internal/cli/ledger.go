package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/record"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
	"dondoc/internal/period"
)

type ledgerCmd struct {
	Verify     ledgerVerifyCmd     `cmd:"" help:"kiểm tra toàn bộ nhật ký, và so với mốc đã giữ | check the whole log, and against a kept checkpoint" example:"dondoc ledger verify --size 120 --root kQ2…="`
	Checkpoint ledgerCheckpointCmd `cmd:"" help:"mốc có chữ ký của nhật ký lúc này | a signed checkpoint of the log as it is now" example:"dondoc ledger checkpoint > moc.txt"`
	Key        ledgerKeyCmd        `cmd:"" help:"tạo khóa ký mốc nếu chưa có, in khóa công khai | make the key that signs checkpoints where there is none, and print the public one" example:"dondoc ledger key"`
	List       ledgerListCmd       `cmd:"" help:"các mục mới nhất | the newest entries" example:"dondoc ledger list --before 100"`
	Prove      ledgerProveCmd      `cmd:"" help:"bằng chứng cho người không có cơ sở dữ liệu | a proof for who has not the database" example:"dondoc ledger prove --seq 57"`
}

type ledgerVerifyCmd struct {
	Checkpoint    []string `placeholder:"FILE" help:"mốc đã ký, có thể nhiều tệp | signed checkpoints"`
	CheckpointDir string   `placeholder:"DIR" help:"thư mục mốc đã ký (mặc định cạnh cơ sở dữ liệu) | folder of signed checkpoints (beside the database by default)"`
	PublicKey     string   `placeholder:"FILE" help:"khóa công khai của mốc | the public key of the checkpoints"`

	Size int64  `help:"số mục của mốc đã giữ | size of a kept checkpoint"`
	Root string `help:"gốc của mốc đã giữ (base64) | its root"`
	New  bool   `help:"chỉ phần ghi từ mốc mới nhất đã giữ, và những dòng nó đổi | only what was written since the newest kept checkpoint, and the rows it changed"`
}

func (c *ledgerVerifyCmd) Run(a *ask) error {
	var kept []ledger.Checkpoint
	if c.Root != "" || c.Size != 0 {
		one, err := ledger.ReadCheckpoint(c.Size, c.Root)
		if err != nil {
			return err
		}
		kept = append(kept, one)
	}
	signed, err := a.known(c.Checkpoint, c.CheckpointDir, c.PublicKey)
	if err != nil {
		return err
	}
	kept = append(kept, signed...)
	return a.reading(func(p *app.App, actor access.Actor) error {
		verdict, err := record.LedgerVerdict{}, error(nil)
		if c.New {
			verdict, err = p.VerifyLedgerSince(a.Context, actor, ledger.Newest(kept), kept, nil)
		} else {
			verdict, err = p.VerifyLedger(a.Context, actor, kept, nil)
		}
		if err != nil {
			return err
		}
		out := answer.OfVerdict(a.lang, verdict, true)
		if a.root.JSON {
			a.print(out)
		} else {
			a.verdict(out)
		}
		if !out.OK {
			return errSaid
		}
		return nil
	})
}

// verdict prints what a verification found, in words.
func (a *ask) verdict(v answer.Verdict) {
	for _, seq := range v.Clock {
		a.say("ledger.clock_jumped", "seq", int(seq))
	}
	if v.OK && v.From > 0 {
		a.say("cli.ledger_new_ok", "n", int(v.Size-v.From), "from", int(v.From), "size", int(v.Size), "root", v.Root, "rows", int(v.Rows))
		fmt.Fprintln(a.Stdout, v.Left)
		return
	}
	if v.OK {
		a.say("cli.ledger_ok", "size", int(v.Size), "root", v.Root, "rows", int(v.Rows))
		return
	}
	if v.FirstWrong != nil {
		fmt.Fprintln(a.Stdout, v.FirstWrong.Message)
	}
	for _, f := range v.Found {
		fmt.Fprintln(a.Stdout, f.Message)
	}
	if v.More > 0 {
		a.say("ledger.found_more", "n", v.More)
	}
	if v.Left != "" {
		fmt.Fprintln(a.Stdout, v.Left)
	}
}

type ledgerListCmd struct {
	Before  int64  `help:"các mục trước số này | entries before this one"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *ledgerListCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.Ledger(a.Context, actor, c.Before, known)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"size": page.Size, "root": page.Root, "older": page.Older, "rows": answer.OfEntries(page.Entries), "issues": []answer.Issue{}})
			return nil
		}
		a.entries(answer.OfEntries(page.Entries))
		return nil
	})
}

// entries prints entries of the log.
func (a *ask) entries(all []answer.Logged) {
	var rows [][]string
	for _, e := range all {
		rows = append(rows, []string{fmt.Sprint(e.Seq), e.At.In(period.Zone).Format("02/01/2006 15:04:05"), e.Actor, e.Action, e.Object})
	}
	table(a.Stdout, []string{"#", a.t("cli.when"), a.t("cli.who"), a.t("cli.action"), a.t("cli.object")}, rows, map[int]bool{0: true})
}

type ledgerProveCmd struct {
	Seq  int64 `default:"-1" help:"mục này có trong nhật ký | that this entry is in the log"`
	From int64 `help:"nhật ký chỉ dài thêm từ mốc có chừng này mục | that the log has only grown since it had this many entries"`
}

// Run prints the proof as JSON: it is for programs.
func (c *ledgerProveCmd) Run(a *ask) error {
	if (c.Seq >= 0) == (c.From > 0) {
		return errs.New(errs.Invalid, "ledger.proof_of_what").In("seq")
	}
	return a.with(func(p *app.App, actor access.Actor) (err error) {
		var proof record.LedgerProof
		if c.Seq >= 0 {
			proof, err = p.ProveEntry(a.Context, actor, c.Seq)
		} else {
			proof, err = p.ProveGrowth(a.Context, actor, c.From)
		}
		if err != nil {
			return err
		}
		a.print(answer.OfProof(proof))
		return nil
	})
}
