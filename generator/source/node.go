package source

import (
	"iter"
	"math"
	"strconv"
	"strings"
)

// Kind is what a node holds.
type Kind uint8

// The kinds of nodes. A date is a String: YAML's own dates are not used.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Sequence
	Mapping
)

// Node is a value of a YAML file, with its place.
type Node struct {
	Kind  Kind
	Value string  // of the kinds up to String: the text, unquoted
	Items []*Node // of a Sequence its items; of a Mapping keys and values in turn, each key once

	line, column, end int32
}

// Span gives the node's place, in a file of the given name. For a scalar it is
// the scalar, at most to the end of its first line; for a flow collection the
// whole of it up to there; for a block collection what it starts with: the
// first key, or a dash.
func (n *Node) Span(file string) Span {
	line := int(n.line)
	return Span{File: file, Start: Position{line, int(n.column)}, End: Position{line, int(n.end)}}
}

// Fields goes through the keys and values of a mapping; other nodes have none.
func (n *Node) Fields() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n.Kind != Mapping {
			return
		}
		for i := 0; i+1 < len(n.Items); i += 2 {
			if !yield(n.Items[i], n.Items[i+1]) {
				return
			}
		}
	}
}

// Field finds a key of a mapping and its value; nil where it has no such key.
func (n *Node) Field(name string) (key, value *Node) {
	for k, v := range n.Fields() {
		if k.Value == name {
			return k, v
		}
	}
	return nil, nil
}

// Locate follows a path of keys and indexes, as JSON Schema validators give
// it. Where the path leads nowhere it stops at the last node there is.
func (n *Node) Locate(path []string) *Node {
	for _, step := range path {
		next := n.step(step)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

func (n *Node) step(step string) *Node {
	if n.Kind == Mapping {
		_, value := n.Field(step)
		return value
	}
	i, err := strconv.Atoi(step)
	if n.Kind != Sequence || err != nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}

// Number gives the value of an Int or Float.
func (n *Node) Number() (value float64, ok bool) {
	switch x := n.JSON().(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

// Bool gives the value of a Bool; ok is false for any other node.
func (n *Node) Bool() (value, ok bool) {
	return n.Kind == Bool && strings.EqualFold(n.Value, "true"), n.Kind == Bool
}

// JSON gives the node as a JSON Schema validator takes it: nil, bool, int64,
// float64, string, []any and map[string]any.
func (n *Node) JSON() any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return strings.EqualFold(n.Value, "true")
	case Int:
		i, _ := parseInt(n.Value) // kindOf has tried it
		return i
	case Float:
		f, _ := parseFloat(n.Value) // kindOf has tried it
		return f
	case Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.JSON()
		}
		return list
	case Mapping:
		m := make(map[string]any, len(n.Items)/2)
		for k, v := range n.Fields() {
			m[k.Value] = v.JSON()
		}
		return m
	}
	return n.Value
}

// parseInt reads 12, 1_000, 0x1f or 0o17: an int64, or beyond its range a
// float64, as in JSON.
func parseInt(s string) (value any, ok bool) {
	s = strings.ReplaceAll(s, "_", "")
	if i, err := strconv.ParseInt(s, 0, 64); err == nil {
		return i, true
	}
	u, err := strconv.ParseUint(strings.TrimPrefix(s, "+"), 0, 64)
	return float64(u), err == nil
}

func parseFloat(s string) (f float64, ok bool) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}
