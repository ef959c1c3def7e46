package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// monthOf gives the month that a row's result is of: the one its column of
// months says, else the cycle's last.
func (im *importer) monthOf(row ImportedRow) (period.Month, error) {
	if row.Month == "" {
		return im.in.Cycle.LastMonth(), nil
	}
	month, err := period.ParseMonth(row.Month)
	if err != nil {
		if month, err = period.ParseMonth(row.Month + "/" + string(im.in.Cycle)); err != nil {
			return "", err
		}
	}
	return month, nil
}

// monthlyResult takes a row's result in. What stands as the row says is not
// asked about again, and a month's result is not judged as the year's.
func (im *importer) monthlyResult(ctx context.Context, t target.Target, row *ImportedRow) error {
	text := row.figure()
	if text == "" || row.Change == desk.Skipped {
		if row.Change == desk.Unchanged {
			row.settled()
		}
		return nil
	}
	month, err := im.monthOf(*row)
	if err != nil || month.Cycle() != im.in.Cycle {
		row.Read.Actual = nil
		row.asks("month", phrase.New("app.import_month", "text", row.Month, "cycle", im.in.Cycle))
		return nil
	}
	if month != im.in.Cycle.LastMonth() {
		row.Read.Class, row.Read.Printed = criterion.NotAssessed, ""
		row.unflag("class_disagrees")
	}
	known, err := im.figuresOf(ctx, t, month)
	if err != nil {
		return err
	}
	stands := slices.ContainsFunc(known, func(o target.Observation) bool { return sameFigure(o, *row, t.UnitOfMeasure) })
	switch {
	case stands && row.Change == desk.Unchanged:
		row.unflag("percent_disagrees")
		row.settled()
		return nil
	case row.Month != "" && row.Read.Actual != nil && slices.ContainsFunc(known, func(o target.Observation) bool { return !o.Cumulative }):
		row.Read.Actual = nil // the months of this target are reported one by one
		row.asks("actual", phrase.New("app.import_month_within", "month", month, "text", text))
	}
	return im.result(ctx, t, *row)
}

func (row *ImportedRow) asks(field string, ask phrase.Phrase) {
	row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: field, Ask: ask})
}

// settled drops what was asked of a row that changes nothing, but for who answers.
func (row *ImportedRow) settled() {
	row.Read.Questions = slices.DeleteFunc(row.Read.Questions, func(q criterion.Question) bool { return q.Field != "answer" })
}

func (row *ImportedRow) unflag(code string) {
	row.Read.Flags = slices.DeleteFunc(row.Read.Flags, func(f criterion.Flag) bool { return f.Code == code })
}

// figure is what a row has for a result, as written.
func (row ImportedRow) figure() string {
	return cmp.Or(strings.TrimSpace(row.Actual), strings.TrimSpace(row.Percent))
}

// figuresOf gives what was reported of a target for a month and not withdrawn.
func (im *importer) figuresOf(ctx context.Context, t target.Target, month period.Month) ([]target.Observation, error) {
	if t.ID == "" {
		return nil, nil // it is only rehearsed
	}
	known, err := im.tx.ObservationsOfTarget(ctx, t.ID)
	return slices.DeleteFunc(known, func(o target.Observation) bool { return o.Month != month || o.State() == approval.Withdrawn }), err
}

// sameFigure says whether a row's result is the figure, as it was written or as
// lists write it.
func sameFigure(o target.Observation, row ImportedRow, unit string) bool {
	is := func(text string) string { return viet.Canonical(viet.CleanSpaces(figures.Bare(text, unit))) }
	if is(o.Text) == is(row.figure()) {
		return true
	}
	a := row.Read.Actual
	return a != nil && a.Value != nil && o.Actual.Value != nil && a.Value.Cmp(*o.Actual.Value) == 0 && a.How == o.Actual.How && a.PercentOfPlan == o.Actual.PercentOfPlan
}

// result submits the row's result as the figure of its month, unless the same
// figure is known or what was printed cannot be read for sure.
func (im *importer) result(ctx context.Context, t target.Target, row ImportedRow) error {
	if row.Read.Actual == nil || t.ID == "" {
		return nil
	}
	month, err := im.monthOf(row)
	if err != nil {
		return err
	}
	known, err := im.figuresOf(ctx, t, month)
	if err != nil || slices.ContainsFunc(known, func(o target.Observation) bool { return sameFigure(o, row, t.UnitOfMeasure) }) {
		return err
	}
	if err := months.OpenFor(ctx, im.tx, t, month); err != nil {
		return err
	}
	if im.in.DryRun {
		return nil
	}
	o := target.Observation{ID: im.tx.Mint(), Target: t.ID, Month: month, Text: row.figure(), Actual: *row.Read.Actual, Cumulative: true,
		Final: !strings.Contains(" "+viet.Fold(row.Note)+" ", " uoc "), Note: row.Note, Source: row.Source,
		By: im.actor.Account, ByName: im.tx.Name(), At: im.tx.Now, Steps: []target.StepTaken{{No: 1, Step: approval.Submit,
			State: approval.Submitted, By: im.actor.Account, ByName: im.tx.Name(), At: im.tx.Now}}}
	if o.Seq, err = im.tx.Log(ctx, desk.Entry{Action: "observation.reported", Object: t.ID, Unit: t.Unit,
		Body: map[string]any{"month": o.Month, "text": o.Text}}); err != nil {
		return err
	}
	return figures.KeepFigure(ctx, im.tx, &o)
}
