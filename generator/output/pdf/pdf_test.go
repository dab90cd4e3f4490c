package pdf

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/source"
	"rolebook/generator/typeset"
	"rolebook/roles"
)

var keep = flag.String("keep", "", "a folder to keep the documents of the shipped catalog in, to look at")

// shipped is the shipped catalog as books.
func shipped(t testing.TB) *book.Set {
	t.Helper()
	files, err := source.Read(t.Context(), roles.Files)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := load.Load(t.Context(), files)
	if cat == nil {
		t.Fatal(problems)
	}
	on, err := catalog.ParseDate("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	result, _ := analysis.Run(cat, analysis.Options{On: on})
	return book.New(result, "")
}

func TestShipped(t *testing.T) {
	faces, err := Fonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range shipped(t).Books {
		for _, d := range b.Documents() {
			var out bytes.Buffer
			if _, err := Write(&out, d, faces); err != nil {
				t.Fatal(err)
			}
			save(t, d.File, out.Bytes())
		}
		v := b.Volume()
		var out bytes.Buffer
		if _, err := setVolume(typeset.NewCompositor(faces), v).WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		save(t, v.File, out.Bytes())
	}
}

// save keeps a document if the tester wants to look at it.
func save(t testing.TB, name string, data []byte) {
	if *keep == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keep, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}
