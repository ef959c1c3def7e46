package chase

import (
	"net/http"
	"strings"

	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/job"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// jobs shows what runs by itself, and keeps the rule of when.
func (s *server) jobs(w http.ResponseWriter, r *kit.Ask) error {
	state := job.State(r.URL.Query().Get("state"))
	all, err := s.App.Jobs(r.Context(), r.User.Actor, state)
	if err != nil {
		return err
	}
	rule, err := s.App.ChaseRule(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Jobs{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.jobs_title")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.units_title"), URL: href.Units}}
	v.States = append(v.States, page.Link{Text: i18n.T(r.Lang, "web.jobs_all"), URL: chases.Jobs, Here: state == ""})
	for _, one := range job.States() {
		v.States = append(v.States, page.Link{Text: i18n.T(r.Lang, "job."+string(one)), URL: href.With(chases.Jobs, "state", string(one)), Here: state == one})
	}
	for _, j := range all {
		v.Rows = append(v.Rows, Job{URL: chases.Job(j.ID), Kind: j.Kind, Name: i18n.T(r.Lang, "job.kind_"+j.Kind), State: string(j.State), RunAt: j.RunAt, Ended: j.Ended, Attempts: j.Attempts, Done: j.Done, Total: j.Total, Error: j.Error, LaterURL: laterURL(j),
			Retry: j.State == job.Dead || j.State == job.Cancelled, Cancel: j.State == job.Waiting || j.State == job.Running && !j.Cancel, Stopping: j.State == job.Running && j.Cancel})
	}
	code := http.StatusOK
	v.Rule = ruleForm(r, rule)
	if r.Method == http.MethodPost && r.PostFormValue("do") == "check" {
		if _, err := s.App.CheckNow(r.Context(), r.User.Actor); err != nil {
			return err
		}
		return s.Redirect(w, r, chases.Jobs, "check_asked")
	}
	if r.Method == http.MethodPost {
		next, err := readRule(r)
		if err == nil {
			err = s.App.SetChaseRule(r.Context(), r.User.Actor, next)
		}
		if err == nil {
			return s.Redirect(w, r, chases.Jobs, "rule_kept")
		}
		ok := false
		if code, ok = kit.IntoForm(v.Rule, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

func ruleForm(r *kit.Ask, rule chase.Rule) *page.Form {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	var off []string
	for _, d := range rule.Off {
		off = append(off, d.Say(""))
	}
	shown := map[string]string{"hour": itoa(rule.Hour), "before": itoa(rule.Before), "escalate": itoa(rule.Escalate), "off": strings.Join(off, ", ")}
	f := &page.Form{Action: chases.Jobs, Submit: t("web.save"), Lead: t("web.rule_lead")}
	for _, name := range []string{"hour", "before", "escalate", "off"} {
		if r.Method == http.MethodPost {
			shown[name] = r.PostFormValue(name)
		}
		f.Fields = append(f.Fields, page.Field{Name: name, Label: t("web.rule_" + name), Hint: t("web.rule_" + name + "_hint"), Value: shown[name], Wide: name == "off", Required: name != "off"})
	}
	return f
}

func readRule(r *kit.Ask) (chase.Rule, error) {
	rule, list := chase.Rule{Hour: hour(r, "hour"), Before: hour(r, "before"), Escalate: hour(r, "escalate")}, errs.List{}
	for name, n := range map[string]int{"hour": rule.Hour, "before": rule.Before, "escalate": rule.Escalate} {
		if n < 0 {
			list = append(list, errs.New(errs.Invalid, "chase.number_bad").In(name))
		}
	}
	for _, text := range strings.FieldsFunc(r.PostFormValue("off"), func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		day, err := period.ParseDate(text)
		if err != nil {
			list = append(list, errs.All(err)[0].In("off"))
			continue
		}
		rule.Off = append(rule.Off, day)
	}
	return rule, list.OrNil()
}

// act runs a job again, or stops it.
func (s *server) act(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	switch do := r.PostFormValue("do"); do {
	case "retry":
		err = s.App.RetryJob(r.Context(), r.User.Actor, which)
	case "cancel":
		err = s.App.CancelJob(r.Context(), r.User.Actor, which)
	default:
		err = errs.New(errs.Invalid, "web.act_unknown", "act", do)
	}
	if err != nil {
		return err
	}
	return s.Redirect(w, r, chases.Jobs, "job_"+r.PostFormValue("do"))
}

// laterURL is where a file that a job takes in is looked at.
func laterURL(j job.Job) string {
	if j.Kind != job.Importing {
		return ""
	}
	return chases.Later(j.ID)
}
