package later

import (
	"encoding/json"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// TestFaultsAreKeptWhole: what is said of a file is the same before and after it was
// kept, whatever kinds of values it names.
func TestFaultsAreKeptWhole(t *testing.T) {
	for _, e := range []*errs.Error{
		errs.New(errs.Invalid, "app.import_other_year", "year", "2030", "cycle", period.Cycle("2026")),
		errs.New(errs.Forbidden, "access.forbidden", "action", access.ManageTargets),
		errs.New(errs.Invalid, "app.import_twice", "name", "Đàn bò", "row", 3),
		errs.New(errs.Invalid, "period.month_unread", "text", []string{"a", "b"}),
		errs.New(errs.Invalid, "app.taken_row", "name", "x", "what", errs.New(errs.Invalid, "app.import_no_name").What),
	} {
		raw, err := json.Marshal(faultOf(e))
		if err != nil {
			t.Fatal(err)
		}
		var kept Fault
		if err := json.Unmarshal(raw, &kept); err != nil {
			t.Fatal(err)
		}
		for _, lang := range []i18n.Lang{i18n.Vietnamese, i18n.English} {
			if was, is := i18n.Say(lang, e.What), i18n.Say(lang, kept.Said.Phrase()); is != was {
				t.Errorf("%s: %q, kept as %q", e.What.Key, was, is)
			}
		}
	}
}
