package entry

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target/typed"
	"dondoc/internal/web/kit"
)

// typedRow reads a row of the form; false where the form does not have it.
func typedRow(r *kit.Ask, name string) (figures.TypedRow, bool) {
	if !r.PostForm.Has("value-" + name) {
		return figures.TypedRow{}, false
	}
	field := func(of string) string { return strings.TrimSpace(r.PostFormValue(of + "-" + name)) }
	row := figures.TypedRow{Row: typed.Row{Target: id.ID(name), Text: field("value"), Note: field("note"), Meant: field("meant"),
		Within: field("scope") == "month", Estimate: field("estimate") == "1", Seen: id.ID(field("seen"))}}
	if ms, err := strconv.ParseInt(field("kept"), 10, 64); err == nil && ms > 0 {
		row.Kept = time.UnixMilli(ms)
	}
	row.Over = !r.PostForm.Has("kept-" + name)
	was := field("was")
	row.Still = was != "" && was == rowPrint(row.Text, row.Note, row.Within, row.Estimate) && row.Meant == ""
	if was == "" { // a form of another make says nothing of what stood there
		row.Still = row.Text == "" && row.Note == ""
	}
	return row, true
}

// unpack opens a form that came as one text beside its files, as scripts send a
// long one: a body with files has a bound on its parts (dondocPacked in swap.js).
func unpack(r *kit.Ask) error {
	if r.MultipartForm == nil || !r.PostForm.Has("packed") {
		return nil
	}
	rest, err := url.ParseQuery(r.PostForm.Get("packed"))
	if err != nil {
		return errs.New(errs.Invalid, "web.form_broken").Because(err)
	}
	for name, values := range rest {
		r.PostForm[name], r.Form[name] = values, values
	}
	return nil
}

// rowPrint is what a row says, short: the same as it was shown means that nobody
// changed it.
func rowPrint(text, note string, within, estimate bool) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{strings.TrimSpace(text), strings.TrimSpace(note), strconv.FormatBool(within), strconv.FormatBool(estimate)}, "\x00")))
	return hex.EncodeToString(sum[:5])
}

// typedSheet reads the rows of the form that are of the sheet, and where only
// some are ticked the others apart.
func typedSheet(r *kit.Ask, sh sheet, ticked bool) (all, rest figures.TypedSheet) {
	all = figures.TypedSheet{Unit: r.PathValue("code"), Month: sh.month, Once: r.PostFormValue("once")}
	rest = figures.TypedSheet{Unit: all.Unit, Month: all.Month}
	for _, row := range sh.now.Rows {
		name := string(row.Target.ID)
		t, ok := typedRow(r, name)
		switch {
		case !ok:
		case ticked && r.PostFormValue("tick-"+name) != "1":
			rest.Rows = append(rest.Rows, t)
		default:
			all.Rows = append(all.Rows, t)
		}
	}
	return all, rest
}

// draft keeps what is typed, and answers with the line that says so and with
// what each row comes to.
func (s *server) draft(w http.ResponseWriter, r *kit.Ask) error {
	if err := kit.ParseForm(r); err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	sh, err := s.place(r, d)
	if err != nil {
		return err
	}
	in := figures.TypedSheet{Unit: r.PathValue("code"), Month: sh.month}
	for field := range r.PostForm {
		if name, ok := strings.CutPrefix(field, "value-"); ok {
			if t, ok := typedRow(r, name); ok && id.ID(name).Valid() {
				t.Still = false
				in.Rows = append(in.Rows, t)
			}
		}
	}
	kept, err := s.App.KeepTyped(r.Context(), r.User.Actor, in)
	if err != nil {
		return err
	}
	v := Kept{Frame: s.PlainFrame(r), Clock: clock(kept.At, s.Today())}
	for _, t := range in.Rows {
		v.Rows = append(v.Rows, s.keptRow(r, t, kept))
	}
	return s.Show(w, r, http.StatusOK, v.Fragment())
}
