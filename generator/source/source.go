// Package source reads the YAML files of a catalog and remembers where
// everything in them stands.
//
// Start at [Read]: it finds the files of a folder, reads them in parallel and
// gives each a tree of [Node], which knows its place to the character. A
// [Reader] does it again and again, and parses what has changed. What is
// wrong with a file is a [Problem] of that file, never a Go error; an error
// means that the folder itself could not be read.
//
// This is the only package that knows the YAML library. A catalog takes a
// small part of YAML: one document of mappings, lists and plain values, no
// anchors, aliases, merge keys or application tags, no deeper than [MaxDepth]
// and no larger than [MaxSize] bytes a file.
package source

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
)

// The bounds of a file. A catalog comes near neither; they keep a hostile or
// damaged file from eating the machine.
const (
	MaxSize  = 1 << 20 // bytes
	MaxDepth = 64      // mappings and lists inside each other
)

// File is one YAML file of a catalog.
type File struct {
	Name     string    // slash-separated, relative to the catalog's folder
	Root     *Node     // nil when the file holds no value or cannot be read as YAML
	Problems []Problem // in the order of their places

	sum   [sha256.Size]byte // of the file as it is; see [Files.Digest]
	data  []byte            // as it is
	text  []byte            // without byte-order mark
	lines []int             // where each line of text starts, found when first asked for
	once  sync.Once
}

// Broken reports whether the file could not be read as YAML at all, so that
// nothing is known about what it says.
func (f *File) Broken() bool { return f.Root == nil && len(f.Problems) > 0 }

// Start is the place of the file's first character, where diagnostics about
// the whole file stand.
func (f *File) Start() Span {
	return Span{File: f.Name, Start: Position{1, 1}, End: Position{1, 1}}
}

// Span gives the place of a node of the file.
func (f *File) Span(n *Node) Span { return n.Span(f.Name) }

// Files holds the files of a catalog, sorted by name.
type Files []*File

// File finds a file by name; nil when there is none.
func (fs Files) File(name string) *File {
	i, found := slices.BinarySearchFunc(fs, name, func(f *File, name string) int {
		return strings.Compare(f.Name, name)
	})
	if !found {
		return nil
	}
	return fs[i]
}

// Line gives the text of a line, counted from 1, without its line break; ok is
// false when there is no such line.
func (fs Files) Line(file string, line int) (text string, ok bool) {
	f := fs.File(file)
	if f == nil {
		return "", false
	}
	return f.Line(line)
}

// Parse reads one file from memory. It keeps data.
func Parse(name string, data []byte) *File {
	f := &File{Name: name, sum: sha256.Sum256(data), data: data, text: trimBOM(data)}
	f.parse()
	slices.SortStableFunc(f.Problems, func(a, b Problem) int {
		if a.At.Before(b.At) {
			return -1
		} else if b.At.Before(a.At) {
			return 1
		}
		return 0
	})
	return f
}
