package store

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// nations are the tables that grow with the nation, by the names queries give them.
var nations = regexp.MustCompile(`\b(SCAN|SEARCH) (target|t|observation|o|observation_step|target_revision|r|standing|task|task_event|capital_payment)\b([^\n]*)`)

// TestAUnitsRowsAreNotLookedForAmongTheNations: a query of one unit's rows neither walks
// a large table nor reads a cycle of all units (SQLite's plan; an index made for a list
// of everything once served the board as well, in nine thousand times the rows).
func TestAUnitsRowsAreNotLookedForAmongTheNations(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "p.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ofUnit := regexp.MustCompile(`\bunit_id = \$1\b`)
	seen := 0
	for _, name := range queryNames() {
		text := query(name)
		if !ofUnit.MatchString(text) || strings.Contains(text, "$1 = ''") /* of one unit or of all */ || !strings.HasPrefix(text, "SELECT") || strings.Contains(text, "@") || name == "org.hangs_on_unit" { // before a unit is taken away: once in its life
			continue
		}
		var args []any
		for strings.Contains(text, fmt.Sprintf("$%d", len(args)+1)) {
			args = append(args, "")
		}
		rows, err := db.readers.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var plan strings.Builder
		for rows.Next() {
			var a, b, c any
			var line string
			if err := rows.Scan(&a, &b, &c, &line); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&plan, line)
		}
		rows.Close()
		seen++
		for _, m := range nations.FindAllStringSubmatch(plan.String(), -1) {
			if m[1] == "SCAN" || !strings.Contains(m[3], "(") || strings.Contains(m[3], "(cycle=?)") {
				t.Errorf("%s reads what is not the unit's:\n%s", name, plan.String())
				break
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d queries were looked at", seen)
	}
}
