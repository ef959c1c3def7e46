package store

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// table is a table of the database as the migrations make it: the one
// description that writing the log, replaying it and comparing tables with it
// go by. TestSchemaIsWhatTheEnginesHave holds it against both engines.
type table struct {
	name    string
	columns []column
	key     []int // places of the columns of the primary key
	number  int   // place among all tables of its version, by name
}

type column struct {
	name     string
	kind     string // TEXT, BIGINT, BOOLEAN, BYTEA
	fallback any    // of a column added later, what the rows before have
}

// unlogged are the tables whose rows are not in the log, each with the reason.
// Every other table is logged: what a use-case changes in it is part of the
// use-case's entry, and verification compares it row by row with the log.
var unlogged = map[string]string{
	"ledger_entry":      "the log itself, held by its hashes",
	"ledger_hash":       "the log itself: worked out again from the entries",
	"ledger_head":       "the log itself: counted again",
	"session":           "who is signed in now, and when last seen; signing in is an entry that has a mark of the session, and verification finds a session without one",
	"standing":          "follows from the rows that are logged: verification works it out again",
	"standing_count":    "counts of standing: verification counts again",
	"standing_fill":     "how far standing was worked out anew",
	"waiting":           "the figures whose newest step leaves them waiting: verification goes through the steps",
	"capital_waiting":   "the vouchers whose newest step leaves them waiting: verification goes through the steps",
	"capital_sum":       "sums of what is logged of capital: verification adds up again",
	"capital_sum_known": "those sums by when they became known: verification adds up again",
	"capital_counted":   "by what a project is in those sums: verification works it out with them",
	"capital_sum_state": "until which day those sums hold",
	"saved_filter":      "an officer's own bookmarks of lists",
	"entry_draft":       "what somebody has typed and not sent: no figure, read by nobody else, gone when sent; what is sent is logged",
	"figure_sheet":      "what a unit said of the columns of its own sheets, to be asked once: what is taken in by it is logged as figures",
	"memo":              "what nodes tell one another for a day or a week: which dry run was shown to whom, and the last alarm",
	"version":           "turns of what was touched, by which kept pages and sign-ins are known to hold; what they are wrong about is shown again by reading",
	"attempt":           "counts of wrong sign-ins, forgotten after hours: they slow guessing down and give no right",
	"job":               "what runs by itself, and how far it is: claims and leases change every minute and say nothing about anybody's work; who asked for something, tried it again or stopped it is an entry",
	"put_off":           "a file that waits for its job, and what the job said of it: what it brings in is logged by who asked, like any import",
	"push_browser":      "which browsers an account is told by: one's own, and gone when it is taken away",
	"push_key":          "what the house signs its push messages with, which nobody reads in a log",
	"notice":            "what an account was told, opened, and was sent a letter of: who was chased about what is logged as chaser and chaser_item",
	"notice_wish":       "how an account wants to be told, with its mail address: one's own, and it can be forgotten",
	"hook_state":        "what a hook signs with, which nobody reads in a log, and how far it has told: that it was made, tried or dropped is an entry",
	"burden":            "how long the sheets of a unit were open: counts of a survey, of nobody's work, that nothing is decided by",
	"content":           "the bytes of files under their own hash, kept before what carries them: the entry of that has the hash, and verification hashes the bytes",
}

// content says whether a column holds the bytes of a file. The log has the
// sha256 of whatever carries them, and verification hashes the bytes.
func (c column) content() bool { return c.kind == "BYTEA" }

func (t *table) logged() bool { return unlogged[t.name] == "" }

// place gives where a column stands, -1 where there is none of the name.
func (t *table) place(name string) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.name == name })
}

// kept gives the places of the columns that the log has: all but files.
func (t *table) kept() []int {
	var out []int
	for i, c := range t.columns {
		if !c.content() {
			out = append(out, i)
		}
	}
	return out
}

// schema is every table by name, as it is after all migrations.
var schema = mustSchema()

func mustSchema() map[string]*table {
	all := map[string]*table{}
	for _, m := range migrationTexts() {
		if err := applySchema(all, m.text); err != nil {
			panic(fmt.Sprintf("store: migration %s: %v", m.name, err))
		}
	}
	numbered(all)
	return all
}

type migration struct {
	name    string
	version int64
	text    string
}

// migrationTexts gives the migrations in order, without comments.
func migrationTexts() []migration {
	files, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		panic(err)
	}
	var out []migration
	for _, f := range files {
		text, err := migrationFiles.ReadFile("migrations/" + f.Name())
		if err != nil {
			panic(err)
		}
		m := migration{name: f.Name(), text: comment.ReplaceAllString(string(text), "")}
		if _, err := fmt.Sscanf(f.Name(), "%d_", &m.version); err != nil {
			panic(err)
		}
		out = append(out, m)
	}
	return out
}

var (
	comment     = regexp.MustCompile(`--[^\n]*`)
	createTable = regexp.MustCompile(`(?is)^CREATE TABLE (\w+) \((.*)\)$`)
	addColumn   = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) ADD COLUMN (.*)$`)
	dropColumn  = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) DROP COLUMN (\w+)$`)
	dropTable   = regexp.MustCompile(`(?is)^DROP TABLE (\w+)$`)
	renameOne   = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) RENAME COLUMN (\w+) TO (\w+)$`)
	renameTable = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) RENAME TO (\w+)$`)
	alterTable  = regexp.MustCompile(`(?is)^ALTER TABLE (\w+)`)
	keyLine     = regexp.MustCompile(`(?is)^PRIMARY KEY \((.*)\)$`)
	columnLine  = regexp.MustCompile(`(?is)^(\w+)\s+(TEXT|BIGINT|BOOLEAN|BYTEA)\b(.*)$`)
	fallbackIn  = regexp.MustCompile(`(?is)\bDEFAULT\s+('[^']*'|-?\d+|TRUE|FALSE)`)
)

// applySchema reads the statements of one migration that make or change tables.
func applySchema(all map[string]*table, text string) error {
	for _, s := range strings.Split(text, ";") {
		s = strings.TrimSpace(s)
		switch {
		case createTable.MatchString(s):
			m := createTable.FindStringSubmatch(s)
			t := &table{name: m[1]}
			if err := t.define(m[2]); err != nil {
				return err
			}
			all[t.name] = t
		case addColumn.MatchString(s):
			m := addColumn.FindStringSubmatch(s)
			if all[m[1]] == nil {
				return fmt.Errorf("no table %s", m[1])
			}
			if err := all[m[1]].add(m[2]); err != nil {
				return err
			}
		case dropColumn.MatchString(s):
			m := dropColumn.FindStringSubmatch(s)
			all[m[1]].drop(m[2])
		case dropTable.MatchString(s):
			delete(all, dropTable.FindStringSubmatch(s)[1])
		case renameOne.MatchString(s):
			m := renameOne.FindStringSubmatch(s)
			all[m[1]].columns[all[m[1]].place(m[2])].name = m[3]
		case renameTable.MatchString(s):
			m := renameTable.FindStringSubmatch(s)
			all[m[2]] = all[m[1]]
			all[m[2]].name = m[2]
			delete(all, m[1])
		case alterTable.MatchString(s):
			return fmt.Errorf("not understood: %s", s)
		}
	}
	return nil
}

// define reads the inside of CREATE TABLE.
func (t *table) define(inside string) error {
	var key []string
	for _, line := range topLevel(inside) {
		switch m := keyLine.FindStringSubmatch(line); {
		case m != nil:
			for _, name := range strings.Split(m[1], ",") {
				key = append(key, strings.TrimSpace(name))
			}
		case strings.HasPrefix(strings.ToUpper(line), "UNIQUE"):
		default:
			if err := t.add(line); err != nil {
				return err
			}
		}
	}
	for _, name := range key {
		t.key = append(t.key, t.place(name))
	}
	if len(t.key) == 0 || slices.Contains(t.key, -1) {
		return fmt.Errorf("table %s has no primary key that is understood", t.name)
	}
	return nil
}

func (t *table) add(line string) error {
	m := columnLine.FindStringSubmatch(strings.TrimSpace(line))
	if m == nil {
		return fmt.Errorf("column not understood: %s", line)
	}
	c := column{name: m[1], kind: strings.ToUpper(m[2])}
	if d := fallbackIn.FindStringSubmatch(m[3]); d != nil {
		c.fallback = literal(c.kind, d[1])
	}
	if strings.Contains(strings.ToUpper(m[3]), "PRIMARY KEY") {
		t.key = []int{len(t.columns)}
	}
	t.columns = append(t.columns, c)
	return nil
}

func (t *table) drop(name string) {
	at := t.place(name)
	t.columns = slices.Delete(t.columns, at, at+1)
	for i := range t.key {
		if t.key[i] > at {
			t.key[i]--
		}
	}
}

func literal(kind, text string) any {
	switch kind {
	case "BOOLEAN":
		return strings.EqualFold(text, "TRUE") || text == "1"
	case "BIGINT":
		var n int64
		fmt.Sscan(text, &n) // a default that is no number is 0, and the catalogue test finds it
		return n
	}
	return strings.Trim(text, "'")
}

// topLevel parts a list at commas that are not inside parentheses.
func topLevel(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, strings.TrimSpace(text[start:i]))
				start = i + 1
			}
		}
	}
	if last := strings.TrimSpace(text[start:]); last != "" {
		out = append(out, last)
	}
	return out
}

// Unlogged says why the rows of a table are not in the log; "" where they are.
func Unlogged(name string) string { return unlogged[name] }
