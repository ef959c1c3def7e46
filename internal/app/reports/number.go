package reports

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Numbers is a body's register of the numbers of its papers.
type Numbers struct {
	Rows  []edit.Numbered // the newest series first, in it the newest number
	Party bool
	Sign  string // of the papers it issues, as far as it is known
	May   bool   // whether who asks may give a number
}

// NewNumber is a number that is given.
type NewNumber struct {
	Query         // of the report; the unit alone for a paper made elsewhere
	Version int64 // of the report, frozen; 0 for a paper made elsewhere
	Kind    string
	No      int // 0 for the next
	Series  string
	Sign    string
	Title   string
	On      period.Date
}

var (
	kindLetters = regexp.MustCompile(`^\p{Lu}[\p{L}\d]{0,7}$`)
	signLetters = regexp.MustCompile(`^\p{Lu}[\p{L}\d.-]{0,19}$`)
	seriesYears = regexp.MustCompile(`^(19|20)\d\d(-(19|20)\d\d)?$`)
)

// PaperNumbers gives the register of a body, for who may read it.
func (a *Wing) PaperNumbers(ctx context.Context, actor access.Actor, unit string) (n Numbers, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, of, err := tx.Readable(unit)
		if err != nil {
			return err
		}
		head := LetterheadOf(tx.Dir, of, tx.Today)
		n.Party, n.Sign, n.May = head.Party, head.Sign, tx.Dir.Can(access.WriteReports, of)
		n.Rows, err = tx.Numbers(ctx, of)
		return err
	})
	return n, err
}

// NumberPaper gives the next number of its series to a frozen report, or to a paper
// made elsewhere. A series runs on: a number is never given twice, and no day before
// the last one's is taken. Conflict where the report has one already.
func (a *Wing) NumberPaper(ctx context.Context, actor access.Actor, in NewNumber) (n edit.Numbered, err error) {
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err == nil {
			err = tx.Dir.May(access.WriteReports, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		list, err := tx.Numbers(ctx, unit)
		if err != nil {
			return desk.Entry{}, err
		}
		if n, err = in.numbered(ctx, tx, unit, list); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "report.numbered", Object: unit, Unit: unit}, tx.InsertNumber(ctx, n, tx.Actor.Account)
	})
	return n, err
}

// numbered works out the entry of the register, and what is wrong with it.
func (in NewNumber) numbered(ctx context.Context, tx *desk.Tx, unit id.ID, list []edit.Numbered) (n edit.Numbered, err error) {
	head := LetterheadOf(tx.Dir, unit, tx.Today)
	n = edit.Numbered{Unit: unit, Series: strings.TrimSpace(in.Series), Kind: strings.TrimSpace(in.Kind), No: in.No, Sign: strings.TrimSpace(in.Sign), Title: strings.Join(strings.Fields(in.Title), " "), On: in.On, ByName: tx.Name(), At: tx.Now}
	if in.Version != 0 {
		n.Kind, n.Version = "BC", in.Version
		if n.Title, err = in.report(ctx, tx, unit, list, &n); err != nil {
			return n, err
		}
	}
	if n.Sign == "" {
		n.Sign = head.Sign
	}
	if n.Series == "" && n.On != "" {
		n.Series = edit.SeriesOf(head.Party, n.On)
	}
	if err := in.check(tx, n); err != nil {
		return n, err
	}
	next, after := edit.Next(list, n.Series, n.Kind)
	if n.No == 0 {
		n.No = next
	}
	switch {
	case n.No < next:
		return n, errs.New(errs.Conflict, "report.number_taken", "no", n.No).In("no").Try("report.number_next", "no", next)
	case n.On < after:
		return n, errs.New(errs.Invalid, "report.number_order", "day", after).In("on")
	}
	return n, nil
}

// report ties the number to a frozen report and gives its title.
func (in NewNumber) report(ctx context.Context, tx *desk.Tx, unit id.ID, list []edit.Numbered, n *edit.Numbered) (string, error) {
	of, err := in.named(ctx, tx, unit)
	if err != nil {
		return "", err
	}
	n.Paper = paper(unit, in.Query, of, in.Lang)
	for _, other := range list {
		if other.Paper == n.Paper && other.Version == in.Version && other.Cancelled == "" {
			return "", errs.New(errs.Conflict, "report.number_has", "no", other.No)
		}
	}
	frozen, err := tx.FrozenReports(ctx, n.Paper)
	if err != nil {
		return "", err
	}
	for _, f := range frozen {
		if f.Version == in.Version {
			return f.Title, nil
		}
	}
	return "", errs.New(errs.NotFound, "report.frozen_unknown", "version", int(in.Version)).In("version")
}

func (in NewNumber) check(tx *desk.Tx, n edit.Numbered) error {
	var list errs.List
	wrong := func(field, key string) { list = append(list, errs.New(errs.Invalid, key).In(field)) }
	for _, text := range []string{in.Title, in.Kind, in.Sign, in.Series} {
		if desk.Bad(text) {
			wrong("title", "app.text_bad")
		}
	}
	if n.On == "" || n.On > tx.Today {
		wrong("on", "report.number_day")
	}
	if !kindLetters.MatchString(n.Kind) {
		wrong("kind", "report.number_kind")
	}
	if !signLetters.MatchString(n.Sign) {
		wrong("sign", "report.number_sign")
	}
	if !seriesYears.MatchString(n.Series) && n.On != "" {
		wrong("series", "report.number_series")
	}
	if n.Title == "" {
		wrong("title", "report.number_title")
	}
	if in.No < 0 || in.No > 99_999 {
		wrong("no", "report.number_no")
	}
	return list.OrNil()
}

// WhichNumber names an entry of the register.
type WhichNumber struct {
	Unit   string // code
	Series string
	Kind   string
	No     int
	Reason string
}

// CancelNumber writes that a number is of no paper, and why; it is not given again.
func (a *Wing) CancelNumber(ctx context.Context, actor access.Actor, in WhichNumber) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		n, _, err := in.find(ctx, tx)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "report.number_cancelled", Object: n.Unit, Unit: n.Unit}, tx.CancelNumber(ctx, n, strings.TrimSpace(in.Reason), tx.Name())
	})
}

// NumberCorrection is what an entry of the register should have said; what is left
// empty stays as it is.
type NumberCorrection struct {
	WhichNumber
	Sign  string
	Title string // of a paper made elsewhere; a report has its own
	On    period.Date
}

// CorrectNumber puts right what was entered wrong of a number: its title, day or
// letters, with a reason; what it said stays beside it. The days of a series stay in
// the order of its numbers.
func (a *Wing) CorrectNumber(ctx context.Context, actor access.Actor, in NumberCorrection) (now edit.Numbered, err error) {
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		was, list, err := in.find(ctx, tx)
		if err != nil {
			return desk.Entry{}, err
		}
		if now, err = in.apply(tx, was, list); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "report.number_corrected", Object: was.Unit, Unit: was.Unit},
			tx.CorrectNumber(ctx, now, was, strings.TrimSpace(in.Reason), tx.Actor.Account, tx.Name(), tx.Now)
	})
	return now, err
}

// apply gives the entry as it should be, or what is wrong with that.
func (in NumberCorrection) apply(tx *desk.Tx, was edit.Numbered, list []edit.Numbered) (edit.Numbered, error) {
	now := was
	now.Sign = cmp.Or(strings.TrimSpace(in.Sign), was.Sign)
	now.On = cmp.Or(in.On, was.On)
	if title := strings.Join(strings.Fields(in.Title), " "); title != "" && title != was.Title {
		if was.Version != 0 {
			return now, errs.New(errs.Conflict, "report.number_own_title").In("title")
		}
		now.Title = title
	}
	checked := NewNumber{Kind: now.Kind, Sign: now.Sign, Title: now.Title, Series: now.Series, No: now.No}
	if err := checked.check(tx, now); err != nil {
		return now, err
	}
	from, until := edit.Between(list, was)
	switch {
	case now.Sign == was.Sign && now.Title == was.Title && now.On == was.On:
		return now, errs.New(errs.Invalid, "report.number_same").In("title")
	case now.On < from:
		return now, errs.New(errs.Invalid, "report.number_order", "day", from).In("on")
	case until != "" && now.On > until:
		return now, errs.New(errs.Invalid, "report.number_order_after", "day", until).In("on")
	case len(now.Series) == 4 && now.Series != string(now.On[:4]) && was.Series == string(was.On[:4]):
		return now, errs.New(errs.Invalid, "report.number_year", "series", now.Series).In("on")
	}
	return now, nil
}

// find gives the entry that is meant, for who may change it and says why, and the
// whole register. A cancelled one is not changed any more.
func (in WhichNumber) find(ctx context.Context, tx *desk.Tx) (edit.Numbered, []edit.Numbered, error) {
	unit, err := tx.Dir.UnitByCode(in.Unit)
	if err == nil {
		err = tx.Dir.May(access.WriteReports, unit)
	}
	if err != nil {
		return edit.Numbered{}, nil, err
	}
	if why := strings.TrimSpace(in.Reason); why == "" || desk.Bad(why) {
		return edit.Numbered{}, nil, errs.New(errs.Invalid, "report.number_reason").In("reason")
	}
	list, err := tx.Numbers(ctx, unit)
	if err != nil {
		return edit.Numbered{}, nil, err
	}
	for _, n := range list {
		if n.Series != in.Series || n.Kind != in.Kind || n.No != in.No {
			continue
		}
		if n.Cancelled != "" {
			return n, list, errs.New(errs.Conflict, "report.number_cancelled", "no", n.No)
		}
		return n, list, nil
	}
	return edit.Numbered{}, nil, errs.New(errs.NotFound, "report.number_unknown", "no", in.No).In("no")
}

// withNumbers gives frozen versions the numbers they were given.
func withNumbers(list []edit.Frozen, numbers []edit.Numbered) {
	for i, f := range list {
		for _, n := range numbers {
			if n.Paper == f.Paper && n.Version == f.Version && n.Cancelled == "" {
				list[i].Number = &n
			}
		}
	}
}
