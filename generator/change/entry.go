package change

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// entry is a thing that a catalog speaks of, as far as it can change: what it is
// called, what is said of it, and what it consists of. Entries of one kind have
// the same facts and lists of parts, in the same order.
type entry struct {
	id    string
	name  catalog.Text
	facts []fact
	parts []list
}

type fact struct {
	key   Key
	value Value
}

// list holds the things of one kind. In an ordered one the order says something.
type list struct {
	kind    Kind
	ordered bool
	entries []entry
}

// listOf describes a list of things.
func listOf[T any](kind Kind, ordered bool, items []T, describe func(T) entry) list {
	l := list{kind: kind, ordered: ordered}
	for _, x := range items {
		l.entries = append(l.entries, describe(x))
	}
	return l
}

// says is everything that is said of the entry, in one string.
func (e entry) says() string {
	var b strings.Builder
	fmt.Fprint(&b, versions(e.name))
	for _, f := range e.facts {
		fmt.Fprintf(&b, "\x01%s %q %v", f.key, f.value.Words, versions(f.value.Text))
	}
	for _, l := range e.parts {
		for _, p := range l.entries {
			fmt.Fprintf(&b, "\x02%s %s %s", l.kind, p.id, p.says())
		}
	}
	return b.String()
}

// saying describes a thing that is nothing but a text.
func saying(t catalog.Text) entry {
	return entry{name: t, facts: []fact{text(KeyText, t)}}
}

func text(k Key, t catalog.Text) fact { return fact{k, Value{Text: t}} }

// words is a fact of words; empty ones say nothing.
func words(k Key, list ...string) fact {
	return fact{k, Value{Words: slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })}}
}

// set is words whose order says nothing.
func set(k Key, list []string) fact {
	f := words(k, list...)
	slices.Sort(f.value.Words)
	f.value.Words = slices.Compact(f.value.Words)
	return f
}

func flag(k Key, on bool) fact {
	if on {
		return words(k, "true")
	}
	return words(k)
}

// ids lists the ids of things.
func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}

func roleID(r *catalog.Role) string { return r.ID }
