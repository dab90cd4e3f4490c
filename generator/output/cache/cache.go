// Package cache keeps documents that were made before, so that a build makes
// only what has changed.
//
// A [Cache] is a folder of files, each named by the key of what it was made
// from: whoever asks for the same key gets the same bytes. It knows nothing of
// documents. What is in it is never needed: an entry that is missing, or was
// touched by somebody, is made anew, and a folder that cannot be used is no
// cache.
package cache

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Key identifies what a document was made from.
type Key [32]byte

// Entry is a document in the cache.
type Entry struct {
	Path  string
	Size  int64
	Pages int

	at   time.Time // when it was written; the output shares the file, so that a change shows here
	used bool
}

// Cache is safe for many goroutines; a nil Cache holds nothing and keeps
// nothing. Processes may share a folder.
type Cache struct {
	dir string
	max int64 // bytes that Trim leaves

	mu      sync.Mutex
	entries map[Key]*Entry
}

// Open reads what a folder holds, and makes it when it is not there. Trim will
// leave at most max bytes in it.
func Open(dir string, max int64) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	c := &Cache{dir: dir, max: max, entries: map[Key]*Entry{}}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		if key, e, ok := parse(f.Name()); ok {
			e.Path = filepath.Join(dir, f.Name())
			c.entries[key] = &e
		}
	}
	return c, nil
}

// name says all about an entry: its key, pages, size and time.
func name(key Key, e Entry) string {
	return fmt.Sprintf("%s-%d-%d-%d", hex.EncodeToString(key[:]), e.Pages, e.Size, e.at.UnixNano())
}

// parse reads a name back; ok is false when it is no entry's.
func parse(name string) (key Key, e Entry, ok bool) {
	parts := strings.Split(name, "-")
	if len(parts) != 4 || len(parts[0]) != 2*len(key) {
		return key, e, false
	}
	if _, err := hex.Decode(key[:], []byte(parts[0])); err != nil {
		return key, e, false
	}
	var numbers [3]int64
	for i, s := range parts[1:] {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return key, e, false
		}
		numbers[i] = n
	}
	return key, Entry{Pages: int(numbers[0]), Size: numbers[1], at: time.Unix(0, numbers[2])}, true
}

// Get finds an entry that is still as it was written.
func (c *Cache) Get(key Key) (Entry, bool) {
	if c == nil {
		return Entry{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[key]
	if e == nil {
		return Entry{}, false
	}
	if info, err := os.Stat(e.Path); err != nil || info.Size() != e.Size || !info.ModTime().Equal(e.at) {
		os.Remove(e.Path) //nolint:errcheck // it is not used again either way
		delete(c.entries, key)
		return Entry{}, false
	}
	e.used = true
	return *e, true
}

// Put keeps a document. It is complete or not there at all.
func (c *Cache) Put(key Key, data []byte, pages int) error {
	if c == nil {
		return nil
	}
	path, err := c.write(data)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	e := Entry{Pages: pages, Size: int64(len(data)), at: info.ModTime(), used: true}
	e.Path = filepath.Join(c.dir, name(key, e))
	if err := os.Rename(path, e.Path); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = &e
	return nil
}

// write puts data into a new file that is no entry yet.
func (c *Cache) write(data []byte) (path string, err error) {
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644) // the output shares the file
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(f.Name()) //nolint:errcheck // the first error tells more
	}
	return f.Name(), err
}

// Trim removes entries that nobody asked for, the oldest first, until the
// folder is small enough; and what an interrupted Put left.
func (c *Cache) Trim() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var size int64
	var idle []*Entry
	for _, e := range c.entries {
		size += e.Size
		if !e.used {
			idle = append(idle, e)
		}
	}
	slices.SortFunc(idle, func(a, b *Entry) int { return a.at.Compare(b.at) })
	for _, e := range idle {
		if size <= c.max {
			break
		}
		if os.Remove(e.Path) == nil {
			size -= e.Size
		}
	}
	c.sweep()
}

// sweep removes what was begun an hour ago and never became an entry.
func (c *Cache) sweep() {
	left, _ := filepath.Glob(filepath.Join(c.dir, "new-*"))
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(path) //nolint:errcheck // the next Trim tries again
		}
	}
}
