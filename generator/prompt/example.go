package prompt

import (
	"encoding/json"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/outline"
	"rolebook/generator/source"
)

// role writes the file of a role again, its texts in the prompt's language
// alone, as the answer is to have them.
func (w *writer) role(r *catalog.Role) string {
	e := example{lang: string(w.say.Lang)}
	root := w.files.File(r.File).Root
	for key, value := range root.Fields() {
		if !slices.Contains(kept, key.Value) {
			e.key(w.form, key.Value, value, "", "")
		}
	}
	return e.b.String() + "status: draft\n"
}

// example writes YAML: ids in flow style, texts quoted, so that no text can be
// anything else.
type example struct {
	lang string
	b    strings.Builder
}

// key writes a key of a mapping with its value, in the form of the outline.
func (e *example) key(parent *outline.Node, name string, v *source.Node, indent, dash string) {
	i := slices.IndexFunc(parent.Keys, func(n *outline.Node) bool { return n.Key == name })
	if i < 0 { // the schema has every key of a catalog without errors
		return
	}
	head := indent + dash + name + ":"
	e.value(parent.Keys[i], v, head, indent+strings.Repeat(" ", len(dash))+"  ")
}

// value writes a value behind its head; inner is the indentation of what stands
// on lines of its own.
func (e *example) value(n *outline.Node, v *source.Node, head, inner string) {
	switch {
	case isText(n) && !wraps(n, v):
		e.text(head, inner, e.words(v))
	case v.Kind == source.Sequence && len(v.Items) > 0 && !ids(n.Item):
		e.line(head)
		for _, item := range v.Items {
			e.item(n.Item, item, inner)
		}
	case v.Kind == source.Mapping && !flat(n):
		e.line(head)
		for key, value := range v.Fields() {
			e.key(n, key.Value, value, inner, "")
		}
	default:
		e.line(head + " " + flow(v))
	}
}

// item writes an item of a list.
func (e *example) item(n *outline.Node, v *source.Node, indent string) {
	if v.Kind != source.Mapping || flat(n) || isText(n) && !wraps(n, v) {
		e.value(n, v, indent+"-", indent+"  ")
		return
	}
	dash := "- "
	for key, value := range v.Fields() {
		e.key(n, key.Value, value, indent, dash)
		dash = "  "
	}
}

func (e *example) line(s string) { e.b.WriteString(s + "\n") }

// text writes words as a mapping of one language; those on several lines as a
// block.
func (e *example) text(head, inner, words string) {
	words = strings.TrimSpace(words)
	if !strings.Contains(words, "\n") || strings.ContainsAny(words, "\t\r\u0085\u2028\u2029") {
		e.line(head + " {" + e.lang + ": " + quoted(words) + "}")
		return
	}
	e.line(head)
	e.line(inner + e.lang + ": |")
	for l := range strings.SplitSeq(words, "\n") {
		e.line(strings.TrimRight(inner+"  "+l, " "))
	}
}

// words are those of the text in the language, or the first there are.
func (e *example) words(v *source.Node) string {
	if v.Kind != source.Mapping {
		return v.Value
	}
	if _, own := v.Field(e.lang); own != nil {
		return own.Value
	}
	for _, first := range v.Fields() {
		return first.Value
	}
	return ""
}

func isText(n *outline.Node) bool { return n.Kind == outline.Text || n.Kind == outline.Long }

// wraps reports whether a value that may be a text is a mapping around one.
func wraps(n *outline.Node, v *source.Node) bool {
	for key := range v.Fields() {
		if slices.ContainsFunc(n.Keys, func(k *outline.Node) bool { return k.Key == key.Value }) {
			return true
		}
	}
	return false
}

// ids reports whether an item is a plain word.
func ids(n *outline.Node) bool { return n.Kind == outline.String || n.Kind == outline.ID }

// flat reports whether a mapping holds no text, so that it fits on a line.
func flat(n *outline.Node) bool {
	return n.Kind == outline.Mapping && !slices.ContainsFunc(n.Keys, func(k *outline.Node) bool {
		return isText(k) || k.Kind == outline.List && !ids(k.Item) || k.Kind == outline.Mapping && !flat(k)
	})
}

// flow writes a value that holds no text on one line.
func flow(v *source.Node) string {
	var parts []string
	switch v.Kind {
	case source.Sequence:
		for _, item := range v.Items {
			parts = append(parts, flow(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case source.Mapping:
		for key, value := range v.Fields() {
			parts = append(parts, key.Value+": "+flow(value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case source.String:
		if plain(v.Value) {
			return v.Value
		}
		return quoted(v.Value)
	}
	return v.Value
}

// plain reports whether a string may stand without quotes: an id that begins
// with a letter, and is no word that YAML reads as something else.
func plain(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, s)
}

// quoted is a string in YAML's double quotes, which JSON's are part of.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(oneLine(s)); err != nil { // strings can always be encoded
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// oneLine is a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
