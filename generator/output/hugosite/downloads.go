package hugosite

import (
	"fmt"
	"html/template"
	"net/url"
	"path"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Download is a file that another target wrote.
type Download struct {
	URL      template.URL // from the page
	Scenario string       // of a document: job-description
	Size     string       // "142 KB"; empty when it is not made yet
	Pages    int          // 0 when it has none
	Lang     string       // of a document, BCP 47
	Language string       // the name of that language in itself
	Others   []*Download  // the same document in the other languages
}

// downloads is what other targets wrote.
type downloads struct {
	byPath map[string]output.File
	byRole map[string][]output.File // documents by "en/roles/clerk", by path
}

func newDownloads(files []output.File) downloads {
	d := downloads{byPath: map[string]output.File{}, byRole: map[string][]output.File{}}
	for _, f := range files {
		d.byPath[f.Path] = f
		if folder := path.Dir(f.Path); path.Ext(f.Path) == ".pdf" && path.Base(path.Dir(folder)) == "roles" {
			d.byRole[folder] = append(d.byRole[folder], f)
		}
	}
	return d
}

func (v *View) download(f output.File) *Download {
	return &Download{URL: template.URL(v.Root + f.Path), Scenario: scenario(f.Path), Size: size(f.Size), Pages: f.Pages}
}

// Download finds a file by its path below the site's root; nil when no target
// wrote it, so that a site never links to what is not there.
func (v *View) Download(name string) *Download {
	if f, ok := v.site.downloads.byPath[name]; ok {
		return v.download(f)
	}
	return nil
}

// Documents lists the documents about a role in the page's language, and each in
// the others.
func (v *View) Documents(role string) []*Download {
	var out []*Download
	for _, f := range v.site.downloads.byRole[v.Book.Key+"/roles/"+role] {
		d := v.document(f, v.Book)
		for _, b := range v.site.set.Books {
			name := b.Key + "/roles/" + role + "/" + role + "." + b.Key + "." + d.Scenario + ".pdf"
			if other, ok := v.site.downloads.byPath[name]; ok && b != v.Book {
				d.Others = append(d.Others, v.document(other, b))
			}
		}
		out = append(out, d)
	}
	return out
}

// document is a download in the language of a book.
func (v *View) document(f output.File, b *book.Book) *Download {
	d := v.download(f)
	d.Lang, d.Language = b.Tag, b.Name
	return d
}

// scenario is the last word of a document's name: clerk.en.job-description.pdf.
func scenario(name string) string {
	return strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, path.Ext(name))), ".")
}

// size writes a number of bytes for readers.
func size(bytes int64) string {
	const kilo = 1000
	if bytes == 0 {
		return ""
	}
	if bytes < kilo*kilo {
		return fmt.Sprintf("%d KB", max(1, (bytes+kilo/2)/kilo))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(kilo*kilo))
}

// Source leads to the file that says what the page's role is; empty where
// nobody shows it.
func (v *View) Source() template.URL {
	if !v.site.sources {
		return ""
	}
	steps := strings.Split(v.Role.Source, "/")
	for i := range steps {
		steps[i] = url.PathEscape(steps[i])
	}
	return template.URL(v.Home + "source/" + strings.Join(steps, "/"))
}
