package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// themeDir is where a user's own templates stand beside the catalog; its YAML
// belongs to the site.
const themeDir = "theme"

// list finds the names of all YAML files that belong to the catalog, sorted.
func list(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case d.IsDir() && (hidden(name) || name == themeDir):
			return fs.SkipDir
		case !d.IsDir() && isYAML(name) && !hidden(name) && readable(fsys, name, d):
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

func hidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

func isYAML(name string) bool {
	ext := path.Ext(name)
	return ext == ".yaml" || ext == ".yml"
}

// readable admits regular files and symbolic links to regular files inside the
// folder. Pipes and devices would block or never end.
func readable(fsys fs.FS, name string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular() && staysInside(fsys, name)
}

// maxLinks is how many symbolic links a name may pass through; more are taken
// for a loop.
const maxLinks = 40

// staysInside follows the symbolic links in a name and reports whether it ends
// in the folder. A file system that cannot tell where its links lead has none
// that leave it.
func staysInside(fsys fs.FS, name string) bool {
	links, ok := fsys.(fs.ReadLinkFS)
	if !ok {
		return true
	}
	rest := strings.Split(name, "/")
	done := "."
	for hops := 0; len(rest) > 0; {
		next := path.Join(done, rest[0])
		rest = rest[1:]
		if !fs.ValidPath(next) {
			return false
		}
		info, err := links.Lstat(next)
		if err != nil {
			return false
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		target, err := links.ReadLink(next)
		if hops++; err != nil || path.IsAbs(target) || hops > maxLinks {
			return false
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	return true
}
