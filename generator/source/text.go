package source

import (
	"bytes"
	"unicode/utf8"
)

// bom is the byte-order mark that some editors put before UTF-8.
var bom = []byte("\ufeff")

func trimBOM(data []byte) []byte { return bytes.TrimPrefix(data, bom) }

// Text is what the file says, without a byte-order mark.
func (f *File) Text() string { return string(f.text) }

// Line gives the text of a line, counted from 1, without its line break; ok is
// false when the file has no such line. Invalid bytes come out as U+FFFD, one
// each, so that columns stay right.
func (f *File) Line(n int) (text string, ok bool) {
	f.once.Do(func() { f.lines = lineStarts(f.text) })
	if n < 1 || n > len(f.lines) {
		return "", false
	}
	line := f.text[f.lines[n-1]:]
	if i := bytes.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	if utf8.Valid(line) {
		return string(line), true
	}
	return string(bytes.Runes(line)), true
}

// Lines counts the lines of the file; a line break at its end opens a last,
// empty one.
func (f *File) Lines() int {
	f.once.Do(func() { f.lines = lineStarts(f.text) })
	return len(f.lines)
}

// lineStarts lists where lines start, by the breaks that editors know: LF,
// CR LF and CR.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		n := bytes.IndexAny(text[i:], "\r\n")
		if n < 0 {
			break
		}
		i += n + breakLen(text[i+n:])
		starts = append(starts, i)
	}
	return starts
}

// breakLen is how many bytes the line break at the start of text takes, 0 when
// there is none.
func breakLen(text []byte) int {
	switch {
	case len(text) == 0 || text[0] != '\n' && text[0] != '\r':
		return 0
	case text[0] == '\r' && len(text) > 1 && text[1] == '\n':
		return 2
	}
	return 1
}

// oddBreakLen is like breakLen for the breaks that YAML 1.1 knows and editors
// do not: NEL, LS and PS.
func oddBreakLen(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("\u0085")):
		return 2
	case bytes.HasPrefix(text, []byte("\u2028")), bytes.HasPrefix(text, []byte("\u2029")):
		return 3
	}
	return 0
}

// advance moves a position over text as an editor counts.
func advance(at Position, text []byte) Position {
	for len(text) > 0 {
		if n := breakLen(text); n > 0 {
			at = Position{at.Line + 1, 1}
			text = text[n:]
			continue
		}
		_, n := utf8.DecodeRune(text)
		at.Column++
		text = text[n:]
	}
	return at
}

// badByte finds the first byte that is no part of UTF-8 text or no part of
// YAML at all. size is 0 when the text is fine.
func badByte(text []byte) (offset, size int) {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= 0x20 && c < utf8.RuneSelf || c == '\n' || c == '\r' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 || r < 0x20 || r == '\ufffe' || r == '\uffff' {
			return i, n
		}
		i += n
	}
	return 0, 0
}

// cursor finds places in a text by the line and column that the YAML library
// gives. The library also breaks lines at NEL, LS and PS, which editors do
// not, so own places may differ from its. Asked in order, as the nodes of a
// file come, it passes over the text once.
type cursor struct {
	text   []byte
	lines  []yamlLine
	yaml   Position // as the library counts
	own    Position // as an editor counts
	offset int
}

// yamlLine is where a line of the library starts.
type yamlLine struct {
	offset int
	own    Position
}

func newCursor(text []byte) cursor {
	c := cursor{text: text, lines: make([]yamlLine, 1, 1+bytes.Count(text, []byte("\n")))}
	c.lines[0] = yamlLine{own: Position{1, 1}}
	c.yaml, c.own = Position{1, 1}, Position{1, 1}
	start := 0
	for i := 0; i < len(text); {
		if text[i] >= 0x20 && text[i] < utf8.RuneSelf {
			i++
			continue
		}
		last := c.lines[len(c.lines)-1]
		if n := breakLen(text[i:]); n > 0 {
			i += n
			c.lines = append(c.lines, yamlLine{i, Position{last.own.Line + 1, 1}})
			start = i
		} else if n := oddBreakLen(text[i:]); n > 0 {
			i += n
			own := Position{last.own.Line, last.own.Column + utf8.RuneCount(text[start:i])}
			c.lines = append(c.lines, yamlLine{i, own})
			start = i
		} else {
			_, n := utf8.DecodeRune(text[i:])
			i += n
		}
	}
	return c
}

// to moves to a place that the library gave, or to the nearest that exists.
func (c *cursor) to(line, column int) {
	line = max(1, min(line, len(c.lines)))
	if line != c.yaml.Line || column < c.yaml.Column {
		c.offset, c.own = c.lines[line-1].offset, c.lines[line-1].own
		c.yaml = Position{line, 1}
	}
	for c.yaml.Column < column && c.offset < len(c.text) {
		n := 1
		if b := c.text[c.offset]; b < 0x20 || b >= utf8.RuneSelf {
			if breakLen(c.text[c.offset:])+oddBreakLen(c.text[c.offset:]) > 0 {
				return
			}
			_, n = utf8.DecodeRune(c.text[c.offset:])
		}
		c.offset += n
		c.yaml.Column++
		c.own.Column++
	}
}
