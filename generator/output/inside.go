package output

import (
	"os"
	"path/filepath"
)

// BuildAround gives the folder that a build made and that a file is, or would
// be, in; empty when there is none. What is not for everybody must not go
// there: the folder is published.
func BuildAround(file string) (folder string, err error) {
	file, err = filepath.Abs(file)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	} else if real, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
		file = filepath.Join(real, filepath.Base(file))
	}
	for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, manifest)); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", nil
		}
	}
}
