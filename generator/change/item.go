package change

import (
	"slices"

	"rolebook/generator/catalog"
)

// Item is what became of one thing that a catalog speaks of.
type Item struct {
	Kind  Kind
	ID    string       // empty for what has none
	Name  catalog.Text // by which readers know it, as it is now if it is still there
	Op    Op
	Facts []Fact // of a thing that has changed: what is said of it, where that differs
	Parts []Item // likewise, of what it consists
}

// Fact is something said of a thing, before and after.
type Fact struct {
	Key      Key
	Old, New Value
}

// Value is what is said: a text, or words such as ids, dates and numbers. It is
// empty where nothing is said.
type Value struct {
	Text  catalog.Text
	Words []string
}

// IsZero reports whether nothing is said.
func (v Value) IsZero() bool { return v.Text.IsZero() && len(v.Words) == 0 }

func (v Value) equal(w Value) bool {
	return slices.Equal(v.Words, w.Words) && slices.Equal(versions(v.Text), versions(w.Text))
}

// version is a text in a language, wherever it stands.
type version struct {
	lang  catalog.Lang
	value string
}

// versions are what a text says, in one order of languages for all catalogs.
func versions(t catalog.Text) []version {
	var out []version
	for _, l := range catalog.AllLanguages {
		if t.Has(l) {
			s, _ := t.In(l)
			out = append(out, version{l, s})
		}
	}
	return out
}

// compared tells what became of the things of several lists, kind by kind.
func compared(before, after []list) []Item {
	var out []Item
	for i := range before {
		out = append(out, comparedLists(before[i], after[i])...)
	}
	return out
}

// comparedLists tells what became of the things of one kind: those of the new
// list in its order, then those that have gone in theirs, then whether what is
// left stands in another order.
func comparedLists(before, after list) []Item {
	match := matched(before.entries, after.entries)
	var out []Item
	for k, e := range after.entries {
		if i := match.before[k]; i < 0 {
			out = append(out, Item{Kind: after.kind, ID: e.id, Name: e.name, Op: Added})
		} else if item, differs := comparedEntries(after.kind, before.entries[i], e); differs {
			out = append(out, item)
		}
	}
	for i, e := range before.entries {
		if match.after[i] < 0 {
			out = append(out, Item{Kind: after.kind, ID: e.id, Name: e.name, Op: Removed})
		}
	}
	if after.ordered && match.reordered() {
		out = append(out, Item{Kind: after.kind, Op: Reordered})
	}
	return out
}

func comparedEntries(kind Kind, before, after entry) (Item, bool) {
	item := Item{Kind: kind, ID: after.id, Name: after.name, Op: Changed}
	for i, f := range after.facts {
		if old := before.facts[i]; !old.value.equal(f.value) {
			item.Facts = append(item.Facts, Fact{f.key, old.value, f.value})
		}
	}
	item.Parts = compared(before.parts, after.parts)
	return item, len(item.Facts)+len(item.Parts) > 0
}
