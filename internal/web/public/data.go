package public

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/release"
	"dondoc/internal/web/kit"
)

// columns of the data, the same in CSV, JSON and dictionary, in this order for good.
var columns = []struct {
	name string
	of   func(Year, release.Row) string
}{
	{"id", func(_ Year, r release.Row) string { return string(r.ID) }},
	{"label", func(_ Year, r release.Row) string { return r.Label }},
	{"field", func(_ Year, r release.Row) string { return r.Field }},
	{"name", func(_ Year, r release.Row) string { return r.Name }},
	{"unit_of_measure", func(_ Year, r release.Row) string { return r.UnitOfMeasure }},
	{"direction", func(_ Year, r release.Row) string { return r.Direction }},
	{"plan", func(_ Year, r release.Row) string { return r.Plan }},
	{"actual", func(_ Year, r release.Row) string { return r.Actual }},
	{"percent", func(_ Year, r release.Row) string { return r.Percent }},
	{"class", func(_ Year, r release.Row) string { return string(r.Class) }},
	{"estimate", func(_ Year, r release.Row) string { return strconv.FormatBool(r.Estimate) }},
	{"illustrative", func(_ Year, r release.Row) string { return strconv.FormatBool(r.Illustrative) }},
	{"document", func(_ Year, r release.Row) string { return r.Number }},
	{"issuer", func(_ Year, r release.Row) string { return r.Issuer }},
	{"issued_on", func(_ Year, r release.Row) string { return string(r.IssuedOn) }},
	{"answers", func(_ Year, r release.Row) string { return r.Answers }},
	{"part_of", func(_ Year, r release.Row) string { return string(r.PartOf) }},
	{"newest", func(v Year, _ release.Row) string { return strconv.FormatBool(v.Newest) }},
}

// data gives a released year, or says that it was taken down.
func (s *server) data(r *kit.Ask) (Year, error) {
	v, err := s.asked(r)
	if err == nil && v.Down != nil {
		err = errs.New(errs.NotFound, "release.down", "notice", v.Down.Notice)
	}
	return v, err
}

func (s *server) csv(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.data(r)
	if err != nil {
		return err
	}
	sheet := exchange.Sheet{}
	for _, col := range columns {
		sheet.Header = append(sheet.Header, col.name)
	}
	for _, row := range v.Body.Rows {
		var line []any
		for _, col := range columns {
			line = append(line, col.of(v, row))
		}
		sheet.Rows = append(sheet.Rows, line)
	}
	var b bytes.Buffer
	if err := exchange.WriteCSV(&b, sheet); err != nil {
		return err
	}
	return s.Send(w, r, "text/csv; charset=utf-8", b.Bytes())
}

// whole is the data as JSON has it.
type whole struct {
	Unit         string                `json:"unit"`
	Name         string                `json:"name"`
	Cycle        string                `json:"cycle"`
	Version      int64                 `json:"version"`
	PublicOn     string                `json:"public_on"`
	Newest       bool                  `json:"newest"`
	Reached      int64                 `json:"reached"`
	Total        int64                 `json:"total"`
	Entries      int64                 `json:"entries"`
	Root         string                `json:"root"`
	Licence      string                `json:"licence"`
	Dictionary   string                `json:"dictionary"`
	Rows         []release.Row         `json:"rows"`
	Shortcomings []release.Shortcoming `json:"shortcomings"`
}

func (s *server) json(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.data(r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, whole{v.Code, v.Name, string(v.Cycle), v.No, string(v.Day(v.Version)), v.Newest, v.Reached, v.Total, v.Entries, v.Root,
		i18n.T(r.Lang, "public.licence"), s.whole(r, v.URL("dictionary.json")), v.Body.Rows, append([]release.Shortcoming{}, v.Body.Shortcomings...)})
}

// dictionary says what each column is, in both languages.
func (s *server) dictionary(w http.ResponseWriter, r *kit.Ask) error {
	if _, err := s.data(r); err != nil {
		return err
	}
	type column struct {
		Name string `json:"name"`
		Vi   string `json:"vi"`
		En   string `json:"en"`
	}
	out := []column{}
	for _, c := range columns {
		out = append(out, column{c.name, i18n.T(i18n.Vietnamese, "public.data_"+c.name), i18n.T(i18n.English, "public.data_"+c.name)})
	}
	return s.sendJSON(w, r, map[string]any{"columns": out})
}

func (s *server) sendJSON(w http.ResponseWriter, r *kit.Ask, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return s.Send(w, r, "application/json; charset=utf-8", b.Bytes())
}

// shared lets pages of others read an answer.
func shared(do kit.Handler) kit.Handler {
	return func(w http.ResponseWriter, r *kit.Ask) error {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		return do(w, r)
	}
}
