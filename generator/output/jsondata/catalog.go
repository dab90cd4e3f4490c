package jsondata

import (
	"bufio"
	"bytes"
	"io"
	"reflect"
	"slices"

	"rolebook/generator/catalog"
)

// The types below are the shape of catalog.json. It follows the files that
// authors write, but for these: references are always lists of ids, what a
// file may abbreviate is spelled out, every text is an object from language to
// words, and the roles, which are files of their own, stand in one list.

type catalogDoc struct {
	vocabularyDoc
	Roles []role       `json:"roles"`
	SoD   sod          `json:"sod"`
	Tests []accessTest `json:"tests"`
}

type vocabularyDoc struct {
	Organization text           `json:"organization"`
	Languages    []catalog.Lang `json:"languages"`
	BaseURL      *string        `json:"base_url"`
	Families     []named        `json:"families"`
	Modules      []module       `json:"modules"`
	Actions      []named        `json:"actions"`
	Scopes       []named        `json:"scopes"`
	Classes      []named        `json:"classes"`
	Conditions   []condition    `json:"conditions"`
}

type named struct {
	ID   string `json:"id"`
	Name text   `json:"name"`
}

type module struct {
	ID      string   `json:"id"`
	Name    text     `json:"name"`
	Objects []object `json:"objects"`
}

type object struct {
	ID      string   `json:"id"`
	Name    text     `json:"name"`
	Class   string   `json:"class"`
	Actions []string `json:"actions"` // all that apply
	Fields  []field  `json:"fields"`
}

type field struct {
	ID    string `json:"id"`
	Name  text   `json:"name"`
	Class string `json:"class"`
}

type condition struct {
	ID        string `json:"id"`
	Name      text   `json:"name"`
	Mitigates bool   `json:"mitigates"`
}

// WriteCatalog writes the whole catalog: its vocabulary, its roles by id, its
// rules and its tests, texts in every language they were written in. Each role
// stands on a line, as does each entry of the other lists: indentation would
// make the file of a large catalog twice as long.
func WriteCatalog(w io.Writer, c *catalog.Catalog) error {
	l := &list{out: bufio.NewWriter(w)}
	doc := reflect.ValueOf(catalogOf(c))
	for i, f := range slices.DeleteFunc(reflect.VisibleFields(doc.Type()), func(f reflect.StructField) bool { return f.Anonymous }) {
		l.write([]string{"{", ","}[min(i, 1)] + "\n" + `"` + f.Tag.Get("json") + `": `)
		if v := doc.FieldByIndex(f.Index); v.Kind() == reflect.Slice {
			l.addAll(v)
		} else {
			l.value(v.Interface())
		}
	}
	l.write("\n}\n")
	return l.flush()
}

func catalogOf(c *catalog.Catalog) catalogDoc {
	return catalogDoc{vocabularyOf(c), each(c.Roles, roleOf), sodOf(c), each(c.Tests, testOf)}
}

func vocabularyOf(c *catalog.Catalog) vocabularyDoc {
	return vocabularyDoc{
		Organization: text{c.Organization},
		Languages:    c.Languages,
		BaseURL:      optional(c.BaseURL),
		Families:     each(c.Families, func(f *catalog.Family) named { return named{f.ID, text{f.Name}} }),
		Modules:      each(c.Modules, moduleOf),
		Actions:      each(c.Actions, func(a *catalog.Action) named { return named{a.ID, text{a.Name}} }),
		Scopes:       each(c.Scopes, func(s *catalog.Scope) named { return named{s.ID, text{s.Name}} }),
		Classes:      each(c.Classes, func(k *catalog.Class) named { return named{k.ID, text{k.Name}} }),
		Conditions: each(c.Conditions, func(x *catalog.Condition) condition {
			return condition{x.ID, text{x.Name}, x.Mitigates}
		}),
	}
}

func moduleOf(m *catalog.Module) module {
	return module{m.ID, text{m.Name}, each(m.Objects, objectOf)}
}

func objectOf(o *catalog.Object) object {
	return object{
		ID: o.ID, Name: text{o.Name}, Class: o.Class.ID, Actions: actionIDs(o.Actions),
		Fields: each(o.Fields, func(f *catalog.Field) field { return field{f.ID, text{f.Name}, f.Class.ID} }),
	}
}

// text writes a catalog text as an object from language to words, in the
// catalog's order of languages; null when it was left out.
type text struct{ catalog.Text }

// MarshalJSON keeps the order of the languages, which a map would lose.
func (t text) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for i, v := range t.Versions {
		value, err := marshal(v.Value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + string(v.Lang) + `":`)
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// each turns a list into another; never nil.
func each[T, U any](list []T, turn func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = turn(x)
	}
	return out
}

// texts is a list of texts; never nil.
func texts(list []catalog.Text) []text {
	return each(list, func(t catalog.Text) text { return text{t} })
}

// optional is a string, or null when it is empty.
func optional[S ~string](s S) *S {
	if s == "" {
		return nil
	}
	return &s
}

func objectIDs(list []*catalog.Object) []string {
	return each(list, func(o *catalog.Object) string { return o.ID })
}

func actionIDs(list []*catalog.Action) []string {
	return each(list, func(a *catalog.Action) string { return a.ID })
}
