package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// oldSuffix marks the folder that was replaced, on systems which cannot
// exchange two folders in one step.
const oldSuffix = ".old"

// stagingPrefix starts the names of the folders in which builds of a target
// are collected. They stand beside it: a rename does not leave a file system.
func stagingPrefix(target string) string { return "." + filepath.Base(target) + ".building-" }

// newStaging makes an empty folder of a new name and takes hold of it.
func newStaging(target string) (dir string, held lock, err error) {
	for range 100 {
		dir = filepath.Join(filepath.Dir(target), stagingPrefix(target)+fmt.Sprintf("%08x", rand.Uint32()))
		// Mkdir and not MkdirTemp: who may read a site is the umask's business.
		if err = os.Mkdir(dir, 0o755); errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", lock{}, err
		}
		// A sweep that has seen the folder in its first moment may have taken it away.
		if held, err = take(dir); err == nil && held.holds(dir) {
			return dir, held, nil
		}
		held.release()
	}
	return "", lock{}, errors.Join(fmt.Errorf("no folder for the build beside %s", target), err)
}

// replace puts the folder fresh in the place of target, in one step where the
// system can. It returns where the old one has gone, or "" when there was none.
func replace(fresh, target string) (old string, err error) {
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return "", os.Rename(fresh, target)
	}
	if err := exchange(fresh, target); err == nil {
		return fresh, nil
	}
	return replaceInTwo(fresh, target)
}

// replaceInTwo needs two renames. A build killed between them leaves the old
// folder under another name, from which the next sweep puts it back; the hold
// keeps a sweep that runs just now from doing so.
func replaceInTwo(fresh, target string) (old string, err error) {
	held, err := take(target)
	if err != nil {
		return "", err
	}
	defer held.release()
	old = fresh + oldSuffix
	if err := os.Rename(target, old); err != nil {
		return "", err
	}
	if err := os.Rename(fresh, target); err != nil {
		return "", errors.Join(err, os.Rename(old, target))
	}
	return old, nil
}

// sweep clears up behind builds of the target that were killed: it puts back an
// old folder that was caught between two renames, and removes the files that
// were collected. A folder that a living build holds, and one without a
// manifest, is left alone. What cannot be cleared up stands in nobody's way.
func sweep(target string) {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), stagingPrefix(target)) {
			sweepOne(filepath.Join(filepath.Dir(target), e.Name()), target)
		}
	}
}

func sweepOne(dir, target string) {
	held, err := take(dir)
	if err != nil {
		return // in use, or gone: not abandoned
	}
	defer held.release()
	if !held.sure || !held.holds(dir) {
		return
	}
	if _, err := os.Lstat(target); strings.HasSuffix(dir, oldSuffix) && errors.Is(err, fs.ErrNotExist) {
		_ = os.Rename(dir, target)
		return
	}
	_ = removeOwn(dir)
}
