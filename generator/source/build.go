package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// builder makes the library's tree into ours, checking on the way what a
// catalog may not use.
type builder struct {
	file    *File
	cursor  cursor
	pool    []Node
	refused bool // something was met whose value is not known
}

func newBuilder(f *File) *builder { return &builder{file: f, cursor: newCursor(f.text)} }

// node converts a node and what is in it. end is the offset just behind the
// node when that is on the line where it starts, else the end of that line.
func (b *builder) node(y *yaml.Node, depth int) (n *Node, end int) {
	b.cursor.to(y.Line, y.Column)
	n = b.alloc()
	n.line, n.column = int32(b.cursor.own.Line), int32(b.cursor.own.Column)
	start := b.cursor.offset
	b.check(y)
	switch {
	case y.Kind == yaml.AliasNode:
		end = endOfWord(b.cursor.text, start)
	case y.Kind == yaml.ScalarNode:
		n.Kind, n.Value = kindOf(y), y.Value
		end = endOfScalar(b.cursor.text, start, y)
	case depth == MaxDepth:
		b.refuse(TooDeep, y, "")
		end = start + 1
	case y.Kind == yaml.SequenceNode:
		end = b.sequence(n, y, depth+1)
	case y.Kind == yaml.MappingNode:
		end = b.mapping(n, y, depth+1)
	}
	n.end = n.column + int32(utf8.RuneCount(b.cursor.text[start:end]))
	return n, end
}

func (b *builder) sequence(n *Node, y *yaml.Node, depth int) (end int) {
	start := b.cursor.offset
	n.Kind, n.Items = Sequence, make([]*Node, len(y.Content))
	last := min(start+1, len(b.cursor.text))
	for i, item := range y.Content {
		n.Items[i], end = b.node(item, depth)
		if n.Items[i].line == n.line {
			last = max(last, end)
		}
	}
	if y.Style&yaml.FlowStyle == 0 {
		return min(start+1, len(b.cursor.text))
	}
	return endOfFlow(b.cursor.text, start, last)
}

func (b *builder) mapping(n *Node, y *yaml.Node, depth int) (end int) {
	start := b.cursor.offset
	n.Kind, n.Items = Mapping, make([]*Node, 0, len(y.Content))
	keys := newKeySet(len(y.Content) / 2)
	first, last := start, min(start+1, len(b.cursor.text))
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, known, keyEnd := b.key(y.Content[i], depth)
		if i == 0 && k.line == n.line {
			first = keyEnd
		}
		v, valueEnd := b.node(y.Content[i+1], depth)
		if v.line == n.line {
			last = max(last, keyEnd, valueEnd)
		}
		if known && !b.duplicate(keys, k) {
			n.Items = append(n.Items, k, v)
		}
	}
	if y.Style&yaml.FlowStyle == 0 {
		return max(start, first)
	}
	return endOfFlow(b.cursor.text, start, last)
}

// key converts a key; known is false when it is none that a catalog may have.
func (b *builder) key(y *yaml.Node, depth int) (n *Node, known bool, end int) {
	n, end = b.node(y, depth)
	switch {
	case y.Kind == yaml.AliasNode:
		return n, false, end
	case y.Kind != yaml.ScalarNode || empty(y):
		b.file.add(Problem{Fault: KeyKind, At: b.file.Span(n)})
		return n, false, end
	case y.Tag == "!!merge":
		b.refuse(MergeKey, y, "")
		return n, false, end
	}
	n.Kind = String
	return n, true, end
}

func (b *builder) duplicate(keys *keySet, k *Node) bool {
	first := keys.add(k)
	if first == nil {
		return false
	}
	b.file.add(Problem{Fault: DuplicateKey, Name: k.Value, At: b.file.Span(k), Related: b.file.Span(first)})
	return true
}

// check complains about what a catalog does without.
func (b *builder) check(y *yaml.Node) {
	if y.Anchor != "" {
		b.file.add(Problem{Fault: Anchor, At: b.word(y.Line, y.Column)})
	}
	if y.Kind == yaml.AliasNode {
		b.refuse(Alias, y, "")
		return
	}
	switch y.Tag {
	case "", "!", "!!str", "!!null", "!!bool", "!!int", "!!float", "!!timestamp", "!!seq", "!!map", "!!merge":
	default:
		b.refuse(Tag, y, y.Tag)
	}
}

// refuse notes a problem that leaves a value unknown: checking the rest of the
// file would only bring problems that are none.
func (b *builder) refuse(fault Fault, y *yaml.Node, name string) {
	b.refused = true
	b.file.add(Problem{Fault: fault, Name: name, At: b.word(y.Line, y.Column)})
}

// word gives the place of the word that starts at a place of the library.
func (b *builder) word(line, column int) Span {
	b.cursor.to(line, column)
	start := b.cursor.own
	size := utf8.RuneCount(b.cursor.text[b.cursor.offset:endOfWord(b.cursor.text, b.cursor.offset)])
	return Span{File: b.file.Name, Start: start, End: Position{start.Line, start.Column + size}}
}

// alloc takes a node from a pool: files have hundreds of small ones.
func (b *builder) alloc() *Node {
	if len(b.pool) == 0 {
		b.pool = make([]Node, 128)
	}
	n := &b.pool[0]
	b.pool = b.pool[1:]
	return n
}

// kindOf reads the tag that the library found for a scalar. An explicit tag
// that its text does not bear out leaves a String.
func kindOf(y *yaml.Node) Kind {
	switch y.Tag {
	case "!!null":
		if y.Value == "" || y.Value == "~" || strings.EqualFold(y.Value, "null") {
			return Null
		}
	case "!!bool":
		if strings.EqualFold(y.Value, "true") || strings.EqualFold(y.Value, "false") {
			return Bool
		}
	case "!!int":
		if _, ok := parseInt(y.Value); ok {
			return Int
		}
	case "!!float":
		if _, ok := parseFloat(y.Value); ok {
			return Float
		}
	}
	return String
}

// keySet finds repeated keys. Small mappings, which are nearly all, are
// compared key by key; large ones would take quadratic time.
type keySet struct {
	few  []*Node
	many map[string]*Node
}

const fewKeys = 16

func newKeySet(size int) *keySet {
	if size <= fewKeys {
		return &keySet{few: make([]*Node, 0, size)}
	}
	return &keySet{many: make(map[string]*Node, size)}
}

// add takes a key and returns the earlier one of the same name, if any.
func (s *keySet) add(k *Node) (first *Node) {
	if s.many != nil {
		if first = s.many[k.Value]; first == nil {
			s.many[k.Value] = k
		}
		return first
	}
	for _, other := range s.few {
		if other.Value == k.Value {
			return other
		}
	}
	s.few = append(s.few, k)
	return nil
}

// endOfScalar finds where a scalar ends, or its first line does.
func endOfScalar(text []byte, start int, y *yaml.Node) int {
	rest := text[start:]
	switch {
	case y.Style&yaml.TaggedStyle != 0 || y.Anchor != "":
		return endOfWord(text, start)
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return start + quotedLen(rest, '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		return start + quotedLen(rest, '\'')
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return endOfWord(text, start)
	case !strings.ContainsAny(y.Value, "\r\n") && bytes.HasPrefix(rest, []byte(y.Value)):
		return start + len(y.Value)
	}
	return endOfLine(text, start) // a plain text over several lines
}

// quotedLen measures a quoted text, at most to the end of its line.
func quotedLen(text []byte, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\n' || text[i] == '\r':
			return i
		case text[i] == '\\' && quote == '"' && breakLen(text[i+1:]) == 0:
			i++ // the character behind it may be a quote
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// endOfFlow finds the bracket that closes a flow collection behind its last
// item, or the end of the line on which the collection starts.
func endOfFlow(text []byte, start, last int) int {
	if start == len(text) || text[start] != '[' && text[start] != '{' {
		return last // a pair without brackets, or a tag before them
	}
	i := last
	for i < len(text) && (text[i] == ' ' || text[i] == ',' || text[i] == '\t' || text[i] == ':') {
		i++
	}
	if i < len(text) && (text[i] == ']' || text[i] == '}') {
		return i + 1
	}
	return max(last, endOfLine(text, start))
}

// endOfLine finds the end of the line without the blanks before it.
func endOfLine(text []byte, start int) int {
	rest := text[start:]
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	return start + len(bytes.TrimRight(rest, " \t"))
}

// endOfWord finds the next blank or bracket; a bracket is a word of its own.
func endOfWord(text []byte, start int) int {
	switch i := bytes.IndexAny(text[start:], " \t\r\n,[]{}"); {
	case i < 0:
		return len(text)
	case i == 0 && strings.IndexByte(",[]{}", text[start]) >= 0:
		return start + 1
	default:
		return start + i
	}
}
