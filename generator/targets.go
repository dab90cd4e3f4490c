package generator

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/all"
	"rolebook/generator/typeset"
)

// stages lists the targets of the build. Fonts are read only for documents.
func (o *BuildOptions) stages() ([][]output.Target, error) {
	theme, err := userTheme(o.Catalog)
	if err != nil {
		return nil, err
	}
	var faces *typeset.Fonts
	if o.NoPDF {
		o.Fonts = nil // nor is there any use in asking what they lack
	} else if o.Fonts != nil {
		if faces, err = o.Fonts.Load(); err != nil {
			return nil, err
		}
	}
	return all.Stages(all.Options{Theme: theme, Fonts: faces, NoPDF: o.NoPDF, Paper: o.Paper}), nil
}

// baseURL is where the site will be served: empty, or ending in a slash.
func (o *BuildOptions) baseURL(cat *catalog.Catalog) string {
	url := o.BaseURL
	if url == "" {
		url = cat.BaseURL
	}
	if url == "" {
		return ""
	}
	return strings.TrimSuffix(url, "/") + "/"
}
