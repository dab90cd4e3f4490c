package hugosite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output"
	skeleton "rolebook/site"
	builtin "rolebook/theme"
)

// root is where the project lies in its own, virtual file system. The name
// shows in the errors of templates, before the path that matters.
const root = "/site"

// themeParts are the folders that a theme may have. Its configuration is not
// read, so that a theme cannot lift the site's restrictions.
var themeParts = []string{"layouts", "assets", "i18n", "static"}

// project is a Hugo project in memory.
type project struct {
	files  afero.Fs
	set    *book.Set
	themes []theme // the user's before the built-in one
}

type theme struct {
	name  string
	files fs.FS
}

// newProject lays out the project for a set of books. user may be nil.
func newProject(set *book.Set, user fs.FS) (*project, error) {
	p := &project{files: afero.NewMemMapFs(), set: set}
	if user != nil {
		p.themes = append(p.themes, theme{"user", user})
	}
	p.themes = append(p.themes, theme{"rolebook", builtin.Files})
	return p, errors.Join(p.copySkeleton(), p.copyThemes(), p.writeWords(), p.writePages())
}

func (p *project) write(name string, data []byte) error {
	return afero.WriteFile(p.files, path.Join(root, name), data, 0o644)
}

// copySkeleton copies the configuration and the hand-written pages, those of
// the catalog's languages only: Hugo takes a page in a language it does not
// know for one in the default language.
func (p *project) copySkeleton() error {
	return p.copyTree(skeleton.Files, ".", "", func(name string) bool {
		if !strings.HasPrefix(name, "content/") {
			return true
		}
		lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, ".md")), ".")
		return slices.ContainsFunc(p.set.Books, func(b *book.Book) bool { return b.Key == lang })
	})
}

func (p *project) copyThemes() error {
	for _, t := range p.themes {
		// Hugo looks for the folder, even where a user's theme has none of the parts.
		if err := p.files.MkdirAll(path.Join(root, "themes", t.name), 0o755); err != nil {
			return err
		}
		for _, part := range themeParts {
			err := p.copyTree(t.files, part, "themes/"+t.name, nil)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("theme: %w", err)
			}
		}
	}
	return nil
}

// copyTree copies the files below from, those that keep lets through, to the
// same paths below to.
func (p *project) copyTree(files fs.FS, from, to string, keep func(name string) bool) error {
	return fs.WalkDir(files, from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || (keep != nil && !keep(name)) {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return p.write(path.Join(to, name), data)
	})
}

// writeWords makes the program's locale files the built-in theme's i18n files.
func (p *project) writeWords() error {
	var failed []error
	for _, b := range p.set.Books {
		failed = append(failed, p.write("themes/rolebook/i18n/"+b.Key+".yaml", locale.File(catalog.Lang(b.Key))))
	}
	return errors.Join(failed...)
}

// writePages makes a content file for every page of the book. The files say
// nothing: a page knows by its path what it is about, and the words of the
// catalog never pass through Hugo's own readers.
func (p *project) writePages() error {
	var failed []error
	page := func(name string, matter any) {
		data, err := json.Marshal(matter)
		failed = append(failed, err, p.write("content/"+name+".md", data))
	}
	for _, b := range p.set.Books {
		page("_index."+b.Key, homeMatter(b == p.set.Default()))
		for _, name := range []string{"matrix", "sod", "collaboration", "coverage"} {
			page(name+"."+b.Key, map[string]string{"layout": name})
		}
		for _, r := range b.Roles {
			page("roles/"+r.ID+"."+b.Key, struct{}{})
		}
		for _, f := range b.Families {
			page("families/"+f.ID+"."+b.Key, struct{}{})
		}
		for _, m := range b.Modules {
			for _, o := range m.Objects {
				page("objects/"+o.ID+"."+b.Key, struct{}{})
			}
		}
	}
	return errors.Join(failed...)
}

// homeMatter has the front page of the default language make the pages at the
// root of the site, too.
func homeMatter(isDefault bool) any {
	if !isDefault {
		return struct{}{}
	}
	return map[string][]string{"outputs": {"html", "chooser", "notfound"}}
}

// languages is the languages section of Hugo's configuration.
func (p *project) languages() map[string]any {
	out := map[string]any{}
	for i, b := range p.set.Books {
		out[b.Key] = map[string]any{"label": b.Name, "locale": b.Tag, "weight": i + 1}
	}
	return out
}

// themeNames lists the themes, those that win first.
func (p *project) themeNames() []string {
	var names []string
	for _, t := range p.themes {
		names = append(names, t.name)
	}
	return names
}

// writeStatic copies the themes' static files, which Hugo's library leaves to
// its caller.
func (p *project) writeStatic(sink *output.Sink) error {
	for _, t := range p.themes {
		err := fs.WalkDir(t.files, "static", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			to := strings.TrimPrefix(name, "static/")
			if _, taken := sink.File(to); taken {
				return nil
			}
			data, err := fs.ReadFile(t.files, name)
			if err != nil {
				return err
			}
			return sink.Write(to, data)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
