package money

import (
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/amend"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// onLine is where something is done with one line of a project's book.
func onLine(project id.ID, act string, line id.ID) string {
	return href.With(href.Project(project, act), "line", string(line))
}

func trail(steps []target.StepTaken) (out []page.Step) {
	for _, s := range steps {
		out = append(out, page.Step{At: s.At, What: string(s.Step), By: s.ByName, Reason: s.Reason})
	}
	return out
}

func planOf(lang i18n.Lang, p money.Project, line capital.Plan) Plan {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Plan{On: line.On.Say(string(lang)), Kind: t("capital.plan_" + string(line.Kind)), Setter: t("capital.setter_" + string(line.Setter)),
		Source: t("capital.source_" + string(line.Source)), Decision: line.Decision, Line: Line{Amount: capital.Dong(line.Amount).Say(string(lang)), Gone: !line.Alive()}}
	if len(line.Steps) > 1 || line.Corrects != "" {
		out.Trail = trail(line.Steps)
	}
	switch {
	case out.Gone:
		out.State = t("state.withdrawn")
	case line.Corrects != "":
		out.State = t("web.capital_corrects")
	}
	if p.May.Manage && !out.Gone {
		out.Acts = []page.Link{{Text: t("web.capital_line_correct"), URL: onLine(line.Project, "correct-plan", line.ID)}, {Text: t("web.capital_line_withdraw"), URL: onLine(line.Project, "withdraw-plan", line.ID)}}
	}
	return out
}

func paymentOf(lang i18n.Lang, line capital.Payment, steps []approval.Step) Payment {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	kind := t("capital.payment_" + string(line.Kind))
	if line.Carried {
		kind += " " + t("web.capital_from_carried")
	}
	out := Payment{On: line.On.Say(string(lang)), Kind: kind, Source: t("capital.source_" + string(line.Source)), Voucher: line.Voucher,
		Line: Line{Amount: capital.Dong(line.Amount).Say(string(lang)), Gone: !line.Alive(), State: t("state." + string(line.State())), Trail: trail(line.Steps)}}
	if line.Reason != "" {
		out.Reason = t("web.capital_above_reason", "reason", line.Reason)
	}
	if line.Corrects != "" {
		out.State += "; " + t("web.capital_corrects")
	}
	for _, f := range line.Files {
		out.Files = append(out.Files, page.Link{Text: f.Name, URL: onLine(line.Project, "file", f.ID)})
	}
	for _, s := range steps {
		if s == approval.Withdraw {
			out.Acts = append(out.Acts, page.Link{Text: t("web.capital_line_correct"), URL: onLine(line.Project, "correct-pay", line.ID)})
		}
		out.Acts = append(out.Acts, page.Link{Text: i18n.Title(t("step." + string(s))), URL: onLine(line.Project, string(s), line.ID)})
	}
	return out
}

// lockWords says that a capital year is closed, or open again.
func lockWords(lang i18n.Lang, s period.Standing, year int) string {
	switch {
	case s.Locked:
		return i18n.T(lang, "web.capital_locked", "year", strconv.Itoa(year), "by", s.Last.ByName)
	case s.Reopened:
		return i18n.T(lang, "web.capital_reopened", "year", strconv.Itoa(year), "by", s.Last.ByName, "until", s.Last.OpenUntil, "reason", s.Last.Reason)
	}
	return ""
}

// amended says what was put right of a project.
func amended(lang i18n.Lang, f page.Frame, a amend.Amendment) page.Amended {
	out := page.Amended{Why: a.Reason, By: a.ByName, At: f.Moment(a.At)}
	for _, name := range a.Names() {
		out.Lines = append(out.Lines, f.T("web.capital_entry_"+name)+": "+entryText(lang, name, a.Before[name])+" → "+entryText(lang, name, a.After[name]))
	}
	return out
}

func entryText(lang i18n.Lang, name, text string) string {
	switch {
	case text == "":
		return "—"
	case name == "total":
		n, _ := strconv.ParseInt(text, 10, 64) // as Entries wrote it
		return capital.Dong(n).Say(string(lang))
	case name == "component":
		_, c, _ := programme.Of(text)
		return c.Label + " · " + c.Name
	case name == "serves":
		return i18n.T(lang, "web.capital_serves_n", "n", len(strings.Fields(text)))
	case name == "group":
		return i18n.T(lang, "capital.group_"+text)
	case name == "start" || name == "due":
		return period.Date(text).Say(string(lang))
	}
	return text
}

// lineForm is a form about one line of a project's book, or the project itself.
type lineForm struct {
	page.Form
	title string
	may   bool
	do    func() error
}

// lineAct corrects or withdraws a line of a project's book, takes a step with a
// voucher, or puts the project itself right.
func (s *server) lineAct(w http.ResponseWriter, r *kit.Ask, p money.Project, v Project) error {
	project, act, line := p.Book.Project, r.PathValue("act"), id.ID(r.FormValue("line"))
	f, told := s.worksForm(r, p, act)
	plan, isPlan := p.Plan(line)
	payment, isPayment := p.Payment(line)
	switch {
	case told:
	case isPlan && (act == "correct-plan" || act == "withdraw-plan"):
		f = s.planForm(r, p, plan, act)
	case isPayment:
		f = s.paymentForm(r, p, payment, act)
	case act == "correct":
		f = lineForm{Form: page.Form{Fields: append(s.projectFields(r, p), r.ReasonField())}, title: i18n.T(r.Lang, "web.capital_correct"), may: p.May.Manage,
			do: func() error { return s.correctProject(r, project) }}
	default:
		return errs.New(errs.NotFound, "web.no_page")
	}
	if !f.may {
		return errs.New(errs.NotFound, "access.not_found")
	}
	f.Action, f.Submit, f.Cancel = onLine(project.ID, act, line), i18n.T(r.Lang, "web.save"), href.Project(project.ID, "")
	if f.Danger || len(f.Fields) == 0 { // nothing is typed that could be kept: what is done is named
		f.Submit = f.title
	}
	if of := r.FormValue("of"); of != "" && act == actOf(works.Settles) { // one difference of a unit's list
		f.Cancel = href.Capital(of, period.Cycle(r.FormValue("year")), "reconcile")
		f.Fields = append(f.Fields, page.Field{Kind: "hidden", Name: "of", Value: of})
	}
	simple := page.Simple{Frame: v.Frame, Form: f.Form}
	simple.Crumbs = append(simple.Crumbs, page.Link{Text: simple.Title, URL: f.Cancel})
	simple.Title = f.title
	return s.Form(w, r, simple, f.Cancel, "capital_kept", f.do)
}

// planForm corrects or withdraws a line of the plans.
func (s *server) planForm(r *kit.Ask, p money.Project, line capital.Plan, act string) lineForm {
	f := lineForm{may: p.May.Manage}
	if act == "withdraw-plan" {
		f.title, f.Danger, f.Lead = i18n.T(r.Lang, "web.capital_line_withdraw"), true, lead(r.Lang, i18n.T(r.Lang, "capital.plan_"+string(line.Kind)), line.Decision, line.Amount)
		f.Fields = []page.Field{r.ReasonField()}
		f.do = func() error {
			return s.App.CorrectCapitalPlan(r.Context(), r.User.Actor, line.ID, nil, r.PostFormValue("reason"))
		}
		return f
	}
	f.title, f.Fields = i18n.T(r.Lang, "web.capital_line_correct"), append(planFields(r, p), r.ReasonField())
	fill(r, f.Fields, planText(r.Lang, line))
	f.do = func() error {
		by, err := planIn(r, line.Project)
		if err != nil {
			return err
		}
		return s.App.CorrectCapitalPlan(r.Context(), r.User.Actor, line.ID, &by, r.PostFormValue("reason"))
	}
	return f
}

// paymentForm corrects a voucher or takes a step with it.
func (s *server) paymentForm(r *kit.Ask, p money.Project, line capital.Payment, act string) lineForm {
	if act == "correct-pay" {
		f := lineForm{title: i18n.T(r.Lang, "web.capital_line_correct"), may: p.May.Pay, Form: page.Form{Fields: append(payFields(r, p), r.ReasonField())}}
		fill(r, f.Fields, paymentText(r.Lang, line))
		f.do = func() error {
			by, files, err := paymentIn(r, line.Project)
			if err == nil {
				_, err = s.App.CorrectPayment(r.Context(), r.User.Actor, line.ID, by, r.PostFormValue("reason"), files...)
			}
			return err
		}
		return f
	}
	f := lineForm{title: i18n.Title(i18n.T(r.Lang, "step."+act))}
	for _, step := range p.Steps[line.ID] {
		f.may = f.may || string(step) == act
	}
	f.Lead = lead(r.Lang, i18n.T(r.Lang, "capital.payment_"+string(line.Kind)), line.Voucher, line.Amount)
	if act != string(approval.Verify) && act != string(approval.Approve) {
		f.Fields = []page.Field{r.ReasonField()}
	}
	f.do = func() error {
		return s.App.StepPayments(r.Context(), r.User.Actor, []id.ID{line.ID}, approval.Step(act), r.PostFormValue("reason"))
	}
	return f
}

func lead(lang i18n.Lang, kind, number string, amount int64) string {
	return i18n.T(lang, "web.capital_line_of", "kind", kind, "number", number, "amount", capital.Dong(amount))
}

// fill puts what stands in a record into the fields, before anything is typed.
func fill(r *kit.Ask, fields []page.Field, values map[string]string) {
	if r.Method == http.MethodPost {
		return
	}
	for i := range fields {
		f := &fields[i]
		v, known := values[f.Name]
		if !known {
			continue
		}
		switch f.Kind {
		case "select":
			for j := range f.Options {
				f.Options[j].Selected = f.Options[j].Value == v
			}
		case "check":
			f.Checked = v != ""
		default:
			f.Value = v
		}
	}
}

// dongText is an amount as the form reads it again.
func dongText(n int64) string { return capital.Dong(n).Say("vi") }

func planText(lang i18n.Lang, p capital.Plan) map[string]string {
	return map[string]string{"year": strconv.Itoa(p.Year), "kind": string(p.Kind), "setter": string(p.Setter), "source": string(p.Source), "amount": dongText(p.Amount), "decision": p.Decision, "on": p.On.Say(string(lang))}
}

func paymentText(lang i18n.Lang, p capital.Payment) map[string]string {
	out := map[string]string{"year": strconv.Itoa(p.Year), "kind": string(p.Kind), "source": string(p.Source), "amount": dongText(p.Amount), "voucher": p.Voucher, "on": p.On.Say(string(lang)), "above": p.Reason, "carried": ""}
	if p.Carried {
		out["carried"] = "1"
	}
	return out
}
