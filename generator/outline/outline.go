// Package outline reads the JSON Schema of a kind of file for those who tell
// people, or language models, what belongs into it: the keys in the order of
// the schema, what each holds, and in which words each language explains it.
//
// Start at [Of]. What a schema checks beyond that is the business of load.
package outline

import (
	"encoding/json"
	"iter"
	"path"
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/source"
	"rolebook/schema"
)

// Kind is what a key of a file holds.
type Kind string

// The kinds of values.
const (
	Mapping Kind = "mapping"
	List    Kind = "list"
	Text    Kind = "text"      // a plain string or a mapping of languages, inline Markdown
	Long    Kind = "long-text" // likewise, block Markdown
	ID      Kind = "id"
	Date    Kind = "date"
	String  Kind = "string"
	Number  Kind = "number"
	Boolean Kind = "boolean"
)

// Node is what may stand in one place of a file.
type Node struct {
	Key      string // empty for the file itself and for items
	About    map[catalog.Lang]string
	Kind     Kind
	Required bool
	Values   []string // of a String: those allowed; nil when any is
	Item     *Node    // of a List
	Keys     []*Node  // of a Mapping, and of a Text that may also be a mapping with more than languages
}

// Of gives the outline of a kind of file, such as role. It fails when there is
// no schema of that kind.
func Of(kind string) (*Node, error) {
	data, err := schema.Files.ReadFile(kind + ".schema.json")
	if err != nil {
		return nil, err
	}
	var root part
	if err := json.Unmarshal(data, &root); err != nil {
		return nil, err
	}
	return root.node(root.Defs, "", ""), nil
}

// part is a schema as far as outlines tell of it.
type part struct {
	About      map[catalog.Lang]string `json:"x-description"`
	Ref        string                  `json:"$ref"`
	Type       types                   `json:"type"`
	Required   []string                `json:"required"`
	Properties properties              `json:"properties"`
	Items      *part                   `json:"items"`
	Enum       []string                `json:"enum"`
	Defs       map[string]*part        `json:"$defs"`
}

// node makes the outline of a part; def is the definition that it came from.
func (p *part) node(defs map[string]*part, key, def string) *Node {
	if name := path.Base(p.Ref); p.Ref != "" {
		n := defs[name].node(defs, key, name)
		if p.About != nil {
			n.About = p.About
		}
		return n
	}
	n := &Node{Key: key, About: p.About, Kind: p.kind(def), Values: p.Enum}
	if p.Items != nil {
		n.Item = p.Items.node(defs, "", "")
	}
	for _, q := range p.Properties {
		if n.Kind == Mapping || !isLanguage(q.name) {
			k := q.part.node(defs, q.name, "")
			k.Required = slices.Contains(p.Required, q.name)
			n.Keys = append(n.Keys, k)
		}
	}
	return n
}

func (p *part) kind(def string) Kind {
	text := slices.ContainsFunc(p.Properties, func(q property) bool { return isLanguage(q.name) })
	switch {
	case def == "longText":
		return Long
	case text:
		return Text
	case def == "id":
		return ID
	case def == "date":
		return Date
	}
	switch p.Type.first() {
	case "object":
		return Mapping
	case "array":
		return List
	case "number", "integer":
		return Number
	case "boolean":
		return Boolean
	}
	return String
}

func isLanguage(key string) bool { return slices.Contains(catalog.AllLanguages, catalog.Lang(key)) }

// Word is a text of a file: what is written in one language.
type Word struct {
	Lang catalog.Lang // empty for a plain string, which is in the catalog's first language
	Node *source.Node
}

// Words gives every text of a file, as far as it has the shape of the outline,
// in the order of the file.
func (n *Node) Words(v *source.Node) iter.Seq[Word] {
	return func(yield func(Word) bool) { n.words(v, yield) }
}

// words goes on until yield is false, and reports whether it is to go on.
func (n *Node) words(v *source.Node, yield func(Word) bool) bool {
	switch {
	case v == nil:
	case n.Kind == List && v.Kind == source.Sequence:
		for _, item := range v.Items {
			if !n.Item.words(item, yield) {
				return false
			}
		}
	case n.isText() && v.Kind == source.String:
		return yield(Word{"", v})
	case v.Kind == source.Mapping:
		for key, value := range v.Fields() {
			if !n.wordsAt(key.Value, value, yield) {
				return false
			}
		}
	}
	return true
}

func (n *Node) wordsAt(key string, v *source.Node, yield func(Word) bool) bool {
	if n.isText() && isLanguage(key) && v.Kind == source.String {
		return yield(Word{catalog.Lang(key), v})
	}
	i := slices.IndexFunc(n.Keys, func(k *Node) bool { return k.Key == key })
	return i < 0 || n.Keys[i].words(v, yield)
}

func (n *Node) isText() bool { return n.Kind == Text || n.Kind == Long }
