package kit

import (
	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/web/kit/page"
)

// Needs refuses a form to who may use it nowhere: forms list names.
func Needs(d *desk.Directory, action access.Action) error {
	return d.Anywhere(action)
}

// PersonField chooses a person: those with a post in a unit where the reader
// may do the action, and those who never had a post. nobody is what none is called.
func (s *Server) PersonField(r *Ask, d *desk.Directory, action access.Action, label, nobody string) page.Field {
	f := page.Field{Kind: "select", Name: "person", Label: i18n.T(r.Lang, label), Options: []page.Option{{Value: "", Text: i18n.T(r.Lang, nobody)}}}
	placed, managed := map[id.ID]bool{}, map[id.ID]bool{}
	mayIn := map[id.ID]bool{}
	for _, a := range d.Appointments {
		post, _ := d.Post(a.Post)
		may, known := mayIn[post.Unit]
		if !known {
			may = d.Can(action, post.Unit)
			mayIn[post.Unit] = may
		}
		placed[a.Person], managed[a.Person] = true, managed[a.Person] || may
	}
	for _, p := range d.People {
		if !placed[p.ID] || managed[p.ID] {
			f.Options = append(f.Options, page.Option{Value: string(p.ID), Text: p.Name, Selected: r.FormValue("person") == string(p.ID)})
		}
	}
	return f
}
