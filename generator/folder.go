package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// catalogFile marks a folder as a catalog.
const catalogFile = "catalog.yaml"

// Locate finds the folder of a catalog: the one named or, when none is, the
// current folder if it holds a catalog, else the folder roles in it. It fails
// with a [*NoCatalogError].
func Locate(named string) (string, error) {
	places := []string{named}
	if named == "" {
		places = []string{".", "roles"}
	}
	for _, dir := range places {
		if info, err := os.Stat(filepath.Join(dir, catalogFile)); err == nil && !info.IsDir() {
			return dir, nil
		}
	}
	return "", &NoCatalogError{Dir: named}
}

// themeFolder is where a catalog keeps the files that replace the built-in
// theme's.
const themeFolder = "theme"

// userTheme gives the catalog's own theme; nil when it has none.
func userTheme(catalog fs.FS) (fs.FS, error) {
	info, err := fs.Stat(catalog, themeFolder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return fs.Sub(catalog, themeFolder)
}
