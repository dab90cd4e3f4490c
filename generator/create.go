package generator

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// NewFile is a file to be written for an author to go on with.
type NewFile struct {
	Path string // slash-separated, relative to the catalog's folder
	Data []byte
}

// Create writes new files below a folder, which it makes when there is none.
// It never touches a file that exists: it fails with fs.ErrExist then, and takes
// back what it has written.
func Create(dir string, files []NewFile) error {
	var made []string
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		err := createFile(name, f.Data)
		if err == nil {
			made = append(made, name)
			continue
		}
		for _, name := range made {
			err = errors.Join(err, os.Remove(name))
		}
		return err
	}
	return nil
}

func createFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err != nil {
		return errors.Join(err, f.Close(), os.Remove(name))
	}
	return f.Close()
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
