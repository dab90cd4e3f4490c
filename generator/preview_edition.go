package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/output/pdf"
)

// edition is one state of a catalog that was in order, and what was made of it
// for those who asked: pages of roles and documents, each once.
type edition struct {
	number  int
	project *Project
	opt     *BuildOptions

	mu     sync.Mutex
	made   map[string]*piece
	assets map[string][]byte // styles and scripts of the pages
	spare  *spare            // for the first page; nil when it was taken
	seen   bool              // somebody has looked at the page of a role
}

// spare is a press that is made while nobody waits for it yet.
type spare struct {
	made  chan struct{} // closed when the press is there, or could not be made
	press *hugosite.Press
}

// piece is something that is made once, by the first who asks.
type piece struct {
	once sync.Once
	data []byte
	err  error
}

func newEdition(number int, p *Project, opt *BuildOptions, press *spare) *edition {
	return &edition{number: number, project: p, opt: opt, spare: press, made: map[string]*piece{}, assets: map[string][]byte{}}
}

// next begins to make a press for the first page of the edition after this one,
// with the theme as it is now, if somebody has looked at a page of this one.
func (e *edition) next() *spare {
	if e == nil {
		return nil
	}
	e.mu.Lock()
	seen := e.seen
	e.mu.Unlock()
	if !seen {
		return nil
	}
	s := &spare{made: make(chan struct{})}
	go func() {
		defer close(s.made)
		set := e.sketch(e.project.Catalog.Languages[0], nil)
		if site, err := e.opt.site(); err == nil {
			s.press, _ = site.NewPress(set) // whoever needs one tries again, and tells why not
		}
	}()
	return s
}

// drop lets go of a press that nobody took.
func (s *spare) drop() {
	if s == nil {
		return
	}
	go func() {
		<-s.made
		if s.press != nil {
			_ = s.press.Close() // only a temporary folder may be left
		}
	}()
}

// retire ends an edition that another one follows.
func (e *edition) retire() {
	if e != nil {
		e.take().drop()
	}
}

// take gives the spare press to whoever comes first.
func (e *edition) take() *spare {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.spare
	e.spare = nil
	return s
}

// press gives a press for a page of the set.
func (e *edition) press(set *book.Set) (*hugosite.Press, error) {
	if s := e.take(); s != nil {
		<-s.made
		if s.press != nil && s.press.Fits(set) {
			return s.press, nil
		}
		s.drop()
	}
	site, err := e.opt.site()
	if err != nil {
		return nil, err
	}
	return site.NewPress(set)
}

// site is the target for the pages of a preview.
func (o *BuildOptions) site() (*hugosite.Target, error) {
	theme, err := userTheme(o.Catalog)
	return hugosite.New(hugosite.Options{Theme: theme, Others: others, Sources: true}), err
}

// ask gives what stands at a path below the site's root when it is the page or
// a document of a role; made is false for everything else.
func (e *edition) ask(name string) (data []byte, made bool, err error) {
	lang, role := e.about(name)
	if role == nil {
		return nil, false, nil
	}
	e.has(name)
	make := e.page
	if path.Base(name) != "index.html" {
		make = e.document
	}
	e.mu.Lock()
	w := e.made[name]
	if w == nil {
		w = new(piece)
		e.made[name] = w
	}
	e.mu.Unlock()
	w.once.Do(func() { w.data, w.err = make(name, lang, role) })
	return w.data, w.data != nil || w.err != nil, w.err
}

// about reads en/roles/clerk/index.html, and the like for documents.
func (e *edition) about(name string) (catalog.Lang, *catalog.Role) {
	parts := strings.Split(name, "/")
	if len(parts) != 4 || parts[1] != "roles" || parts[3] != "index.html" && path.Ext(parts[3]) != ".pdf" {
		return "", nil
	}
	lang := catalog.Lang(parts[0])
	if !slices.Contains(e.project.Catalog.Languages, lang) {
		return "", nil
	}
	return lang, e.project.Catalog.Role(parts[2])
}

// has reports whether there is such a page or document of a role, in which
// somebody is interested.
func (e *edition) has(name string) bool {
	_, role := e.about(name)
	if role != nil {
		e.mu.Lock()
		e.seen = true
		e.mu.Unlock()
	}
	return role != nil
}

// asset gives a style or a script that a page asks for; nil when none does.
func (e *edition) asset(name string) []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.assets[name]
}

func (e *edition) sketch(lang catalog.Lang, role *catalog.Role) *book.Set {
	return book.Sketch(e.project.Analysis, e.opt.baseURL(e.project.Catalog), lang, role)
}

// page renders the page of a role. It is made for whoever asks, so that it is
// not given up when the first of them goes away.
func (e *edition) page(name string, lang catalog.Lang, role *catalog.Role) (page []byte, err error) {
	temporary, err := os.MkdirTemp(filepath.Dir(e.opt.Output), "page-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	sink, err := output.NewSink(filepath.Join(temporary, "page"))
	if err != nil {
		return nil, err
	}
	set := e.sketch(lang, role)
	press, err := e.press(set)
	if err == nil {
		err = press.Render(context.Background(), set, string(lang), role.ID, sink)
	}
	if err != nil {
		return nil, errors.Join(&TargetError{"site", err}, sink.Discard())
	}
	if err := sink.Commit(); err != nil {
		return nil, errors.Join(err, sink.Discard())
	}
	return e.keep(os.DirFS(filepath.Join(temporary, "page")), sink.Files(), name)
}

// keep reads what was written for a page, and remembers all but the page itself.
func (e *edition) keep(folder fs.FS, files []output.File, name string) (page []byte, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, f := range files {
		data, err := fs.ReadFile(folder, f.Path)
		if err != nil {
			return nil, err
		}
		if f.Path == name {
			page = data
		} else {
			e.assets[f.Path] = data
		}
	}
	return page, nil
}

// document sets the document of a role that is asked for by its file's name;
// nil when a build writes none of that name.
func (e *edition) document(name string, lang catalog.Lang, role *catalog.Role) ([]byte, error) {
	for d := range e.sketch(lang, role).Book(string(lang)).Role(role.ID).Documents() {
		if d.File != path.Base(name) {
			continue
		}
		faces, err := pdf.Fonts()
		if e.opt.Fonts != nil {
			faces, err = e.opt.Fonts.Load()
		}
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		_, err = pdf.Write(&b, d, faces, e.opt.Paper)
		return b.Bytes(), err
	}
	return nil, nil
}

// others are the documents that pages offer although no target has written
// them, since they are set when somebody asks.
func others(set *book.Set) []output.File {
	var out []output.File
	for _, lang := range set.Catalog.Languages {
		for _, r := range set.Catalog.Roles {
			for _, scenario := range book.Built {
				out = append(out, output.File{Path: path.Join(string(lang), "roles", r.ID, r.ID+"."+string(lang)+"."+scenario+".pdf")})
			}
		}
	}
	return out
}
