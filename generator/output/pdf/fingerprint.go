package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"os"
	"reflect"
	"runtime/debug"
	"sync"

	"rolebook/generator/output/cache"
)

// fingerprint identifies what a document is made from: this program, and every
// value that is told. Values are walked as they lie in memory, pointers
// followed, so that whatever package book adds to a document is part of it.
func fingerprint(values ...any) (cache.Key, bool) {
	id, ok := program()
	if !ok {
		return cache.Key{}, false
	}
	w := walker{sum: sha256.New()}
	w.text(id)
	for _, v := range values {
		w.value(reflect.ValueOf(v))
	}
	w.flush()
	return cache.Key(w.sum.Sum(nil)), true
}

// program identifies the program that runs: the same file of the same version.
// It is unknown where the system does not tell which file that is.
var program = sync.OnceValues(func() (string, bool) {
	path, err := os.Executable()
	if err != nil {
		return "", false
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	build, _ := debug.ReadBuildInfo()
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), build), true
})

// walker feeds values to a hash, each with what tells it from its neighbours.
type walker struct {
	sum hash.Hash
	buf []byte
}

func (w *walker) flush() {
	w.sum.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *walker) number(n uint64) {
	if len(w.buf) > 1<<12 {
		w.flush()
	}
	w.buf = binary.AppendUvarint(w.buf, n)
}

func (w *walker) text(s string) {
	w.number(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// value walks the kinds of values that documents are made of.
func (w *walker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Invalid:
		w.number(0)
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			w.number(1)
		} else {
			w.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Float64, reflect.Float32:
		w.number(math.Float64bits(v.Float()))
	case reflect.Slice:
		w.number(uint64(v.Len()))
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	case reflect.Pointer:
		w.pointer(v)
	case reflect.Interface:
		w.pointer(v)
	default:
		panic(fmt.Sprintf("a document holds a %v, which has no fingerprint", v.Type()))
	}
}

// pointer walks what a pointer or an interface holds, after its type.
func (w *walker) pointer(v reflect.Value) {
	if v.IsNil() {
		w.number(0)
		return
	}
	w.number(1)
	if v.Kind() == reflect.Interface {
		w.text(v.Elem().Type().String())
	}
	w.value(v.Elem())
}
