package draft

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"rolebook/generator/diag"
	"rolebook/generator/outline"
	"rolebook/generator/source"
)

// Answer is the YAML of a role as it was found in what a language model wrote.
type Answer struct {
	// Text is the YAML with nothing before it but empty lines, so that every
	// place in it is a place of the answer. It is nil where none was found.
	Text        []byte
	First, Last int    // the lines of it
	Notes       []Note // what was done to find it, and what is to be known about it
	Roles       []Part // the roles of the answer, where it has several and none was chosen
}

// Note says something of an answer that is no fault of the role in it.
type Note struct {
	Line int
	Msg  diag.Message
}

// Part is a role in an answer of several.
type Part struct {
	ID   string
	Line int
}

// Find finds the role in an answer: in a fence, in one of several, in a
// quotation or a list, or bare, with prose in any language around it. Of several
// versions of one role the last counts; of several roles the one with the
// wanted id. An answer that is cut off is taken as far as it goes. It fails when
// the program itself is damaged.
func Find(answer []byte, want string) (*Answer, error) {
	form, err := roleForm()
	if err != nil {
		return nil, err
	}
	f := &finder{keys: topKeys(form), lines: linesOf(answer)}
	f.skipThoughts()
	f.fences(0, len(f.lines), 0)
	if !f.found() {
		f.bare()
	}
	a := f.choose(want)
	if a.Text != nil {
		a.mend(form)
	}
	return a, nil
}

// roleForm is the outline of a role, which is read once and never changed.
var roleForm = sync.OnceValues(func() (*outline.Node, error) { return outline.Of("role") })

// linesOf cuts an answer into lines without their ends. What YAML takes for other
// ends of lines, and editors do not, are spaces.
func linesOf(answer []byte) []string {
	answer = bytes.TrimPrefix(answer, []byte("\ufeff"))
	lines := strings.Split(string(answer), "\n")
	for i, l := range lines {
		lines[i] = otherEnds.Replace(strings.TrimSuffix(l, "\r"))
	}
	return lines
}

var otherEnds = strings.NewReplacer("\r", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

func topKeys(form *outline.Node) map[string]bool {
	keys := map[string]bool{}
	for _, k := range form.Keys {
		keys[k.Key] = true
	}
	return keys
}

// candidate is a stretch of lines that may be a role.
type candidate struct {
	first, end int // indexes of lines
	lines      []string
	id         string
	keys       int  // how many keys of a role it has
	labelled   bool // its fence says that it is YAML
	open       bool // its fence has no end
}

// enoughKeys is how many keys of a role a stretch of lines needs to be one.
const enoughKeys = 3

// choose takes the one role there is.
func (f *finder) choose(want string) *Answer {
	var full []candidate
	for _, c := range f.candidates {
		if c.keys >= enoughKeys {
			full = append(full, c)
		}
	}
	if len(full) == 0 {
		return f.best()
	}
	if parts := several(full); len(parts) > 1 {
		var wanted []candidate
		for _, c := range full {
			if c.id == want {
				wanted = append(wanted, c)
			}
		}
		if full = wanted; len(full) == 0 {
			return &Answer{Roles: parts}
		}
	}
	return f.last(full)
}

// best takes what looks most like a role where nothing is one: it will be said
// what is wrong with it.
func (f *finder) best() *Answer {
	var best *candidate
	for i, c := range f.candidates {
		if best == nil || c.keys > best.keys || c.keys == best.keys && c.labelled && !best.labelled {
			best = &f.candidates[i]
		}
	}
	if best == nil || best.keys == 0 && !best.labelled {
		return &Answer{}
	}
	return best.answer()
}

// several lists the roles of an answer by their ids.
func several(full []candidate) []Part {
	var parts []Part
	seen := map[string]bool{}
	for _, c := range full {
		if !seen[c.id] {
			seen[c.id] = true
			parts = append(parts, Part{c.id, c.first + 1})
		}
	}
	return parts
}

// last takes the last of several versions, unless an earlier one says more.
func (f *finder) last(versions []candidate) *Answer {
	chosen := versions[0]
	for _, c := range versions[1:] {
		if c.keys >= chosen.keys {
			chosen = c
		}
	}
	a := chosen.answer()
	for _, c := range versions {
		if c.first != chosen.first {
			a.Notes = append(a.Notes, Note{c.first + 1, diag.Msg("draft_other_version", "Line", chosen.first+1)})
		}
	}
	return a
}

// answer lays the lines of a candidate where they stood.
func (c *candidate) answer() *Answer {
	lines, first := c.lines, c.first
	for len(lines) > 0 && (blank(lines[0]) || separator(lines[0])) {
		lines, first = lines[1:], first+1
	}
	for len(lines) > 0 && (blank(lines[len(lines)-1]) || separator(lines[len(lines)-1])) {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return &Answer{}
	}
	a := &Answer{First: first + 1, Last: first + len(lines)}
	if c.open {
		a.Notes = append(a.Notes, Note{a.Last, diag.Msg("draft_cut_off")})
	}
	a.Text = []byte(strings.Repeat("\n", first) + strings.Join(lines, "\n") + "\n")
	return a
}

func blank(line string) bool { return strings.TrimSpace(line) == "" }

// separator reports whether a line begins or ends a document of YAML.
func separator(line string) bool {
	line = strings.TrimSpace(line)
	return line == "---" || line == "..."
}

// mend reads what chats and keyboards do to YAML as it was meant, where the text
// cannot be read otherwise: spaces that do not break lines, colons of full
// width behind keys.
func (a *Answer) mend(form *outline.Node) {
	if !source.Parse("answer", a.Text).Broken() {
		return
	}
	colon := regexp.MustCompile(`^(-? *["']?(?:` + strings.Join(allKeys(form), "|") + `)["']?)：[ \x{3000}]*`)
	a.mendLines("draft_mended_spaces", func(indent, rest string) string {
		return strings.Repeat(" ", utf8.RuneCountInString(indent)) + rest
	})
	a.mendLines("draft_mended_colons", func(indent, rest string) string {
		return indent + colon.ReplaceAllString(rest, "$1: ")
	})
}

// mendLines makes every line anew of its indentation and the rest, and notes
// where that changed something first.
func (a *Answer) mendLines(note string, mended func(indent, rest string) string) {
	lines, noted := strings.Split(string(a.Text), "\n"), false
	for i, l := range lines {
		rest := strings.TrimLeft(l, " \u00a0\u3000")
		lines[i] = mended(l[:len(l)-len(rest)], rest)
		if lines[i] != l && !noted {
			noted = true
			a.Notes = append(a.Notes, Note{i + 1, diag.Msg(note)})
		}
	}
	a.Text = []byte(strings.Join(lines, "\n"))
}

// allKeys lists every key of the format, languages included.
func allKeys(n *outline.Node) []string {
	keys := []string{"zh", "en", "ja"}
	for _, k := range n.Keys {
		keys = append(keys, k.Key)
		keys = append(keys, allKeys(k)...)
	}
	if n.Item != nil {
		keys = append(keys, allKeys(n.Item)...)
	}
	return keys
}
