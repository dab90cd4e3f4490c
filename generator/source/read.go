package source

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Read reads all YAML files of a catalog folder. Hidden files and folders and
// the theme folder beside the catalog are no part of it, nor are symbolic
// links that leave the folder. An error means that a file could not be read,
// or that the context was done first.
func Read(ctx context.Context, fsys fs.FS) (Files, error) {
	var once Reader
	return once.Read(ctx, fsys)
}

// Reader reads a folder again and again. A file that says what it said the last
// time is the same [*File] as then, so that whoever has made something of it
// knows by the pointer that there is nothing new. The zero value has read
// nothing yet.
type Reader struct{ last Files }

// Read is the function [Read]. Calls must not overlap.
func (r *Reader) Read(ctx context.Context, fsys fs.FS) (Files, error) {
	names, err := list(fsys)
	if err != nil {
		return nil, fmt.Errorf("list the catalog's files: %w", err)
	}
	files := make(Files, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			f, err := r.file(fsys, name)
			files[i] = f
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	r.last = files
	return files, nil
}

// file gives the file of the last time or, where that says something else, a
// new one.
func (r *Reader) file(fsys fs.FS, name string) (*File, error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if last := r.last.File(name); last != nil && last.says(data) {
		return last, nil
	}
	return Parse(name, data), nil
}

// says reports whether the file was made of the same bytes. Comparing costs a
// tenth of a digest.
func (f *File) says(data []byte) bool { return bytes.Equal(f.data, data) }

// readFile reads one byte more than the limit, so that Parse sees the excess
// without the rest being read.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1+int64(len(bom))))
}
