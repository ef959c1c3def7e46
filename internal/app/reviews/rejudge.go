package reviews

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// Rejudged is a step whose facts the kept rules answer otherwise than it says.
type Rejudged struct {
	Review id.ID `json:"review"`
	Place  int   `json:"step"`
}

// Rejudging is what judging steps again came to, as far as it went.
type Rejudging struct {
	Steps  int
	Differ []Rejudged
	Next   id.ID // the review to go on after; none where all are through
}

// mostRejudged is how many reviews are judged again at a time.
const mostRejudged = 200

// RejudgeReviews judges every step of the reviews of a unit and those under it in a
// period again, by the set it was judged by, and gives those that do not come out to
// the byte as they were: of so many reviews after one ("" for the first).
func (a *Wing) RejudgeReviews(ctx context.Context, actor access.Actor, code string, p dossier.Period, after id.ID) (out Rejudging, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		out = Rejudging{}
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(code))
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.ReadReviews, unit); err != nil {
			return err
		}
		if err := p.Check(); err != nil {
			return err
		}
		kept, err := tx.ReviewsOf(ctx, append(tx.Dir.Below(unit), unit), p)
		if err != nil {
			return err
		}
		slices.SortFunc(kept, func(a, b dossier.Dossier) int { return cmp.Compare(a.ID, b.ID) })
		kept = slices.DeleteFunc(kept, func(d dossier.Dossier) bool { return d.ID <= after })
		kept = slices.CompactFunc(kept, func(a, b dossier.Dossier) bool { return a.ID == b.ID })
		if len(kept) > mostRejudged {
			kept, out.Next = kept[:mostRejudged], kept[mostRejudged-1].ID
		}
		for _, k := range kept {
			if err := out.judge(ctx, tx, k.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// judge judges the steps of one review again.
func (r *Rejudging) judge(ctx context.Context, tx *desk.Tx, which id.ID) error {
	d, err := tx.Review(ctx, which)
	if err != nil {
		return err
	}
	set, err := tx.RuleSet(ctx, d.Body)
	if err != nil {
		return err
	}
	_, on := d.Period.Days()
	if d.Subject == review.Head {
		on = tenureEnd(tx.Dir, d, on)
	}
	for _, t := range d.Steps {
		r.Steps++
		was, err := json.Marshal(t.Result)
		if err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		now, err := json.Marshal(set.Judge(review.Case{Subject: d.Subject, Span: d.Period.Span, On: on}, &t.Facts))
		if err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		if !bytes.Equal(was, now) {
			r.Differ = append(r.Differ, Rejudged{d.ID, t.Place})
		}
	}
	return nil
}

func tenureEnd(dir *desk.Directory, d dossier.Dossier, to period.Date) period.Date {
	for _, ap := range dir.Tenures(d.Post) {
		if ap.ID == d.Tenure {
			return min(to, ap.To.AddDays(-1))
		}
	}
	return to
}
