package reports

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// mostForms is how many forms a unit has in use at once.
const mostForms = 30

// FormReader reads an office's own form; see report.FormReader.
type FormReader interface {
	// Places gives the places of a form, each once. Invalid where it cannot be used;
	// every fault is named.
	Places(content []byte) ([]string, error)
}

// NewForm is a form that is put in.
type NewForm struct {
	Unit  string // code
	Name  string // "" for that of the file
	File  figures.File
	Check bool // only see what is in it; nothing is kept
}

// AddForm puts an office's own form in and gives it. With Check nothing is kept.
func (a *Wing) AddForm(ctx context.Context, actor access.Actor, in NewForm, by FormReader) (f edit.Form, err error) {
	may := func(ctx context.Context, tx *desk.Tx) (id.ID, error) {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err == nil {
			err = tx.Dir.May(access.WriteReports, unit)
		}
		return unit, err
	}
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) { // before the file is read
		f.Unit, err = may(ctx, tx)
		return err
	})
	if err != nil {
		return f, err
	}
	if f.Name, err = in.name(); err != nil {
		return f, err
	}
	if f.Places, err = by.Places(in.File.Content); err != nil {
		return f, err
	}
	f.Bytes, f.SHA256 = int64(len(in.File.Content)), figures.HashOf(in.File.Content)
	if in.Check {
		return f, nil
	}
	if err := figures.KeepContents(ctx, a.desk, f.Unit, in.File); err != nil {
		return f, err
	}
	return f, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if _, err := may(ctx, tx); err != nil {
			return desk.Entry{}, err
		}
		list, err := tx.Forms(ctx, f.Unit)
		if err != nil {
			return desk.Entry{}, err
		}
		n := 0
		for _, other := range list {
			switch {
			case !other.InUse():
			case strings.EqualFold(other.Name, f.Name):
				return desk.Entry{}, errs.New(errs.Conflict, "report.form_named", "name", f.Name).In("name").Try("report.form_named_hint")
			default:
				n++
			}
		}
		if n >= mostForms {
			return desk.Entry{}, errs.New(errs.TooLarge, "report.form_many", "most", mostForms).In("files")
		}
		f.ID, f.ByName, f.At = tx.Mint(), tx.Name(), tx.Now
		return desk.Entry{Action: "report.form_added", Object: f.Unit, Unit: f.Unit}, tx.InsertForm(ctx, f, tx.Actor.Account)
	})
}

// name is the form's name, of the file where none is given.
func (in NewForm) name() (string, error) {
	name := strings.Join(strings.Fields(in.Name), " ")
	if name == "" {
		name = strings.TrimSuffix(desk.FileName(in.File.Name), ".docx")
	}
	switch {
	case desk.Bad(in.Name):
		return "", errs.New(errs.Invalid, "app.text_bad").In("name")
	case len(in.File.Content) == 0:
		return "", errs.New(errs.Invalid, "report.form_needed").In("files")
	case name == "":
		return "", errs.New(errs.Invalid, "report.form_nameless").In("name")
	}
	return name, nil
}

// EndForm takes a form out of use; papers that were set in it stay.
func (a *Wing) EndForm(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		f, err := tx.Form(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(access.WriteReports, f.Unit); err != nil {
			return desk.Entry{}, err
		}
		if !f.InUse() {
			return desk.Entry{}, errs.New(errs.Conflict, "report.form_ended", "name", f.Name)
		}
		return desk.Entry{Action: "report.form_ended", Object: f.Unit, Unit: f.Unit}, tx.EndForm(ctx, which, tx.Now, tx.Name())
	})
}

// UnitForms are the forms that a unit's reports can be set in.
type UnitForms struct {
	Own   []edit.Form // those out of use too
	Above []FormAbove // in use, of the bodies above it, the nearest first
	May   bool        // whether who asks may put forms in
}

// FormAbove is a form of a body above.
type FormAbove struct {
	edit.Form
	UnitName string
}

// Choose gives the forms a report can be set in.
func (u UnitForms) Choose() (list []edit.Form) {
	for _, f := range u.Own {
		if f.InUse() {
			list = append(list, f)
		}
	}
	for _, f := range u.Above {
		list = append(list, f.Form)
	}
	return list
}

// Forms gives the forms of a unit and of the bodies above it, for who may read the unit.
func (a *Wing) Forms(ctx context.Context, actor access.Actor, unit string) (u UnitForms, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, of, err := tx.Readable(unit)
		if err != nil {
			return err
		}
		u.May = tx.Dir.Can(access.WriteReports, of)
		if u.Own, err = tx.Forms(ctx, of); err != nil {
			return err
		}
		for at := of; ; {
			v, ok := tx.Dir.Unit(at, tx.Today)
			if !ok || v.Parent == "" {
				return nil
			}
			at = v.Parent
			list, err := tx.Forms(ctx, at)
			if err != nil {
				return err
			}
			name := ""
			if above, ok := tx.Dir.Unit(at, tx.Today); ok {
				name = above.Name
			}
			for _, f := range list {
				if f.InUse() {
					u.Above = append(u.Above, FormAbove{f, name})
				}
			}
		}
	})
	return u, err
}

// FormInUse is FormFile for a form that a report is set in: Conflict for one out of use.
func (a *Wing) FormInUse(ctx context.Context, actor access.Actor, unit string, which id.ID) ([]byte, error) {
	f, content, err := a.FormFile(ctx, actor, unit, which)
	if err == nil && !f.InUse() {
		err = errs.New(errs.Conflict, "report.form_ended", "name", f.Name).In("form")
	}
	return content, err
}

// FormFile gives a form with its bytes, for who may read a unit whose reports can be
// set in it: the unit's own, or one of a body above.
func (a *Wing) FormFile(ctx context.Context, actor access.Actor, unit string, which id.ID) (f edit.Form, content []byte, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, of, err := tx.Readable(unit)
		if err != nil {
			return err
		}
		if f, err = tx.Form(ctx, which); err != nil {
			return desk.Missing(err)
		}
		for at := of; at != f.Unit; {
			v, ok := tx.Dir.Unit(at, tx.Today)
			if !ok || v.Parent == "" {
				return errs.New(errs.NotFound, "access.not_found")
			}
			at = v.Parent
		}
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f, content, err
}
