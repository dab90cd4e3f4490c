package generator

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

//go:embed preview.html
var previewHTML string

var previewPages = template.Must(template.New("preview").Parse(previewHTML))

// sourcePage is a page of the preview's own: the lines of a file, what is wrong
// with the catalog, or both.
type sourcePage struct {
	Tag    string // BCP 47
	Title  string
	Back   string // to the page of the role in the file; may be empty
	BackTo string
	Lines  []sourceLine
	Notice *notice // may be nil
}

type sourceLine struct {
	Number int
	Text   string
	Said   []string // what is wrong with it
}

// sourcePath reads en/source/sales/clerk.yaml.
func sourcePath(name string) (lang catalog.Lang, file string, ok bool) {
	first, rest, _ := strings.Cut(name, "/")
	file, ok = strings.CutPrefix(rest, "source/")
	for _, l := range catalog.AllLanguages {
		if ok && first == string(l) {
			return l, file, true
		}
	}
	return "", "", false
}

// serveSource shows a file of the catalog as it was last read, in order or not.
// In place of the file the id of a role will do.
func (p *Preview) serveSource(w http.ResponseWriter, r *http.Request, now state, lang catalog.Lang, file string) {
	var role *catalog.Role
	if now.edition != nil {
		cat := now.edition.project.Catalog
		if role = cat.Role(file); role != nil {
			http.Redirect(w, r, sourceLink(lang, role.File, 0), http.StatusFound)
			return
		}
		for _, other := range cat.Roles {
			if other.File == file {
				role = other
			}
		}
	}
	f := now.files.File(file)
	if f == nil {
		p.serveMissing(w, now)
		return
	}
	page := sourcePage{Tag: lang.Tag(), Title: file, Lines: p.lines(now, f, locale.New(lang))}
	if role != nil {
		page.Back = "/" + string(lang) + "/roles/" + role.ID + "/"
		page.BackTo, _ = role.Name.In(lang)
	}
	p.writeOwn(w, page, mark{"reads", now.reads})
}

// serveProblems is the page of a catalog that was never in order.
func (p *Preview) serveProblems(w http.ResponseWriter, now state, lang catalog.Lang) {
	page := sourcePage{Tag: lang.Tag(), Title: "Rolebook"}
	if now.failure != nil || now.problems.HasErrors() {
		page.Notice = p.notice(now, lang)
	}
	p.writeOwn(w, page, mark{"told", now.told})
}

func (p *Preview) writeOwn(w http.ResponseWriter, page sourcePage, m mark) {
	var b bytes.Buffer
	if err := previewPages.Execute(&b, page); err != nil { // into memory, of strings
		panic(err)
	}
	p.writePage(w, http.StatusOK, b.Bytes(), m)
}

// lines gives the lines of a file, each with what is wrong with it.
func (p *Preview) lines(now state, f *source.File, say *locale.Locale) []sourceLine {
	out := make([]sourceLine, f.Lines())
	for i := range out {
		out[i].Number = i + 1
		out[i].Text, _ = f.Line(i + 1)
	}
	for _, d := range now.problems {
		if n := d.At.Start.Line; d.At.File == f.Name && d.Severity == diag.Error && n >= 1 && n <= len(out) {
			said := say.Message(d.Msg)
			for _, h := range d.Help {
				said += "\n" + say.Message(h)
			}
			out[n-1].Said = append(out[n-1].Said, said)
		}
	}
	return out
}
