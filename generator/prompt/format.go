package prompt

import (
	"slices"
	"strings"

	"rolebook/generator/outline"
)

// kept lists the keys that are no business of a model: the catalog's keepers
// fill them in.
var kept = []string{"status", "version", "effective", "owner", "review"}

// format tells the format of a role in short: each key with what it holds, and
// in a comment what it is for.
func (w *writer) format() string {
	var out []string
	for _, k := range w.form.Keys {
		if !slices.Contains(kept, k.Key) {
			out = append(out, w.keyLines(k, "", "")...)
		}
	}
	return strings.Join(append(out, "status: draft"), "\n")
}

// keyLines tells a key, below it what its mapping or the items of its list
// hold. dash stands before the key where it begins an item.
func (w *writer) keyLines(n *outline.Node, indent, dash string) []string {
	head := indent + dash + n.Key + ":"
	inner := indent + strings.Repeat(" ", len(dash)) + "  "
	below := n.Keys
	if n.Kind == outline.List {
		below = n.Item.Keys
	}
	if len(below) == 0 {
		return []string{head + " " + w.holds(n) + w.comment(n)}
	}
	if n.Kind == outline.List && n.Item.Kind == outline.Text { // a text, or a mapping around one
		head += " [" + w.holds(n.Item) + "]"
	}
	out := []string{head + w.comment(n)}
	for i, k := range below {
		dash := ""
		if n.Kind == outline.List {
			dash = []string{"- ", "  "}[min(i, 1)]
		}
		out = append(out, w.keyLines(k, inner, dash)...)
	}
	return out
}

// holds says what a value is.
func (w *writer) holds(n *outline.Node) string {
	switch {
	case n.Kind == outline.List:
		return "[" + w.holds(n.Item) + "]"
	case len(n.Values) > 0:
		return strings.Join(n.Values, " | ")
	}
	return w.say.T("prompt_kind_"+strings.ReplaceAll(string(n.Kind), "-", "_"), "Lang", string(w.say.Lang))
}

// comment says what a key is for, and whether it is needed.
func (w *writer) comment(n *outline.Node) string {
	about := n.About[w.say.Lang]
	if n.Required {
		about = w.say.T("prompt_required") + about
	}
	if about = strings.TrimSpace(about); about == "" {
		return ""
	}
	return "  # " + about
}
