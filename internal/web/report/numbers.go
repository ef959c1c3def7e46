package report

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// NumbersPage is a body's register of the numbers of its papers.
type NumbersPage struct {
	page.Frame
	Series []NumberSeries
	None   page.Empty
	Form   page.Form // empty where who reads may not give one
}

// NumberSeries is the numbers of a year or a term, of one kind.
type NumberSeries struct {
	Title   string
	Missing string // numbers the register has no entry of
	Rows    []NumberRow
}

// NumberRow is one number; Cancel and Correct are its own small forms.
type NumberRow struct {
	Symbol, Title, By, Cancelled string
	Was                          []string // what it said before it was put right
	On                           period.Date
	Paper                        page.Link
	Cancel, Correct              page.Form
}

// numbers shows the register, gives a number to a paper made elsewhere, or cancels one.
func (s *server) numbers(w http.ResponseWriter, r *kit.Ask) error {
	code := r.PathValue("code")
	kept, err := s.App.PaperNumbers(r.Context(), r.User.Actor, code)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return err
	}
	year := period.Cycle(string(s.Today())[:4])
	v := NumbersPage{Frame: s.Frame(r, d, unit, year, i18n.T(r.Lang, "web.numbers_title")), None: page.Empty{What: phrase.New("web.numbers_none"), Hint: phrase.New("web.numbers_none_hint")}}
	v.Crumbs = []page.Link{{Text: v.T("web.paper_report"), URL: registers.Paper(code, year, "", "")}}
	v.fill(code, kept)
	v.Sign()
	if kept.May {
		v.Form = page.Form{Action: registers.Numbers(code), Submit: v.T("web.numbers_give"), Lead: v.T("web.numbers_lead"), Fields: []page.Field{
			{Name: "kind", Label: v.T("web.numbers_kind"), Hint: v.T("web.numbers_kind_hint"), Required: true, Value: r.Typed("kind", "")},
			{Name: "title", Label: v.T("web.numbers_of"), Required: true, Wide: true, Value: r.Typed("title", "")},
			{Kind: "date", Name: "on", Label: v.T("web.numbers_on"), Required: true, Value: r.Typed("on", s.Today().Say(""))},
			{Name: "no", Label: v.T("web.numbers_no"), Hint: v.T("web.numbers_no_hint"), Value: r.Typed("no", "")},
			{Name: "sign", Label: v.T("web.numbers_sign"), Hint: v.T("web.numbers_sign_hint"), Value: r.Typed("sign", kept.Sign)},
			{Name: "series", Label: v.T("web.numbers_series"), Hint: v.T("web.numbers_series_hint"), Value: r.Typed("series", "")}}}
	}
	status := http.StatusOK
	if r.Method == http.MethodPost {
		done, err := s.changeNumbers(r, code)
		if err == nil {
			return s.Redirect(w, r, registers.Numbers(code), done)
		}
		ok := false
		if status, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, status, v.Page())
}

// changeNumbers does what was sent.
func (s *server) changeNumbers(r *kit.Ask, code string) (done string, err error) {
	if text := r.PostFormValue("cancel"); text != "" {
		no, err := numberIn(text)
		if err != nil {
			return "", err
		}
		return "number_cancelled", s.App.CancelNumber(r.Context(), r.User.Actor, reports.WhichNumber{Unit: code, Series: r.PostFormValue("series"), Kind: r.PostFormValue("kind"), No: no, Reason: r.PostFormValue("reason")})
	}
	if text := r.PostFormValue("correct"); text != "" {
		no, err := numberIn(text)
		if err != nil {
			return "", err
		}
		of := reports.WhichNumber{Unit: code, Series: r.PostFormValue("series"), Kind: r.PostFormValue("kind"), No: no, Reason: r.PostFormValue("reason")}
		var said reports.NewNumber
		if err := readNumber(r, &said); err != nil {
			return "", err
		}
		_, err = s.App.CorrectNumber(r.Context(), r.User.Actor, reports.NumberCorrection{WhichNumber: of, Sign: said.Sign, Title: said.Title, On: said.On})
		return "number_corrected", err
	}
	in := reports.NewNumber{Query: reports.Query{Unit: code}}
	if err := readNumber(r, &in); err != nil {
		return "", err
	}
	_, err = s.App.NumberPaper(r.Context(), r.User.Actor, in)
	return "number_given", err
}

// readNumber reads what a form says of a number.
func readNumber(r *kit.Ask, in *reports.NewNumber) (err error) {
	in.Kind, in.Title, in.Sign, in.Series = r.PostFormValue("kind"), r.PostFormValue("title"), r.PostFormValue("sign"), r.PostFormValue("series")
	if in.No, err = numberIn(r.PostFormValue("no")); err != nil {
		return err
	}
	if text := r.PostFormValue("on"); text != "" {
		if in.On, err = period.ParseDate(text); err != nil {
			return errs.New(errs.Invalid, "report.number_day").In("on")
		}
	}
	return nil
}

func numberIn(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, errs.New(errs.Invalid, "report.number_no").In("no")
	}
	return n, nil
}

func (v *NumbersPage) fill(code string, kept reports.Numbers) {
	for _, n := range kept.Rows {
		at := len(v.Series) - 1
		title := v.T("web.numbers_series_of", "kind", n.Kind, "series", n.Series)
		if at < 0 || v.Series[at].Title != title {
			s := NumberSeries{Title: title}
			if missing := edit.Missing(kept.Rows, n.Series, n.Kind); len(missing) > 0 {
				s.Missing = v.T("web.numbers_missing", "numbers", strings.Join(missing, ", "))
			}
			v.Series = append(v.Series, s)
			at++
		}
		row := NumberRow{Symbol: n.Symbol(kept.Party), Title: n.Title, On: n.On, By: v.T("web.forms_by", "by", n.ByName, "at", v.Moment(n.At))}
		if n.Version > 0 {
			lang := n.Paper.Lang
			if lang == string(v.Lang) {
				lang = "" // it was frozen in the language that is read
			}
			q := reports.Query{Field: n.Paper.Field, Head: string(n.Paper.Head), Span: reports.Span{Template: n.Paper.Template, No: n.Paper.No}}
			row.Paper = page.Link{Text: n.Title, URL: registers.Paper(code, n.Paper.Cycle, "", "", append(pairs(q), "version", strconv.FormatInt(n.Version, 10), "lang", lang)...)}
		}
		switch {
		case n.Cancelled != "":
			row.Cancelled = v.T("web.numbers_cancelled", "why", n.Cancelled, "by", n.CancelledBy)
		case kept.May:
			row.Cancel = page.Form{Action: registers.Numbers(code), Submit: v.T("web.numbers_cancel"), Fields: []page.Field{{Kind: "hidden", Name: "cancel", Value: strconv.Itoa(n.No)},
				{Kind: "hidden", Name: "series", Value: n.Series}, {Kind: "hidden", Name: "kind", Value: n.Kind}}}
			row.Correct = v.correct(code, n, row.Symbol)
		}
		for _, w := range n.Was {
			before := n
			before.Sign = w.Sign
			row.Was = append(row.Was, v.T("web.numbers_was", "symbol", before.Symbol(kept.Party), "on", w.On, "title", w.Title, "why", w.Reason, "by", v.T("web.forms_by", "by", w.ByName, "at", v.Moment(w.At))))
		}
		v.Series[at].Rows = append(v.Series[at].Rows, row)
	}
}

// correct is the form that puts an entry right; a report keeps its own title.
func (v *NumbersPage) correct(code string, n edit.Numbered, symbol string) page.Form {
	hidden := func(name, value string) page.Field { return page.Field{Kind: "hidden", Name: name, Value: value} }
	f := page.Form{Action: registers.Numbers(code), Submit: v.T("web.numbers_correct_of", "symbol", symbol), Fields: []page.Field{hidden("correct", strconv.Itoa(n.No)), hidden("series", n.Series), hidden("kind", n.Kind)}}
	if n.Version == 0 {
		f.Fields = append(f.Fields, page.Field{Name: "title", Label: v.T("web.numbers_of"), Value: n.Title, Wide: true})
	}
	f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "on", Label: v.T("web.numbers_on"), Value: n.On.Say("")}, page.Field{Name: "sign", Label: v.T("web.numbers_sign"), Value: n.Sign},
		page.Field{Name: "reason", Label: v.T("web.numbers_reason"), Required: true})
	return f
}

// number gives a frozen version its number.
func (s *server) number(w http.ResponseWriter, r *kit.Ask) error {
	q, err := asked(r)
	if err != nil {
		return err
	}
	in := reports.NewNumber{Query: q}
	if in.Version, err = strconv.ParseInt(cmp.Or(r.FormValue("version"), "0"), 10, 64); err != nil {
		return errs.New(errs.Invalid, "report.frozen_unknown", "version", 0).In("version")
	}
	if err := readNumber(r, &in); err != nil {
		return err
	}
	if _, err = s.App.NumberPaper(r.Context(), r.User.Actor, in); err != nil {
		return err
	}
	return s.Redirect(w, r, registers.Paper(q.Unit, q.Cycle, "", "", append(pairs(q), "version", strconv.FormatInt(in.Version, 10))...), "number_given")
}

// numberURL is where a frozen version is given its number; "" where it has one, or
// for who may not.
func (v Paper) numberURL() string {
	if v.Kept == nil || !v.May || v.Kept.Number != nil {
		return ""
	}
	return registers.PaperWords(v.Board.Unit.Code, v.Query.Cycle, "number", append(pairs(v.Query), "version", strconv.FormatInt(v.Kept.Version, 10))...)
}
