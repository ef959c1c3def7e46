package figures

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures/chains"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Limits on evidence: one file, and files per report.
const (
	LargestFile     = 10 << 20
	LargestDocument = 50 << 20 // a resolution with its annexes
	MostFiles       = 5
	LongestNote     = 4000 // bytes
)

// File is an evidence file as it was sent.
type File struct {
	Name      string
	MediaType string
	Content   []byte
}

// NewReport is what an officer reports.
type NewReport struct {
	Target       id.ID
	Month        period.Month
	Text         string           // the figure as written
	Meant        *measure.Decimal // which value is meant, where Text can be read in several ways
	Cumulative   bool             // year to date, else within the month
	Final        bool             // chính thức, else ước
	Note         string
	Source       string
	Illustrative bool
	Draft        bool  // keep it without submitting
	SeenLast     id.ID // the newest figure of that month the officer had seen; SeenNothing where there was none, "" to leave it unsaid
	Files        []File
	Keep         []id.ID // files of the reporter's own earlier figure of the month that go with this one too
}

// SeenNothing says that the officer saw no figure of the month before reporting.
const SeenNothing id.ID = "none"

// Report keeps a reported figure and, unless it is a draft, submits it. The
// reporter's own earlier figure of the month that is not approved yet is
// withdrawn in its favour; another's waits to be settled first (Conflict).
func (a *Wing) Report(ctx context.Context, actor access.Actor, in NewReport) (target.Observation, error) {
	if err := in.check(); err != nil {
		return target.Observation{}, err
	}
	if len(in.Files) > 0 { // who may report, before anything of theirs is kept
		var unit id.ID
		err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
			t, _, err := standing.TargetFor(ctx, tx, access.Report, in.Target)
			unit = t.Unit
			return err
		})
		if err != nil {
			return target.Observation{}, err
		}
		if err := KeepContents(ctx, a.desk, unit, in.Files...); err != nil {
			return target.Observation{}, err
		}
	}
	job := &reporting{actor: actor, list: []NewReport{in}}
	if err := a.desk.WriteAlike(ctx, a.alike, job); err != nil {
		return target.Observation{}, err
	}
	return job.made[0], nil
}

func (in NewReport) check() error {
	var list errs.List
	if strings.TrimSpace(in.Text) == "" {
		list = append(list, errs.New(errs.Invalid, "app.figure_empty").In("text"))
	}
	if desk.Bad(in.Text+in.Note+in.Source) || len(in.Text) > 500 {
		list = append(list, errs.New(errs.Invalid, "app.text_bad").In("text"))
	}
	if len(in.Note) > LongestNote {
		list = append(list, errs.New(errs.TooLarge, "app.note_long", "most", LongestNote).In("note"))
	}
	if in.Month.Number() == 0 {
		list = append(list, errs.New(errs.Invalid, "period.month_unread", "text", string(in.Month)).In("month"))
	}
	return append(list, in.checkFiles()...).OrNil()
}

func (in NewReport) checkFiles() (list errs.List) {
	if len(in.Files) > MostFiles {
		list = append(list, errs.New(errs.TooLarge, "app.files_many", "most", MostFiles).In("files"))
	}
	for _, f := range in.Files {
		if len(f.Content) > LargestFile {
			list = append(list, errs.New(errs.TooLarge, "app.file_large", "name", f.Name, "most", LargestFile>>20).In("files"))
		}
		if len(f.Content) == 0 {
			list = append(list, errs.New(errs.Invalid, "app.file_empty", "name", f.Name).In("files"))
		}
	}
	return list
}

// mayReportNow sees that the month is open, lies in the target's cycle and in
// the past or present, and that nothing newer was approved meanwhile. It gives
// the actor's own figures of the month that the new one replaces.
func mayReportNow(ctx context.Context, tx *desk.Tx, g *gathered, t target.Target, in NewReport) ([]target.Observation, error) {
	actor := tx.Actor
	if in.Month.Cycle() != t.Cycle {
		return nil, errs.New(errs.Invalid, "app.month_elsewhere", "month", in.Month, "cycle", t.Cycle).In("month")
	}
	if in.Month > tx.Today.Month() {
		return nil, errs.New(errs.Invalid, "app.month_ahead", "month", in.Month).In("month")
	}
	if err := months.OpenForBy(ctx, tx, t, in.Month, g.locks); err != nil {
		return nil, err
	}
	if err := standing.PassedOn(ctx, tx, t, in.Month, g.around[t.ID]); err != nil {
		return nil, err
	}
	var own []target.Observation
	seen := in.SeenLast == "" || in.SeenLast == SeenNothing
	for _, o := range g.reported[in.Month][t.ID] {
		seen = seen || o.ID == in.SeenLast
		switch state := o.State(); {
		case state == approval.Approved && o.Final && !in.Final:
			return nil, errs.New(errs.Conflict, "app.final_known", "month", in.Month).In("final").Try("app.final_known_hint")
		case state == approval.Approved && in.SeenLast != "" && seen && o.ID != in.SeenLast:
			return nil, errs.New(errs.Conflict, "app.newer_approved", "month", in.Month, "by", o.ByName).In("text").Try("app.newer_approved_hint")
		case state == approval.Approved || state == approval.Withdrawn:
		case o.By == actor.Account:
			own = append(own, o)
		case state.Pending():
			return nil, errs.New(errs.Conflict, "app.another_pending", "month", in.Month, "by", o.ByName).In("text").Try("app.another_pending_hint")
		}
	}
	return own, nil
}

// read turns what was written into an observation; what can be read in several
// ways is asked about, never guessed.
func read(tx *desk.Tx, in NewReport, t target.Target, alike []target.Observation) (target.Observation, error) {
	r := t.Current()
	hints := criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: r.Baseline, Meant: in.Meant, Month: in.Month,
		Within: t.WithinYear(in.Month, in.Cumulative), Tier: tx.Dir.Tree(in.Month.End()).Tier(t.Unit)}
	unit := r.Criterion.Unit
	if unit == "" {
		unit = t.UnitOfMeasure
	}
	hints.Before = target.Observation{Month: in.Month, Cumulative: in.Cumulative, Actual: criterion.Actual{Unit: unit}}.Alike(alike)
	actual, questions := criterion.ReadActual(in.Text, r.Criterion, hints)
	if len(questions) > 0 {
		return target.Observation{}, unsure(in.Text, questions[0])
	}
	hints.Meant = nil
	if actual.Value != nil && hints.Hundredfold(*actual.Value) && strings.TrimSpace(in.Note) == "" && !in.Draft {
		return target.Observation{}, errs.New(errs.Invalid, "app.leap_reason", "text", in.Text).In("note")
	}
	step := target.StepTaken{No: 1, Step: approval.Submit, State: approval.Submitted, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	if in.Draft {
		step.Step, step.State = approval.Save, approval.Draft
	}
	o := target.Observation{ID: tx.Mint(), Target: t.ID, Month: in.Month, Text: strings.TrimSpace(in.Text), Actual: actual,
		Cumulative: in.Cumulative, Final: in.Final, Note: strings.TrimSpace(in.Note), Source: in.Source,
		Illustrative: in.Illustrative, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now, Steps: []target.StepTaken{step}}
	for _, f := range in.Files {
		o.Evidence = append(o.Evidence, target.Evidence{ID: tx.Mint(), Observation: o.ID, Name: desk.FileName(f.Name),
			MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: HashOf(f.Content)})
	}
	return o, nil
}

// unsure is the question a figure leaves open; the readings to choose from go
// with it, see Readings.
func unsure(text string, q criterion.Question) error {
	hint := "app.figure_unsure_hint"
	if len(q.Choices) == 1 {
		hint = "app.figure_confirm_hint"
	}
	return errs.New(errs.Invalid, "app.figure_unsure", "text", text, "question", q.Ask, "choices", q.Choices).In("text").Try(hint)
}

// Readings gives the values to choose from that an error of reporting asks about.
func Readings(err error) []measure.Decimal {
	for _, e := range errs.All(err) {
		if choices, ok := e.What.Arg("choices").([]measure.Decimal); ok {
			return choices
		}
	}
	return nil
}

// carryOver adds the files to be kept of the figures that o replaces.
func carryOver(ctx context.Context, tx *desk.Tx, o *target.Observation, earlier []target.Observation, keep []id.ID) error {
	for _, which := range keep {
		e, err := tx.Evidence(ctx, which)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		mine := slices.ContainsFunc(earlier, func(old target.Observation) bool { return err == nil && old.ID == e.Observation })
		e.ID, e.Observation = tx.Mint(), o.ID
		o.Evidence = append(o.Evidence, e)
		if !mine {
			return errs.New(errs.Invalid, "app.file_gone").In("files")
		}
	}
	if len(o.Evidence) > MostFiles {
		return errs.New(errs.TooLarge, "app.files_many", "most", MostFiles).In("files")
	}
	return nil
}

// supersede gives the steps that withdraw the reporter's own figures that a new
// one replaces.
func supersede(tx *desk.Tx, earlier []target.Observation) (map[id.ID]target.StepTaken, error) {
	out := map[id.ID]target.StepTaken{}
	for _, o := range earlier {
		if st := o.State(); st == approval.Verified || st == approval.Checked {
			return nil, errs.New(errs.Conflict, "app.verified_pending").Try("app.another_pending_hint")
		}
		out[o.ID] = target.StepTaken{No: len(o.Steps) + 1, Step: approval.Withdraw, State: approval.Withdrawn, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	}
	return out, nil
}

// KeepFigure writes an observation with its first step and its evidence.
func KeepFigure(ctx context.Context, tx *desk.Tx, o *target.Observation) error {
	if err := tx.InsertObservation(ctx, *o); err != nil {
		return err
	}
	for _, s := range o.Steps {
		if err := tx.InsertStep(ctx, o.ID, s); err != nil {
			return err
		}
	}
	for _, e := range o.Evidence {
		if err := tx.InsertEvidence(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// actionOf says what a step asks of access.
var actionOf = map[approval.Step]access.Action{
	approval.Submit:   access.Report,
	approval.Withdraw: access.Report,
	approval.Verify:   access.Verify,
	approval.Approve:  access.Approve,
	approval.Return:   access.Return,
	approval.Reopen:   access.Reopen,
}

// Advance takes a step with a reported figure: submit, verify, approve, return,
// reopen or withdraw. Conflict when somebody was quicker, Forbidden for one's
// own figure, Locked in a closed month.
func (a *Wing) Advance(ctx context.Context, actor access.Actor, observation id.ID, step approval.Step, reason string) (approval.State, error) {
	action, reason, err := asked(step, reason)
	if err != nil {
		return "", err
	}
	var state approval.State
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (entry desk.Entry, err error) {
		state, entry, err = advance(ctx, tx, action, observation, step, reason)
		return entry, err
	})
	return state, err
}

// mostSteps is with how many figures one step is taken at once.
const mostSteps = 2000

// AdvanceMany takes one step with several figures and gives an error or nil for
// each: what is refused keeps no other from being taken.
func (a *Wing) AdvanceMany(ctx context.Context, actor access.Actor, observations []id.ID, step approval.Step, reason string) ([]error, error) {
	action, reason, err := asked(step, reason)
	if err != nil {
		return nil, err
	}
	if len(observations) > mostSteps {
		return nil, errs.New(errs.TooLarge, "app.steps_many", "most", mostSteps).In("id")
	}
	refused := make([]error, len(observations))
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		for i, one := range observations {
			_, entry, err := advance(ctx, tx, action, one, step, reason)
			if kind := errs.KindOf(err); err != nil && kind != errs.Internal && kind != errs.Unavailable {
				refused[i] = err // by a rule, before anything was written
				continue
			}
			if err == nil {
				_, err = tx.Log(ctx, entry)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return refused, err
}

// asked says what a step asks of access, and gives its reason as it is kept.
func asked(step approval.Step, reason string) (access.Action, string, error) {
	action, ok := actionOf[step]
	if !ok {
		return action, "", errs.New(errs.Invalid, "approval.step_unknown", "step", string(step))
	}
	if reason = strings.TrimSpace(reason); len(reason) > LongestNote {
		return action, "", errs.New(errs.TooLarge, "app.note_long", "most", LongestNote).In("reason")
	}
	return action, reason, nil
}

// advance takes a step with a figure and gives what the log is told of it.
func advance(ctx context.Context, tx *desk.Tx, action access.Action, observation id.ID, step approval.Step, reason string) (approval.State, desk.Entry, error) {
	o, err := tx.Observation(ctx, observation)
	if err != nil {
		return "", desk.Entry{}, desk.Missing(err)
	}
	t, _, err := standing.TargetFor(ctx, tx, action, o.Target)
	if err != nil {
		return "", desk.Entry{}, err
	}
	if (step == approval.Submit || step == approval.Withdraw) && o.By != tx.Actor.Account {
		return "", desk.Entry{}, errs.New(errs.Forbidden, "app.not_your_report")
	}
	open := months.Open
	if step == approval.Submit || step == approval.Approve {
		open = months.OpenFor
	}
	if err := open(ctx, tx, t, o.Month); err != nil {
		return "", desk.Entry{}, err
	}
	before := o.State()
	chain, err := chains.Of(ctx, tx, t, o)
	if err != nil {
		return "", desk.Entry{}, err
	}
	state, err := chain.Next(before, step, reason)
	if err != nil {
		return "", desk.Entry{}, err
	}
	if step == approval.Approve {
		if err := notOvertaken(ctx, tx, t, o); err != nil {
			return "", desk.Entry{}, err
		}
	}
	taken := target.StepTaken{No: len(o.Steps) + 1, Step: step, State: state, Reason: reason, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	err = tx.InsertStep(ctx, o.ID, taken)
	return state, desk.Entry{Action: "observation." + string(step), Object: t.ID, Unit: t.Unit, Body: map[string]any{"observation": o.ID, "month": o.Month, "text": o.Text,
		"before": before, "after": state, "reason": reason}}, err
}

// notOvertaken refuses to approve a figure older than one already approved for its month.
func notOvertaken(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) error {
	all, err := tx.ObservationsOfMonth(ctx, t.ID, o.Month)
	for _, other := range all {
		if other.Seq > o.Seq && other.State() == approval.Approved {
			return errs.New(errs.Conflict, "app.newer_approved", "month", o.Month, "by", other.ByName).Try("app.newer_approved_hint")
		}
	}
	return err
}

// Evidence gives a file of a figure the actor may read.
func (a *Wing) Evidence(ctx context.Context, actor access.Actor, which id.ID) (target.Evidence, []byte, error) {
	var e target.Evidence
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if e, err = tx.Evidence(ctx, which); err != nil {
			return desk.Missing(err)
		}
		o, err := tx.Observation(ctx, e.Observation)
		if err != nil {
			return err
		}
		if _, _, err = standing.TargetFor(ctx, tx, access.Read, o.Target); err != nil {
			return err
		}
		content, err = tx.Content(ctx, e.SHA256)
		return err
	})
	return e, content, err
}
