package change

import (
	"fmt"
	"os"
	"reflect"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/source"
)

// silent are the fields of a catalog that say nothing by themselves: where
// something stands, and what follows from the rest.
var silent = map[string]bool{
	"At": true, "Path": true, "File": true, "Files": true, "Digest": true, "Order": true, "Rank": true, "Lang": true,
	// Pointers back to what the walk comes from, and to what it meets elsewhere.
	"Object.Module": true, "Field.Object": true, "Grant.Role": true, "Denial.Role": true, "Role.Inherits": true,
	"Exception.Rule": true, "Catalog.Objects": true,
}

// Every field of a catalog counts: one that is new to the format, and that
// nobody compares, fails here. The small catalog of the format's contract uses
// every key.
func TestEveryFieldCounts(t *testing.T) {
	t.Parallel()
	mini := os.DirFS("../load/testdata/contract/mini")
	before := new(desk).analysed(t, mini)
	after := new(desk).analysed(t, mini).Catalog
	n := 0
	for i := 0; ; i++ {
		w := &walk{at: i, seen: map[any]bool{}}
		w.visit(reflect.ValueOf(after).Elem(), "Catalog")
		if !w.done {
			break
		}
		n++
		after.Index()
		if Between(before, analysis.Run(after, today)).None() {
			t.Errorf("nothing has changed with %s", w.path)
		}
		w.restore()
	}
	if n < 100 {
		t.Errorf("only %d fields tried", n)
	}
}

// walk changes the field that is the at-th it comes to.
type walk struct {
	at      int
	done    bool
	path    string
	restore func()
	seen    map[any]bool
}

func (w *walk) visit(v reflect.Value, path string) {
	if w.done || v.Type() == reflect.TypeFor[source.Span]() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !w.seen[v.Interface()] {
			w.seen[v.Interface()] = true
			w.visit(v.Elem(), path)
		}
	case reflect.Slice:
		w.slice(v, path)
	case reflect.Struct:
		w.fields(v, path)
	default:
		w.change(v, path)
	}
}

func (w *walk) slice(v reflect.Value, path string) {
	for i := range v.Len() {
		w.visit(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (w *walk) fields(v reflect.Value, path string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && !silent[f.Name] && !silent[v.Type().Name()+"."+f.Name] {
			w.visit(v.Field(i), path+"."+f.Name)
		}
	}
}

// change changes a value that is no structure.
func (w *walk) change(v reflect.Value, path string) {
	if w.at--; w.at >= 0 {
		return
	}
	old := reflect.ValueOf(v.Interface())
	w.done, w.path, w.restore = true, path, func() { v.Set(old) }
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	default:
		panic(path + " is a " + v.Kind().String())
	}
}
