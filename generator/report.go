package generator

import (
	"path"

	"rolebook/generator/diag"
	"rolebook/generator/output"
)

// Report says what a build came to.
type Report struct {
	Project *Project
	Files   []output.File // by path; empty when the catalog was refused
}

// Refused reports whether the catalog has errors, so that nothing was written.
func (r *Report) Refused() bool { return r.Project.Diagnostics.HasErrors() }

// Pages counts the pages of the site.
func (r *Report) Pages() int { return r.count(".html") }

// Documents counts the paginated documents.
func (r *Report) Documents() int { return r.count(".pdf") }

// DocumentPages counts the pages of the documents.
func (r *Report) DocumentPages() int {
	n := 0
	for _, f := range r.Files {
		n += f.Pages
	}
	return n
}

// Size adds up the files, in bytes.
func (r *Report) Size() int64 {
	var n int64
	for _, f := range r.Files {
		n += f.Size
	}
	return n
}

// Warnings counts what the catalog's author was warned of.
func (r *Report) Warnings() int { return r.Project.Diagnostics.Count(diag.Warning) }

func (r *Report) count(ending string) int {
	n := 0
	for _, f := range r.Files {
		if path.Ext(f.Path) == ending {
			n++
		}
	}
	return n
}
