// Package dhis2 reads and writes sets of data values in the form of DHIS2 ("data
// value sets", JSON and CSV; DHIS2 developer guide, chapter Data): by it the
// software of another office gives figures and takes them.
package dhis2

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Set is a set of data values. Period and OrgUnit hold for values that name none.
type Set struct {
	DataSet             string  `json:"dataSet,omitempty"`
	CompleteDate        string  `json:"completeDate,omitempty" doc:"says nothing here: a month is closed by its schedule"`
	Period              string  `json:"period,omitempty"`
	OrgUnit             string  `json:"orgUnit,omitempty"`
	DataElementIDScheme string  `json:"dataElementIdScheme,omitempty" enum:"id,code,name"`
	OrgUnitIDScheme     string  `json:"orgUnitIdScheme,omitempty" enum:"id,code,name"`
	DryRun              bool    `json:"dryRun,omitempty"`
	ImportStrategy      string  `json:"importStrategy,omitempty" enum:"CREATE,UPDATE,CREATE_AND_UPDATE,DELETE"`
	Values              []Value `json:"dataValues"`
}

// Value is one: a figure of an indicator, a unit and a month.
type Value struct {
	DataElement string `json:"dataElement"`
	Period      string `json:"period,omitempty"`
	OrgUnit     string `json:"orgUnit,omitempty"`
	Option      string `json:"categoryOptionCombo,omitempty"`
	Attribute   string `json:"attributeOptionCombo,omitempty"`
	Value       string `json:"value"`
	StoredBy    string `json:"storedBy,omitempty"`
	LastUpdated string `json:"lastUpdated,omitempty"`
	Created     string `json:"created,omitempty"`
	Comment     string `json:"comment,omitempty"`
	FollowUp    bool   `json:"followup,omitempty"`
	Deleted     bool   `json:"deleted,omitempty"`
}

// Most is how many values a set may have.
const Most = 100_000

// ReadJSON reads a set. A member that is not known (attributeOptionCombo of the whole
// set, attributeCategoryOptions, idScheme) would change what the values mean: it is
// refused by name, never passed over.
func ReadJSON(text []byte) (Set, error) {
	var s Set
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
			return s, errs.New(errs.Invalid, "exchange.dhis2_member", "name", strings.Trim(name, `"`)).Because(err)
		}
		return s, errs.New(errs.Invalid, "exchange.dhis2_json").Because(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return s, errs.New(errs.Invalid, "exchange.dhis2_json")
	}
	return s, s.check()
}

func (s Set) check() error {
	switch {
	case len(s.Values) == 0:
		return errs.New(errs.Invalid, "exchange.dhis2_empty")
	case len(s.Values) > Most:
		return errs.New(errs.TooMany, "exchange.dhis2_many", "most", Most, "n", len(s.Values))
	}
	return nil
}

// columns are the columns of the CSV form, in its order.
var columns = []string{"dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value", "storedby", "lastupdated", "comment", "followup", "deleted"}

// ReadCSV reads the CSV form: by its header where the first row is one, else by
// the order of the specification. A row's place is its place among the values.
func ReadCSV(text []byte) (Set, error) {
	var s Set
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		return s, errs.New(errs.Invalid, "exchange.dhis2_csv")
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	rows, err := r.ReadAll()
	if err != nil {
		return s, errs.New(errs.Invalid, "exchange.dhis2_csv").Because(err)
	}
	order := columns
	if len(rows) > 0 && isHead(rows[0]) {
		order = nil
		for _, name := range rows[0] {
			order = append(order, strings.ToLower(strings.TrimSpace(name)))
		}
		rows = rows[1:]
	}
	for i, row := range rows {
		v, err := valueOf(order, row)
		if err != nil {
			return s, errs.New(errs.Invalid, "exchange.dhis2_column", "text", err.Error()).AtRow(i+1, "")
		}
		s.Values = append(s.Values, v)
	}
	return s, s.check()
}

func isHead(row []string) bool {
	for _, cell := range row {
		if strings.EqualFold(strings.TrimSpace(cell), "dataelement") {
			return true
		}
	}
	return false
}

// noColumn is a cell of a column that the form does not know.
type noColumn string

func (n noColumn) Error() string { return string(n) }

func valueOf(order, row []string) (Value, error) {
	var v Value
	for i, cell := range row {
		cell = strings.TrimSpace(cell)
		name := ""
		if i < len(order) {
			name = order[i]
		}
		switch name {
		case "dataelement", "data_element":
			v.DataElement = cell
		case "period":
			v.Period = cell
		case "orgunit", "org_unit":
			v.OrgUnit = cell
		case "categoryoptioncombo":
			v.Option = cell
		case "attributeoptioncombo":
			v.Attribute = cell
		case "value":
			v.Value = cell
		case "storedby":
			v.StoredBy = cell
		case "lastupdated", "timestamp":
			v.LastUpdated = cell
		case "comment":
			v.Comment = cell
		case "followup":
			v.FollowUp = strings.EqualFold(cell, "true")
		case "deleted":
			v.Deleted = strings.EqualFold(cell, "true")
		default:
			if cell != "" {
				return v, noColumn(cell)
			}
		}
	}
	return v, nil
}

// Write gives a set in the CSV form.
func (s Set) Write(to io.Writer) error {
	w := csv.NewWriter(to)
	rows := [][]string{columns}
	for _, v := range s.Values {
		rows = append(rows, []string{v.DataElement, v.Period, v.OrgUnit, v.Option, v.Attribute, v.Value, v.StoredBy, v.LastUpdated, v.Comment, strconv.FormatBool(v.FollowUp), ""})
	}
	return w.WriteAll(rows)
}

// Month reads a period that is a month: "202306", "2023-06". Years, quarters and
// weeks are none.
func Month(text string) (period.Month, bool) {
	switch {
	case len(text) == 6 && digits(text):
		text = text[:4] + "-" + text[4:]
	case len(text) == 7 && digits(text[:4]) && text[4] == '-' && digits(text[5:]):
	default:
		return "", false
	}
	m, err := period.ParseMonth(text)
	return m, err == nil
}

func digits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// Period writes a month as DHIS2 does.
func Period(m period.Month) string { return strings.Replace(string(m), "-", "", 1) }

// Figure reads a value: a plain number with a point, as the form has it. "4,5" and
// "1.234.567" are none: what they mean is not guessed.
func Figure(text string) (measure.Decimal, bool) {
	d, err := measure.ParseDecimal(text)
	return d, err == nil && text != ""
}

// Whole says whether a combination of categories stands for all: a value that is
// of one category only is a part of the figure.
func Whole(combo string) bool {
	return combo == "" || combo == "HllvX50cXC0" || strings.EqualFold(combo, "default") // the identifier of DHIS2's own default
}
