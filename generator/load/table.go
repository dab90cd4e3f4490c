package load

import (
	"fmt"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// table finds the things of one kind by id and complains about ids that are
// used twice or not at all.
type table[T any] struct {
	noun  string // the kind, as in the message diag_noun_<noun>
	items map[string]*T
	at    map[string]source.Span // where each id is defined
	ids   []string               // in the order of the files
	// open says that some definitions could not be read, so that an unknown id
	// may well be one of them.
	open bool

	help map[string][]diag.Message // suggestions made before
}

func newTable[T any](noun string) table[T] {
	return table[T]{noun: noun, items: map[string]*T{}, at: map[string]source.Span{}, help: map[string][]diag.Message{}}
}

// define notes an item under its id. Of two with one id the first counts.
func (t *table[T]) define(l *linker, id word, item *T) {
	if !id.given() {
		t.open = true
		return
	}
	if first, taken := t.at[id.Value]; taken {
		place := fmt.Sprintf("%s:%d", first.File, first.Start.Line)
		l.diags.Add(diag.DuplicateID, id.At,
			diag.Msg("diag_duplicate_id", "Noun", noun(t.noun), "ID", id.Value, "Place", place), diag.Msg("diag_duplicate_id_help"))
		l.relate(first, diag.Msg("diag_duplicate_id_related"))
		return
	}
	t.items[id.Value], t.at[id.Value] = item, id.At
	t.ids = append(t.ids, id.Value)
}

// find looks up what a word refers to; nil when it refers to nothing, which it
// reports.
func (t *table[T]) find(l *linker, w word) *T {
	if !w.given() {
		return nil
	}
	if item, ok := t.items[w.Value]; ok {
		return item
	}
	if !t.open {
		l.diags.Add(diag.UnknownReference, w.At, diag.Msg("diag_unknown_reference", "Noun", noun(t.noun), "Name", w.Value), t.suggest(w.Value)...)
	}
	return nil
}

// findAll looks up a list of words, leaving out those that refer to nothing.
func (t *table[T]) findAll(l *linker, words []word) []*T {
	if len(words) == 0 {
		return nil
	}
	items := make([]*T, 0, len(words))
	for _, w := range words {
		if item := t.find(l, w); item != nil {
			items = append(items, item)
		}
	}
	return items
}

// suggest remembers its answers: a name that is wrong in one role is often
// wrong in hundreds.
func (t *table[T]) suggest(name string) []diag.Message {
	help, ok := t.help[name]
	if !ok {
		help = Suggest(name, t.ids)
		t.help[name] = help
	}
	return help
}

func noun(kind string) diag.Message { return diag.Msg("diag_noun_" + kind) }
