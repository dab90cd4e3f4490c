package load

import (
	"reflect"
	"strconv"
	"sync"

	"rolebook/generator/catalog"
	"rolebook/generator/source"
)

// word is a value that is no Text: an id, a reference, a date, one of a fixed
// set. Absent words have no place.
type word struct {
	Value string
	At    source.Span
}

func (w word) given() bool { return !w.At.IsZero() }

// text is a Text as it stands in the file; node is nil when it was left out.
type text struct {
	node *source.Node
	path string // where in the file, as in duties[billing].tasks[1]
	made *made
}

// made is a text as it was linked the last time, when nothing was wrong with
// it. Texts are most of a catalog, and a [Loader] links nearly all of them
// again.
type made struct {
	languages string // of the catalog then; empty when there is no text
	text      catalog.Text
}

// task is a Text, or a mapping with more around one.
type task struct {
	Text   text `yaml:"text"`
	Detail word `yaml:"detail"`
	Note   text `yaml:"note"`
}

type number struct {
	Value float64
	At    source.Span
}

type yesNo struct{ Value bool }

// place, embedded in a shape, remembers where the mapping starts.
type place struct{ At source.Span }

// decoder fills shapes from nodes. It checks nothing: what does not fit is
// left out, since the schema check reports it.
type decoder struct {
	file string
	path []byte
}

// decode fills the shape that into points to.
func decode(file string, root *source.Node, into any) {
	d := decoder{file: file}
	d.value(root, reflect.ValueOf(into).Elem())
}

func (d *decoder) value(n *source.Node, into reflect.Value) {
	switch leaf := into.Addr().Interface().(type) {
	case *word:
		*leaf = d.word(n)
		return
	case *text:
		*leaf = d.text(n)
		return
	case *[]word:
		*leaf = d.words(n)
		return
	case *number:
		if v, ok := n.Number(); ok {
			*leaf = number{v, n.Span(d.file)}
		}
		return
	case *yesNo:
		leaf.Value, _ = n.Bool()
		return
	case *task:
		if !isLongTask(n) {
			leaf.Text = d.text(n)
			return
		}
	}
	switch into.Kind() {
	case reflect.Slice:
		d.list(n, into)
	case reflect.Struct:
		d.fields(n, into)
	case reflect.Pointer:
		if n.Kind == source.Mapping {
			into.Set(reflect.New(into.Type().Elem()))
			d.fields(n, into.Elem())
		}
	}
}

// isLongTask tells {text: …, detail: full} from a Text such as {en: …}.
func isLongTask(n *source.Node) bool {
	for _, key := range []string{"text", "detail", "note"} {
		if k, _ := n.Field(key); k != nil {
			return true
		}
	}
	return false
}

func (d *decoder) word(n *source.Node) word {
	if n.Kind != source.String {
		return word{}
	}
	return word{n.Value, n.Span(d.file)}
}

func (d *decoder) words(n *source.Node) []word {
	if n.Kind != source.Sequence {
		return nil
	}
	words := make([]word, 0, len(n.Items))
	for _, item := range n.Items {
		if w := d.word(item); w.given() {
			words = append(words, w)
		}
	}
	return words
}

func (d *decoder) text(n *source.Node) text { return text{n, string(d.path), new(made)} }

func (d *decoder) list(n *source.Node, into reflect.Value) {
	if n.Kind != source.Sequence {
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(n.Items), len(n.Items)))
	length := len(d.path)
	for i, item := range n.Items {
		d.path = append(d.index(append(d.path[:length], '['), item, i), ']')
		d.value(item, into.Index(i))
	}
	d.path = d.path[:length]
}

// index names an item of a list by its id, which stays when the list changes,
// or by its number.
func (d *decoder) index(path []byte, item *source.Node, i int) []byte {
	if item.Kind == source.Mapping {
		if _, id := item.Field("id"); id != nil && id.Kind == source.String && isID(id.Value) {
			return append(path, id.Value...)
		}
	}
	return strconv.AppendInt(path, int64(i), 10)
}

func (d *decoder) fields(n *source.Node, into reflect.Value) {
	if n.Kind != source.Mapping {
		return
	}
	plan := planOf(into.Type())
	if plan.place {
		into.Field(0).Field(0).Set(reflect.ValueOf(n.Span(d.file)))
	}
	length := len(d.path)
	for key, value := range n.Fields() {
		i, ok := plan.keys[key.Value]
		if !ok {
			continue
		}
		d.path = d.path[:length]
		if length > 0 {
			d.path = append(d.path, '.')
		}
		d.path = append(d.path, key.Value...)
		d.value(value, into.Field(i))
	}
	d.path = d.path[:length]
}

// plan says which field of a shape a key goes to.
type plan struct {
	keys  map[string]int
	place bool // the first field is an embedded place
}

var plans sync.Map // reflect.Type to *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{keys: map[string]int{}}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			p.place = true
		} else if key := f.Tag.Get("yaml"); key != "" {
			p.keys[key] = i
		}
	}
	known, _ := plans.LoadOrStore(t, p)
	return known.(*plan)
}
