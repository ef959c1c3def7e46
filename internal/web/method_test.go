package web_test

import (
	"database/sql"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// rows counts the rows of every table.
func (s *site) rows() map[string]int {
	s.Helper()
	raw, err := sql.Open("sqlite", s.path)
	if err != nil {
		s.Fatal(err)
	}
	defer raw.Close()
	list, err := raw.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		s.Fatal(err)
	}
	out := map[string]int{}
	for list.Next() {
		table := ""
		if err := list.Scan(&table); err != nil {
			s.Fatal(err)
		}
		out[table] = 0
	}
	if err := list.Err(); err != nil {
		s.Fatal(err)
	}
	for table := range out {
		n := 0
		if err := raw.QueryRow("SELECT COUNT(*) FROM " + table).Scan(&n); err != nil {
			s.Fatal(err)
		}
		out[table] = n
	}
	return out
}

// TestReadingWritesNothing: whatever address is only read, in whatever language
// and with whatever is asked of it, no table has a row more or less.
func TestReadingWritesNothing(t *testing.T) {
	s := newSite(t)
	things, _ := mergedThings(t, s)
	things["{here}"] = "xa-ngan-son-01954"
	reader := s.as("quan-tri", "vi")
	reader.get("/work")
	before := s.rows()
	if len(before) < 40 {
		t.Fatalf("%d tables", len(before))
	}
	for _, r := range routes(t) {
		if r.method == "GET" {
			reader.get(fill(r.pattern, things) + "?lang=en&do=revoke&step=verify&commit=1&confirmed=1&keep=1&q=a")
		}
	}
	for table, n := range s.rows() {
		if n != before[table] {
			t.Errorf("%s has %d rows after reading, %d before", table, n, before[table])
		}
	}
}

// TestOtherMethods: an address answers another method with 405 and with those it has.
func TestOtherMethods(t *testing.T) {
	s := newSite(t)
	has := map[string][]string{}
	all := routes(t)
	for _, r := range all {
		at := strings.NewReplacer("{$}", "", "{cycle}", "2023", "{month}", "2023-01").Replace(r.pattern)
		for strings.Contains(at, "{") {
			from, to := strings.Index(at, "{"), strings.Index(at, "}")
			at = at[:from] + "x" + at[to+1:]
		}
		has[at] = nil
	}
	for at := range has {
		for _, r := range all {
			if covers(r.pattern, at) && !slices.Contains(has[at], r.method) {
				has[at] = append(has[at], r.method)
			}
		}
	}
	for at, methods := range has {
		for _, method := range []string{"GET", "POST", "PUT", "DELETE", "BREW"} {
			if slices.Contains(methods, method) {
				continue
			}
			ask, err := http.NewRequest(method, s.url+at, strings.NewReader(url.Values{"x": {"y"}}.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			resp, err := http.DefaultTransport.RoundTrip(ask)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			allowed := strings.Split(resp.Header.Get("Allow"), ", ")
			slices.Sort(allowed)
			slices.Sort(methods)
			if resp.StatusCode != http.StatusMethodNotAllowed || !slices.Equal(allowed, methods) {
				t.Errorf("%s %s: %d, allowed %v, has %v", method, at, resp.StatusCode, allowed, methods)
			}
		}
	}
}

// covers says whether a pattern is for an address.
func covers(pattern, at string) bool {
	want, have := strings.Split(pattern, "/"), strings.Split(at, "/")
	if len(want) != len(have) {
		return false
	}
	for i, w := range want {
		if any := strings.HasPrefix(w, "{") && w != "{$}"; w == "{$}" && have[i] != "" || w != "{$}" && w != have[i] && (!any || have[i] == "") {
			return false
		}
	}
	return true
}
