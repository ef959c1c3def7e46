package app

import (
	"context"
	"sync"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// Directory is who is who at one moment of the database: every unit version,
// post, person and appointment. It is never changed once made.
type Directory struct {
	epoch        string
	Versions     []org.Version
	Posts        []org.Post
	People       []org.Person
	Appointments []org.Appointment
	Successions  []org.Succession
	labels       map[string]string // the office's own words, by language and key

	into     map[id.ID][]org.Succession // by old unit
	from     map[id.ID][]org.Succession // by new unit
	versions map[id.ID][]org.Version    // by unit, the earliest first
	posts    map[id.ID]org.Post
	people   map[id.ID]org.Person
	byPost   map[id.ID][]org.Appointment
	byUnit   map[id.ID][]org.Post
	codeUnit map[string]id.ID

	treesMu sync.Mutex
	trees   map[period.Date]*org.Tree
}

// epochKey is the setting that changes with every change of the directory, so
// that every node knows when what it read is out of date.
const epochKey = "directory_epoch"

// directory reads the directory, or gives the one already read.
func (a *App) directory(ctx context.Context, tx *store.Tx) (*Directory, error) {
	epoch, err := tx.Setting(ctx, epochKey)
	if err != nil {
		return nil, err
	}
	a.dirMu.Lock()
	known := a.dir
	a.dirMu.Unlock()
	if known != nil && known.epoch == epoch {
		return known, nil
	}
	d := &Directory{epoch: epoch, trees: map[period.Date]*org.Tree{}}
	if d.Versions, err = tx.Versions(ctx); err != nil {
		return nil, err
	}
	if d.Posts, err = tx.Posts(ctx); err != nil {
		return nil, err
	}
	if d.People, err = tx.People(ctx); err != nil {
		return nil, err
	}
	if d.Appointments, err = tx.Appointments(ctx); err != nil {
		return nil, err
	}
	if d.Successions, err = tx.Successions(ctx); err != nil {
		return nil, err
	}
	if d.labels, err = readLabels(ctx, tx); err != nil {
		return nil, err
	}
	d.index()
	return d, nil
}

// keepDirectory remembers a directory that was read outside a write: what a
// transaction under way sees may still be undone.
func (a *App) keepDirectory(d *Directory) {
	a.dirMu.Lock()
	a.dir = d
	a.dirMu.Unlock()
}

// changedDirectory marks that the directory changed in this transaction.
func (a *App) changedDirectory(ctx context.Context, tx *store.Tx) error {
	return tx.SetSetting(ctx, epochKey, string(a.mint()))
}

func (d *Directory) index() {
	d.posts, d.people = map[id.ID]org.Post{}, map[id.ID]org.Person{}
	d.byPost, d.byUnit = map[id.ID][]org.Appointment{}, map[id.ID][]org.Post{}
	d.codeUnit = map[string]id.ID{}
	d.into, d.from, d.versions = map[id.ID][]org.Succession{}, map[id.ID][]org.Succession{}, map[id.ID][]org.Version{}
	for _, v := range d.Versions {
		d.codeUnit[v.Code] = v.ID
		d.versions[v.ID] = append(d.versions[v.ID], v)
	}
	for _, s := range d.Successions {
		d.into[s.Old], d.from[s.New] = append(d.into[s.Old], s), append(d.from[s.New], s)
	}
	for _, p := range d.Posts {
		d.posts[p.ID] = p
		d.byUnit[p.Unit] = append(d.byUnit[p.Unit], p)
	}
	for _, p := range d.People {
		d.people[p.ID] = p
	}
	for _, ap := range d.Appointments {
		d.byPost[ap.Post] = append(d.byPost[ap.Post], ap)
	}
}

// Tree gives the units as they stood on the date.
func (d *Directory) Tree(on period.Date) *org.Tree {
	d.treesMu.Lock()
	defer d.treesMu.Unlock()
	t, ok := d.trees[on]
	if !ok {
		if len(d.trees) > 64 {
			d.trees = map[period.Date]*org.Tree{}
		}
		t = org.TreeOn(d.Versions, on)
		d.trees[on] = t
	}
	return t
}

// Unit gives the version of a unit on the date, or the nearest one when the
// unit did not stand then.
func (d *Directory) Unit(unit id.ID, on period.Date) (org.Version, bool) {
	if v, ok := d.Tree(on).Unit(unit); ok {
		return v, true
	}
	var nearest org.Version
	found := false
	for _, v := range d.versions[unit] {
		if !found || v.From <= on {
			nearest, found = v, true
		}
	}
	return nearest, found
}

// UnitByCode finds a unit by its code, whenever it stood.
func (d *Directory) UnitByCode(code string) (id.ID, error) {
	if u, ok := d.codeUnit[code]; ok {
		return u, nil
	}
	return "", errs.New(errs.NotFound, "app.unit_unknown", "code", code).In("unit").Try("app.unit_unknown_hint")
}

// path gives the unit and all above it on the date, for access; for a unit
// that did not stand then, as it last stood before, or else first stood after.
// Who has a right over the unit that took its place has it over the unit too:
// somebody must be able to read and mend what it left.
func (d *Directory) path(unit id.ID, on period.Date) []id.ID {
	path := d.ownPath(unit, on)
	for _, s := range d.into[unit] {
		if s.On <= on {
			path = append(path, d.path(s.New, on)...)
		}
	}
	return path
}

func (d *Directory) ownPath(unit id.ID, on period.Date) []id.ID {
	if p := d.Tree(on).Path(unit); len(p) > 0 {
		return p
	}
	v, ok := d.Unit(unit, on)
	if !ok {
		return nil
	}
	day := v.From
	if v.To <= on {
		day = v.To.AddDays(-1)
	}
	return d.Tree(day).Path(unit)
}

// Post gives a post.
func (d *Directory) Post(post id.ID) (org.Post, bool) { p, ok := d.posts[post]; return p, ok }

// Person gives a person.
func (d *Directory) Person(person id.ID) (org.Person, bool) { p, ok := d.people[person]; return p, ok }

// PostsOf gives the posts of a unit.
func (d *Directory) PostsOf(unit id.ID) []org.Post { return d.byUnit[unit] }

// Tenures gives the appointments to a post, the earliest first.
func (d *Directory) Tenures(post id.ID) []org.Appointment { return d.byPost[post] }

// HeadPost gives the post of a unit's head.
func (d *Directory) HeadPost(unit id.ID) (org.Post, bool) {
	for _, p := range d.byUnit[unit] {
		if p.Head {
			return p, true
		}
	}
	return org.Post{}, false
}

// Responsible is who answers: a unit, a post in it, and the person who held
// the post on the day. Person is zero when the post was vacant.
type Responsible struct {
	Unit        org.Version
	Post        org.Post
	Person      org.Person
	Appointment org.Appointment
}

// Answering gives who answered for a post of a unit on the date.
func (d *Directory) Answering(unit, post id.ID, on period.Date) Responsible {
	r := Responsible{}
	if to, ok := d.wholeSuccessor(unit, on); ok {
		unit, post = to, ""
	}
	r.Unit, _ = d.Unit(unit, on)
	if post == "" {
		if head, ok := d.HeadPost(unit); ok {
			post = head.ID
		}
	}
	r.Post = d.posts[post]
	if ap, ok := org.HolderOn(d.byPost[post], post, on); ok {
		r.Appointment = ap
		r.Person = d.people[ap.Person]
	}
	return r
}

// wholeSuccessor gives the unit standing on the date that a unit went into as a whole.
func (d *Directory) wholeSuccessor(unit id.ID, on period.Date) (id.ID, bool) {
	found := false
	for range 20 { // reorganised time and again, never in a circle
		next := id.ID("")
		for _, s := range d.into[unit] {
			if s.On <= on && !s.Part {
				next = s.New
			}
		}
		if next == "" {
			break
		}
		unit, found = next, true
	}
	return unit, found
}

// Predecessors gives the units that went into one, and when.
func (d *Directory) Predecessors(unit id.ID) []org.Succession { return d.from[unit] }

// Successors gives the units that one went into, and when.
func (d *Directory) Successors(unit id.ID) []org.Succession { return d.into[unit] }

// may checks an action of the actor on a unit, as the tree stands today.
func (a *App) may(d *Directory, actor access.Actor, action access.Action, unit id.ID) error {
	return access.Check(actor, action, d.path(unit, period.DateOf(a.now())))
}

// mayAny says whether the actor may do something anywhere at all.
func mayAny(actor access.Actor, action access.Action) bool {
	for _, g := range actor.Grants {
		if access.Can(actor, action, []id.ID{g.Unit}) {
			return true
		}
	}
	return access.Can(actor, action, nil)
}

// anywhere checks what is not about one unit: the actor needs the right somewhere.
func anywhere(actor access.Actor, action access.Action) error {
	if mayAny(actor, action) {
		return nil
	}
	if actor.Account == "" && !actor.Operator {
		return access.Check(actor, action, nil)
	}
	return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
}

// MayAnywhere checks a right that is needed somewhere, before anything of a
// request is read; which unit it is about is checked by the use-case.
func (a *App) MayAnywhere(actor access.Actor, action access.Action) error {
	return anywhere(actor, action)
}

// Directory gives who is who, to anyone signed in.
func (a *App) Directory(ctx context.Context, actor access.Actor) (*Directory, error) {
	if err := anywhere(actor, access.Read); err != nil {
		return nil, err
	}
	var d *Directory
	err := a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		d, err = a.readDirectory(ctx, tx)
		return err
	})
	return d, err
}

// readableUnit finds a unit by its code in a read transaction, for who may read it.
func (a *App) readableUnit(ctx context.Context, tx *store.Tx, actor access.Actor, code string) (*Directory, id.ID, error) {
	d, err := a.readDirectory(ctx, tx)
	if err != nil {
		return d, "", err
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return d, "", err
	}
	return d, unit, a.may(d, actor, access.Read, unit)
}

// readDirectory reads the directory in a read transaction and remembers it.
func (a *App) readDirectory(ctx context.Context, tx *store.Tx) (*Directory, error) {
	d, err := a.directory(ctx, tx)
	if err == nil {
		a.keepDirectory(d)
	}
	return d, err
}
