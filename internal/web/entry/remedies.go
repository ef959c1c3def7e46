package entry

import (
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// fillRemedies adds the shortcomings the reader's units answer for, and the remedies
// they have to confirm.
func (s *server) fillRemedies(r *kit.Ask, v *Inbox) error {
	mine, err := s.App.MyShortcomings(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v.More = v.More || mine.More
	for _, g := range []struct {
		key, kind string
		rows      []shortcomings.Row
	}{{"web.inbox_remedies", "web.inbox_remedy", mine.Remedying}, {"web.inbox_confirms", "web.inbox_confirm", mine.Awaiting}} {
		group := TaskGroup{Title: i18n.T(r.Lang, g.key, "n", len(g.rows))}
		for _, row := range g.rows {
			why, status := i18n.T(r.Lang, "web.inbox_remedy_due", "due", row.Due, "product", row.Product), "running_on_time"
			if row.Behind > 0 {
				why, status = i18n.T(r.Lang, "web.inbox_remedy_late", "due", row.Due, "n", row.Behind, "product", row.Product), "running_late"
			}
			l := line{kind: i18n.T(r.Lang, g.kind), name: row.Statement, unit: row.Answers.Unit.Name, person: row.Answers.Person.Name, field: row.Field, due: row.Due, note: why}
			group.Rows = append(group.Rows, TaskLine{line: l, Link: page.Link{Text: row.Statement, URL: registers.Shortcoming(row.ID, "")}, Status: status, Why: why})
		}
		if len(group.Rows) > 0 {
			v.Remedies = append(v.Remedies, group)
		}
	}
	return nil
}
