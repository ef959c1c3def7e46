package task

import (
	"maps"
	"strconv"
	"strings"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Entries gives what is said of a task, as it may be put right.
func (t Task) Entries() amend.Fields {
	out := amend.Fields{"name": t.Name, "product": t.Product, "authority": t.Authority, "deadline": t.Deadline.Text, "due": string(t.First),
		"lead": string(t.Lead), "lead_text": t.LeadText, "document": string(t.Document), "provision": t.Provision,
		"label": t.Label, "field": t.Field, "programme": t.Programme, "followed_by": t.FollowedBy, "source": t.Source}
	for i, p := range t.Partners {
		at := strconv.Itoa(i + 1)
		out["partner_"+at] = string(p.Unit)
		if p.Unit == "" {
			out["partner_"+at] = p.Text
		}
		out["partner_part_"+at] = strings.TrimSpace(p.Part + " " + string(p.Due))
	}
	return out
}

// Entered is the task as it was entered: with what the entries before a
// correction say of it.
func (t Task) Entered(before amend.Fields) Task {
	for key, to := range map[string]*string{"name": &t.Name, "product": &t.Product, "authority": &t.Authority, "deadline": &t.Deadline.Text, "lead_text": &t.LeadText,
		"provision": &t.Provision, "label": &t.Label, "field": &t.Field, "programme": &t.Programme, "followed_by": &t.FollowedBy, "source": &t.Source} {
		if said, is := before[key]; is {
			*to = said
		}
	}
	if due, is := before["due"]; is {
		t.First = period.Date(due)
	}
	if document, is := before["document"]; is {
		t.Document = id.ID(document)
	}
	if lead, is := before["lead"]; is {
		t.Lead, t.Post = id.ID(lead), ""
	}
	all := t.Entries()
	maps.Copy(all, before)
	t.Partners = nil
	for n := 1; all["partner_"+strconv.Itoa(n)] != ""; n++ {
		at := strconv.Itoa(n)
		p := Partner{Text: all["partner_"+at], Part: all["partner_part_"+at]}
		if u := id.ID(p.Text); u.Valid() {
			p.Unit, p.Text = u, ""
		}
		t.Partners = append(t.Partners, p)
	}
	return t
}

// CheckPartners refuses a coordinating unit that leads the task itself, or
// stands there twice.
func (t Task) CheckPartners() error {
	var list errs.List
	for i, p := range t.Partners {
		at := "partner-" + strconv.Itoa(i+1)
		if p.Unit != "" && p.Unit == t.Lead {
			list = append(list, errs.New(errs.Invalid, "task.partner_leads").In(at))
		}
		for _, other := range t.Partners[:i] {
			if p.Unit != "" && p.Unit == other.Unit {
				list = append(list, errs.New(errs.Invalid, "task.partner_twice").In(at))
			}
		}
	}
	return list.OrNil()
}
