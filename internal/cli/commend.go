package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/awarded"
	"dondoc/internal/answer/parts"
	"dondoc/internal/app"
	"dondoc/internal/app/commendations"
	"dondoc/internal/capital"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/review"
)

type commendCmd struct {
	List     commendListCmd     `cmd:"" default:"withargs" help:"ai đủ điều kiện, vì sao; hồ sơ và quyết định trong năm | who is eligible and why; nominations and decisions of a year" example:"dondoc commend --unit ngan-son --year 2023"`
	Nominate commendNominateCmd `cmd:"" help:"đề nghị khen thưởng (cần --as) | nominate (needs --as)" example:"dondoc commend nominate --as van-phong --unit xa-bang-van --year 2023 giay-khen-tap-the"`
	Vote     commendVoteCmd     `cmd:"" help:"ghi kết quả hội đồng bỏ phiếu (cần --as) | the council's vote (needs --as)" example:"dondoc commend vote --as van-phong --unit ngan-son --on 15/01/2024 --minutes 01/BB-HĐ --members 9 --present 8 018f…=7"`
	Decide   commendDecideCmd   `cmd:"" help:"quyết định khen thưởng (cần --as) | decide (needs --as)" example:"dondoc commend decide --as lanh-dao --unit ngan-son --number 12/QĐ-UBND --on 16/01/2024 018f…"`
	Cite     commendCiteCmd     `cmd:"" help:"sửa thành tích trong hồ sơ (cần --as) | write the citation anew (needs --as)"`
	Publish  commendPublishCmd  `cmd:"" help:"ghi việc công bố (cần --as) | note the publication (needs --as)"`
	Revoke   commendRevokeCmd   `cmd:"" help:"thu hồi, ghi quyết định và lý do (cần --as) | revoke, by a decision with a reason (needs --as)"`
	Withdraw commendWithdrawCmd `cmd:"" help:"rút đề nghị, ghi lý do (cần --as) | withdraw with a reason (needs --as)"`
	Hold     commendHoldCmd     `cmd:"" help:"ghi việc đang xem xét: chưa xét khen thưởng (cần --as) | note an open matter (needs --as)" example:"dondoc commend hold --as van-phong --unit xa-bang-van --kind inspection --from 05/01/2024 'Đang thanh tra quản lý đất đai'"`
	Release  commendReleaseCmd  `cmd:"" help:"ghi việc đó đã kết thúc (cần --as) | that matter is over (needs --as)"`
}

type ofCouncil struct {
	Unit string `required:"" help:"mã đơn vị | code of the unit"`
	Year string `help:"năm | year" default:""`
}

func (c ofCouncil) cycle(a *ask) (period.Cycle, error) {
	if c.Year == "" {
		return period.DateOf(a.Now()).Month().Cycle(), nil
	}
	return period.ParseCycle(c.Year)
}

type commendListCmd struct {
	ofCouncil
	AsKnown  string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
	Received string `help:"ngày nhận hồ sơ: quyết định bộ quy tắc; trống: hôm nay | the day files came in; empty: today"`
	Paper    string `help:"mẫu: register, proposal, minutes, decision | the paper that -o writes" default:"register" enum:"register,proposal,minutes,decision"`
	Staff    bool   `help:"kèm người không đứng đầu | with those who are no heads"`
	After    int    `help:"bỏ qua chừng này người, tập thể; mỗi lần in 200 | pass over so many; 200 at a time"`
	Files    int    `name:"files-after" help:"bỏ qua chừng này hồ sơ; mỗi lần in 200 | pass over so many nominations; 200 at a time"`
	Why      bool   `help:"in cả điều chưa trả lời của người, tập thể chưa được xếp loại | with all that is not answered of those not rated yet"`
	Number   string `help:"số của biên bản, quyết định; trống: văn bản mới nhất, hoặc dự thảo | of which minutes or decision; empty: the newest, or a draft"`
	Out      string `short:"o" help:"ghi ra tệp .xlsx (register) hoặc .docx | write to a .xlsx (register) or .docx file" placeholder:"FILE"`
}

func (c *commendListCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	received, err := optionalDate(c.Received)
	if err != nil {
		return in(err, "received")
	}
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as-known")
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Commendations(a.Context, actor, commendations.Query{Unit: c.Unit, Year: year, Received: received, AsKnown: known, Staff: c.Staff, After: c.After})
		if err != nil {
			return err
		}
		if c.Out != "" {
			var b bytes.Buffer
			format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), ".")
			if err := report.WriteCommendations(&b, format, c.Paper, a.lang, report.Commendations{List: found, Number: c.Number, Today: period.DateOf(a.Now())}); err != nil {
				return err
			}
			if err := os.WriteFile(c.Out, b.Bytes(), 0o644); err != nil {
				return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.Out).Because(err)
			}
		}
		if a.root.JSON {
			a.print(awarded.OfList(a.lang, found, c.Files))
			return nil
		}
		if known != "" {
			fmt.Fprintln(a.Stdout, a.t("cli.as_known", "date", known))
		}
		a.commendations(found, c.Files, c.Why)
		return nil
	})
}

func (a *ask) commendations(l commendations.List, filesAfter int, why bool) {
	lang := string(a.lang)
	a.say("commend.list_of", "unit", l.Unit.Name, "year", string(l.Year), "rules", l.Set.Title, "received", l.Received)
	if l.Set.Note != nil {
		fmt.Fprintf(a.Stdout, "! %s\n", l.Set.Note.In(lang))
	}
	for _, c := range l.Candidates {
		name, level := c.Unit.Name, a.t("commend.no_level")
		if c.Subject == commendation.Individual {
			name = c.Who.Person.Name + ", " + c.Who.Post.Title + ", " + c.Unit.Name + " [" + string(c.Who.Appointment.ID) + "]"
		}
		if got := c.Facts.Levels[c.Facts.Year]; got != "" {
			level = a.t("commend.level_" + got)
		}
		fmt.Fprintf(a.Stdout, "%s: %s\n", name, level)
		for _, v := range c.Verdicts {
			if v.Eligible == review.Unknown && c.Facts.Levels[c.Facts.Year] == "" && !why {
				continue // all hang on the level, which the line above says is missing
			}
			award, _ := l.Set.Award(v.Award)
			line := "  " + a.mark(v.Eligible) + " " + award.Name.In(lang) + " (" + v.Award + ")"
			if v.Eligible != review.Yes {
				line += ": " + strings.Join(awarded.Reasons(a.lang, l.Set, v), "; ")
			}
			fmt.Fprintln(a.Stdout, line)
		}
	}
	if shown := l.After + len(l.Candidates); l.After > 0 || shown < l.Total {
		a.say("commend.candidates_part", "from", min(l.After+1, l.Total), "to", shown, "of", l.Total)
	}
	if next := l.Next(); next > 0 {
		a.say("commend.candidates_next", "next", strconv.Itoa(next))
	}
	files, part := parts.Cut(l.Nominations, filesAfter, commendations.MostCandidates)
	for _, n := range files {
		out := awarded.OfNomination(a.lang, n)
		line := fmt.Sprintf("%s  %s: %s, %s", n.ID, out.AwardName, out.Name, a.t("commend_stage."+string(out.Stage)))
		if out.Number != "" {
			line += ", " + out.Number + ", " + capital.Dong(out.Dong).Say(lang)
		}
		fmt.Fprintln(a.Stdout, line)
	}
	if part.Next > 0 {
		a.say("commend.files_part", "from", part.After+1, "to", part.Next, "of", part.Total, "next", strconv.Itoa(part.Next))
	}
	for _, r := range l.Caps {
		award, _ := l.Set.Award(r.Award)
		of, _ := l.Set.Award(award.Cap.Of)
		a.say("commend.cap_of", "award", award.Name, "rated", r.Rated, "percent", award.Cap.Percent, "of", r.Of, "base", of.Name, "allowed", r.Allowed)
	}
	for _, h := range l.Holds {
		if h.Closed == "" {
			a.say("commend.hold_of", "id", string(h.ID), "who", cmp.Or(h.Person.Name, h.Of.Name), "rule", h.Rule.Says, "from", h.From, "text", h.Text)
		}
	}
}

type commendNominateCmd struct {
	ofCouncil
	Award    string   `arg:"" help:"danh hiệu, hình thức (mã trong bộ quy tắc) | the award, as the rules name it"`
	Tenure   string   `help:"nhiệm kỳ của cá nhân; trống: tập thể | the tenure of a person; empty: the collective"`
	Received string   `help:"ngày nhận hồ sơ; trống: hôm nay | the day the file came in; empty: today"`
	Occasion string   `help:"yearly, occasion (đột xuất), campaign (chuyên đề)" default:"yearly"`
	Level    string   `help:"mức xếp loại khi chương trình chưa quyết định | the level, where none was decided here"`
	Paper    string   `help:"văn bản làm căn cứ | the paper it stands on"`
	Answer   []string `help:"trả lời: tên=yes|no | answers" placeholder:"movement=yes"`
	Count    []string `help:"số liệu hồ sơ: tên=số | counts" placeholder:"staff=12"`
	Citation string   `help:"thành tích; trống: lấy từ kết quả | the citation; empty: drawn from the results"`
}

func (c *commendNominateCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	received, err := optionalDate(c.Received)
	if err != nil {
		return in(err, "received")
	}
	given, err := given{Answer: c.Answer, Count: c.Count}.move("")
	if err != nil {
		return err
	}
	n := commendations.NewNomination{Subject: commendations.Subject{Unit: c.Unit, Tenure: id.ID(c.Tenure), Year: year, Received: received}, Award: c.Award, Occasion: c.Occasion, Level: c.Level, Paper: c.Paper,
		Answers: given.Given.Answers, Counts: given.Given.Counts, Citation: c.Citation}
	return a.with(func(p *app.App, actor access.Actor) error {
		if n.Citation == "" {
			found, err := p.CommendationCandidate(a.Context, actor, n.Subject)
			if err != nil {
				return err
			}
			n.Citation = awarded.Citation(i18n.Vietnamese, found)
		}
		made, err := p.NominateCommendation(a.Context, actor, n)
		if err != nil {
			return err
		}
		return a.made(made, c.Unit+" "+c.Award)
	})
}

type commendVoteCmd struct {
	Unit    string   `required:"" help:"mã đơn vị có hội đồng | code of the unit whose council it is"`
	On      string   `required:"" help:"ngày họp | day of the meeting"`
	Minutes string   `required:"" help:"số biên bản | number of the minutes"`
	Chair   string   `help:"chủ trì | who took the chair"`
	Members int      `required:"" help:"số thành viên hội đồng | members"`
	Present int      `required:"" help:"số người dự | present"`
	Written int      `help:"số người vắng gửi ý kiến bằng văn bản | away, in writing"`
	Votes   []string `arg:"" help:"hồ sơ=số phiếu đồng ý | nomination=votes in favour"`
}

func (c *commendVoteCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	m := commendation.Meeting{On: string(on), Minutes: c.Minutes, Chair: c.Chair, Members: c.Members, Present: c.Present, Written: c.Written}
	var votes []commendations.Vote
	for _, text := range c.Votes {
		which, n, _ := strings.Cut(text, "=")
		yes, err := strconv.Atoi(n)
		if err != nil {
			return errs.New(errs.Invalid, "review.answer_unread", "text", text).In("yes")
		}
		votes = append(votes, commendations.Vote{Nomination: id.ID(which), Yes: yes})
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.VoteCommendations(a.Context, actor, c.Unit, m, votes); err != nil {
			return err
		}
		for _, v := range votes {
			n, err := p.Commendation(a.Context, actor, v.Nomination)
			if err != nil {
				return err
			}
			if a.root.JSON {
				a.print(awarded.OfNomination(a.lang, n))
				continue
			}
			fmt.Fprintf(a.Stdout, "%s %s: %s\n", v.Nomination, n.Award.Name.In(string(a.lang)), a.t("commend_stage."+string(n.Stage())))
		}
		return nil
	})
}

type commendDecideCmd struct {
	Unit   string   `required:"" help:"mã đơn vị ra quyết định | code of the unit that decides"`
	Number string   `required:"" help:"số quyết định | number of the decision"`
	On     string   `required:"" help:"ngày quyết định | its day"`
	Signer string   `help:"người ký | who signs"`
	Reason string   `help:"lý do khi mức tiền khác quy định | why, where the sum is another than that of the rules"`
	Grants []string `arg:"" help:"hồ sơ, hoặc hồ sơ=số tiền (đồng) | nominations, or nomination=sum"`
}

func (c *commendDecideCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	d := commendations.Decision{Number: c.Number, On: on, Signer: c.Signer}
	for _, text := range c.Grants {
		which, sum, said := strings.Cut(text, "=")
		g := commendations.Grant{Nomination: id.ID(which), Reason: c.Reason}
		if said {
			dong, err := capital.ReadDong(sum)
			if err != nil {
				return in(err, "dong")
			}
			g.Dong = &dong
		}
		d.Grants = append(d.Grants, g)
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.DecideCommendations(a.Context, actor, c.Unit, d); err != nil {
			return err
		}
		return a.made(d.Grants[0].Nomination, c.Number)
	})
}

type commendStep struct {
	Nomination string `arg:"" help:"mã hồ sơ | id of the nomination"`
}

func (c commendStep) take(a *ask, step nomination.Step, said nomination.Said, also ...id.ID) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.StepCommendation(a.Context, actor, id.ID(c.Nomination), step, said, also...); err != nil {
			return err
		}
		return a.made(id.ID(c.Nomination), a.t("commend_step."+string(step)))
	})
}

type commendCiteCmd struct {
	commendStep
	Citation string `arg:"" help:"thành tích | the citation"`
}

func (c *commendCiteCmd) Run(a *ask) error {
	return c.take(a, nomination.Cite, nomination.Said{Citation: c.Citation})
}

type commendPublishCmd struct {
	commendStep
	On    string `required:"" help:"ngày công bố | its day"`
	Where string `required:"" help:"nơi công bố | where"`
}

func (c *commendPublishCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return c.take(a, nomination.Publish, nomination.Said{On: string(on), Paper: c.Where})
}

type commendRevokeCmd struct {
	commendStep
	Also   []string `arg:"" optional:"" help:"hồ sơ khác thu hồi trong cùng quyết định | other nominations that the same decision revokes"`
	Number string   `required:"" help:"số quyết định thu hồi | number of the decision"`
	On     string   `required:"" help:"ngày | its day"`
	Reason string   `required:"" help:"lý do | why"`
}

func (c *commendRevokeCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	var also []id.ID
	for _, o := range c.Also {
		also = append(also, id.ID(o))
	}
	return c.take(a, nomination.Revoke, nomination.Said{On: string(on), Number: c.Number, Reason: c.Reason}, also...)
}

type commendWithdrawCmd struct {
	commendStep
	Reason string `required:"" help:"lý do | why"`
}

func (c *commendWithdrawCmd) Run(a *ask) error {
	return c.take(a, nomination.Withdraw, nomination.Said{Reason: c.Reason})
}

type commendHoldCmd struct {
	Unit   string `required:"" help:"mã đơn vị | code of the unit"`
	Tenure string `help:"nhiệm kỳ của cá nhân; trống: tập thể | the tenure of a person; empty: the collective"`
	Kind   string `required:"" help:"discipline, inspection, press"`
	From   string `required:"" help:"từ ngày | from"`
	Text   string `arg:"" help:"việc gì | what it is about"`
}

func (c *commendHoldCmd) Run(a *ask) error {
	from, err := optionalDate(c.From)
	if err != nil {
		return in(err, "from")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		made, err := p.HoldCommendations(a.Context, actor, c.Unit, id.ID(c.Tenure), nomination.Held{Kind: c.Kind, From: from, Text: c.Text})
		if err != nil {
			return err
		}
		return a.made(made, c.Kind)
	})
}

type commendReleaseCmd struct {
	Hold    string `arg:"" help:"mã việc | id of the matter"`
	On      string `required:"" help:"ngày kết thúc | the day it was over"`
	Outcome string `required:"" help:"kết luận | how it ended"`
}

func (c *commendReleaseCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.ReleaseCommendations(a.Context, actor, id.ID(c.Hold), on, c.Outcome); err != nil {
			return err
		}
		return a.made(id.ID(c.Hold), string(on))
	})
}
