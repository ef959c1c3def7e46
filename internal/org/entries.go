package org

import (
	"strconv"

	"dondoc/internal/amend"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Entries gives what is said of a unit for a stretch of dates, as it may be
// put right. "from" also names the version.
func (v Version) Entries() amend.Fields {
	return amend.Fields{"code": v.Code, "from": string(v.From), "name": v.Name, "kind": v.Kind, "parent": string(v.Parent),
		"official": v.Official, "place": strconv.Itoa(v.Order), "decision": v.Decision}
}

// Entered gives the version with some of its entries as given.
func (v Version) Entered(some amend.Fields) Version {
	for name, text := range some {
		switch name {
		case "code":
			v.Code = text
		case "from":
			v.From = period.Date(text)
		case "name":
			v.Name = text
		case "kind":
			v.Kind = text
		case "parent":
			v.Parent = id.ID(text)
		case "official":
			v.Official = text
		case "place":
			v.Order, _ = strconv.Atoi(text) // written by Entries
		case "decision":
			v.Decision = text
		}
	}
	return v
}

// Entries gives what is said of a post.
func (p Post) Entries() amend.Fields {
	return amend.Fields{"title": p.Title, "head": strconv.FormatBool(p.Head)}
}

// Entered gives the post with some of its entries as given.
func (p Post) Entered(some amend.Fields) Post {
	if t, said := some["title"]; said {
		p.Title = t
	}
	if h, said := some["head"]; said {
		p.Head = h == "true"
	}
	return p
}

// Entries gives what is said of a tenure.
func (a Appointment) Entries() amend.Fields {
	return amend.Fields{"person": string(a.Person), "capacity": string(a.Capacity), "decision": a.Decision, "from": string(a.From), "to": string(a.To)}
}

// Entered gives the tenure with some of its entries as given.
func (a Appointment) Entered(some amend.Fields) Appointment {
	for name, text := range some {
		switch name {
		case "person":
			a.Person = id.ID(text)
		case "capacity":
			a.Capacity = Capacity(text)
		case "decision":
			a.Decision = text
		case "from":
			a.From = period.Date(text)
		case "to":
			a.To = period.Date(text)
		}
	}
	return a
}
