package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/entry"
)

func (s *server) entryRoutes() {
	s.on("GET /targets/{id}/report", s.report)
	s.on("POST /targets/{id}/report", s.report)
	s.on("GET /targets/{id}/report/preview", s.preview)
	s.on("GET /evidence/{id}", s.evidence)
	s.on("GET /entry/{code}/{cycle}/{month}", s.grid)
	s.on("POST /entry/{code}/{cycle}/{month}", s.grid)
	s.on("GET /work", s.inbox)
	s.on("POST /work", s.actOnMany)
	s.on("GET /observations/{id}/step", s.review)
	s.on("POST /observations/{id}/step", s.step)
	s.on("GET /u/{code}/{cycle}/months", s.periods)
	s.on("POST /u/{code}/{cycle}/months", s.periods)
}

// report is the form for one figure of one month.
func (s *server) report(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.app.Target(r.Context(), r.user.Actor, which, "")
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		if err := parseForm(r); err != nil {
			return err
		}
	}
	month, err := s.monthOf(r, p)
	if err != nil {
		return err
	}
	v, err := s.reportView(r, p, month)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		in, err := newReport(r, which, month)
		if err == nil {
			_, err = s.app.Report(r.Context(), r.user.Actor, in)
		}
		if err == nil {
			done := "reported"
			if in.Draft {
				done = "draft_kept"
			}
			return s.redirect(w, r, "/targets/"+string(which), done)
		}
		ok := false
		if code, ok = intoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

// parseForm reads a form that may carry files. What is too large and what is no
// form are told apart.
func parseForm(r *ask) error {
	err := r.ParseMultipartForm(8 << 20)
	var large *http.MaxBytesError
	if err == nil || err == http.ErrNotMultipart || errors.As(err, &large) {
		if large != nil {
			return large
		}
		return nil
	}
	return errs.New(errs.Invalid, "web.form_broken").Because(err)
}

// monthOf is the month asked for, else the newest month that may be reported. A
// month that cannot be read, lies in another cycle or ahead is an error: it
// is never replaced by another.
func (s *server) monthOf(r *ask, p app.TargetPage) (period.Month, error) {
	text := r.FormValue("month")
	if text == "" && r.Method == http.MethodGet {
		last := min(s.today().Month().Start().AddDays(-1).Month(), p.Cycle.LastMonth())
		return max(last, period.Month(p.Cycle+"-01")), nil
	}
	m, err := period.ParseMonth(text)
	switch {
	case err != nil:
		return "", err
	case m.Cycle() != p.Cycle:
		return "", errs.New(errs.Invalid, "app.month_elsewhere", "month", m, "cycle", p.Cycle)
	case m > s.today().Month():
		return "", errs.New(errs.Invalid, "app.month_ahead", "month", m)
	}
	return m, nil
}

func (s *server) reportView(r *ask, p app.TargetPage, month period.Month) (entry.Report, error) {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return entry.Report{}, err
	}
	if err := d.MayOn(access.Report, p.Target.Unit, p.AnswerUnit); err != nil {
		return entry.Report{}, err
	}
	rev := p.Current()
	v := entry.Report{Frame: s.frame(r, d, p.Unit.ID, p.Cycle, i18n.T(r.lang, "web.report_title")), Wording: rev.Wording, Unit: p.UnitOfMeasure,
		Target: page.Link{Text: p.Name, URL: "/targets/" + string(p.ID)}, Month: month, Due: dueOf(month), Plan: planFigure(r.lang, rev.Criterion).Text}
	v.Crumbs = []page.Link{v.Target}
	for _, m := range p.Cycle.Months() {
		if m <= s.today().Month() {
			v.Months = append(v.Months, page.Link{Text: m.Say(""), URL: "/targets/" + string(p.ID) + "/report?month=" + string(m), Here: m == month})
		}
	}
	if n := month.Number(); n > 0 && month.Cycle() == p.Cycle && p.Months[n-1].Reopened {
		l := p.Months[n-1].Last
		v.Reopened = phrase.New("web.reopened", "by", l.ByName, "reason", l.Reason, "until", l.OpenUntil)
	}
	for _, m := range p.Standing.Months {
		if m.Month < month && m.Value != nil {
			v.LastMonth = m.Value.Say(string(r.lang))
		}
	}
	var newest, own *target.Observation
	for i, o := range p.Observations {
		if o.Month != month || o.State() == approval.Withdrawn {
			continue
		}
		kind := page.Estimate
		if o.Final {
			kind = page.Final
		}
		newest = &p.Observations[i]
		if o.By == r.user.Account && o.State() != approval.Approved {
			own = newest
		}
		v.Earlier = append(v.Earlier, entry.Earlier{Value: o.Text, Kind: kind, State: string(o.State()), At: o.At, By: o.ByName})
		if last := o.Steps[len(o.Steps)-1]; o.State() == approval.Returned && o.By == r.user.Account {
			v.Returned = &page.Step{What: string(last.Step), By: last.ByName, At: last.At, Reason: last.Reason}
		}
	}
	v.LastYear = bare(s.lastYear(r, p), p.UnitOfMeasure)
	typed := typedReport(r, p, month, own, s.today())
	v.Form = s.reportForm(r, p, month, typed)
	if newest != nil {
		v.Form.Fields[1].Value = string(newest.ID)
	}
	v.Understood = s.understood(r, p, typed.text)
	return v, nil
}

// lastYear is the result of the same indicator in the cycle before, as approved.
func (s *server) lastYear(r *ask, p app.TargetPage) string {
	for _, t := range p.OtherYears {
		if t.Cycle.Year() != p.Cycle.Year()-1 {
			continue
		}
		before, err := s.app.Target(r.Context(), r.user.Actor, t.ID, "")
		if err == nil && before.Counted != nil {
			return before.Counted.Text
		}
	}
	return ""
}

// typing is what stands in the form: what was typed, else the reader's own
// figure that is not approved yet, else nothing.
type typing struct {
	text, note, meant string
	final, within     bool
	files             []target.Evidence // of the own figure; each may be kept
	keep              []string
}

func typedReport(r *ask, p app.TargetPage, month period.Month, own *target.Observation, today period.Date) typing {
	var t typing
	if own != nil {
		t = typing{text: own.Text, note: own.Note, final: own.Final, within: !own.Cumulative, files: own.Evidence}
		for _, e := range own.Evidence {
			t.keep = append(t.keep, string(e.ID))
		}
	} else {
		t.final = month != p.Cycle.LastMonth() || today.Month() > month
	}
	if r.Method == http.MethodPost {
		t = typing{text: r.FormValue("text"), note: r.FormValue("note"), meant: r.FormValue("meant"), final: r.FormValue("final") == "1",
			within: r.FormValue("scope") == "month", files: t.files, keep: r.Form["keep"]}
	}
	return t
}

func (s *server) reportForm(r *ask, p app.TargetPage, month period.Month, typed typing) page.Form {
	t := func(key string) string { return i18n.T(r.lang, key) }
	option := func(value, key string, selected bool) page.Option {
		return page.Option{Value: value, Text: t(key), Selected: selected}
	}
	f := page.Form{Action: "/targets/" + string(p.ID) + "/report", Submit: t("web.send"), Cancel: "/targets/" + string(p.ID),
		Extra: []page.Button{{Name: "do", Value: "draft", Text: t("web.keep_draft"), Quiet: true}},
		Fields: []page.Field{
			{Kind: "hidden", Name: "month", Value: string(month)},
			{Kind: "hidden", Name: "seen_last", Value: string(app.SeenNothing)},
			{Kind: "text", Name: "text", Label: t("web.figure"), Hint: t("web.figure_hint"), Unit: p.UnitOfMeasure, Required: true, Value: typed.text,
				Preview: "/targets/" + string(p.ID) + "/report/preview"},
			{Kind: "radio", Name: "scope", Label: t("web.scope"), Options: []page.Option{option("year", "web.scope_year", !typed.within), option("month", "web.scope_month", typed.within)}},
			{Kind: "radio", Name: "final", Label: t("web.firmness"), Options: []page.Option{option("0", "figure.estimate", !typed.final), option("1", "figure.final", typed.final)}},
			{Kind: "area", Name: "note", Label: t("web.note"), Hint: t("web.note_hint"), Value: typed.note},
			{Kind: "file", Name: "files", Label: t("web.evidence"), Hint: t("web.evidence_hint"), Many: true},
		}}
	for _, e := range typed.files {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "keep", Value: string(e.ID), Label: i18n.T(r.lang, "web.keep_file", "name", e.Name),
			Checked: slices.Contains(typed.keep, string(e.ID))})
	}
	if choices := s.choices(r, p, typed); r.Method == http.MethodPost && len(choices) > 1 {
		f.Fields = slices.Insert(f.Fields, 3, page.Field{Kind: "radio", Name: "meant", Label: t("web.meant"), Options: choices})
	}
	return f
}

// choices are the readings of a figure that can be read in several ways.
func (s *server) choices(r *ask, p app.TargetPage, typed typing) []page.Option {
	_, questions := readActual(p.Target, typed.text)
	return meanings(r, questions, p.UnitOfMeasure, typed.meant)
}

func meanings(r *ask, questions []criterion.Question, unit, meant string) []page.Option {
	if len(questions) == 0 || len(questions[0].Choices) < 2 {
		return nil
	}
	var out []page.Option
	for _, c := range questions[0].Choices {
		out = append(out, page.Option{Value: c.String(), Text: c.Say(string(r.lang)) + " " + unit, Selected: meant == c.String()})
	}
	return out
}

// readActual reads a typed figure as the report would.
func readActual(t target.Target, text string) (criterion.Actual, []criterion.Question) {
	rev := t.Current()
	return criterion.ReadActual(text, rev.Criterion, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: rev.Baseline})
}

// understood says what was read from a typed figure, and what it would come to.
func (s *server) understood(r *ask, p app.TargetPage, text string) entry.Understood {
	u := entry.Understood{Lang: r.lang}
	if strings.TrimSpace(text) == "" {
		return u
	}
	a, questions := readActual(p.Target, text)
	for _, q := range questions {
		u.Asks = append(u.Asks, q.Ask)
	}
	if len(questions) > 0 {
		return u
	}
	if a.Value != nil {
		u.Value = a.Value.Say(string(r.lang)) + " " + p.UnitOfMeasure
	}
	got := p.Current().Assess(&a)
	u.Explain, u.Class = got.Explanation, string(got.Class)
	return u
}

// preview answers swap.js with what is understood of a figure while it is typed.
func (s *server) preview(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.app.Target(r.Context(), r.user.Actor, which, "")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, s.understood(r, p, r.URL.Query().Get("text")).Fragment())
}

// newReport reads the form.
func newReport(r *ask, which id.ID, month period.Month) (app.NewReport, error) {
	in := app.NewReport{Target: which, Month: month, Text: r.FormValue("text"), Cumulative: r.FormValue("scope") != "month", Final: r.FormValue("final") == "1",
		Note: r.FormValue("note"), Draft: r.FormValue("do") == "draft", SeenLast: id.ID(r.FormValue("seen_last"))}
	var err error
	if in.Meant, err = meantIn(r, "meant"); err != nil {
		return in, err
	}
	for _, which := range r.Form["keep"] {
		in.Keep = append(in.Keep, id.ID(which))
	}
	in.Files, err = sentFiles(r)
	return in, err
}

// sentFiles reads the files that came with a form.
func sentFiles(r *ask) (out []app.File, err error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	for _, head := range r.MultipartForm.File["files"] {
		if head.Filename == "" && head.Size == 0 {
			continue
		}
		f, err := head.Open()
		if err != nil {
			return out, errs.New(errs.Invalid, "app.file_empty", "name", head.Filename).In("files").Because(err)
		}
		content, err := io.ReadAll(io.LimitReader(f, app.LargestFile+1))
		f.Close()
		if err != nil {
			return out, errs.New(errs.Invalid, "app.file_empty", "name", head.Filename).In("files").Because(err)
		}
		out = append(out, app.File{Name: head.Filename, MediaType: head.Header.Get("Content-Type"), Content: content})
	}
	return out, nil
}

// meantIn is the reading that was chosen where a figure can be read in several ways.
func meantIn(r *ask, field string) (*measure.Decimal, error) {
	text := r.FormValue(field)
	if text == "" {
		return nil, nil
	}
	meant, err := measure.ParseDecimal(text)
	if err != nil {
		return nil, errs.New(errs.Invalid, "measure.number_unread", "text", text).In("meant")
	}
	return &meant, nil
}

// evidence sends a file to be kept, never to be run in the page.
func (s *server) evidence(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	e, content, err := s.app.Evidence(r.Context(), r.user.Actor, which)
	if err != nil {
		return err
	}
	return s.sendKept(w, e.Name, e.MediaType, content)
}

// sendKept sends a file that somebody sent, to be kept and not shown.
func (s *server) sendKept(w http.ResponseWriter, name, kind string, content []byte) error {
	h := w.Header()
	if _, _, err := mime.ParseMediaType(kind); err != nil || kind == "" {
		kind = "application/octet-stream"
	}
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(content); err != nil {
		s.opts.Log.Debug("reader gone", "err", err)
	}
	return nil
}
