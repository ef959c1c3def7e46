package money

import (
	"context"
	"encoding/json"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/treasury"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Reconciled is a project and source as we and as they have it.
type Reconciled struct {
	Project  capital.Project // zero where we have none of the code
	Code     string
	Name     string
	Source   capital.Source // "": all sources together
	Ours     int64          // approved, by the statement's day
	Waiting  int64          // entered by then and not approved
	Theirs   int64
	Stated   bool         // they speak of it
	Settling *works.Event // who settles the difference by when; nil where nobody said
}

// Off is what we have and they have not.
func (r Reconciled) Off() int64 { return r.Ours - r.Theirs }

// Reconciliation holds our money against a statement of the Treasury or a finance office.
type Reconciliation struct {
	Unit      org.Version
	Year      int
	Statement *works.Statement  // nil where there is none
	Kept      []works.Statement // every statement of the year, by day
	Rows      []Reconciled      // the differences first
	Differ    int
	May       struct{ Manage bool }
}

// Reconcile holds a unit's capital year against the newest statement, or one
// of a day: the newest, or the one of that number.
func (a *Wing) Reconcile(ctx context.Context, actor access.Actor, code string, year int, day period.Date, no int) (Reconciliation, error) {
	out := Reconciliation{Year: year}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, tx.Today)
		out.May.Manage = d.Can(access.ManageCapital, unit)
		kept, err := tx.CapitalStatements(ctx, unit, year)
		if err != nil {
			return err
		}
		out.Kept = kept
		for i, s := range kept {
			if day == "" || s.Day == day && (no == 0 || s.No == no) {
				out.Statement = &kept[i]
			}
		}
		if out.Statement == nil {
			if day != "" {
				return errs.New(errs.NotFound, "capital.no_statement", "day", day).In("day")
			}
			return nil
		}
		var stated []treasury.Stated
		if err := json.Unmarshal([]byte(out.Statement.Body), &stated); err != nil {
			return err
		}
		books, err := booksUnder(ctx, tx, unit)
		if err != nil {
			return err
		}
		told, err := worksOf(ctx, tx, books)
		if err != nil {
			return err
		}
		out.compare(books, stated)
		for i := range out.Rows {
			r := &out.Rows[i]
			for _, e := range told[r.Project.ID].Standing(works.Settles) {
				if e.Year == year && e.Source == r.Source && r.Off() != 0 {
					r.Settling = &e
				}
			}
		}
		return nil
	})
	return out, err
}

// compare makes the rows: what they speak of, then what only we have.
func (r *Reconciliation) compare(books []capital.Book, stated []treasury.Stated) {
	byCode, day := map[string]capital.Book{}, r.Statement.Day
	for _, b := range books {
		byCode[strings.ToLower(b.Project.Code)] = b
	}
	said := map[string]bool{}
	var same, off []Reconciled
	add := func(row Reconciled) {
		if row.Off() != 0 || row.Project.ID == "" {
			off = append(off, row)
			return
		}
		same = append(same, row)
	}
	for _, s := range stated {
		b := byCode[strings.ToLower(s.Code)]
		row := Reconciled{Project: b.Project, Code: s.Code, Name: s.Name, Source: s.Source, Theirs: s.Paid, Stated: true}
		row.Ours, row.Waiting = b.PaidFrom(r.Year, s.Source, day)
		said[strings.ToLower(s.Code)+" "+string(s.Source)] = true
		add(row)
	}
	for _, b := range books {
		code := strings.ToLower(b.Project.Code)
		if said[code+" "] {
			continue
		}
		for _, source := range capital.Sources() {
			row := Reconciled{Project: b.Project, Code: b.Project.Code, Name: b.Project.Name, Source: source}
			row.Ours, row.Waiting = b.PaidFrom(r.Year, source, day)
			if row.Ours+row.Waiting != 0 && !said[code+" "+string(source)] {
				add(row)
			}
		}
	}
	r.Differ, r.Rows = len(off), append(off, same...)
}
