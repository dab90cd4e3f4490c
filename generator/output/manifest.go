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
)

// manifest lists, one path a line, what a build wrote: the proof that a folder
// may be replaced and its files removed. It is part of the output. A folder
// comes from anywhere, so the list is believed for paths within it only.
const manifest = ".rolebook-files"

// writeManifest replaces the journal, which is in the order of writing, by the
// sorted list, which is the same for every build of the same files.
func writeManifest(root *os.Root, files []File) error {
	var b strings.Builder
	for _, f := range files {
		b.WriteString(f.Path + "\n")
	}
	return root.WriteFile(manifest, []byte(b.String()), 0o644)
}

// ownFiles reads the manifest of a folder; ok is false where there is none.
func ownFiles(root *os.Root) (files map[string]bool, ok bool, err error) {
	data, err := root.ReadFile(manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	files = map[string]bool{}
	for line := range strings.Lines(string(data)) {
		// A line without its end was cut short when its build was killed, before
		// the file was made.
		if p, whole := strings.CutSuffix(line, "\n"); whole && validPath(p) && p != manifest {
			files[p] = true
		}
	}
	return files, true, nil
}

// ownFolders gives the folders that the files are in, but for the root.
func ownFolders(files map[string]bool) map[string]bool {
	folders := map[string]bool{}
	for p := range files {
		for f := path.Dir(p); f != "." && !folders[f]; f = path.Dir(f) {
			folders[f] = true
		}
	}
	return folders
}

// checkOwn refuses, with ErrForeign, a folder that holds a file or a folder
// which its manifest does not speak of. A folder that is missing or empty is fine.
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
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // only read
	files, _, err := ownFiles(root)
	if err != nil {
		return err
	}
	return checkEntries(root, dir, files)
}

// checkEntries compares what is there with what should be. A link is neither a
// file nor a folder that a build makes.
func checkEntries(root *os.Root, dir string, files map[string]bool) error {
	folders := ownFolders(files)
	return fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || p == ".":
			return err
		case d.IsDir() && folders[p], d.Type().IsRegular() && (files[p] || p == manifest):
			return nil
		}
		return fmt.Errorf("%s: %w", filepath.Join(dir, filepath.FromSlash(p)), ErrForeign)
	})
}

// removeOwn removes the files that a folder's manifest lists, the folders they
// leave empty and, when nothing else is in it, the folder. What is not listed
// stays, and nothing outside the folder is reached, whatever the list says.
func removeOwn(dir string) error {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	files, ok, err := ownFiles(root)
	if err == nil && ok {
		err = removeFiles(root, files)
	}
	if err := errors.Join(err, root.Close()); err != nil {
		return err
	}
	os.Remove(dir) //nolint:errcheck // fails on a folder that still holds something, as it should
	return nil
}

// removeFiles keeps the manifest until everything else is gone, so that a
// removal that is cut short can be taken up again.
func removeFiles(root *os.Root, files map[string]bool) error {
	for p := range files {
		if err := removeFile(root, filepath.FromSlash(p)); err != nil {
			return err
		}
	}
	folders := make([]string, 0, len(files))
	for f := range ownFolders(files) {
		folders = append(folders, f)
	}
	slices.SortFunc(folders, func(a, b string) int { return len(b) - len(a) }) // the deepest first
	for _, f := range folders {
		removeFolder(root, filepath.FromSlash(f))
	}
	return remove(root, manifest)
}

// removeFile removes a plain file; what has taken its place is not ours.
func removeFile(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil //nolint:nilerr // gone already, or below a link that leads out
	}
	return remove(root, name)
}

// removeFolder removes an empty folder, and never a link that has taken its place.
func removeFolder(root *os.Root, name string) {
	if info, err := root.Lstat(name); err == nil && info.IsDir() {
		root.Remove(name) //nolint:errcheck // fails where something foreign is left
	}
}

// remove forgives a file that is gone: two builds may clear up at once.
func remove(root *os.Root, name string) error {
	if err := root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
