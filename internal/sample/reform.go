package sample

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// reformed is the end of the district: what stands from that day on.
type reformed struct {
	Note         string        `json:"note"`
	On           period.Date   `json:"on"`
	Decision     string        `json:"decision"`
	Heads        []string      `json:"heads"` // new communes, whose head's post the reorganisation makes
	Units        []Unit        `json:"units"`
	People       []Person      `json:"people"`
	Posts        []Post        `json:"posts"`
	Appointments []Appointment `json:"appointments"`
	Accounts     []Account     `json:"accounts"`
	Moves        []regrant     `json:"moves"`
}

// regrant gives an account its role over another unit.
type regrant struct {
	Username string      `json:"username"`
	Role     access.Role `json:"role"`
	From     string      `json:"from"`
	To       string      `json:"to"`
	Place    string      `json:"place"` // that unit's name
}

// planReform has the ten communes become five on the day, by the map the state
// decided, and who works there from then on.
func (l *loader) planReform() {
	r := l.living.reform
	l.at(r.On, 0, l.reorganise)
	for hour, step := range []func() error{
		func() error { return l.loadUnits(r.Units) },
		l.newHeads,
		func() error { return l.loadPeople(r.People, r.Posts, r.Appointments) },
		l.moveGrants,
		func() error { return l.loadAccounts(r.Accounts) },
		l.findMoved,
	} {
		l.at(r.On, hour+1, step)
	}
}

func (l *loader) reorganise() error {
	r := l.living.reform
	content, err := files.ReadFile("world/reform_2025.csv")
	if err != nil {
		return err
	}
	read, err := reform.ReadMap(l.ctx, sheets.Sheet{Name: "reform_2025.csv", Content: content})
	if err != nil {
		return err
	}
	if _, err := l.app.Reorganise(l.ctx, l.operator, reform.Reorganisation{On: r.On, Decision: r.Decision, Moves: read.Moves}); err != nil {
		return err
	}
	tree, err := l.app.Units(l.ctx, l.operator, r.On)
	for _, row := range tree.Rows {
		l.units[row.Code] = row.ID
	}
	return err
}

// newHeads finds the posts the reorganisation made.
func (l *loader) newHeads() error {
	for _, code := range l.living.reform.Heads {
		u, err := l.app.UnitPage(l.ctx, l.operator, code, l.living.reform.On)
		if err != nil {
			return err
		}
		for _, p := range u.Posts {
			if p.Head {
				l.posts[code+".head"] = p.ID
			}
		}
		if l.posts[code+".head"] == "" {
			return fmt.Errorf("no head's post in %s", code)
		}
	}
	return nil
}

// moveGrants gives the accounts their roles in the units that took the place of
// those they worked in. What they could read of the old ones they still can.
func (l *loader) moveGrants() error {
	for _, m := range l.living.reform.Moves {
		account := l.actors[m.Username].Account
		before, after := access.Grant{Role: m.Role, Unit: l.units[m.From]}, access.Grant{Role: m.Role, Unit: l.units[m.To]}
		if err := l.app.Grant(l.ctx, l.operator, account, after); err != nil && !errs.Is(err, errs.Conflict) {
			return fmt.Errorf("%s: %w", m.Username, err)
		}
		if err := l.app.Revoke(l.ctx, l.operator, account, before); err != nil {
			return fmt.Errorf("%s: %w", m.Username, err)
		}
		var err error
		if l.actors[m.Username], err = l.app.ActAs(l.ctx, l.operator, m.Username); err != nil {
			return err
		}
	}
	return nil
}

// findMoved finds the targets that went on in the communes.
func (l *loader) findMoved() error {
	names := map[string]string{}
	for _, t := range l.living.district.Targets {
		i, _ := l.districtIndicator(t.Indicator)
		names[i.Name] = t.Indicator
	}
	for _, c := range l.living.communes {
		b, err := l.app.Scoreboard(l.ctx, l.operator, standing.BoardQuery{Unit: c.Unit, Cycle: "2025"})
		if err != nil {
			return err
		}
		for _, row := range b.Rows {
			if k := names[row.Name]; k != "" {
				l.moved = append(l.moved, movedTarget{c, k, row.ID})
			}
		}
	}
	return nil
}

// movedTarget is a target of the district that goes on in a commune.
type movedTarget struct {
	commune   commune
	indicator string
	target    id.ID
}

// AccountsOn gives the sample accounts with what they may do in the world as it
// is made on a day, the first nine: those a visitor signs in with.
func (d *Data) AccountsOn(today period.Date) ([]Account, error) {
	names := map[string]string{}
	for _, u := range d.Units {
		names[u.Code] = u.Name
	}
	l, err := readLiving()
	if err != nil {
		return nil, err
	}
	var out []Account
	for _, a := range d.Accounts {
		a.Place = names[a.Grants[0].Unit]
		for _, m := range l.reform.Moves {
			if today >= livesFrom && m.Username == a.Username {
				a.Grants, a.Place, a.Lives = []Grant{{Role: m.Role, Unit: m.To}}, m.Place, true
			}
		}
		out = append(out, a)
	}
	return out, nil
}
