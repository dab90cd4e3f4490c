package hugosite

import (
	"html/template"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// site is what templates find as hugo.Data.site: where things are, and what is
// drawn here because a template would take too long for it.
type site struct {
	set       *book.Set
	downloads downloads
	painters  map[string]*painter // by language key
	anchors   map[string]*anchors // by language key and way home
	sources   bool                // whether pages lead to the catalog's files
	stopped   func() bool         // whether the pages lead nowhere any more
}

// homes are the ways from a page to the folder of its language.
var homes = []string{"", "../", "../../"}

func (t *Target) newSite(set *book.Set, sink *output.Sink) *site {
	files := sink.Files()
	if t.options.Others != nil {
		files = append(files, t.options.Others(set)...)
	}
	s := &site{set: set, sources: t.options.Sources, downloads: newDownloads(files), painters: map[string]*painter{}, anchors: map[string]*anchors{}}
	for _, b := range set.Books {
		s.painters[b.Key] = newPainter(b)
		for _, home := range homes {
			s.anchors[b.Key+home] = newAnchors(b, home, s.index())
		}
	}
	return s
}

// View is a page of the site, as far as templates want to know about it. It is
// the dot of all of them.
type View struct {
	Page any        // Hugo's own page
	Book *book.Book // the book of the page's language
	Path string     // below the language's folder: "", "matrix/", "roles/clerk/"
	Root string     // from the page to the root of the site: "../../../"
	Home string     // from the page to the folder of its language: "../../"

	Role   *book.RolePage   // on a role's page
	Family *book.FamilyPage // on a family's page
	Object *book.ObjectPage // on an object's page

	Module *book.MatrixModule // on the page of a module's part of the matrix

	site    *site
	painter *painter
	anchors *anchors
	index   string // what links to folders end in
}

// View makes the view of Hugo's page from its path, /en/roles/clerk/:
// everything else follows from that. It is nil when the build was given up.
func (s *site) View(path string, page any) *View {
	if s.stopped() {
		return nil
	}
	lang, below, _ := strings.Cut(strings.Trim(path, "/"), "/")
	v := &View{Page: page, Book: s.set.Book(lang), site: s, index: s.index()}
	v.painter = s.painters[v.Book.Key]
	if below != "" {
		v.Path = below + "/"
		v.Home = strings.Repeat("../", strings.Count(v.Path, "/"))
	}
	v.Root = v.Home + "../"
	v.anchors = s.anchors[v.Book.Key+v.Home]
	switch kind, id, _ := strings.Cut(below, "/"); kind {
	case "roles":
		v.Role = v.Book.Role(id)
	case "families":
		v.Family = v.Book.Family(id)
	case "objects":
		v.Object = v.Book.Object(id)
	case "matrix":
		v.Module = v.matrixModule(id)
	}
	return v
}

// Front is the view of a page at the root of the site: the chooser of
// languages and the page for what is not found.
func (s *site) Front() *View {
	b := s.set.Default()
	return &View{Book: b, Home: b.Key + "/", site: s, painter: s.painters[b.Key], index: s.index()}
}

// Section is the first part of the page's path: roles, matrix, how-to-read. It
// is empty on the front page.
func (v *View) Section() string {
	section, _, _ := strings.Cut(v.Path, "/")
	return section
}

// Width is the class of the page's width: the matrix takes all there is.
func (v *View) Width() string {
	if v.Section() == "matrix" {
		return "wide"
	}
	return "wrap"
}

// index is what a link to a folder ends in. A server finds the page of a
// folder by itself; on a file share, only its full name leads to it.
func (s *site) index() string {
	if s.set.BaseURL != "" {
		return ""
	}
	return "index.html"
}

// To links to a page by its path below the language's folder; a fragment may
// follow: "sod/#rules".
func (v *View) To(path string) template.URL {
	path, fragment, marked := strings.Cut(path, "#")
	link := v.Home + path + v.index
	if marked {
		link += "#" + fragment
	}
	if link == "" {
		link = "./"
	}
	return template.URL(link)
}

// Index is what links to folders end in: index.html, or nothing where a server
// finds the page of a folder by itself.
func (v *View) Index() string { return v.index }

// Canonical is the page's address in the world; empty when the catalog does
// not say where the site is served.
func (v *View) Canonical() string {
	if v.site.set.BaseURL == "" {
		return ""
	}
	return v.site.set.BaseURL + v.Book.Key + "/" + v.Path
}

// LanguageLinks lead to the same page in the other languages.
func (v *View) LanguageLinks() template.HTML {
	var m markup
	for _, b := range v.site.set.Books {
		m.put(`<li><a href="`, v.Root, b.Key, "/", v.Path, v.index, `" lang="`, b.Tag, `" hreflang="`, b.Tag, `"`)
		if b == v.Book {
			m.put(` aria-current="true"`)
		}
		m.put(">")
		m.text(b.Name)
		m.put("</a></li>")
	}
	return m.HTML()
}

// BaseURL is where the site is served; empty when nobody said.
func (v *View) BaseURL() string { return v.site.set.BaseURL }

// Translation is the front page of one of the site's languages.
type Translation struct {
	Book    *book.Book
	URL     template.URL // from the root of the site
	Address template.URL // the same, absolute when the site knows its address
}

// Languages lists the front pages of the site's languages, from its root.
func (v *View) Languages() []Translation {
	out := make([]Translation, len(v.site.set.Books))
	for i, b := range v.site.set.Books {
		url := template.URL(b.Key + "/" + v.index)
		out[i] = Translation{Book: b, URL: url, Address: template.URL(v.site.set.BaseURL) + url}
	}
	return out
}
