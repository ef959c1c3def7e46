package task

import (
	"strconv"
	"strings"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
)

// Entries gives what is said of a task, as it may be put right.
func (t Task) Entries() amend.Fields {
	out := amend.Fields{"name": t.Name, "product": t.Product, "authority": t.Authority, "deadline": t.Deadline.Text, "due": string(t.First),
		"lead": string(t.Lead), "lead_text": t.LeadText, "document": string(t.Document), "provision": t.Provision,
		"label": t.Label, "field": t.Field, "followed_by": t.FollowedBy, "source": t.Source}
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
