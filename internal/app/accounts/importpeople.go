package accounts

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/task/named"
	"dondoc/internal/viet"
)

// PeopleImport is what is asked to take in a list of people.
type PeopleImport struct {
	Under  string      // code of the unit whose people they are, its own and those below
	From   period.Date // of those without a day of their own; today when empty
	Sheet  sheets.Sheet
	Lines  []exchange.PersonRow // in place of a sheet, where they are read already
	DryRun bool
}

// ImportedPerson is a row as it was understood.
type ImportedPerson struct {
	exchange.PersonRow
	In       org.Version // the unit it names
	For      org.Version // the unit its role is for
	Wider    bool        // which is the body whose office the unit is
	Before   string      // who held the post, where it is taken over
	Made     []string    // of "person", "post", "appointment", "account"
	Change   desk.Change
	Password string // the first one of a new account; shown only now
}

// ImportedPeople is a list of people as it was read, and what came of its rows.
type ImportedPeople struct {
	Table   *exchange.Table // nil where there was no sheet
	Columns []exchange.Column
	Rows    []ImportedPerson
	Import  id.ID // by which it can be undone as a whole; "" where nothing was made
}

// What a person says, beside the codes of units, of a name that is known
// already: that it is the same person, or another.
const (
	SamePerson  = "same"
	OtherPerson = "new"
)

// ImportPeople takes in a list of people with their posts, appointments and
// accounts: all of it or, when a row has an error, nothing. What is there
// already stays as it is, so that the same list again changes nothing. A name
// that somebody in reach has already is asked about: the same person, or
// another of the name. A post that another person holds is taken over on the
// row's day.
func (a *Wing) ImportPeople(ctx context.Context, actor access.Actor, in PeopleImport) (ImportedPeople, error) {
	var out ImportedPeople
	var faults errs.List // of rows that cannot be read; the others are matched all the same
	if in.From == "" {
		in.From = a.desk.Today()
	}
	if in.Lines == nil {
		if err := a.desk.MayAt(ctx, actor, access.ManagePeople, in.Under); err != nil {
			return out, err
		}
		var err error
		if out.Table, err = in.Sheet.Table(ctx, (*exchange.Table).IsPeopleList); err != nil {
			return out, err
		}
		lines, list := exchange.ReadPeopleRows(out.Table, in.Sheet.Choice)
		in.Lines, out.Columns, faults = lines, out.Table.PeopleColumns(in.Sheet.Choice), list
		in.DryRun = in.DryRun || len(faults) > 0
	}
	first, err := a.firstPasswords(in)
	if err != nil {
		return out, err
	}
	do := func(ctx context.Context, tx *desk.Tx) error {
		im, err := newPeopleImporter(ctx, tx, in, first)
		if err != nil {
			return err
		}
		list := slices.Clone(faults)
		out.Rows = nil
		for _, l := range in.Lines {
			row, err := im.take(ctx, l)
			if err != nil && errs.KindOf(err) == errs.Internal {
				return err
			}
			for _, e := range errs.All(err) {
				list = append(list, e.AtRow(l.Row, ""))
			}
			out.Rows = append(out.Rows, row)
		}
		slices.SortStableFunc(list, func(a, b *errs.Error) int { return cmp.Compare(a.Row, b.Row) })
		if len(list) > 0 || in.DryRun || !slices.ContainsFunc(out.Rows, func(r ImportedPerson) bool { return r.Change == desk.Added }) {
			return list.OrNil()
		}
		out.Import, err = im.log(ctx)
		return err
	}
	if in.DryRun {
		err := a.desk.Read(ctx, actor, do)
		return out, err
	}
	err = a.desk.WriteSeveral(ctx, actor, do)
	if err != nil {
		for i := range out.Rows {
			out.Rows[i].Password = ""
		}
	}
	return out, err
}

// log adds the entry by which the import can be undone as a whole.
func (im *peopleImporter) log(ctx context.Context) (id.ID, error) {
	which := im.tx.Mint()
	if _, err := im.tx.Log(ctx, desk.Entry{Action: peopleImport, Object: which, Unit: im.under, Body: im.made}); err != nil {
		return "", err
	}
	return which, im.tx.ChangedDirectory(ctx)
}

// firstPassword is a password with its hash, made before anything is written:
// hashing is slow.
type firstPassword struct{ plain, hash string }

func (a *Wing) firstPasswords(in PeopleImport) ([]firstPassword, error) {
	var out []firstPassword
	for _, l := range in.Lines {
		if l.Account == "" || in.DryRun {
			continue
		}
		p := firstPassword{plain: generatePassword()}
		var err error
		if p.hash, err = HashPassword(p.plain); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// peopleImporter carries one import through its rows. What it made is kept
// beside the directory, which is that of the beginning.
type peopleImporter struct {
	tx       *desk.Tx
	d        *desk.Directory
	in       PeopleImport
	under    id.ID
	names    *named.Names[id.ID]
	accounts map[string]store.Account
	posts    map[id.ID][]org.Post
	tenures  map[id.ID][]org.Appointment
	people   map[string][]org.Person
	fold     map[id.ID]string // the same, by person
	seen     map[string]int
	listed   map[string]bool // name and title of the rows, folded
	first    []firstPassword
	made     importedPeople
}

func newPeopleImporter(ctx context.Context, tx *desk.Tx, in PeopleImport, first []firstPassword) (*peopleImporter, error) {
	im := &peopleImporter{made: importedPeople{File: in.Sheet.Name}, tx: tx, d: tx.Dir, in: in, first: first, accounts: map[string]store.Account{}, posts: map[id.ID][]org.Post{},
		tenures: map[id.ID][]org.Appointment{}, people: map[string][]org.Person{}, fold: map[id.ID]string{}, seen: map[string]int{}}
	var err error
	if im.under, err = im.d.UnitByCode(in.Under); err != nil {
		return nil, err
	}
	if err := im.d.May(access.ManagePeople, im.under); err != nil {
		return nil, err
	}
	if im.names, err = sheets.Names(ctx, tx, im.under, in.From, true); err != nil {
		return nil, err
	}
	im.listed = map[string]bool{}
	for _, l := range in.Lines {
		im.listed[viet.Fold(viet.CleanSpaces(l.Name))+"|"+viet.Fold(viet.CleanSpaces(l.Post))] = true
	}
	for _, p := range im.d.People {
		im.know(p)
	}
	all, err := tx.Accounts(ctx)
	for _, account := range all {
		im.accounts[account.Username] = account
	}
	return im, err
}

// take takes in one row, or says that it is refused.
func (im *peopleImporter) take(ctx context.Context, l exchange.PersonRow) (ImportedPerson, error) {
	row, err := im.row(ctx, l)
	if err != nil {
		row.Change = desk.Refused
	}
	return row, err
}

// row takes in one row: its unit, its post, who holds it, the account.
func (im *peopleImporter) row(ctx context.Context, l exchange.PersonRow) (ImportedPerson, error) {
	out := ImportedPerson{PersonRow: l, Change: desk.Unchanged}
	fold := viet.Fold(l.Name)
	key := strings.Join([]string{fold, viet.Fold(l.Unit), viet.Fold(l.Post), l.Account}, "|")
	if first, twice := im.seen[key]; twice {
		return out, errs.New(errs.Invalid, "app.import_twice", "name", l.Name, "row", first).In("person")
	}
	im.seen[key] = l.Row
	unit := im.under
	if l.Unit != "" {
		found := im.names.Match(l.Unit)
		if code, said := im.in.Sheet.Means[l.Unit]; said {
			found = im.names.Match(code)
		}
		if len(found) != 1 {
			return out, errs.New(errs.Invalid, "app.people_unit", "name", l.Unit, "n", len(found)).In("unit").Try("app.people_unit_hint")
		}
		unit = found[0]
	}
	out.In, _ = im.d.Unit(unit, im.in.From)
	if err := im.d.May(access.ManagePeople, unit); err != nil {
		return out, err
	}
	var person org.Person
	var err error
	if l.Post != "" {
		person, err = im.appoint(ctx, &out, unit)
	} else if person, err = im.person(ctx, &out, nil); err != nil {
		return out, err
	}
	if err != nil {
		return out, err
	}
	if l.Account != "" {
		err = im.account(ctx, &out, unit, person)
	}
	if len(out.Made) > 0 {
		out.Change = desk.Added
	}
	return out, err
}

// appoint puts the row's person in its post.
func (im *peopleImporter) appoint(ctx context.Context, out *ImportedPerson, unit id.ID) (org.Person, error) {
	l := out.PersonRow
	from := cmp.Or(out.From, im.in.From)
	post, err := im.post(ctx, out, unit, from)
	if err != nil {
		return org.Person{}, err
	}
	ap := org.Appointment{Post: post.ID, Decision: strings.TrimSpace(l.Decision), Range: period.Range{From: from, To: period.Forever}}
	if ap.Capacity, err = capacityOf(l.Capacity); err != nil {
		return org.Person{}, err
	}
	others := slices.Clone(im.tenures[post.ID])
	others = append(others, im.d.Tenures(post.ID)...)
	var holder *org.Appointment
	for i, o := range others {
		if o.Holds(ap.From) {
			holder = &others[i]
		}
	}
	person, err := im.person(ctx, out, holder)
	if err != nil || holder != nil && holder.Person == person.ID {
		return person, err
	}
	var ended *org.Appointment
	made := madeAppointment{}
	if holder != nil && holder.From < ap.From {
		was, _ := im.d.Person(holder.Person)
		out.Before = was.Name
		made.Ended, made.Until = holder.ID, holder.To
		holder.Range = org.Until(holder.Range, ap.From)
		ended = holder
	}
	ap.ID, ap.Person = im.tx.Mint(), person.ID
	if err := org.CheckAppointment(ap, others); err != nil {
		return person, err
	}
	out.Made = append(out.Made, "appointment")
	im.tenures[post.ID] = append(im.tenures[post.ID], ap)
	if im.in.DryRun {
		return person, nil
	}
	if ended != nil {
		if err := im.tx.EndAppointment(ctx, ended.ID, ended.To); err != nil {
			return person, err
		}
	}
	if err := im.tx.InsertAppointment(ctx, ap); err != nil {
		return person, err
	}
	made.Appointment = ap
	im.made.Appointments = append(im.made.Appointments, made)
	_, err = im.tx.Log(ctx, desk.Entry{Action: "appointment.made", Object: ap.ID, Unit: unit, Body: map[string]any{"appointment": ap, "ended": ended}})
	return person, err
}

// oneTitle says whether two titles in one unit are the same post of its head, one
// written with the unit's name: "Trưởng phòng", "Trưởng phòng Kinh tế".
func oneTitle(a, b string) bool {
	a, b = viet.Fold(a)+" ", viet.Fold(b)+" "
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// post finds the post of that title in the unit that the row's person is to
// hold, or makes it. Several may have a title that is no head's: a post is taken
// over only where it is the one of its title and who holds it is not of the list.
func (im *peopleImporter) post(ctx context.Context, out *ImportedPerson, unit id.ID, from period.Date) (org.Post, error) {
	title := viet.CleanSpaces(out.Post)
	var same []org.Post
	posts := append(slices.Clone(im.d.PostsOf(unit)), im.posts[unit]...)
	exact := slices.ContainsFunc(posts, func(p org.Post) bool { return viet.Fold(p.Title) == viet.Fold(title) })
	for _, p := range posts {
		if viet.Fold(p.Title) == viet.Fold(title) || !exact && p.Head && oneTitle(p.Title, title) {
			same = append(same, p)
		} else if p.Head && out.Head {
			return p, errs.New(errs.Conflict, "app.head_post_exists", "title", p.Title).In("head")
		}
	}
	for _, wanted := range []func(org.Post, string) bool{
		func(p org.Post, holder string) bool { return p.Head || holder == viet.Fold(viet.CleanSpaces(out.Name)) },
		func(_ org.Post, holder string) bool { return holder == "" },
		func(_ org.Post, holder string) bool { return len(same) == 1 && !im.listed[holder+"|"+viet.Fold(title)] },
	} {
		for _, p := range same {
			if wanted(p, im.holder(p.ID, from)) {
				return p, nil
			}
		}
	}
	p := org.Post{ID: im.tx.Mint(), Unit: unit, Title: title, Head: out.Head}
	im.posts[unit] = append(im.posts[unit], p)
	out.Made = append(out.Made, "post")
	if im.in.DryRun {
		return p, nil
	}
	if err := im.tx.InsertPost(ctx, p); err != nil {
		return p, err
	}
	im.made.Posts = append(im.made.Posts, p)
	_, err := im.tx.Log(ctx, desk.Entry{Action: "post.added", Object: p.ID, Unit: unit, Body: p})
	return p, err
}

// know adds a person to those whose names are known.
func (im *peopleImporter) know(p org.Person) {
	fold := viet.Fold(viet.CleanSpaces(p.Name))
	im.people[fold] = append(im.people[fold], p)
	im.fold[p.ID] = fold
}

// holder gives the folded name of who holds a post on a day, "" where nobody does.
func (im *peopleImporter) holder(post id.ID, on period.Date) string {
	for _, ap := range append(slices.Clone(im.tenures[post]), im.d.Tenures(post)...) {
		if ap.Holds(on) {
			return im.fold[ap.Person]
		}
	}
	return ""
}

// person finds who a row speaks of: the holder of its post where the name is
// the same, who was made in this list, or whom a person said; else a new one.
func (im *peopleImporter) person(ctx context.Context, out *ImportedPerson, holder *org.Appointment) (org.Person, error) {
	name := viet.CleanSpaces(out.Name)
	fold := viet.Fold(name)
	known := im.people[fold]
	if holder != nil {
		for _, p := range known {
			if p.ID == holder.Person {
				return p, nil
			}
		}
	}
	if account, ok := im.accounts[out.Account]; ok && account.Person != "" {
		for _, p := range known {
			if p.ID == account.Person {
				return p, im.d.ChargePerson(access.ManagePeople, p.ID)
			}
		}
	}
	switch said := im.in.Sheet.Means[out.Name]; {
	case len(known) == 0, said == OtherPerson:
	case said == SamePerson && len(known) == 1:
		if slices.ContainsFunc(im.d.People, func(p org.Person) bool { return p.ID == known[0].ID }) {
			return known[0], im.d.ChargePerson(access.ManagePeople, known[0].ID)
		}
		return known[0], nil
	default:
		return org.Person{}, errs.New(errs.Invalid, "app.people_which", "name", name, "n", len(known)).In("person").Try("app.people_which_hint")
	}
	p := org.Person{ID: im.tx.Mint(), Name: name}
	im.know(p)
	out.Made = append(out.Made, "person")
	if im.in.DryRun {
		return p, nil
	}
	if err := im.tx.InsertPerson(ctx, p); err != nil {
		return p, err
	}
	im.made.People = append(im.made.People, p)
	_, err := im.tx.Log(ctx, desk.Entry{Action: "person.added", Object: p.ID, Body: p})
	return p, err
}

// account gives the row's person the account it names, with its role in the unit.
func (im *peopleImporter) account(ctx context.Context, out *ImportedPerson, unit id.ID, person org.Person) error {
	if known, ok := im.accounts[out.Account]; ok {
		if known.Person == person.ID {
			return nil // what it was granted is not a list's to change
		}
		return errs.New(errs.Conflict, "app.username_taken", "username", out.Account).In("username")
	}
	if out.Role == "" {
		return errs.New(errs.Invalid, "app.people_no_role", "username", out.Account).In("role").Try("app.people_role_hint")
	}
	role, ok := roleOf(out.Role)
	if !ok {
		return errs.New(errs.Invalid, "app.people_role", "role", out.Role).In("role").Try("app.people_role_hint")
	}
	unit, err := im.scope(out, unit, role)
	if err != nil {
		return err
	}
	in := NewAccount{Username: out.Account, Name: viet.CleanSpaces(out.Name), Person: person.ID, Grants: []access.Grant{{Unit: unit, Role: role}}}
	if err := in.check(); err != nil {
		return err
	}
	if err := mayGrant(ctx, im.tx, in.Grants); err != nil {
		return err
	}
	account := store.Account{ID: im.tx.Mint(), Username: in.Username, Name: in.Name, Person: person.ID, Lang: in.Lang, MustChange: true, Created: im.tx.Now}
	if err := onePersonOneStep(ctx, im.tx, person.ID, account.ID, in.Grants); err != nil {
		return err
	}
	out.Made = append(out.Made, "account")
	im.accounts[account.Username] = account
	if im.in.DryRun {
		return nil
	}
	out.Password, account.PasswordHash = im.first[0].plain, im.first[0].hash
	im.first = im.first[1:]
	if err := im.tx.InsertAccount(ctx, account); err != nil {
		return err
	}
	if err := im.tx.Grant(ctx, account.ID, in.Grants[0]); err != nil {
		return err
	}
	im.made.Accounts = append(im.made.Accounts, madeAccount{account.ID, account.Username})
	_, err = im.tx.Log(ctx, desk.Entry{Action: "account.created", Object: account.ID, Unit: unit, Body: map[string]any{"username": account.Username, "name": account.Name, "grants": in.Grants}})
	return err
}

// scope gives the unit that a row's role is for: the one it says, or that of its
// post. The office of a body works for the whole of it, so that who reports,
// verifies or enters resolutions there does so for the body.
func (im *peopleImporter) scope(out *ImportedPerson, unit id.ID, role access.Role) (id.ID, error) {
	v, _ := im.d.Unit(unit, im.in.From)
	if out.Scope != "" {
		found := im.names.Match(out.Scope)
		if len(found) != 1 {
			return "", errs.New(errs.Invalid, "app.people_unit", "name", out.Scope, "n", len(found)).In("scope").Try("app.people_scope_hint")
		}
		v, _ = im.d.Unit(found[0], im.in.From)
	} else if above, ok := im.d.Unit(v.Parent, im.in.From); ok && v.ServesAll(above) && im.d.AtOrBelow(above.ID, im.under) &&
		(role == access.Office || role == access.Officer || role == access.Verifier) {
		v, out.Wider = above, true
	}
	out.For = v
	return v.ID, nil
}
