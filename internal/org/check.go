package org

import (
	"regexp"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

var codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// CheckVersion says whether v may join the versions already known: its form is
// right, its parent stands throughout its first day, it does not stand under
// itself, and no other unit carries its code.
func CheckVersion(v Version, known []Version) error {
	var list errs.List
	if !codeForm.MatchString(v.Code) || len(v.Code) > 60 {
		list = append(list, errs.New(errs.Invalid, "org.code_form", "code", v.Code).In("code"))
	}
	if strings.TrimSpace(v.Name) == "" {
		list = append(list, errs.New(errs.Invalid, "org.name_empty").In("name"))
	}
	if !validKind(v.Kind) {
		list = append(list, errs.New(errs.Invalid, "org.kind_unknown", "kind", v.Kind).In("kind"))
	}
	if v.From == "" || v.From >= v.To {
		list = append(list, errs.New(errs.Invalid, "org.range_empty").In("from"))
	}
	for _, k := range known {
		if k.Code == v.Code && k.ID != v.ID {
			list = append(list, errs.New(errs.Conflict, "org.code_taken", "code", v.Code, "name", k.Name).In("code"))
			break
		}
	}
	tree := TreeOn(known, v.From)
	if v.Parent != "" {
		if _, ok := tree.Unit(v.Parent); !ok {
			list = append(list, errs.New(errs.Invalid, "org.parent_absent", "date", v.From).In("parent"))
		}
		for _, above := range tree.Path(v.Parent) {
			if above == v.ID {
				list = append(list, errs.New(errs.Invalid, "org.parent_circle").In("parent"))
			}
		}
	}
	return list.OrNil()
}

func validKind(kind string) bool {
	for _, k := range Kinds() {
		if k == kind {
			return true
		}
	}
	return false
}

// CheckAppointment says whether a may be recorded beside the others of its
// post: the range is not empty, the capacity is known, and no other substantive
// holder stands in the post at the same time.
func CheckAppointment(a Appointment, others []Appointment) error {
	if a.From == "" || a.From >= a.To {
		return errs.New(errs.Invalid, "org.range_empty").In("from")
	}
	if !a.Capacity.Valid() {
		return errs.New(errs.Invalid, "org.capacity_unknown", "capacity", string(a.Capacity)).In("capacity")
	}
	for _, o := range others {
		if o.Post == a.Post && o.ID != a.ID && o.Overlaps(a.Range) && o.Capacity != Acting && a.Capacity != Acting {
			held := errs.New(errs.Conflict, "org.post_held", "from", o.From, "to", o.To)
			if o.To == period.Forever {
				held = errs.New(errs.Conflict, "org.post_held_since", "from", o.From)
			}
			return held.In("from").Try("org.post_held_hint")
		}
	}
	return nil
}

// Tenures gives the appointments of one person, the latest first.
func Tenures(appointments []Appointment, person id.ID) []Appointment {
	var out []Appointment
	for _, a := range appointments {
		if a.Person == person {
			out = append(out, a)
		}
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].From > out[j-1].From; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// Until closes a range on the day another begins, for a hand-over.
func Until(r period.Range, day period.Date) period.Range {
	if day < r.To {
		r.To = day
	}
	return r
}
