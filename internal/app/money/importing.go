package money

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/exchange/treasury"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// CapitalImport is a sheet about the money of a unit and all under it: lines of
// projects, plans and vouchers, or a statement by project and source.
type CapitalImport struct {
	Unit   string      // code; investors that a row does not name are this unit
	Year   int         // of lines that name none, and of a statement
	Day    period.Date // of a statement: what was paid by its end
	Reason string      // why a statement says otherwise than the one kept of its day
	Sheet  sheets.Sheet
	DryRun bool
}

// ImportedLine is what became of one row.
type ImportedLine struct {
	treasury.Line
	Change desk.Change
	Above  *capital.Exception
}

// ImportedCapital is what an import did, or would do.
type ImportedCapital struct {
	Lines      []ImportedLine
	Stated     []treasury.Stated
	Notes      []phrase.Phrase
	Table      *exchange.Table
	Columns    map[string]string
	Taken      []exchange.Column // every column with what it was taken for
	Unused     []string
	Remembered bool // the columns were taken as they were the last time
}

// ImportCapital takes in a sheet, all of it or nothing: with DryRun it only tells
// what it would do. What is entered already stays as it is. The columns that
// were chosen by hand, by who manages the unit's capital, are remembered for its
// sheets with the same headers.
func (a *Wing) ImportCapital(ctx context.Context, actor access.Actor, in CapitalImport) (ImportedCapital, error) {
	var out ImportedCapital
	if err := a.mayTake(ctx, actor, in.Unit); err != nil {
		return out, err
	}
	table, err := in.Sheet.Table(ctx, treasury.Is)
	if err != nil {
		return out, err
	}
	chosen := in.Sheet.Choice.Columns
	if len(chosen) == 0 {
		if chosen, err = a.remembered(ctx, actor, in.Unit, table); err != nil {
			return out, err
		}
		out.Remembered = len(chosen) > 0
	}
	read, list := treasury.ReadSheet(table, chosen, in.Sheet.Choice.Rows)
	out.Stated, out.Notes, out.Columns, out.Unused = read.Stated, append(table.Told(), read.Notes...), read.Columns, read.Unused
	out.Table, out.Taken = table, table.Taken(read.At)
	if len(list) > 0 {
		out.Lines = untaken(read.Lines)
		return out, list
	}
	run := a.desk.WriteSeveral
	if in.DryRun {
		run = a.desk.Rehearse
	}
	err = run(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err != nil {
			return err
		}
		manages := tx.Dir.May(access.ManageCapital, unit)
		if manages != nil && (len(read.Stated) > 0 || tx.Dir.May(access.Report, unit) != nil) {
			return manages
		}
		if manages == nil && len(in.Sheet.Choice.Columns) > 0 { // they are remembered for all of the unit
			if err := remember(ctx, tx, unitColumns(unit, table), in.Sheet.Choice.Columns); err != nil {
				return err
			}
		}
		if len(read.Stated) > 0 {
			return a.keepStatement(ctx, tx, unit, in, read.Stated)
		}
		out.Lines, err = a.takeLines(ctx, tx, unit, in, read.Lines)
		return err
	})
	return out, err
}

// mayTake asks whether an actor may take in anything of the capital of a unit;
// each line asks its own right.
func (a *Wing) mayTake(ctx context.Context, actor access.Actor, unit string) error {
	if err := a.desk.MayAt(ctx, actor, access.ManageCapital, unit); !errs.Is(err, errs.Forbidden) {
		return err
	}
	return a.desk.MayAt(ctx, actor, access.Report, unit)
}

func remember(ctx context.Context, tx *desk.Tx, key string, columns map[string]string) error {
	kept, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	return tx.SetSetting(ctx, key, string(kept))
}

// untaken are lines that were only read.
func untaken(lines []treasury.Line) (out []ImportedLine) {
	for _, l := range lines {
		out = append(out, ImportedLine{Line: l})
	}
	return out
}

// remembered gives the columns that a unit's sheets with the same headers were read
// by the last time; where it has none, those remembered for every unit together,
// as they were before each had its own.
func (a *Wing) remembered(ctx context.Context, actor access.Actor, code string, table *exchange.Table) (chosen map[string]string, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(code)
		if err != nil {
			return err
		}
		for _, key := range []string{unitColumns(unit, table), columnsKey + headersOf(table)} {
			kept, err := tx.Setting(ctx, key)
			if err != nil {
				return err
			}
			if kept != "" {
				return json.Unmarshal([]byte(kept), &chosen)
			}
		}
		return nil
	})
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	return chosen, err
}

const columnsKey = "capital.columns."

// unitColumns is where the columns of a unit's sheets with the same headers are kept.
func unitColumns(unit id.ID, t *exchange.Table) string {
	return columnsKey + string(unit) + "." + headersOf(t)
}

func headersOf(t *exchange.Table) string {
	sum := sha256.Sum256([]byte(strings.Join(t.Header, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// takeLines enters the lines one after another. All that is wrong is told at once.
func (a *Wing) takeLines(ctx context.Context, tx *desk.Tx, unit id.ID, in CapitalImport, lines []treasury.Line) ([]ImportedLine, error) {
	var out []ImportedLine
	var list errs.List
	counts := map[desk.Change]int{}
	for _, l := range lines {
		if l.Year == 0 {
			l.Year = in.Year
		}
		if code, said := in.Sheet.Means[l.Investor]; said {
			l.Investor = code
		}
		done := ImportedLine{Line: l}
		err := a.takeLine(ctx, tx, unit, &done)
		for _, e := range errs.All(err) {
			if e.Kind == errs.Internal || e.Kind == errs.Unavailable || e.Kind == errs.Busy {
				return out, err
			}
			list = append(list, e.AtRow(l.Row, ""))
		}
		counts[done.Change]++
		out = append(out, done)
	}
	if len(list) > 0 {
		return out, list
	}
	_, err := tx.Log(ctx, desk.Entry{Action: "capital.imported", Object: unit, Unit: unit, Body: map[string]any{"file": in.Sheet.Name, "lines": counts}})
	return out, err
}

func (a *Wing) takeLine(ctx context.Context, tx *desk.Tx, unit id.ID, l *ImportedLine) error {
	investor := unit
	if l.Investor != "" {
		found, err := tx.Dir.UnitByCode(l.Investor)
		if err != nil {
			return err
		}
		investor = found
	}
	action := access.ManageCapital
	if l.What == "completed" || l.What == "advance" || l.What == "recovery" || l.What == "returned" {
		action = access.Report
	}
	if err := tx.Dir.May(action, investor); err != nil {
		return err
	}
	p, err := tx.CapitalCoded(ctx, investor, l.Code)
	switch {
	case errs.Is(err, errs.NotFound) && l.What == "project":
		group := l.Group
		if group == "" {
			group = "C"
		}
		l.Change = desk.Added
		return insertProject(ctx, tx, capital.Project{ID: tx.Mint(), Unit: investor, Code: l.Code, Name: l.Name, Programme: l.Programme, Group: group, Decision: l.InvestBy, Total: l.Total})
	case errs.Is(err, errs.NotFound):
		return errs.New(errs.NotFound, "capital.no_project", "code", l.Code).In("code")
	case err != nil:
		return err
	case l.What == "project" && (l.Name != "" && l.Name != p.Name || l.Total != 0 && l.Total != p.Total):
		return errs.New(errs.Conflict, "capital.project_differs", "code", p.Code, "name", p.Name).In("name").Try("capital.project_differs_hint")
	case l.What == "project":
		l.Change = desk.Unchanged
		return nil
	}
	b, err := tx.CapitalBook(ctx, p.ID)
	if err != nil {
		return err
	}
	if action == access.Report {
		return takePayment(ctx, tx, b, l)
	}
	setter := l.Setter
	if setter == "" {
		setter = capital.Commune
	}
	plan := capital.Plan{ID: tx.Mint(), Project: p.ID, Year: l.Year, Source: l.Source, Setter: setter, Kind: capital.PlanKind(l.What), Amount: l.Amount, Decision: l.Number, On: l.On}.Signed()
	for _, q := range b.Plans {
		if q.Alive() && q.Year == plan.Year && q.Source == plan.Source && q.Setter == plan.Setter && q.Kind == plan.Kind && q.Amount == plan.Amount && q.Decision == plan.Decision && q.On == plan.On {
			l.Change = desk.Unchanged
			return nil
		}
	}
	l.Change = desk.Added
	return addPlan(ctx, tx, b, plan)
}

func takePayment(ctx context.Context, tx *desk.Tx, b capital.Book, l *ImportedLine) error {
	p := capital.Payment{ID: tx.Mint(), Project: b.Project.ID, Year: l.Year, Source: l.Source, Carried: l.Carried, Kind: capital.PaymentKind(l.What), Amount: l.Amount, Voucher: l.Number, On: l.On, Reason: l.Reason}
	for _, q := range b.Payments {
		if q.Alive() && strings.EqualFold(q.Voucher, p.Voucher) && q.Year == p.Year && q.Kind == p.Kind && q.Source == p.Source && q.Amount == p.Amount && q.On == p.On {
			l.Change = desk.Unchanged
			return nil
		}
	}
	above, err := addPayment(ctx, tx, b, p, nil)
	l.Change, l.Above = desk.Added, above
	return err
}

// keepStatement keeps a statement. One that says otherwise than the one kept of
// the same day, or that cannot be true beside one of another day of the month,
// needs a reason; both stay.
func (a *Wing) keepStatement(ctx context.Context, tx *desk.Tx, unit id.ID, in CapitalImport, stated []treasury.Stated) error {
	if _, ok := capital.ClosingOf(in.Year); !ok {
		return errs.New(errs.Invalid, "capital.year_unknown", "year", strconv.Itoa(in.Year)).In("year")
	}
	if in.Day == "" || in.Day > tx.Today {
		return errs.New(errs.Invalid, "capital.statement_day", "today", tx.Today).In("day")
	}
	body, err := json.Marshal(stated)
	if err != nil {
		return err
	}
	s := works.Statement{ID: tx.Mint(), Unit: unit, Year: in.Year, Day: in.Day, No: 1, Name: in.Sheet.Name, Body: string(body), Reason: strings.TrimSpace(in.Reason), By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	kept, err := tx.CapitalStatements(ctx, unit, in.Year)
	if err != nil {
		return err
	}
	for _, other := range newest(kept) {
		off := runsBack(other.Day, other.Body, in.Day, stated)
		if other.Day == in.Day {
			s.No, off = other.No+1, disagree(other.Body, stated)
		}
		if len(off) > 0 && s.Reason == "" {
			return errs.New(errs.Conflict, "capital.statements_disagree", "day", other.Day, "codes", strings.Join(once(off), ", "), "name", other.Name).In("reason").Try("capital.statements_disagree_hint")
		}
	}
	if desk.Bad(s.Reason) || len(s.Reason) > longestText {
		return errs.New(errs.Invalid, "app.text_bad").In("reason")
	}
	if err := tx.InsertCapitalStatement(ctx, s); err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "capital.statement_kept", Object: unit, Unit: unit, Body: map[string]any{"file": s.Name, "day": s.Day, "year": s.Year, "reason": s.Reason}})
	return err
}

// once gives each code once, in order: a project may differ in several sources.
func once(codes []string) (out []string) {
	for _, c := range codes {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// statedOf is what a row of a statement is about.
func statedOf(s treasury.Stated) string { return strings.ToLower(s.Code) + " " + string(s.Source) }

// newest gives the last statement kept of each day.
func newest(kept []works.Statement) (out []works.Statement) {
	for _, s := range kept {
		i := slices.IndexFunc(out, func(o works.Statement) bool { return o.Day == s.Day })
		switch {
		case i < 0:
			out = append(out, s)
		case out[i].No < s.No:
			out[i] = s
		}
	}
	return out
}

// runsBack names the projects of which two statements of one month cannot both be
// true: the later one has less paid than the earlier, or leaves them out.
func runsBack(day period.Date, body string, now period.Date, stated []treasury.Stated) (codes []string) {
	if day.Month() != now.Month() {
		return nil
	}
	var early []treasury.Stated
	if err := json.Unmarshal([]byte(body), &early); err != nil {
		return []string{"?"}
	}
	late := stated
	if now < day {
		early, late = stated, early
	}
	paid := map[string]int64{}
	for _, s := range late {
		paid[statedOf(s)] = s.Paid
	}
	for _, s := range early {
		if n, there := paid[statedOf(s)]; !there || n < s.Paid {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

// disagree names the projects of which two statements say different things.
func disagree(body string, stated []treasury.Stated) (codes []string) {
	var kept []treasury.Stated
	if err := json.Unmarshal([]byte(body), &kept); err != nil {
		return []string{"?"}
	}
	was := map[string]treasury.Stated{}
	for _, s := range kept {
		was[statedOf(s)] = s
	}
	for _, s := range stated {
		o, ok := was[statedOf(s)]
		if !ok || o.Plan != s.Plan || o.Completed != s.Completed || o.Advance != s.Advance || o.Paid != s.Paid {
			codes = append(codes, s.Code)
		}
		delete(was, statedOf(s))
	}
	for _, s := range kept {
		if _, left := was[statedOf(s)]; left {
			codes = append(codes, s.Code)
		}
	}
	return codes
}
