// Package all is the one list of targets. A new output is a folder beside this
// one and a line in [Stages].
package all

import (
	"io/fs"

	"rolebook/generator/output"
	"rolebook/generator/output/cache"
	"rolebook/generator/output/cards"
	"rolebook/generator/output/csv"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
	"rolebook/generator/output/pdf"
	"rolebook/generator/output/xlsx"
	"rolebook/generator/typeset"
)

// Options say what targets depend on besides the book.
type Options struct {
	Theme fs.FS          // the user's theme; may be nil
	Fonts *typeset.Fonts // nil: those of the program
	Jobs  int            // documents set at once; 0: one a processor
	NoPDF bool           // leave out the documents
	Draft bool           // leave out what only readers elsewhere need: cards
	Paper pdf.Paper      // of the documents
	Cache *cache.Cache   // of the documents; may be nil

	Site hugosite.Options // but for the theme
}

// Stages lists the targets. Those of one stage run side by side; the site
// comes last, as it links to the files of the others and tells their sizes.
func Stages(opt Options) [][]output.Target {
	files := []output.Target{xlsx.Target{}, csv.Target{}, jsondata.Target{}, markdown.Target{}}
	if !opt.Draft {
		files = append(files, cards.Target{Fonts: opt.Fonts})
	}
	if !opt.NoPDF {
		files = append(files, pdf.Target{Fonts: opt.Fonts, Jobs: opt.Jobs, Paper: opt.Paper, Cache: opt.Cache})
	}
	opt.Site.Theme = opt.Theme
	return [][]output.Target{files, {hugosite.New(opt.Site)}}
}
