package source

import (
	"testing"
	"testing/fstest"
)

// Records of reviews are files of the catalog and no part of its digest.
func TestDigestLeavesRecordsOut(t *testing.T) {
	t.Parallel()
	digest := func(files fstest.MapFS) string {
		t.Helper()
		files["catalog.yaml"] = &fstest.MapFile{Data: []byte("a: b\n")}
		read, err := Read(t.Context(), files)
		if err != nil || len(read) != len(files) {
			t.Fatalf("%d of %d files: %v", len(read), len(files), err)
		}
		return read.Digest()
	}
	bare := digest(fstest.MapFS{})
	for name, counts := range map[string]bool{
		"reviews/2026-11-22-sales.yaml":       false,
		"reviews/2026-11-22-営業部-2.yml":        false,
		"reviews/clerk.yaml":                  true,
		"reviews/2026-11-22.yaml":             true,
		"reviews/old/2026-11-22-sales.yaml":   true,
		"2026-11-22-sales.yaml":               true,
		"sales/reviews/2026-11-22-sales.yaml": true,
	} {
		with := digest(fstest.MapFS{name: {Data: []byte("c: d\n")}})
		if (with != bare) != counts {
			t.Errorf("%s: counts %v", name, with != bare)
		}
	}
}
