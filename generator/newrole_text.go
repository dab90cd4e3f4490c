package generator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// roleWriter writes the YAML of a role to fill in. Ids and everything else
// that is no text comes from the model; where the model has a text there is a
// placeholder in every language of the catalog, and the model's words above it
// in a comment.
type roleWriter struct {
	say    *locale.Locale
	cat    *catalog.Catalog
	id     string
	title  string // what people call it, where that is known
	like   *catalog.Role
	copied bool // the model is a role of the catalog
	on     catalog.Date
	b      strings.Builder
}

func (w *roleWriter) file(schema string) []byte {
	if schema != "" {
		w.line(0, "# yaml-language-server: $schema=%s", schema)
	}
	w.comment(0, w.say.T("cli_new_head"))
	if w.copied {
		w.comment(0, w.say.T("cli_new_like", "Role", w.like.ID))
	}
	w.identity()
	w.head("cli_new_overview")
	w.original(0, w.like.Overview)
	w.line(0, "overview:")
	for _, l := range w.cat.Languages {
		w.line(1, "%s: |", l)
		w.line(2, "%s", locale.New(l).T("cli_new_placeholder"))
	}
	w.duties()
	w.permissions()
	w.collaboration()
	w.requirements()
	w.kpis()
	w.rest()
	return []byte(w.b.String())
}

// line writes a line at a depth of indentation.
func (w *roleWriter) line(depth int, format string, args ...any) {
	fmt.Fprintf(&w.b, strings.Repeat("  ", depth)+format+"\n", args...)
}

// comment writes text as comment lines.
func (w *roleWriter) comment(depth int, text string) {
	for l := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		w.line(depth, "%s", strings.TrimRight("# "+printable(l), " "))
	}
}

// printable drops what a YAML file must not hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
}

// head begins a part of the file with a comment on it.
func (w *roleWriter) head(id string, pairs ...any) {
	w.line(0, "")
	w.comment(0, w.say.T(id, pairs...))
}

// original shows the model's words.
func (w *roleWriter) original(depth int, t catalog.Text) {
	if s, _ := t.In(w.say.Lang); s != "" {
		w.comment(depth, s)
	}
}

// text writes a key with a placeholder, below the model's words.
func (w *roleWriter) text(depth int, key string, original catalog.Text) {
	w.original(depth, original)
	w.line(depth, "%s: %s", key, w.placeholder())
}

// optional is text where the model has one.
func (w *roleWriter) optional(depth int, key string, original catalog.Text) {
	if !original.IsZero() {
		w.text(depth, key, original)
	}
}

// texts writes a list of placeholders under a key, where the model has a list.
func (w *roleWriter) texts(depth int, key string, originals []catalog.Text) {
	if len(originals) == 0 {
		return
	}
	w.line(depth, "%s:", key)
	for _, t := range originals {
		w.original(depth+1, t)
		w.line(depth+1, "- %s", w.placeholder())
	}
}

// placeholder is a Text in every language of the catalog that says it is yet
// to be written.
func (w *roleWriter) placeholder() string {
	return w.inAll(func(l *locale.Locale) string { return l.T("cli_new_placeholder") })
}

// name is the role's name as far as it is known. Its id stands in for the rest,
// so that pages can be told apart.
func (w *roleWriter) name() string {
	return w.inAll(func(l *locale.Locale) string {
		if w.title != "" && l.Lang == w.say.Lang {
			return printable(w.title)
		}
		return w.id
	})
}

func (w *roleWriter) inAll(say func(*locale.Locale) string) string {
	parts := make([]string, len(w.cat.Languages))
	for i, l := range w.cat.Languages {
		parts[i] = string(l) + ": " + quoted(say(locale.New(l)))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quoted is a string as YAML's double-quoted style has it, which JSON's is part of.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil { // strings can always be encoded
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// ids is a list of ids in YAML's flow style.
func ids[T any](list []T, id func(T) string) string {
	return "[" + strings.Join(names(list, func(x T) string { return plain(id(x)) }), ", ") + "]"
}

// plain is an id as YAML reads it back: some look like numbers, dates and
// truth values.
func plain(id string) string {
	if id[0] <= '9' || slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, id) {
		return quoted(id)
	}
	return id
}

// names lists ids.
func names[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}
