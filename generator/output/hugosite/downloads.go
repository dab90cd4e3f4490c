package hugosite

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"rolebook/generator/output"
)

// Download is a file that another target wrote.
type Download struct {
	URL      template.URL // from the page
	Scenario string       // of a document: job-description
	Size     string       // "142 KB"
	Pages    int          // 0 when it has none
}

// downloads is what lay in the sink when the site was begun.
type downloads struct {
	byPath map[string]output.File
	byRole map[string][]output.File // documents by "en/roles/clerk", by path
}

func newDownloads(sink *output.Sink) downloads {
	d := downloads{byPath: map[string]output.File{}, byRole: map[string][]output.File{}}
	for _, f := range sink.Files() {
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

// Documents lists the documents about a role in the page's language.
func (v *View) Documents(role string) []*Download {
	var out []*Download
	for _, f := range v.site.downloads.byRole[v.Book.Key+"/roles/"+role] {
		out = append(out, v.download(f))
	}
	return out
}

// scenario is the last word of a document's name: clerk.en.job-description.pdf.
func scenario(name string) string {
	return strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, path.Ext(name))), ".")
}

// size writes a number of bytes for readers.
func size(bytes int64) string {
	const kilo = 1000
	if bytes < kilo*kilo {
		return fmt.Sprintf("%d KB", max(1, (bytes+kilo/2)/kilo))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(kilo*kilo))
}
