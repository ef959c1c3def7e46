package i18n

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed text/*.json
var files embed.FS

// texts is every text, read once.
var texts = sync.OnceValue(func() catalog { return load(files) })

// catalog holds all texts by key. faults are mistakes in the files: the product
// runs on without the texts concerned, and the package's test fails.
type catalog struct {
	entries map[string]entry
	faults  []string
}

// entry is one key: its templates and the file it stands in.
type entry struct {
	file  string
	vi    []part
	en    []part
	plain map[Lang]string // as written, for the tests
}

func (e entry) in(lang Lang) []part {
	if lang == English && len(e.en) > 0 {
		return e.en
	}
	return e.vi
}

// form says how an argument is written.
type form uint8

const (
	formGiven form = iota
	formPlain
	formPad
	formPlural
	formIn
)

// part is a stretch of a template: literal text, or the argument called name.
type part struct {
	literal       string
	name          string
	form          form
	first, second string // the words of a plural, or the prefix of formIn in first
}

func load(from fs.FS) catalog {
	c := catalog{entries: map[string]entry{}}
	names, err := fs.Glob(from, "text/*.json")
	if err != nil {
		c.fault("text: %v", err)
	}
	slices.Sort(names)
	for _, name := range names {
		raw, err := fs.ReadFile(from, name)
		if err != nil {
			c.fault("%s: %v", name, err)
			continue
		}
		c.read(path.Base(name), raw)
	}
	return c
}

func (c *catalog) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// read takes in one file. It goes token by token at the outer level because
// encoding/json would quietly let the second of two equal keys win.
func (c *catalog) read(file string, raw []byte) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		c.fault("%s: not a JSON object: %v", file, err)
		return
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			c.fault("%s: %v", file, err)
			return
		}
		var text struct {
			VI string `json:"vi"`
			EN string `json:"en"`
		}
		if err := dec.Decode(&text); err != nil {
			c.fault("%s: %v: %v", file, key, err)
			return
		}
		c.add(file, key.(string), text.VI, text.EN)
	}
	if _, err := dec.Token(); err != nil {
		c.fault("%s: %v", file, err)
	}
}

func (c *catalog) add(file, key, vi, en string) {
	if old, ok := c.entries[key]; ok {
		c.fault("%s: key %q stands in %s already", file, key, old.file)
		return
	}
	e := entry{file: file, plain: map[Lang]string{Vietnamese: vi, English: en}}
	var err error
	if e.vi, err = parse(vi); err != nil {
		c.fault("%s: %s (vi): %v", file, key, err)
	}
	if e.en, err = parse(en); err != nil {
		c.fault("%s: %s (en): %v", file, key, err)
	}
	c.entries[key] = e
}

// parse cuts a template into its parts.
func parse(template string) ([]part, error) {
	var parts []part
	for rest := template; rest != ""; {
		open := strings.IndexAny(rest, "{}")
		if open < 0 {
			return append(parts, part{literal: rest}), nil
		}
		if rest[open] == '}' {
			return nil, fmt.Errorf("a brace closes that was not opened in %q", template)
		}
		if open > 0 {
			parts = append(parts, part{literal: rest[:open]})
		}
		end := strings.IndexByte(rest[open:], '}')
		if end < 0 {
			return nil, fmt.Errorf("a brace is not closed in %q", template)
		}
		p, err := parseArg(rest[open+1 : open+end])
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
		rest = rest[open+end+1:]
	}
	return parts, nil
}

func parseArg(text string) (part, error) {
	name, how, _ := strings.Cut(text, ":")
	p := part{name: name}
	if name == "" || strings.ContainsAny(name, " {|") {
		return p, fmt.Errorf("{%s} has no proper name", text)
	}
	one, many, plural := strings.Cut(how, "|")
	prefix, in := strings.CutPrefix(how, "in ")
	switch {
	case how == "":
	case how == "plain":
		p.form = formPlain
	case how == "pad":
		p.form = formPad
	case plural:
		p.form, p.first, p.second = formPlural, one, many
	case in && prefix != "":
		p.form, p.first = formIn, prefix
	default:
		return p, fmt.Errorf("{%s}: the form %q is not known", text, how)
	}
	return p, nil
}
