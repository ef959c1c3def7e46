package cli

import (
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/rated"
	"dondoc/internal/app"
	"dondoc/internal/app/reviews"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

type reviewCmd struct {
	Propose  reviewProposeCmd  `cmd:"" help:"tính theo quy tắc, chưa lưu gì | work out what the rules say; nothing is kept" example:"dondoc review propose --unit ngan-son --period 2023"`
	List     reviewListCmd     `cmd:"" help:"đánh giá của đơn vị và cấp dưới trong kỳ | reviews of a unit and those under it" example:"dondoc review list --unit ngan-son --period 2026-Q3"`
	Show     reviewShowCmd     `cmd:"" help:"một hồ sơ đánh giá | one review"`
	Assess   reviewAssessCmd   `cmd:"" help:"tự đánh giá, chốt số liệu (cần --as) | assess, freezing the facts (needs --as)"`
	Verify   reviewVerifyCmd   `cmd:"" help:"thẩm định (cần --as) | verify (needs --as)"`
	Return   reviewReturnCmd   `cmd:"" help:"trả lại, ghi lý do (cần --as) | return with a reason (needs --as)"`
	Decide   reviewDecideCmd   `cmd:"" help:"quyết định xếp loại (cần --as) | decide the level (needs --as)"`
	Reopen   reviewReopenCmd   `cmd:"" help:"mở lại, ghi lý do (cần --as) | reopen with a reason (needs --as)"`
	Notify   reviewNotifyCmd   `cmd:"" help:"ghi ngày thông báo quyết định; hạn kiến nghị tính từ đó (cần --as) | the decision was made known on a day (needs --as)"`
	Petition reviewPetitionCmd `cmd:"" help:"kiến nghị về mức đã quyết định (cần --as) | petition against the decided level (needs --as)"`
	Answer   reviewAnswerCmd   `cmd:"" help:"trả lời kiến nghị: giữ mức hay đổi, kèm lý do (cần --as) | answer a petition with reasons (needs --as)"`
	Comment  reviewCommentCmd  `cmd:"" help:"ý kiến về một mục (cần --as) | comment on one field (needs --as)" example:"dondoc review comment 0190… --field level --text 'xem lại' --as van-phong"`
	Undo     reviewUndoCmd     `cmd:"" help:"hoàn tác bước mới nhất của mình, khi chưa có gì dựa vào (cần --as) | take back one's own newest step (needs --as)"`
	Rejudge  reviewRejudgeCmd  `cmd:"" help:"tính lại các hồ sơ đã lưu, phải ra y như cũ | judge what is kept again; it must come out as it was"`
}

type reviewOf struct {
	Unit   string `required:"" help:"mã đơn vị | code of the unit"`
	Period string `required:"" help:"kỳ: 2026, 2026-H1, 2026-Q3 | period" placeholder:"2026-Q3"`
	Head   bool   `help:"của người đứng đầu | of the head"`
	Tenure string `help:"nhiệm kỳ, khi trong kỳ có nhiều người | the tenure, where several held the post"`
	Rules  string `help:"bộ quy tắc; trống: bộ có hiệu lực cuối kỳ | set of rules; empty: the one in force"`
}

func (c reviewOf) query() (reviews.Query, error) {
	p, err := dossier.ParsePeriod(c.Period)
	q := reviews.Query{Unit: c.Unit, Subject: review.Collective, Period: p, Tenure: id.ID(c.Tenure), Rules: c.Rules}
	if c.Head {
		q.Subject = review.Head
	}
	return q, err
}

type reviewProposeCmd struct{ reviewOf }

func (c *reviewProposeCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.ProposeReview(a.Context, actor, q)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(rated.OfProposal(found))
			return nil
		}
		a.proposal(found)
		return nil
	})
}

func (a *ask) proposal(p reviews.Proposal) {
	who := p.Unit.Name
	if p.Who.Person.Name != "" {
		who = p.Who.Person.Name + ", " + p.Who.Post.Title + ", " + p.Unit.Name
	}
	a.say("review.proposal_of", "who", who, "from", p.From, "to", p.To, "rules", p.Set.Title.In(string(a.lang)))
	a.result(p.Set, p.Result, &p.Facts)
	for _, c := range p.Changes {
		if !c.Alone {
			a.say("review.change_near", "name", c.Name, "to", a.t("review.to_"+c.To))
			continue
		}
		a.say("review.change", "name", c.Name, "to", a.t("review.to_"+c.To), "level", a.levelName(p.Set, c.Level))
	}
	for _, g := range p.Guards {
		said := []any{"n", len(g.Rows), "of", g.Of}
		if g.Beside != nil {
			said = append(said, "met", g.Beside.N, "given", g.Beside.Of)
		}
		a.say("review.guard_"+g.Kind, said...)
	}
	for _, s := range p.Since {
		a.say("review.since", "name", s.Name)
	}
}

func (a *ask) levelName(set *review.Set, level string) string {
	l, _ := set.Level(level)
	return l.Name.In(string(a.lang))
}

// result prints a level with its arithmetic: points, conditions, falls, what is asked.
func (a *ask) result(set *review.Set, r review.Result, f *review.Facts) {
	a.say("review.work_of", "assigned", len(f.Work))
	if r.Points != nil {
		a.say("review.points_are", "points", *r.Points, "max", set.Points.Max)
	}
	e := explainer{ask: a, set: set}
	for i, l := range r.Levels {
		for k, c := range l.Conditions {
			fmt.Fprintf(a.Stdout, "  %s %s: %s%s\n", a.mark(c.State), a.levelName(set, l.ID), e.lineSays(set.Levels[i].Conditions, c.ID, k), a.figures(c))
		}
	}
	for _, list := range []struct {
		of []review.Line
		is []review.LineResult
	}{{set.Falls, r.Falls}, {set.Ceilings, r.Ceiling}} {
		for k, c := range list.is {
			if c.State != review.No {
				fmt.Fprintf(a.Stdout, "  ! %s%s\n", e.lineSays(list.of, c.ID, k), a.figures(c))
			}
		}
	}
	a.say("review.level_is", "level", a.levelOf(set, r))
	for _, ask := range r.Asks {
		a.say("review.asks", "ask", a.askedName(set, ask))
	}
}

func (a *ask) mark(s review.State) string {
	return map[review.State]string{review.Yes: "✓", review.No: "✗", review.Unknown: "?"}[s]
}

func (e explainer) lineSays(list []review.Line, name string, _ int) string {
	for _, l := range list {
		if l.ID == name {
			return l.Says.In(string(e.lang))
		}
	}
	return name
}

func (a *ask) figures(l review.LineResult) string {
	var out []string
	for _, f := range l.Parts {
		switch {
		case f.Shown != nil:
			out = append(out, fmt.Sprintf("%d/%d = %s%%", *f.N, *f.Of, f.Shown.Say(string(a.lang))))
		case f.N != nil && f.Count != "":
			out = append(out, fmt.Sprint(*f.N))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, "; ") + ")"
}

// askedName says a question, mark or count that is not answered.
func (a *ask) askedName(set *review.Set, name string) string {
	for _, q := range set.Asked {
		if q.ID == name {
			return name + ": " + q.Says.In(string(a.lang))
		}
	}
	if set.Points != nil {
		for _, p := range set.Points.Parts {
			if p.ID == name {
				return name + ": " + p.Name.In(string(a.lang))
			}
			for _, m := range p.Mean {
				if m.ID == name {
					return name + ": " + m.Name.In(string(a.lang))
				}
			}
		}
	}
	if review.IsQuantity(name) {
		return name + ": " + explainer{ask: a, set: set}.quantity(name)
	}
	return name
}

type reviewListCmd struct {
	Unit    string `required:"" help:"mã đơn vị | code of the unit"`
	Period  string `required:"" help:"kỳ | period" placeholder:"2026-Q3"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *reviewListCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	period, err := dossier.ParsePeriod(c.Period)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		list, err := p.Reviews(a.Context, actor, c.Unit, period, known)
		if err != nil {
			return err
		}
		out := rated.OfList(a.lang, list)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, r := range out.Rows {
			rows = append(rows, []string{r.UnitName, r.Name, a.t("review_stage." + r.Stage), r.Points, r.LevelName, string(r.Review)})
		}
		for _, g := range list.Gaps {
			a.say("review.gap", "unit", g.Unit.Name, "post", g.Post.Title, "from", g.From, "to", g.To)
		}
		table(a.Stdout, []string{a.t("review.list_unit"), a.t("review.list_who"), a.t("review.list_stage"), a.t("review.list_points"), a.t("review.list_level"), a.t("review.list_id")}, rows, map[int]bool{3: true})
		return nil
	})
}

type reviewShowCmd struct {
	Review  string `arg:"" help:"mã hồ sơ | id of the review"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *reviewShowCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		page, err := p.ReviewPage(a.Context, actor, id.ID(c.Review), known)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(rated.OfReview(page))
			return nil
		}
		a.proposal(page.Frozen)
		for _, s := range page.Steps {
			level := ""
			if s.Level != "" {
				level = a.levelName(page.Set, s.Level)
			}
			if s.On != "" {
				level = s.On.Say(string(a.lang)) + ", " + level
			}
			a.say("review.step_line", "step", a.t("review_step."+string(s.Step)), "by", s.ByName, "result", a.levelOf(page.Set, s.Result), "level", level, "reason", s.Reason)
		}
		if page.Until != "" {
			a.say("review.until", "until", page.Until)
		}
		for _, c := range page.Comments {
			a.say("review.comment_line", "field", c.Field, "by", c.ByName, "text", c.Text)
		}
		return nil
	})
}

// given are the flags by which people answer.
type given struct {
	Mark   []string `help:"chấm điểm: mục=điểm | mark: name=points" placeholder:"general=27"`
	Answer []string `help:"trả lời: câu=có|không | answer: question=yes|no" placeholder:"disciplined=no"`
	Count  []string `help:"số đếm: tên=số | count: name=number" placeholder:"staff.failed=0"`
	Above  []string `help:"nhiệm vụ đã xong, vượt yêu cầu: mã, hoặc mã=không | task done above what was asked: id, or id=no" placeholder:"ID"`
	Level  string   `help:"mức đề xuất, quyết định | the level proposed or decided"`
	Reason string   `help:"ý kiến, lý do | comment, reason"`
	Raised bool     `help:"có thành tích nổi trội: theo trần cao hơn | results are outstanding: the raised cap holds"`
}

func (g given) move(step dossier.Step) (reviews.Move, error) {
	m := reviews.Move{Step: step, Level: g.Level, Reason: g.Reason, Raised: g.Raised,
		Given: reviews.Given{Marks: map[string]measure.Decimal{}, Answers: map[string]bool{}, Counts: map[string]int{}, Above: map[string]bool{}}}
	for _, text := range g.Above {
		which, no, _ := strings.Cut(text, "=")
		m.Given.Above[which] = no != "no" && no != "không"
	}
	for _, text := range g.Mark {
		name, value, _ := strings.Cut(text, "=")
		d, err := measure.ParseDecimal(strings.ReplaceAll(value, ",", "."))
		if err != nil {
			return m, in(err, "mark")
		}
		m.Given.Marks[name] = d
	}
	for _, text := range g.Answer {
		name, value, _ := strings.Cut(text, "=")
		at := slices.Index([]string{"yes", "có", "no", "không"}, value)
		if at < 0 {
			return m, errs.New(errs.Invalid, "review.answer_unread", "text", text).In("answer")
		}
		m.Given.Answers[name] = at < 2
	}
	for _, text := range g.Count {
		name, value, _ := strings.Cut(text, "=")
		d, err := measure.ParseDecimal(value)
		if err != nil || !d.Whole() || d.Sign() < 0 {
			return m, errs.New(errs.Invalid, "review.answer_unread", "text", text).In("count")
		}
		m.Given.Counts[name] = int(d.Trim().Coef())
	}
	return m, nil
}

type reviewAssessCmd struct {
	reviewOf
	given
}

func (c *reviewAssessCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	m, err := c.move(dossier.Assess)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		made, err := p.AssessReview(a.Context, actor, q, m)
		if err != nil {
			return err
		}
		return a.made(made, c.Unit+" "+c.Period)
	})
}

type reviewStepCmd struct {
	Review string `arg:"" help:"mã hồ sơ | id of the review"`
	given
	On string `help:"ngày thông báo, ngày kiến nghị; trống: hôm nay | day of the notice or petition; empty: today"`
}

type (
	reviewVerifyCmd struct{ reviewStepCmd }
	reviewReturnCmd struct{ reviewStepCmd }
	reviewDecideCmd struct{ reviewStepCmd }
	reviewReopenCmd struct{ reviewStepCmd }

	reviewNotifyCmd   struct{ reviewStepCmd }
	reviewPetitionCmd struct{ reviewStepCmd }
	reviewAnswerCmd   struct{ reviewStepCmd }
)

func (c *reviewVerifyCmd) Run(a *ask) error { return c.take(a, dossier.Verify) }
func (c *reviewReturnCmd) Run(a *ask) error { return c.take(a, dossier.Return) }
func (c *reviewDecideCmd) Run(a *ask) error { return c.take(a, dossier.Decide) }
func (c *reviewReopenCmd) Run(a *ask) error { return c.take(a, dossier.Reopen) }

func (c *reviewNotifyCmd) Run(a *ask) error   { return c.take(a, dossier.Notify) }
func (c *reviewPetitionCmd) Run(a *ask) error { return c.take(a, dossier.Petition) }
func (c *reviewAnswerCmd) Run(a *ask) error   { return c.take(a, dossier.Answer) }

func (c *reviewStepCmd) take(a *ask, step dossier.Step) error {
	m, err := c.move(step)
	if err == nil && c.On != "" {
		m.On, err = period.ParseDate(c.On)
	}
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.StepReview(a.Context, actor, id.ID(c.Review), m); err != nil {
			return err
		}
		return a.made(id.ID(c.Review), string(step))
	})
}

type reviewCommentCmd struct {
	Review string `arg:"" help:"mã hồ sơ | id of the review"`
	Field  string `required:"" help:"mục: level, part.TÊN, line.TÊN, work.MÃ | the field"`
	Text   string `required:"" help:"ý kiến | the comment"`
}

func (c *reviewCommentCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		made, err := p.CommentReview(a.Context, actor, id.ID(c.Review), c.Field, c.Text)
		if err != nil {
			return err
		}
		return a.made(made, c.Field)
	})
}

type reviewUndoCmd struct {
	Review string `arg:"" help:"mã hồ sơ | id of the review"`
	DryRun bool   `help:"chỉ nói cái gì dựa vào bước ấy | only say what hangs on it"`
}

func (c *reviewUndoCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.UndoReviewStep(a.Context, actor, id.ID(c.Review), c.DryRun); err != nil {
			return err
		}
		return a.made(id.ID(c.Review), "undo")
	})
}

type reviewRejudgeCmd struct {
	Unit   string `required:"" help:"mã đơn vị | code of the unit"`
	Period string `required:"" help:"kỳ | period" placeholder:"2023"`
}

func (c *reviewRejudgeCmd) Run(a *ask) error {
	period, err := dossier.ParsePeriod(c.Period)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		out := reviews.Rejudging{Differ: []reviews.Rejudged{}}
		for first := true; first || out.Next != ""; first = false {
			some, err := p.RejudgeReviews(a.Context, actor, c.Unit, period, out.Next)
			if err != nil {
				return err
			}
			out.Steps, out.Differ, out.Next = out.Steps+some.Steps, append(out.Differ, some.Differ...), some.Next
		}
		if a.root.JSON {
			a.print(map[string]any{"steps": out.Steps, "differ": out.Differ})
		} else {
			a.say("review.rejudged", "n", out.Steps, "differ", len(out.Differ))
			for _, d := range out.Differ {
				a.say("review.rejudged_step", "step", d.Place, "review", string(d.Review))
			}
		}
		if len(out.Differ) > 0 {
			return errSaid
		}
		return nil
	})
}
