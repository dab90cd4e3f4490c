package load

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// text makes a Text. A plain string is in the catalog's first language.
func (l *linker) text(file string, t text) catalog.Text {
	if t.node == nil {
		return catalog.Text{}
	}
	if t.made.languages != "" && t.made.languages == l.key {
		return t.made.text
	}
	complaints := len(l.diags)
	out := l.newText(file, t)
	if len(l.diags) == complaints && len(l.strays) == 0 { // a stray is told once for all texts of its file
		*t.made = made{l.key, out}
	}
	return out
}

func (l *linker) newText(file string, t text) catalog.Text {
	out := catalog.Text{At: t.node.Span(file), Path: t.path}
	switch t.node.Kind {
	case source.String:
		out.Versions = []catalog.Version{l.version(l.firstLanguage(), t.node, out.At)}
	case source.Mapping:
		out.Versions = make([]catalog.Version, 0, len(t.node.Items)/2)
		for _, lang := range l.textLanguages() {
			if _, v := t.node.Field(string(lang)); v != nil && v.Kind == source.String {
				out.Versions = append(out.Versions, l.version(lang, v, v.Span(file)))
			}
		}
		l.checkLanguages(file, t.node)
	}
	return out
}

func (l *linker) texts(file string, ts []text) []catalog.Text {
	if len(ts) == 0 {
		return nil
	}
	out := make([]catalog.Text, len(ts))
	for i, t := range ts {
		out[i] = l.text(file, t)
	}
	return out
}

// version makes one language's text and checks that there is something to
// read in it.
func (l *linker) version(lang catalog.Lang, n *source.Node, at source.Span) catalog.Version {
	switch {
	case n.Value != "" && strings.TrimSpace(n.Value) == "":
		l.diags.Add(diag.BadValue, at, diag.Msg("diag_empty_text"), diag.Msg("diag_empty_text_help"))
	default:
		l.checkCharacters(n.Value, at)
	}
	return catalog.Version{Lang: lang, Value: n.Value, At: at}
}

// checkCharacters refuses control characters, which YAML escapes can smuggle
// in: neither web pages nor sheets nor PDF files can hold them.
func (l *linker) checkCharacters(s string, at source.Span) {
	if i := controlIn(s); i >= 0 {
		r := []rune(s[i:])[0]
		l.diags.Add(diag.BadValue, at, diag.Msg("diag_control_in_text", "Name", fmt.Sprintf("U+%04X", r)), diag.Msg("diag_control_in_text_help"))
	}
}

// controlIn finds the first control character but for tab, line feed and next
// line, or U+FFFE or U+FFFF; -1 when there is none. It looks at bytes, since
// every text of a catalog passes here each time that it is linked.
func controlIn(s string) int {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= 0x20 && b < 0x7f:
		case b < 0x20 && b != '\n' && b != '\t', b == 0x7f:
			return i
		case b == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0 && s[i+1] != 0x85: // U+0080 to U+009F
			return i
		case b == 0xef && i+2 < len(s) && s[i+1] == 0xbf && s[i+2] >= 0xbe:
			return i
		}
	}
	return -1
}

func (l *linker) firstLanguage() catalog.Lang {
	if len(l.cat.Languages) > 0 {
		return l.cat.Languages[0]
	}
	return catalog.AllLanguages[0]
}

func (l *linker) textLanguages() []catalog.Lang {
	if len(l.cat.Languages) > 0 {
		return l.cat.Languages
	}
	return catalog.AllLanguages
}

// stray is a language that a file uses and the catalog does not have. A
// catalog that gives up a language has it in every text: one diagnostic a file
// is enough.
type stray struct {
	file string
	lang catalog.Lang
}

func (l *linker) checkLanguages(file string, n *source.Node) {
	if l.languages == nil {
		return
	}
	for k := range n.Fields() {
		lang := catalog.Lang(k.Value)
		if l.languages[lang] || !slices.Contains(catalog.AllLanguages, lang) {
			continue
		}
		d := l.strays[stray{file, lang}]
		if d == nil {
			d = &diag.Diagnostic{
				Code: diag.UnknownKey, At: k.Span(file), Msg: diag.Msg("diag_language_not_listed", "Lang", k.Value),
				Help: []diag.Message{diag.Msg("diag_language_not_listed_help", "Lang", k.Value)},
			}
			l.strays[stray{file, lang}] = d
		}
		d.Msg.Count++
		if at := k.Span(file); at.Before(d.At) {
			d.At = at
		}
	}
}

func (l *linker) reportStrays() {
	for _, f := range l.files {
		for _, lang := range catalog.AllLanguages {
			if d := l.strays[stray{f.Name, lang}]; d != nil {
				l.diags = append(l.diags, *d)
			}
		}
	}
}
