// Package money is public-investment capital: projects, their plans and what is
// paid, and how a unit's year stands and will end.
package money

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk    *desk.Desk
	figures *figures.Wing
}

// New makes the wing; what the money comes to is reported through figures.
func New(k *desk.Desk, f *figures.Wing) *Wing {
	a := &Wing{k, f}
	k.Follow(countedTables, a.follow)
	return a
}

// CreateProject adds a project of an investor. Its identifier is given by the product.
func (a *Wing) CreateProject(ctx context.Context, actor access.Actor, p capital.Project) (id.ID, error) {
	p.ID = a.desk.Mint()
	return p.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.ManageCapital, p.Unit); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.project_created", Object: p.ID, Unit: p.Unit}, insertProject(ctx, tx, p)
	})
}

// checkedProject gives a project as it is kept, or what is wrong with it.
func checkedProject(tx *desk.Tx, p capital.Project) (capital.Project, error) {
	p.Code, p.Name, p.Programme, p.Decision = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name), strings.TrimSpace(p.Programme), strings.TrimSpace(p.Decision)
	var err error
	if p.Programme, err = programme.Check(p.Programme, strings.TrimSpace(p.Component)); err != nil {
		return p, err
	}
	p.Component = strings.TrimSpace(p.Component)
	if p.Serves, err = served(tx, p.Serves); err != nil {
		return p, err
	}
	if err := capital.CheckProject(p); err != nil {
		return p, err
	}
	for field, text := range map[string]string{"code": p.Code, "name": p.Name, "programme": p.Programme, "decision": p.Decision} {
		if desk.Bad(text) || len(text) > longestText {
			return p, errs.New(errs.Invalid, "app.text_bad").In(field)
		}
	}
	if p.Code == "" {
		return p, errs.New(errs.Invalid, "capital.code_needed").In("code")
	}
	if p.Post != "" {
		post, ok := tx.Dir.Post(p.Post)
		if !ok {
			return p, errs.New(errs.Invalid, "capital.post_unknown").In("post")
		}
		if err := tx.Dir.Charge(access.ManageCapital, p.Unit, post.Unit); err != nil {
			return p, err
		}
	}
	return p, nil
}

// served reads the units a project serves, given by code or by id, parted by
// blanks, commas or lines.
func served(tx *desk.Tx, text string) (string, error) {
	var out []string
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;\n\r\t", r) }) {
		unit := id.ID(one)
		if _, known := tx.Dir.Unit(unit, tx.Today); !known {
			found, err := tx.Dir.UnitByCode(one)
			if err != nil {
				return "", errs.New(errs.Invalid, "capital.serves_unknown", "text", one).In("serves").Try("capital.serves_hint")
			}
			unit = found
		}
		if !slices.Contains(out, string(unit)) {
			out = append(out, string(unit))
		}
	}
	if text = strings.Join(out, " "); len(text) > mostServed*40 {
		return "", errs.New(errs.TooLarge, "capital.serves_many", "most", mostServed).In("serves")
	}
	return text, nil
}

// mostServed is how many units a project may name as served.
const mostServed = 300

// longestText is how long a name, a reason or a number may be, in bytes.
const longestText = 2000

func insertProject(ctx context.Context, tx *desk.Tx, p capital.Project) error {
	p.Closed = ""
	p, err := checkedProject(tx, p)
	if err != nil {
		return err
	}
	err = tx.InsertCapitalProject(ctx, p)
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "capital.code_taken", "code", p.Code).In("code").Because(err)
	}
	return err
}

// on finds a project for who may do something with it.
func on(ctx context.Context, tx *desk.Tx, action access.Action, project id.ID) (capital.Book, error) {
	b, err := tx.CapitalBook(ctx, project)
	if err != nil {
		return b, desk.Missing(err)
	}
	return b, tx.Dir.May(action, b.Project.Unit)
}

// CorrectProject puts right what is said of a project beside its code, with the reason.
func (a *Wing) CorrectProject(ctx context.Context, actor access.Actor, p capital.Project, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, access.ManageCapital, p.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		was := b.Project
		p.Unit, p.Code, p.Closed = was.Unit, was.Code, was.Closed
		if p, err = checkedProject(tx, p); err != nil {
			return desk.Entry{}, err
		}
		amended, err := tx.Amendment("capital_project", p.ID, was.Entries(), p.Entries(), reason)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.InsertAmendment(ctx, amended); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.project_corrected", Object: p.ID, Unit: p.Unit, Body: map[string]any{"before": amended.Before, "after": amended.After, "reason": amended.Reason}}, tx.AmendCapitalProject(ctx, p)
	})
}

// CloseProject marks a project as settled; not while advances are open.
func (a *Wing) CloseProject(ctx context.Context, actor access.Actor, project id.ID, day period.Date) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, access.ManageCapital, project)
		if err != nil {
			return desk.Entry{}, err
		}
		if day == "" || day > tx.Today {
			return desk.Entry{}, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
		}
		if err := b.Close(day); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.closed", Object: project, Unit: b.Project.Unit}, tx.CloseCapitalProject(ctx, project, day)
	})
}

// ProjectCoded finds an investor's project by its code.
func (a *Wing) ProjectCoded(ctx context.Context, actor access.Actor, unit id.ID, code string) (id.ID, error) {
	var found capital.Project
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if err = tx.Dir.May(access.Read, unit); err != nil {
			return err
		}
		if found, err = tx.CapitalCoded(ctx, unit, strings.TrimSpace(code)); errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "capital.no_project", "code", code)
		}
		return err
	})
	return found.ID, err
}
