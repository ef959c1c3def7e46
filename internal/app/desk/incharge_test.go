package desk_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/units"
	"dondoc/internal/org"
)

// Where a unit has no head in office, its deputy in charge answers; a deputy who
// is not in charge does not, and a head comes first.
func TestDeputyInCharge(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	answers := func(on string) string {
		w.On("2023-07-06")
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		r := d.Answering(w.Commune, "", "2023-07-06")
		return r.Person.Name + "/" + r.Post.Title + "/" + on
	}
	post := func(title string, head bool, name string) {
		p := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.Commune, title, head))(t)
		if name == "" {
			return
		}
		who := apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, name, true))(t)
		apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: who, Post: p, Capacity: org.Acting, Decision: "1/QĐ", From: "2023-01-01"}))(t)
	}
	post("Trưởng phòng", true, "")
	post("Phó Trưởng phòng", false, "Lý Văn Hai")
	if got := answers("vacant"); got != "/Trưởng phòng/vacant" {
		t.Error(got)
	}
	post("Phó Trưởng phòng phụ trách", false, "Ma Thị Ba")
	if got := answers("in charge"); got != "Ma Thị Ba/Phó Trưởng phòng phụ trách/in charge" {
		t.Error(got)
	}
	d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
	if r := d.Answering(w.Department, w.HeadPost, "2023-07-06"); r.Person.Name != "Nguyễn Văn Mẫu" {
		t.Errorf("a head in office: %+v", r.Person)
	}
}
