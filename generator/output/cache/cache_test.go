package cache

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func open(t *testing.T, dir string, max int64) *Cache {
	t.Helper()
	c, err := Open(dir, max)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func put(t *testing.T, c *Cache, words string, pages int) Key {
	t.Helper()
	key := Key(sha256.Sum256([]byte(words)))
	if err := c.Put(key, []byte(words), pages); err != nil {
		t.Fatal(err)
	}
	return key
}

func TestCache(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a", "b")
	c := open(t, dir, 100)
	if _, ok := c.Get(Key{1}); ok {
		t.Error("an empty cache has something")
	}
	key := put(t, c, "words", 3)
	for _, c := range []*Cache{c, open(t, dir, 100)} {
		e, ok := c.Get(key)
		if !ok || e.Pages != 3 || e.Size != 5 {
			t.Fatalf("got %+v, %v", e, ok)
		}
		if data, err := os.ReadFile(e.Path); err != nil || string(data) != "words" {
			t.Errorf("got %q, %v", data, err)
		}
	}
}

// TestTouched: whoever changes an output that shares its file with the cache
// does not change what the next build writes.
func TestTouched(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(string) error{
		"written":   func(p string) error { return os.WriteFile(p, []byte("WORDS"), 0o644) },
		"cut":       func(p string) error { return os.Truncate(p, 2) },
		"removed":   os.Remove,
		"backdated": func(p string) error { return os.Chtimes(p, time.Time{}, time.Unix(1, 0)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := open(t, t.TempDir(), 100)
			key := put(t, c, "words", 1)
			e, _ := c.Get(key)
			time.Sleep(20 * time.Millisecond) // so that the clock of any file system has moved on
			if err := spoil(e.Path); err != nil {
				t.Fatal(err)
			}
			if _, ok := c.Get(key); ok {
				t.Error("a spoiled entry is handed out")
			}
			if _, ok := c.Get(put(t, c, "words", 1)); !ok {
				t.Error("a spoiled entry cannot be replaced")
			}
		})
	}
}

func TestTrim(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := open(t, dir, 10)
	old, used := put(t, c, "first", 1), put(t, c, "second", 1)
	stranger := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(stranger, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c.Trim() // all of it is in use
	c = open(t, dir, 10)
	if _, ok := c.Get(used); !ok {
		t.Error("an entry in use is gone")
	}
	c.Trim()
	c = open(t, dir, 10)
	if _, ok := c.Get(used); !ok {
		t.Error("an entry in use is gone")
	}
	if _, ok := c.Get(old); ok {
		t.Error("an idle entry stayed although there is too much")
	}
	if _, err := os.Stat(stranger); err != nil {
		t.Error("a file that is no entry is gone")
	}
}

func TestNoCache(t *testing.T) {
	t.Parallel()
	var none *Cache
	if err := none.Put(Key{}, nil, 0); err != nil {
		t.Error(err)
	}
	if _, ok := none.Get(Key{}); ok {
		t.Error("no cache has something")
	}
	none.Trim()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, 1); err == nil {
		t.Error("a file is a cache")
	}
}
