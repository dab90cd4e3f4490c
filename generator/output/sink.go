package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

// ErrForeign says that an output folder holds files that no build made.
// Nothing of it is touched.
var ErrForeign = errors.New("the folder holds files that were not made by a build")

// manifest lists, one path a line, what a build wrote: the proof that a folder
// may be replaced. It is part of the output.
const manifest = ".rolebook-files"

// File says what was written.
type File struct {
	Path  string // slash-separated, relative to the root
	Size  int64  // bytes
	Pages int    // of a paginated document, else 0
}

// Sink collects the files of a build beside the target folder and puts them in
// its place with one rename at the end: until [Sink.Commit] the old folder is
// whole, and a build that fails or is killed leaves it so. A Sink may be used
// by many goroutines.
type Sink struct {
	target  string // what the build makes
	staging string // where it is made, beside target
	mu      sync.Mutex
	files   map[string]File
	folders map[string]bool
}

// NewSink prepares to write the folder target. It refuses, with [ErrForeign],
// a folder that holds anything an earlier build did not write there.
func NewSink(target string) (*Sink, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, err
	}
	if err := checkOwn(target); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(filepath.Dir(target), "."+filepath.Base(target)+".building-")
	if err != nil {
		return nil, err
	}
	// MkdirTemp makes private folders; a site is for everybody the parent is for.
	if err := os.Chmod(staging, 0o755); err != nil {
		return nil, err
	}
	return &Sink{target: target, staging: staging, files: map[string]File{}, folders: map[string]bool{}}, nil
}

// Write adds a file at a slash-separated path below the root. The path must be
// new, local and free of backslashes.
func (s *Sink) Write(path string, data []byte) error { return s.WriteDocument(path, data, 0) }

// WriteDocument is Write for a document with so many pages.
func (s *Sink) WriteDocument(path string, data []byte, pages int) error {
	full, err := s.claim(path, int64(len(data)), pages)
	if err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}

// claim books a path and makes its folder.
func (s *Sink) claim(path string, size int64, pages int) (string, error) {
	if !filepath.IsLocal(filepath.FromSlash(path)) || strings.ContainsAny(path, "\\\x00\n") || path == manifest {
		return "", fmt.Errorf("output path %q leaves its folder", path)
	}
	full := filepath.Join(s.staging, filepath.FromSlash(path))
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.files[path]; taken {
		return "", fmt.Errorf("output path %q is written twice", path)
	}
	s.files[path] = File{Path: path, Size: size, Pages: pages}
	if folder := filepath.Dir(full); !s.folders[folder] {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		s.folders[folder] = true
	}
	return full, nil
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
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

// Commit puts the new folder in the place of the old one. When it fails, the
// old one is where it was.
func (s *Sink) Commit() error {
	if err := s.writeManifest(); err != nil {
		return err
	}
	if err := checkOwn(s.target); err != nil { // somebody may have added a file meanwhile
		return err
	}
	old := s.staging + ".old"
	switch err := os.Rename(s.target, old); {
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(s.staging, s.target)
	case err != nil:
		return err
	}
	if err := os.Rename(s.staging, s.target); err != nil {
		return errors.Join(err, os.Rename(old, s.target))
	}
	return removeOwn(old)
}

// Discard removes what was collected. After a Commit it does nothing.
func (s *Sink) Discard() error { return os.RemoveAll(s.staging) }

func (s *Sink) writeManifest() error {
	var b strings.Builder
	for _, f := range s.Files() {
		b.WriteString(f.Path + "\n")
	}
	return os.WriteFile(filepath.Join(s.staging, manifest), []byte(b.String()), 0o644)
}

// ownFiles reads the manifest of an output folder. A folder without one has none.
func ownFiles(dir string) (map[string]bool, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]bool{}, nil
	}
	if err != nil {
		return nil, err
	}
	own := map[string]bool{manifest: true}
	for line := range strings.Lines(string(data)) {
		own[strings.TrimSuffix(line, "\n")] = true
	}
	return own, nil
}

// checkOwn refuses a folder that holds a file which its manifest does not list.
// A folder that is missing or empty is fine.
func checkOwn(dir string) error {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s: %w", dir, ErrForeign)
	}
	own, err := ownFiles(dir)
	if err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err == nil && !own[filepath.ToSlash(rel)] {
			err = fmt.Errorf("%s: %w", path, ErrForeign)
		}
		return err
	})
}

// removeOwn removes the files of an earlier build and the folders they leave
// empty. What is not in the manifest stays.
func removeOwn(dir string) error {
	own, err := ownFiles(dir)
	if err != nil {
		return err
	}
	folders := map[string]bool{dir: true}
	for path := range own {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.Remove(full); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for f := filepath.Dir(full); len(f) > len(dir); f = filepath.Dir(f) {
			folders[f] = true
		}
	}
	deepest := make([]string, 0, len(folders))
	for f := range folders {
		deepest = append(deepest, f)
	}
	sort.Slice(deepest, func(i, j int) bool { return len(deepest[i]) > len(deepest[j]) })
	for _, f := range deepest {
		os.Remove(f) //nolint:errcheck // fails on a folder that still holds something, as it should
	}
	return nil
}
