package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// An answer that a shell has saved in UTF-16 holds a role that nobody would find.
func TestReadAnswerRefusesUTF16(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "answer.md")
	for text, fits := range map[string]bool{"id: clerk\n": true, "\xff\xfei\x00d\x00": false, "\xfe\xff\x00i\x00d": false} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := readAnswer(name)
		var usage *usageError
		if fits && (err != nil || string(data) != text) || !fits && !errors.As(err, &usage) {
			t.Errorf("%q: %q, %v", text, data, err)
		}
	}
}
