package markdown

import (
	"fmt"
	"strings"

	"rolebook/generator/output"
)

// always are the characters that start or end something wherever they stand:
// in CommonMark, in GitHub's dialect ($ for formulas, ~ for strikes, @ for
// mentions and addresses).
const always = "\\`*_[]<>~$@"

// sometimes are those that do so in some places, see [acts], and the pipe.
const sometimes = "|&:.{%"

// pipe is the border of a table's cells, and no backslash helps it in code.
// Written as an entity everywhere else, it is told from one in code.
const pipe = "&#124;"

// escape makes a text inert within a line. It must not stand at the start of a
// line; see [lineStart].
func escape(s string) string {
	s = output.Clean(s)
	var b strings.Builder
	copied := 0
	for at := 0; ; at++ {
		skip := strings.IndexAny(s[at:], always+sometimes)
		if skip < 0 {
			break
		}
		at += skip
		switch c := s[at]; {
		case c == '|':
			b.WriteString(s[copied:at])
			b.WriteString(pipe)
			copied = at + 1
		case strings.IndexByte(always, c) >= 0 || acts(s[:at], c, s[at+1:]):
			b.WriteString(s[copied:at])
			b.WriteByte('\\')
			copied = at
		}
	}
	if b.Len() == 0 {
		return s // as most are
	}
	b.WriteString(s[copied:])
	return b.String()
}

// acts reports whether a character does something between what is before and
// behind it, although it is harmless elsewhere.
func acts(before string, c byte, after string) bool {
	switch c {
	case '&':
		return startsEntity(after)
	case ':':
		return strings.HasPrefix(after, "//") || startsShortcode(after)
	case '.':
		return len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "www")
	case '{':
		return strings.HasSuffix(before, "{") // {{ … }} and {{< … >}} of site generators
	case '%':
		return strings.HasSuffix(before, "{")
	}
	return false
}

// reach is how far ahead names are looked for; the longest ones are shorter.
const reach = 64

// startsEntity tells "amp;" and "#x27;" from a lone ampersand.
func startsEntity(s string) bool {
	name, _, ok := strings.Cut(s[:min(len(s), reach)], ";")
	return ok && name != "" && strings.Trim(name, entityRunes) == ""
}

// startsShortcode tells the rest of ":smile:" from a colon.
func startsShortcode(s string) bool {
	name, _, ok := strings.Cut(s[:min(len(s), reach)], ":")
	return ok && name != "" && strings.Trim(name, entityRunes+"_+-") == ""
}

const entityRunes = "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// lineStart makes escaped text inert at the start of a line, too, where some
// characters make headings, lists and rules.
func lineStart(s string) string {
	s = strings.TrimLeft(s, " ")
	if s == "" {
		return s
	}
	if strings.ContainsRune("#+-=:", rune(s[0])) { // : starts a definition in some dialects
		return `\` + s
	}
	if n := len(s) - len(strings.TrimLeft(s, "0123456789")); n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') {
		return s[:n] + `\` + s[n:]
	}
	return s
}

// heading is a line of text behind number signs; signs at its end would be
// taken for decoration.
func heading(level int, s string) string {
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, "#") {
		s = s[:len(s)-1] + `\#`
	}
	return strings.Repeat("#", level) + " " + s
}

// codeSpan puts text between more backquotes than it has in a row.
func codeSpan(s string) string {
	s = output.Clean(s)
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.Trim(s, " ") != s {
		s = " " + s + " "
	}
	return fence + s + fence
}

func longestRun(s string, of rune) int {
	longest, n := 0, 0
	for _, r := range s {
		if n++; r != of {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// address writes a link's destination between angle brackets, its awkward
// characters in percent form.
func address(url string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, c := range []byte(url) {
		if c <= ' ' || c == 0x7f || strings.IndexByte("<>\\|{}`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String() + ">"
}
