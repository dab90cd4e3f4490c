package source

import (
	"context"
	"testing"
	"testing/fstest"
)

// The digests are what `sha256sum FILES | sha256sum` prints in the folder.
func TestDigest(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{
		"catalog.yaml":  {Data: []byte("\ufefflanguages: [en]\r\n")},
		"a/clerk.yaml":  {Data: []byte("id: clerk\n")},
		"a-b/note.yaml": {Data: []byte("id: note\n")},
	}
	digest := func() string {
		t.Helper()
		files, err := Read(context.Background(), folder)
		if err != nil {
			t.Fatal(err)
		}
		return files.Digest()
	}
	first := digest()
	if want := "6f7f632710811db64d2a25ee1020ee15a8886fcd536e2d691dac9080acf75404"; first != want {
		t.Errorf("digest %s, sha256sum says %s", first, want)
	}
	folder["a/clerk.yaml"].Data = []byte("id: clerk \n")
	if digest() == first {
		t.Error("a changed file leaves the digest as it was")
	}
	folder["a/clerk.yaml"].Data = []byte("id: clerk\n")
	if digest() != first {
		t.Error("the same files have another digest")
	}
	folder["a/clark.yaml"] = folder["a/clerk.yaml"]
	delete(folder, "a/clerk.yaml")
	if digest() == first {
		t.Error("a renamed file leaves the digest as it was")
	}
}
