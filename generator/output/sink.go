package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// ErrForeign says that an output folder holds files that no build made.
// Nothing of it is touched.
var ErrForeign = errors.New("the folder holds files that were not made by a build")

// ErrClosed says that a sink was used after its Commit or Discard.
var ErrClosed = errors.New("the output is closed")

// File says what was written.
type File struct {
	Path  string // slash-separated, relative to the root
	Size  int64  // bytes
	Pages int    // of a paginated document, else 0
}

// Sink collects the files of a build beside the target folder and puts them in
// its place at the end: until [Sink.Commit] the old folder is whole, and a
// build that fails or is killed leaves it so. A Sink may be used by many
// goroutines.
//
// What a killed build leaves beside the target is removed by the next NewSink,
// file by file as its [manifest] lists them.
type Sink struct {
	target  string   // what the build makes
	staging string   // where it is made, beside target
	root    *os.Root // of staging: nothing is written through a link that leads out of it
	lock    lock     // held while the build lives
	journal *os.File // the manifest of staging, a line a file as they come

	mu      sync.Mutex
	files   map[string]File
	folders map[string]bool
	closed  bool
}

// NewSink prepares to write the folder target. It refuses, with [ErrForeign],
// a folder that holds anything an earlier build did not write there. When the
// target is a symbolic link, the folder it leads to is written.
func NewSink(target string) (*Sink, error) {
	target, err := resolve(target)
	if err != nil {
		return nil, err
	}
	if err := checkOwn(target); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	sweep(target)
	return stage(target)
}

// resolve makes a path absolute and follows links, as far as there is anything.
func resolve(target string) (string, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return "", err
	}
	if info, err := os.Lstat(target); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return target, nil
	}
	return filepath.EvalSymlinks(target)
}

// stage makes the folder in which the files are collected.
func stage(target string) (*Sink, error) {
	staging, held, err := newStaging(target)
	if err != nil {
		return nil, err
	}
	s := &Sink{target: target, staging: staging, lock: held, files: map[string]File{}, folders: map[string]bool{}}
	if s.root, err = os.OpenRoot(staging); err == nil {
		s.journal, err = s.root.OpenFile(manifest, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	}
	if err != nil {
		return nil, errors.Join(err, s.Discard())
	}
	return s, nil
}

// Write adds a file at a slash-separated path below the root. The path must be
// new, local, clean and free of backslashes.
func (s *Sink) Write(path string, data []byte) error { return s.WriteDocument(path, data, 0) }

// WriteDocument is Write for a document with so many pages.
func (s *Sink) WriteDocument(path string, data []byte, pages int) error {
	if err := s.claim(File{Path: path, Size: int64(len(data)), Pages: pages}); err != nil {
		return err
	}
	return s.root.WriteFile(filepath.FromSlash(path), data, 0o644)
}

// Link adds a file that is there already, such as one of a cache, as a second
// name of it; as a copy where the file system cannot do that.
func (s *Sink) Link(path, from string, size int64, pages int) error {
	if err := s.claim(File{Path: path, Size: size, Pages: pages}); err != nil {
		return err
	}
	if err := os.Link(from, filepath.Join(s.staging, filepath.FromSlash(path))); err == nil {
		return nil
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return s.root.WriteFile(filepath.FromSlash(path), data, 0o644)
}

// claim books a path, notes it in the journal and makes its folder.
func (s *Sink) claim(f File) error {
	if !validPath(f.Path) || f.Path == manifest {
		return fmt.Errorf("output path %q leaves its folder", f.Path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	if _, taken := s.files[f.Path]; taken {
		return fmt.Errorf("output path %q is written twice", f.Path)
	}
	// Before the file: whatever is there when the build is killed is listed.
	if _, err := s.journal.WriteString(f.Path + "\n"); err != nil {
		return err
	}
	s.files[f.Path] = f
	if folder := path.Dir(f.Path); !s.folders[folder] {
		if err := s.root.MkdirAll(filepath.FromSlash(folder), 0o755); err != nil {
			return err
		}
		s.folders[folder] = true
	}
	return nil
}

// validPath reports whether the path is local, spelled in the one way that
// compares equal, and the same on every system.
func validPath(p string) bool {
	return fs.ValidPath(p) && p != "." && !strings.ContainsAny(p, "\\\x00\r\n") && filepath.IsLocal(filepath.FromSlash(p))
}

// File returns what was written at a path so far.
func (s *Sink) File(path string) (File, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[path]
	return f, ok
}

// Files lists what was written so far, by path.
func (s *Sink) Files() []File {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]File, 0, len(s.files))
	for _, f := range s.files {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Commit puts the new folder in the place of the old one and removes that.
// When it fails, the old one is where it was, and Discard is still to be called.
func (s *Sink) Commit() error {
	files := s.Files()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	if err := writeManifest(s.root, files); err != nil {
		return err
	}
	if err := checkOwn(s.target); err != nil { // somebody may have added a file meanwhile
		return err
	}
	s.closeFiles()
	old, err := replace(s.staging, s.target)
	if err != nil {
		return err
	}
	s.closed = true
	s.lock.release() // not before: a sweep would take the folder for abandoned
	if old != "" {
		// The new folder is in place, so the build is done. Files of the old one
		// that cannot be removed now are swept away by the next build.
		_ = removeOwn(old)
	}
	return nil
}

// Discard removes what was collected. After a Commit it does nothing.
func (s *Sink) Discard() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	s.closeFiles()
	defer s.lock.release()
	return removeOwn(s.staging)
}

// closeFiles gives up the handles below the staging folder: some systems do
// not rename a folder while there are any.
func (s *Sink) closeFiles() {
	if s.journal != nil {
		s.journal.Close() //nolint:errcheck // every line was checked as it was written
	}
	if s.root != nil {
		s.root.Close() //nolint:errcheck // a handle, not a file
	}
}
