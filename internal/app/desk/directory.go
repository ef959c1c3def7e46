package desk

import (
	"context"
	"slices"
	"strings"
	"sync"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/viet"
)

// Directory is who is who at one moment of the database, with who asks and on
// which day: what they may do is asked here, and nowhere else.
type Directory struct {
	*register
	asker  access.Actor
	noting bool        // in a write
	by     access.Lent // whose lent right was used
	today  period.Date
}

// register is every unit version, post, person and appointment. It is never
// changed once made.
type register struct {
	epoch        string
	Versions     []org.Version
	Posts        []org.Post
	People       []org.Person
	Appointments []org.Appointment
	Successions  []org.Succession
	Amendments   []amend.Amendment // what was put right in the above, in order
	labels       map[string]string // the office's own words, by language and key

	into     map[id.ID][]org.Succession // by old unit
	from     map[id.ID][]org.Succession // by new unit
	versions map[id.ID][]org.Version    // by unit, the earliest first
	posts    map[id.ID]org.Post
	people   map[id.ID]org.Person
	byPost   map[id.ID][]org.Appointment
	byUnit   map[id.ID][]org.Post
	codeUnit map[string]id.ID

	foldOnce sync.Once
	folded   []string // names of People, folded

	treesMu sync.Mutex
	trees   map[period.Date]*org.Tree
	reach   map[reach][]id.ID
}

// reach is a unit on a day.
type reach struct {
	unit id.ID
	on   period.Date
}

// epochKey is the setting that changes with every change of the directory, so
// that every node knows when what it read is out of date.
const epochKey = "directory_epoch"

// register gives who is who at the epoch: the last one read where it is that.
func (k *Desk) register(ctx context.Context, tx *store.Tx, epoch string, remember bool) (*register, error) {
	k.mu.Lock()
	known := k.last
	k.mu.Unlock()
	if known != nil && known.epoch == epoch {
		return known, nil
	}
	if r, ok := tx.Found.(*register); ok && r.epoch == epoch {
		return r, nil
	}
	d := &register{epoch: epoch, trees: map[period.Date]*org.Tree{}}
	var err error
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
	if d.Amendments, err = tx.DirectoryAmendments(ctx); err != nil {
		return nil, err
	}
	if d.labels, err = readLabels(ctx, tx); err != nil {
		return nil, err
	}
	d.index()
	tx.Found = d
	if remember {
		k.mu.Lock()
		k.last = d
		k.mu.Unlock()
	}
	return d, nil
}

func (d *register) index() {
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

// Epoch names the directory: another one has another.
func (d *register) Epoch() string { return d.epoch }

// Tree gives the units as they stood on the date.
func (d *register) Tree(on period.Date) *org.Tree {
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
func (d *register) Unit(unit id.ID, on period.Date) (org.Version, bool) {
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

// UnitByCode finds a unit by its code, whenever it stood, or by one it had
// before that was put right.
func (d *register) UnitByCode(code string) (id.ID, error) {
	if u, ok := d.codeUnit[code]; ok {
		return u, nil
	}
	for _, a := range slices.Backward(d.Amendments) {
		if was, said := a.Before["code"]; said && a.Subject == amend.Unit && was == code {
			return a.Object, nil
		}
	}
	return "", errs.New(errs.NotFound, "app.unit_unknown", "code", code).In("unit").Try("app.unit_unknown_hint")
}

// PeopleNamed gives the people whose name has the words, as folded, and the
// newest appointment of each; those who never held a post are left out.
func (d *register) PeopleNamed(fold string) []org.Appointment {
	d.foldOnce.Do(func() {
		d.folded = make([]string, len(d.People))
		for i, p := range d.People {
			d.folded[i] = viet.Fold(p.Name)
		}
	})
	newest := map[id.ID]org.Appointment{}
	for i, p := range d.People {
		if strings.Contains(d.folded[i], fold) {
			newest[p.ID] = org.Appointment{}
		}
	}
	if len(newest) == 0 {
		return nil
	}
	for _, ap := range d.Appointments {
		if was, named := newest[ap.Person]; named && ap.From >= was.From {
			newest[ap.Person] = ap
		}
	}
	var out []org.Appointment
	for _, p := range d.People {
		if ap := newest[p.ID]; ap.ID != "" {
			out = append(out, ap)
		}
	}
	return out
}

// Path gives the unit and all above it on the date, for access; for a unit
// that did not stand then, as it last stood before, or else first stood after.
// Who has a right over the unit that took its place, or the place of one above
// it, has it over the unit too: somebody must be able to read and mend what it left.
func (d *register) Path(unit id.ID, on period.Date) []id.ID {
	own := d.ownPath(unit, on)
	path := own
	for _, u := range own {
		for _, s := range d.into[u] {
			if s.On <= on {
				path = append(path, d.Path(s.New, on)...)
			}
		}
	}
	return path
}

// under gives the units that a right over a unit reaches on the date: the unit,
// those below it, and those that went into any of them.
func (d *register) under(unit id.ID, on period.Date) []id.ID {
	d.treesMu.Lock()
	known, ok := d.reach[reach{unit, on}]
	d.treesMu.Unlock()
	if ok {
		return known
	}
	for u := range d.versions {
		if slices.Contains(d.Path(u, on), unit) {
			known = append(known, u)
		}
	}
	slices.Sort(known)
	d.treesMu.Lock()
	defer d.treesMu.Unlock()
	if d.reach == nil || len(d.reach) > 4096 {
		d.reach = map[reach][]id.ID{}
	}
	d.reach[reach{unit, on}] = known
	return known
}

func (d *register) ownPath(unit id.ID, on period.Date) []id.ID {
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
func (d *register) Post(post id.ID) (org.Post, bool) { p, ok := d.posts[post]; return p, ok }

// Person gives a person.
func (d *register) Person(person id.ID) (org.Person, bool) { p, ok := d.people[person]; return p, ok }

// Of gives the post and the person of an appointment.
func (d *register) Of(ap org.Appointment) (org.Post, org.Person) {
	return d.posts[ap.Post], d.people[ap.Person]
}

// PostsOf gives the posts of a unit.
func (d *register) PostsOf(unit id.ID) []org.Post { return d.byUnit[unit] }

// Tenures gives the appointments to a post, the earliest first.
func (d *register) Tenures(post id.ID) []org.Appointment { return d.byPost[post] }

// HeadPost gives the post of a unit's head.
func (d *register) HeadPost(unit id.ID) (org.Post, bool) {
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
func (d *register) Answering(unit, post id.ID, on period.Date) Responsible {
	r := Responsible{}
	if to, ok := d.WholeSuccessor(unit, on); ok {
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
	} else if post == "" || r.Post.Head {
		d.inCharge(&r, on)
	}
	return r
}

// inCharge has the deputy in charge answer for a unit without a head on the date,
// where it has one.
func (d *register) inCharge(r *Responsible, on period.Date) {
	for _, p := range d.byUnit[r.Unit.ID] {
		if ap, held := org.HolderOn(d.byPost[p.ID], p.ID, on); held && !p.Head && p.InCharge() {
			r.Post, r.Appointment, r.Person = p, ap, d.people[ap.Person]
			return
		}
	}
}

// WholeSuccessor gives the unit standing on the date that a unit went into as a whole.
func (d *register) WholeSuccessor(unit id.ID, on period.Date) (id.ID, bool) {
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
func (d *register) Predecessors(unit id.ID) []org.Succession { return d.from[unit] }

// Successors gives the units that one went into, and when.
func (d *register) Successors(unit id.ID) []org.Succession { return d.into[unit] }
