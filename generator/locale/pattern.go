package locale

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is a message that puts its arguments between words and asks for no
// more: the words, each with the name of the argument behind them. Most messages
// are patterns, and documents say many of them; to execute a template takes ten
// times longer.
type pattern []struct{ words, argument string }

var argument = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// patternOf cuts a message; ok is false when it needs a template.
func patternOf(message string) (p pattern, ok bool) {
	from := 0
	for _, at := range argument.FindAllStringSubmatchIndex(message, -1) {
		p = append(p, struct{ words, argument string }{message[from:at[0]], message[at[2]:at[3]]})
		from = at[1]
	}
	p = append(p, struct{ words, argument string }{words: message[from:]})
	for _, part := range p {
		if strings.Contains(part.words, "{{") {
			return nil, false
		}
	}
	return p, true
}

// say fills the arguments in, as text/template writes them.
func (p pattern) say(arguments map[string]any) string {
	var b strings.Builder
	for _, part := range p {
		b.WriteString(part.words)
		if part.argument == "" {
			continue
		}
		switch v := arguments[part.argument].(type) {
		case string:
			b.WriteString(v)
		case nil:
			b.WriteString("<no value>")
		default:
			fmt.Fprint(&b, v)
		}
	}
	return b.String()
}
