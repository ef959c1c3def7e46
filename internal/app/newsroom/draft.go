package newsroom

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
)

// DropNews deletes an item that was never released, with its photos; seen is the
// version of the text that who deletes has read. Conflict where it was written
// meanwhile, or was made public: that is taken down instead.
func (a *Wing) DropNews(ctx context.Context, actor access.Actor, which id.ID, seen int64) error {
	return a.write(ctx, actor, which, access.WriteReports, func(ctx context.Context, tx *desk.Tx, item news.Item) (string, error) {
		made, err := tx.NewsReleases(ctx, which)
		if err != nil {
			return "", err
		}
		texts, err := tx.NewsTexts(ctx, which)
		switch {
		case err != nil:
			return "", err
		case len(made) > 0:
			return "", errs.New(errs.Conflict, "news.drop_released").Try("news.drop_released_hint")
		case int64(len(texts)) != seen:
			return "", errs.New(errs.Conflict, "news.text_meanwhile").Try("news.text_meanwhile_hint")
		}
		return "news.dropped", tx.DropNews(ctx, which)
	})
}

// Award is what one decision gave, for an item of news on it.
type Award struct {
	Name        string
	Number      string // of the decision
	On          period.Date
	Collectives []string
	People      []string // named in a decision that was published
	Unnamed     int      // people of decisions of which no publication is recorded
}

// DraftPraise drafts an item on the commendations of a year out of the register of
// commendations. People are named where the publication of their decision is recorded:
// that is the ground for naming them. Conflict where the register has none.
func (a *Wing) DraftPraise(ctx context.Context, actor access.Actor, code string, cycle period.Cycle, by Teller) (which id.ID, err error) {
	return which, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(code)
		if err == nil {
			err = tx.Dir.May(access.WriteReports, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		if _, err := period.ParseCycle(string(cycle)); err != nil {
			return desk.Entry{}, err
		}
		awards, err := awardsOf(ctx, tx, unit, cycle)
		if err != nil {
			return desk.Entry{}, err
		}
		if len(awards) == 0 {
			return desk.Entry{}, errs.New(errs.Conflict, "news.praise_none", "cycle", cycle)
		}
		of, _ := tx.Dir.Unit(unit, min(tx.Today, cycle.End()))
		in := by.Praise(of.Name, cycle, awards)
		item := news.Item{ID: tx.Mint(), Unit: unit, Cycle: cycle, Kind: news.Praise, At: tx.Now}
		if err := tx.InsertNews(ctx, item); err != nil {
			return desk.Entry{}, err
		}
		which = item.ID
		return desk.Entry{Action: "news.written", Object: item.ID, Unit: unit}, in.keep(ctx, tx, item, by)
	})
}

// awardsOf gathers what stands of a year's commendations, decision by decision.
func awardsOf(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle) ([]Award, error) {
	list, err := tx.NominationsOf(ctx, []id.ID{unit}, unit, cycle)
	if err != nil {
		return nil, err
	}
	sets := map[string]*commendation.Set{}
	at := map[[2]string]*Award{}
	var order []*Award
	for _, n := range list {
		decided, ok := n.Said(nomination.Decide)
		if stage := n.Stage(); !ok || stage != nomination.Decided && stage != nomination.Published {
			continue
		}
		if sets[n.Body] == nil {
			if sets[n.Body], err = tx.AwardRules(ctx, n.Body); err != nil {
				return nil, err
			}
		}
		kind, _ := sets[n.Body].Award(n.Award)
		key := [2]string{n.Award, decided.Number}
		one := at[key]
		if one == nil {
			one = &Award{Name: kind.Name.In("vi"), Number: decided.Number, On: period.Date(decided.On)}
			at[key], order = one, append(order, one)
		}
		_, published := n.Said(nomination.Publish)
		switch person, _ := tx.Dir.Person(n.Person); {
		case n.Person == "":
			of, _ := tx.Dir.Unit(n.Unit, min(tx.Today, cycle.End()))
			one.Collectives = append(one.Collectives, of.Name)
		case published:
			one.People = append(one.People, person.Name)
		default:
			one.Unnamed++
		}
	}
	slices.SortStableFunc(order, func(a, b *Award) int { return cmp.Compare(a.On, b.On) })
	var out []Award
	for _, o := range order {
		out = append(out, *o)
	}
	return out, nil
}
