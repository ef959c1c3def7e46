package store

import (
	"embed"
	"fmt"
	"regexp"
	"sort"
	"strings"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// queries holds every query by name: "-- name: subject.what" heads it in its
// file. Those that write into a logged table give back what they wrote; effects
// says what.
var queries, effects = readQueries()

// ordered are the inserts of several rows with their values by order, not by number.
var ordered = withOrder(queries)

var queryName = regexp.MustCompile(`^[a-z_]+\.[a-z_]+$`)

func readQueries() (map[string]string, map[string]*effect) {
	all, does := map[string]string{}, map[string]*effect{}
	files, err := sqlFiles.ReadDir("sql")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		text, err := sqlFiles.ReadFile("sql/" + f.Name())
		if err != nil {
			panic(err)
		}
		for _, part := range strings.Split("\n"+string(text), "\n-- name: ")[1:] {
			name, body, _ := strings.Cut(part, "\n")
			if name = strings.TrimSpace(name); !queryName.MatchString(name) {
				panic("store: no name of a query in sql/" + f.Name() + ": " + name)
			}
			if _, twice := all[name]; twice {
				panic("store: query named twice: " + name)
			}
			all[name], does[name] = withReturning(name, strings.TrimSpace(body))
		}
	}
	return withRows(withLists(all)), does
}

func query(name string) string {
	text, ok := queries[name]
	if !ok {
		panic(fmt.Sprintf("store: no query named %s", name))
	}
	return text
}

// QueryNames lists the queries, for the test that prepares each on both engines.
func queryNames() []string {
	names := make([]string, 0, len(queries))
	for n := range queries {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}
