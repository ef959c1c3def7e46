package token_test

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/access/token"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// What a token reaches is never more than its owner and never beyond its unit.
func TestNarrow(t *testing.T) {
	paths := map[id.ID][]id.ID{"province": {"province"}, "district": {"district", "province"}, "commune": {"commune", "district", "province"}, "other": {"other", "province"}}
	path := func(u id.ID) []id.ID { return paths[u] }
	grants := []access.Grant{{Role: access.Officer, Unit: "province"}, {Role: access.Head, Unit: "commune"}, {Role: access.Office, Unit: "other"}}
	for unit, want := range map[id.ID][]access.Grant{
		"":         grants,
		"district": {{Role: access.Officer, Unit: "district"}, {Role: access.Head, Unit: "commune"}},
		"commune":  {{Role: access.Officer, Unit: "commune"}, {Role: access.Head, Unit: "commune"}},
		"other":    {{Role: access.Officer, Unit: "other"}, {Role: access.Office, Unit: "other"}},
	} {
		got := token.Token{Unit: unit}.Narrow(grants, path)
		if !slices.Equal(got, want) {
			t.Errorf("in %q: %v, want %v", unit, got, want)
		}
		for _, action := range access.Actions() {
			for at := range paths {
				if access.Can(access.Actor{Grants: got}, action, path(at)) && (!access.Can(access.Actor{Grants: grants}, action, path(at)) || unit != "" && !slices.Contains(path(at), unit)) {
					t.Errorf("in %q: may %s at %s", unit, action, at)
				}
			}
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name  string
		until period.Date
		fine  bool
	}{{"Excel", "2024-01-15", true}, {"Excel", "2025-01-15", true}, {"Excel", "2025-01-17", false}, {"Excel", "2024-01-14", false}, {"Excel", "", false}, {" ", "2024-02-01", false}, {strings.Repeat("ă", 61), "2024-02-01", false}} {
		if err := (token.Token{Name: c.name, Until: c.until}).Check("2024-01-15"); (err == nil) != c.fine {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if one := (token.Token{Until: "2024-01-15"}); one.Over("2024-01-15") || !one.Over("2024-01-16") {
		t.Error("it opens something to the end of its last day")
	}
}
