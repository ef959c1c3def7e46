package dhis2_test

import (
	"bytes"
	"reflect"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/period"
)

func TestReadJSON(t *testing.T) {
	s, err := dhis2.ReadJSON([]byte("\ufeff" + `{"dataSet":"x","completeDate":"2014-02-03","period":"201401","orgUnit":"DiszpKrYNg8","dataValues":[
		{"dataElement":"f7n9E0hX8qk","value":"1","categoryOptionCombo":"HllvX50cXC0","followup":false},{"dataElement":"Ix2HsbDMLea","value":"2","comment":"ghi chú"}]}`))
	if err != nil || s.Period != "201401" || len(s.Values) != 2 || s.Values[1].Comment != "ghi chú" || !dhis2.Whole(s.Values[0].Option) {
		t.Errorf("%+v, %v", s, err)
	}
	for _, bad := range []string{``, `[]`, `{`, `{"dataValues":[]}`, `{}`, `{"dataValues":[{"dataElement":"a","value":1}]}`, `{"dataValues":[{"value":"1"}]} x`, `{"attributeOptionCombo":"female","dataValues":[{"value":"1"}]}`, `{"dataValues":[{"value":"1","sex":"nữ"}]}`} {
		if _, err := dhis2.ReadJSON([]byte(bad)); !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestReadCSV reads the forms of the specification: with a header in any order,
// without one, and quoted; a column that is not of the form is not passed over.
func TestReadCSV(t *testing.T) {
	want := []dhis2.Value{{DataElement: "a", Period: "2017-01", OrgUnit: "u", Value: "2"}, {DataElement: "b", Period: "201702", OrgUnit: "v", Value: "3"}}
	for what, text := range map[string]string{
		"a header":  "\"dataelement\",    \"period\",    \"orgunit\",       \"value\"\n\"a\",    \"2017-01\",   \"u\",   \"2\"\nb,201702,v,3\n",
		"its order": "\ufeffvalue,orgunit,dataelement,period\r\n2,u,a,2017-01\r\n3,v,b,201702\r\n",
		"no header": "a,2017-01,u,,,2\nb,201702,v,,,3,,,,false\n",
	} {
		if s, err := dhis2.ReadCSV([]byte(text)); err != nil || !reflect.DeepEqual(s.Values, want) {
			t.Errorf("%s: %+v, %v", what, s.Values, err)
		}
	}
	for _, bad := range []string{"", "dataelement,period,orgunit,value\n", "dataelement,sex,value\na,nữ,3\n", "a,2017-01,u,,,2,,,,,,thừa\n", "\"a,b\n", "a\xff,1"} {
		if s, err := dhis2.ReadCSV([]byte(bad)); !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %+v %v", bad, s, err)
		}
	}
}

func TestWriteIsRead(t *testing.T) {
	s := dhis2.Set{Values: []dhis2.Value{{DataElement: "Tỷ lệ, hộ nghèo", Period: "202306", OrgUnit: "ngan-son", Value: "24.472", Comment: "dòng 1\ndòng 2", FollowUp: true}}}
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got, err := dhis2.ReadCSV(b.Bytes()); err != nil || !reflect.DeepEqual(got.Values, s.Values) {
		t.Errorf("%+v %v", got, err)
	}
}

func TestMonthAndFigure(t *testing.T) {
	for text, want := range map[string]period.Month{"202306": "2023-06", "2023-06": "2023-06", "2023": "", "2023Q2": "", "202313": "", "2023W12": "", "20230601": "", "": "", "2023/06": ""} {
		if got, ok := dhis2.Month(text); got != want && ok || ok != (want != "") {
			t.Errorf("%q: %q %v", text, got, ok)
		}
	}
	for text, want := range map[string]bool{"24.472": true, "-3": true, "0": true, "4,5": false, "1.234.567": false, "true": false, "": false, "1e3": false, "12 ha": false} {
		if _, ok := dhis2.Figure(text); ok != want {
			t.Errorf("%q: %v", text, ok)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("dataelement,period,orgunit,value\na,201701,u,2\n"))
	f.Add([]byte(`{"dataValues":[{"dataElement":"a","value":"1"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, read := range []func([]byte) (dhis2.Set, error){dhis2.ReadCSV, dhis2.ReadJSON} {
			if s, err := read(text); err == nil && len(s.Values) == 0 {
				t.Error("an empty set is read")
			}
		}
	})
}
