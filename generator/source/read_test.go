package source

import (
	"testing"
	"testing/fstest"
)

// A file that says the same is the same file; any other byte, be it a
// byte-order mark, makes another one.
func TestReaderKeepsFiles(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"a.yaml": {Data: []byte("id: a\n")}, "b.yaml": {Data: []byte("id: b\n")}}
	var r Reader
	read := func() Files {
		t.Helper()
		files, err := r.Read(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	first := read()
	folder["a.yaml"] = &fstest.MapFile{Data: []byte("\ufeffid: a\n")}
	folder["c.yaml"] = &fstest.MapFile{Data: []byte("id: b\n")}
	second := read()
	if second.File("a.yaml") == first.File("a.yaml") || second.File("b.yaml") != first.File("b.yaml") {
		t.Errorf("a kept: %t, b kept: %t", second.File("a.yaml") == first.File("a.yaml"), second.File("b.yaml") == first.File("b.yaml"))
	}
	if c := second.File("c.yaml"); c == nil || c.Name != "c.yaml" || c == second.File("b.yaml") {
		t.Errorf("another file with the same words: %+v", c)
	}
	delete(folder, "b.yaml")
	if files := read(); len(files) != 2 || files.File("b.yaml") != nil {
		t.Errorf("%d files after one was removed", len(files))
	}
}
