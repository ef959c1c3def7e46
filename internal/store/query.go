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

var nameLine = regexp.MustCompile(`(?m)^-- name: ([a-z_]+\.[a-z_]+)\s*$`)

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
		heads := nameLine.FindAllSubmatchIndex(text, -1)
		for i, h := range heads {
			end := len(text)
			if i+1 < len(heads) {
				end = heads[i+1][0]
			}
			name := string(text[h[2]:h[3]])
			if _, twice := all[name]; twice {
				panic("store: query named twice: " + name)
			}
			all[name], does[name] = withReturning(name, strings.TrimSpace(string(text[h[1]:end])))
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
