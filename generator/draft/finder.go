package draft

import (
	"regexp"
	"slices"
	"strings"
)

// finder goes through the lines of an answer.
type finder struct {
	keys       map[string]bool // those at the top of a role
	lines      []string
	candidates []candidate
}

// skipThoughts blanks what a model says to itself before it answers.
func (f *finder) skipThoughts() {
	for i := len(f.lines) - 1; i >= 0; i-- {
		if strings.Contains(f.lines[i], "</think>") {
			clear(f.lines[:i+1])
			return
		}
	}
}

var (
	fenceLine = regexp.MustCompile("^([ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)、]) +)?)(`{3,}|~{3,})[ \t]*([A-Za-z0-9_+.-]*)[^`]*$")
	keyLine   = regexp.MustCompile(`^[ \x{a0}\x{3000}]*["']?([A-Za-z_][A-Za-z0-9_-]*)["']?[ ]*(?::(?:[ \t]|$)|：)`)
	idLine    = regexp.MustCompile(`^["']?id["']?[ ]*[:：][ ]*["']?([^"'\s,#]*)`)
	jsonKey   = regexp.MustCompile(`"([a-z_]+)"[ ]*:`)
)

// mostNested is how many fences may stand around the one with the role: a chat
// that quotes a file that quotes an answer.
const mostNested = 3

// fences collects what stands in fences between two lines, and looks into those
// that hold an answer with fences of its own.
func (f *finder) fences(from, to, depth int) {
	for i := from; i < to; i++ {
		m := fenceLine.FindStringSubmatch(f.lines[i])
		if m == nil {
			continue
		}
		end, closed := f.endOfFence(i, to, m[1], m[2])
		c := f.inside(i+1, end, m[1])
		c.labelled = strings.EqualFold(m[3], "yaml") || strings.EqualFold(m[3], "yml")
		if !closed {
			c.lines = f.run(c.lines)
			c.open = true
		}
		f.weigh(&c)
		if c.labelled || !f.within(i+1, end, depth+1) && c.keys > 0 {
			f.candidates = append(f.candidates, c)
		}
		i = end
	}
}

// within looks for fences inside a fence, and reports whether there is a role in
// one of them.
func (f *finder) within(from, to, depth int) bool {
	known := len(f.candidates)
	if depth <= mostNested {
		f.fences(from, to, depth)
	}
	return slices.ContainsFunc(f.candidates[known:], func(c candidate) bool { return c.keys >= enoughKeys })
}

// endOfFence finds the line that ends a fence: as many marks or more, and no
// deeper than a text inside would be.
func (f *finder) endOfFence(begin, to int, prefix, marks string) (end int, closed bool) {
	for i := begin + 1; i < to; i++ {
		line := strings.TrimLeft(f.lines[i], " \t>")
		depth := len(f.lines[i]) - len(line)
		line = strings.TrimRight(line, " \t")
		if len(line) >= len(marks) && strings.Trim(line, marks[:1]) == "" && depth <= len(prefix)+3 {
			return i, true
		}
	}
	return to, false
}

// inside takes lines out of a fence; the marks of a quotation become spaces.
func (f *finder) inside(first, end int, prefix string) candidate {
	c := candidate{first: first, end: end, lines: make([]string, max(0, end-first))}
	quoted := strings.Contains(prefix, ">")
	for i := range c.lines {
		line := f.lines[first+i]
		if rest := strings.TrimLeft(line, " >"); quoted && strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
			line = strings.ReplaceAll(line[:len(line)-len(rest)], ">", " ") + rest
		}
		c.lines[i] = line
	}
	return c
}

// weigh counts the keys of a role among the outermost ones, and notes the id.
func (f *finder) weigh(c *candidate) {
	seen := map[string]bool{}
	note := func(key string) {
		if f.keys[key] && !seen[key] {
			seen[key] = true
			c.keys++
		}
	}
	if text := strings.TrimSpace(strings.Join(c.lines, "\n")); strings.HasPrefix(text, "{") {
		for _, m := range jsonKey.FindAllStringSubmatch(text, -1) {
			note(m[1])
		}
		return
	}
	base := depthOf(c.lines)
	for _, l := range c.lines {
		m := keyLine.FindStringSubmatch(l)
		if m == nil || depth(l) != base {
			continue
		}
		note(m[1])
		if id := idLine.FindStringSubmatch(strings.TrimLeft(l, " \u00a0\u3000")); id != nil && c.id == "" {
			c.id = id[1]
		}
	}
}

// depth is how many characters of white space a line begins with.
func depth(line string) int {
	n := 0
	for _, r := range line {
		if r != ' ' && r != '\u00a0' && r != '\u3000' {
			break
		}
		n++
	}
	return n
}

// depthOf is that of the first line which says something.
func depthOf(lines []string) int {
	for _, l := range lines {
		if t := strings.TrimSpace(l); t != "" && !separator(l) && !strings.HasPrefix(t, "#") {
			return depth(l)
		}
	}
	return 0
}

func (f *finder) found() bool {
	for _, c := range f.candidates {
		if c.keys > 0 {
			return true
		}
	}
	return false
}

// bare collects the stretches of YAML that stand in the answer without a fence.
func (f *finder) bare() {
	for i := 0; i < len(f.lines); i++ {
		m := keyLine.FindStringSubmatch(f.lines[i])
		if !strings.HasPrefix(strings.TrimSpace(f.lines[i]), "{") && (m == nil || !f.keys[m[1]]) {
			continue
		}
		c := candidate{first: i, lines: f.run(f.lines[i:])}
		c.end = i + len(c.lines)
		if f.weigh(&c); c.keys > 0 {
			f.candidates = append(f.candidates, c)
			i = c.end - 1
		}
	}
}

// run is the beginning of lines that can be one mapping: its keys, and what
// stands deeper. What comes behind is prose.
func (f *finder) run(lines []string) []string {
	base, end := depthOf(lines), 0
	flow := strings.HasPrefix(strings.TrimSpace(strings.Join(lines[:min(1, len(lines))], "")), "{")
	for i, l := range lines {
		switch t := strings.TrimSpace(l); {
		case t == "":
			continue
		case flow && i > 0 && depth(l) <= base && !strings.HasPrefix(t, "}") && !strings.HasPrefix(t, `"`):
			return lines[:end]
		case !flow && depth(l) <= base && !f.belongs(t) && !strings.HasPrefix(l, "\t"):
			return lines[:end]
		}
		end = i + 1
	}
	return lines[:end]
}

// belongs reports whether a line at the depth of a mapping's keys is part of it.
func (f *finder) belongs(line string) bool {
	m := keyLine.FindStringSubmatch(line)
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "- ") || line == "---" ||
		m != nil && (f.keys[m[1]] || m[1] == strings.ToLower(m[1]))
}
