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

// pageList lists the pages that a project has in a language, as paths of
// content files: roles/clerk.
type pageList func(b *book.Book) []string

// fixedPages are drawn by a layout of their own each.
var fixedPages = []string{"matrix", "sod", "collaboration", "coverage", "compare", "finder", "reporting", "documents"}

// changesPage is drawn where the book tells what has changed.
const changesPage = "changes"

// fixed lists the pages that have a layout of their own.
func fixed(b *book.Book) []string {
	if b.Changes == nil {
		return fixedPages
	}
	return append(slices.Clone(fixedPages), changesPage)
}

// handwritten are the pages whose content the skeleton has.
var handwritten = []string{"how-to-read", "glossary"}

// everyPage lists all there is.
func everyPage(b *book.Book) []string {
	pages := slices.Concat(fixed(b), handwritten)
	for _, r := range b.Roles {
		pages = append(pages, "roles/"+r.ID)
	}
	for _, f := range b.Families {
		pages = append(pages, "families/"+f.ID)
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			pages = append(pages, "objects/"+o.ID)
		}
	}
	for _, m := range tables(b) {
		pages = append(pages, tablePrefix+m.ID)
	}
	return pages
}

// tablePrefix begins the paths of the content files for the matrix's tables.
// Their pages stand below the matrix, where Hugo would take them for a section.
const tablePrefix = "tables/"

// onePageOfAKind lists so few pages that Hugo can report all their failures.
func onePageOfAKind(b *book.Book) []string {
	pages := append(slices.Clone(fixed(b)), handwritten[0], "families/"+b.Families[0].ID)
	if len(b.Roles) > 0 {
		pages = append(pages, "roles/"+b.Roles[0].ID)
	}
	if len(b.Modules) > 0 && len(b.Modules[0].Objects) > 0 {
		pages = append(pages, "objects/"+b.Modules[0].Objects[0].ID)
	}
	if many := tables(b); len(many) > 0 {
		pages = append(pages, tablePrefix+many[0].ID)
	}
	return pages
}

// newProject lays out the project for a set of books. user may be nil.
func newProject(set *book.Set, user fs.FS, pages pageList) (*project, error) {
	p := &project{files: afero.NewMemMapFs(), set: set}
	if user != nil {
		p.themes = append(p.themes, theme{"user", user})
	}
	p.themes = append(p.themes, theme{"rolebook", builtin.Files})
	return p, errors.Join(p.copyConfiguration(), p.copyThemes(), p.writeWords(), p.writePages(pages))
}

func (p *project) write(name string, data []byte) error {
	return afero.WriteFile(p.files, path.Join(root, name), data, 0o644)
}

func (p *project) copyConfiguration() error {
	data, err := fs.ReadFile(skeleton.Files, "hugo.yaml")
	if err != nil {
		return err
	}
	return p.write("hugo.yaml", data)
}

func (p *project) copyThemes() error {
	for _, t := range p.themes {
		// Hugo looks for the folder, even where a user's theme has none of the parts.
		if err := p.files.MkdirAll(path.Join(root, "themes", t.name), 0o755); err != nil {
			return err
		}
		for _, part := range themeParts {
			err := p.copyTree(t.files, part, "themes/"+t.name)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("theme: %w", err)
			}
		}
	}
	return nil
}

// copyTree copies the files below from to the same paths below to.
func (p *project) copyTree(files fs.FS, from, to string) error {
	return fs.WalkDir(files, from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
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

// writePages makes a content file for every page. Those of the book say
// nothing: a page knows by its path what it is about, and the words of the
// catalog never pass through Hugo's own readers.
func (p *project) writePages(pages pageList) error {
	var failed []error
	for _, b := range p.set.Books {
		failed = append(failed, p.writeMatter("_index", b, homeMatter(b == p.set.Default())))
		for _, page := range pages(b) {
			switch {
			case slices.Contains(handwritten, page):
				failed = append(failed, p.copyHandwritten(page, b))
			case strings.HasPrefix(page, tablePrefix):
				failed = append(failed, p.writeMatter(page, b, map[string]string{"url": "matrix/" + strings.TrimPrefix(page, tablePrefix) + "/"}))
			case slices.Contains(fixed(b), page):
				failed = append(failed, p.writeMatter(page, b, map[string]string{"layout": page}))
			default:
				failed = append(failed, p.writeMatter(page, b, struct{}{}))
			}
		}
	}
	return errors.Join(failed...)
}

func (p *project) writeMatter(page string, b *book.Book, matter any) error {
	data, err := json.Marshal(matter)
	if err != nil {
		return err
	}
	return p.write("content/"+page+"."+b.Key+".md", data)
}

func (p *project) copyHandwritten(page string, b *book.Book) error {
	name := "content/" + page + "." + b.Key + ".md"
	data, err := fs.ReadFile(skeleton.Files, name)
	if err != nil {
		return err
	}
	return p.write(name, data)
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
