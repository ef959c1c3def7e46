// Package news is what a body tells the public in words and pictures: items that an
// office writes, that are made public version by version, corrected with a notice and
// taken down with a reason.
package news

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/viet"
)

// Kind says what an item is about.
type Kind string

// The kinds.
const (
	Event  Kind = "event"  // a conference, a visit, work that was done
	Praise Kind = "praise" // commendations: they stand on the page of the year too
)

// Valid says whether there is such a kind.
func (k Kind) Valid() bool { return k == Event || k == Praise }

// Basis is why a name or a picture of somebody may be shown (Law 91/2025/QH15 on
// personal data; Civil Code 2015, article 32 for pictures).
type Basis string

// The grounds.
const (
	Consent  Basis = "consent"   // they agreed: where that is kept is noted
	Duty     Basis = "duty"      // they hold a public post and act in it
	Public   Basis = "public"    // a public occasion: a conference, a contest, a show
	Awarded  Basis = "awarded"   // a decision of commendation that was made public: its number is noted
	NoPerson Basis = "no_person" // nobody can be made out; of pictures alone
)

// Grounds lists them.
func Grounds() []Basis { return []Basis{Duty, Public, Consent, Awarded, NoPerson} }

// check sees that a ground stands, with the note it wants.
func (b Basis) check(note, field string) error {
	switch {
	case !slices.Contains(Grounds(), b):
		return errs.New(errs.Invalid, "news.basis_needed").In(field)
	case (b == Consent || b == Awarded) && strings.TrimSpace(note) == "":
		return errs.New(errs.Invalid, "news.basis_note_"+string(b)).In("note")
	}
	return nil
}

// Item is one of a unit's year, however far it is.
type Item struct {
	ID    id.ID
	Unit  id.ID
	Cycle period.Cycle // whose released figures it tells
	Kind  Kind
	At    time.Time
}

// Name is somebody the text names, and why it may.
type Name struct {
	Name  string `json:"name"`
	Basis Basis  `json:"basis"`
	Note  string `json:"note,omitempty"`
}

// Text is one version of what the office wrote. In Lead and Body a figure stands as
// an edit of a report keeps it; a paragraph is a line of Body.
type Text struct {
	Version int64 // from 1
	Title   string
	Lead    string
	Body    string
	Names   []Name
	ByName  string
	At      time.Time
}

// The bounds of a text, in letters, and of an item's photos.
const (
	longestTitle = 200
	longestLead  = 800
	longestBody  = 20000
	mostNames    = 50
	longestNote  = 500
	MostPhotos   = 20
)

// Check sees that a text is one that can be told.
func (t Text) Check() error {
	var list errs.List
	for _, f := range []struct {
		name, text string
		most       int
		needed     bool
	}{{"title", t.Title, longestTitle, true}, {"lead", t.Lead, longestLead, true}, {"body", t.Body, longestBody, false}} {
		switch n := len([]rune(f.text)); {
		case f.needed && n == 0:
			list = append(list, errs.New(errs.Invalid, "app.field_empty").In(f.name))
		case n > f.most:
			list = append(list, errs.New(errs.TooLarge, "news.text_long", "most", f.most, "n", n).In(f.name))
		}
	}
	if len(t.Names) > mostNames {
		list = append(list, errs.New(errs.TooLarge, "news.names_many", "most", mostNames).In("names"))
	}
	for _, n := range t.Names {
		if n.Basis == NoPerson {
			n.Basis = ""
		}
		if err := n.Basis.check(n.Note, "names"); err != nil {
			list = append(list, errs.New(errs.Invalid, "news.name_basis", "name", n.Name).In("names"))
		}
	}
	return list.OrNil()
}

// Size is one size of a photo: the hash of its bytes is what the log keeps.
type Size struct {
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Photo is a picture of an item.
type Photo struct {
	ID       id.ID
	News     id.ID
	Place    int64 // its order
	Caption  string
	Basis    Basis
	Note     string
	Invented bool // drawn for the sample, or of another occasion: it is marked
	Dropped  bool // no more in the next version
	Down     string
	DownAt   time.Time // when it was taken down everywhere; zero where it was not
	Large    Size
	Small    Size
}

// Check sees that a photo may be shown: with a caption, and a ground.
func (p Photo) Check() error {
	var list errs.List
	switch n := len([]rune(p.Caption)); {
	case n == 0:
		list = append(list, errs.New(errs.Invalid, "news.caption_needed").In("caption"))
	case n > longestNote:
		list = append(list, errs.New(errs.TooLarge, "news.text_long", "most", longestNote, "n", n).In("caption"))
	}
	if err := p.Basis.check(p.Note, "basis"); err != nil {
		list = append(list, errs.All(err)...)
	}
	if n := len([]rune(p.Note)); n > longestNote {
		list = append(list, errs.New(errs.TooLarge, "news.text_long", "most", longestNote, "n", n).In("note"))
	}
	return list.OrNil()
}

// Version is one release of an item, without what it says. Of release.Version the
// counts are not used.
type Version struct {
	release.Version
	News  id.ID
	Kind  Kind
	Title string
	Lead  string
	Shown time.Time // from when the item is public: its place in lists, the same for its corrections
}

// Body is all that is public of an item. What is not in here is on no public page.
type Body struct {
	Title      string   `json:"title"`
	Lead       string   `json:"lead"` // with figures, as kept
	Paragraphs []string `json:"paragraphs"`
	Photos     []Shown  `json:"photos"`
	Year       int64    `json:"year,omitempty"` // the version of the year whose figures it tells
}

// Shown is a photo as it is released.
type Shown struct {
	ID       id.ID       `json:"id"`
	Caption  string      `json:"caption"`
	Invented bool        `json:"invented,omitempty"`
	Large    Size        `json:"large"`
	Small    Size        `json:"small"`
	Down     string      `json:"-"` // why it was taken down since
	DownOn   period.Date `json:"-"`
}

// BodyOf is what would become public of a text with its photos.
func BodyOf(t Text, photos []Photo, year int64) Body {
	b := Body{Title: t.Title, Lead: t.Lead, Paragraphs: Paragraphs(t.Body), Photos: []Shown{}, Year: year}
	for _, p := range photos {
		if !p.Dropped && p.DownAt.IsZero() {
			b.Photos = append(b.Photos, Shown{ID: p.ID, Caption: p.Caption, Invented: p.Invented, Large: p.Large, Small: p.Small})
		}
	}
	return b
}

// Paragraphs cuts a text at its lines.
func Paragraphs(text string) []string {
	out := []string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Mark is the same for the same words and pictures, and another for others.
func (b Body) Mark() string {
	text, _ := json.Marshal(b) // strings and numbers: it cannot fail
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// Has says whether a photo is among those of a version.
func (b Body) Has(photo id.ID) bool {
	return slices.ContainsFunc(b.Photos, func(p Shown) bool { return p.ID == photo })
}

// TakenDown notes which of its photos were taken down since it was released.
func (b *Body) TakenDown(photos []Photo) {
	for i := range b.Photos {
		for _, p := range photos {
			if p.ID == b.Photos[i].ID && !p.DownAt.IsZero() {
				b.Photos[i].Down, b.Photos[i].DownOn = p.Down, period.DateOf(p.DownAt)
			}
		}
	}
}

// First is the photo that stands for the item in lists; false where it has none.
func (b Body) First() (Shown, bool) {
	i := slices.IndexFunc(b.Photos, func(p Shown) bool { return p.Down == "" })
	if i < 0 {
		return Shown{}, false
	}
	return b.Photos[i], true
}

// Unfounded gives those of some names that the words name and that no ground was
// noted for. A name is found as whole words, without regard to case and marks of tone.
func Unfounded(words string, known []string, grounded []Name) (out []string) {
	text := " " + spaced(words) + " "
	for _, name := range known {
		folded := spaced(name)
		if strings.Count(folded, " ") == 0 || !strings.Contains(text, " "+folded+" ") || slices.Contains(out, name) {
			continue // one word alone names nobody
		}
		if !slices.ContainsFunc(grounded, func(n Name) bool { return strings.Contains(" "+spaced(n.Name)+" ", " "+folded+" ") }) {
			out = append(out, name)
		}
	}
	return out
}

// spaced is a text in folded words with single spaces.
func spaced(text string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0x80 }), " ")
}

// plain are the versions as release has them.
func plain(all []Version) (out []release.Version) {
	for _, v := range all {
		out = append(out, v.Version)
	}
	return out
}

func pick(all []Version, list []release.Version) (out []Version) {
	for _, v := range list {
		out = append(out, all[slices.IndexFunc(all, func(o Version) bool { return o.No == v.No })])
	}
	return out
}

// Readable gives the versions that may be read at a moment, and what took the item
// down; see release.Readable.
func Readable(all []Version, at release.Moment) (list []Version, down *Version) {
	left, gone := release.Readable(plain(all), at)
	if gone != nil {
		down = &pick(all, []release.Version{*gone})[0]
	}
	return pick(all, left), down
}

// Waiting says whether a version waits for its moment.
func Waiting(all []Version, at release.Moment) bool { return release.Waiting(plain(all), at) }

// Find gives the version of a number, or that was to be read at the end of a day, or
// the newest.
func Find(list []Version, no int64, day period.Date) (v Version, newest, ok bool) {
	var found release.Version
	if no != 0 {
		found, newest, ok = release.Numbered(plain(list), no)
	} else {
		found, newest, ok = release.Known(plain(list), day)
	}
	if ok {
		v = pick(list, []release.Version{found})[0]
	}
	return v, newest, ok
}

// Moved is a figure of a text that the released year has otherwise now; Now is "" of
// one that is gone.
type Moved struct{ Was, Now string }

// Figured says whether kept words have a figure in them.
func Figured(kept string) bool { return strings.Contains(kept, "⟦") }
