package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// NewFile is a file to be written for an author to go on with.
type NewFile struct {
	Path string // slash-separated, relative to the catalog's folder
	Data []byte
}

// ErrOutside says that a link in a folder leads out of it. A catalog would not
// read back what is written there.
var ErrOutside = errors.New("a link leads out of the folder")

// Create writes new files below a folder, which it makes when there is none.
// It never touches a file that exists: it fails with fs.ErrExist then, and takes
// back what it has written. Nor does it write outside of the folder: it fails
// with [ErrOutside] where a link leads there.
func Create(dir string, files []NewFile) error {
	if len(files) == 0 {
		return nil
	}
	root, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // the files are closed
	for i, f := range files {
		err := createFile(root, f)
		if err == nil {
			continue
		}
		err = located(err, dir, f.Path)
		for _, made := range files[:i] {
			err = errors.Join(err, root.Remove(made.Path))
		}
		return err
	}
	return nil
}

// Replace writes a file below a folder, in the place of one that may be there;
// whole or not at all. A link in that place gives way, and what it leads to stays
// as it is. It fails with [ErrOutside] as [Create] does.
func Replace(dir string, f NewFile) error {
	root, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // the file is closed
	beside := path.Join(path.Dir(f.Path), fmt.Sprintf(".%s.%08x", path.Base(f.Path), rand.Uint32()))
	if err := createFile(root, NewFile{beside, f.Data}); err != nil {
		return located(err, dir, f.Path)
	}
	if err := root.Rename(beside, f.Path); err != nil {
		return errors.Join(located(err, dir, f.Path), root.Remove(beside))
	}
	return nil
}

func openFolder(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}

func createFile(root *os.Root, f NewFile) error {
	if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
		return err
	}
	to, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err = to.Write(f.Data); err != nil {
		return errors.Join(err, to.Close(), root.Remove(f.Path))
	}
	return to.Close()
}

// located names the file as the reader knows it: a root knows it from within.
// What a root refuses without asking the system would lead out of it.
func located(err error, dir, name string) error {
	var number syscall.Errno
	if !errors.As(err, &number) {
		err = ErrOutside
	}
	return &fs.PathError{Op: "write", Path: filepath.Join(dir, filepath.FromSlash(name)), Err: err}
}

// schemaFolder is where the schemas that editors read stand in a catalog.
const schemaFolder = "schema"

// SchemaFiles are the schemas of all kinds of files, as a catalog keeps them.
func SchemaFiles() ([]NewFile, error) {
	var files []NewFile
	for _, kind := range SchemaKinds() {
		data, err := Schema(kind)
		if err != nil {
			return nil, err
		}
		files = append(files, NewFile{path.Join(schemaFolder, kind+schemaEnding), data})
	}
	return files, nil
}

// Starter gives the files of a new catalog: those of the folder, which point at
// schemas beside them, and the schemas.
func Starter(folder fs.FS) ([]NewFile, error) {
	files, err := SchemaFiles()
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		files = append(files, NewFile{name, data})
		return err
	})
	return files, err
}
