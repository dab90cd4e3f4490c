package generator

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/all"
	"rolebook/generator/output/cache"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/typeset"
)

// stages lists the targets of the build. Fonts are read only for documents.
func (o *BuildOptions) stages(kept *cache.Cache) ([][]output.Target, error) {
	theme, err := userTheme(o.Catalog)
	if err != nil {
		return nil, err
	}
	var faces *typeset.Fonts
	if o.NoPDF {
		o.Fonts = nil // nor is there any use in asking what they lack
	} else if o.Fonts != nil && !o.preview {
		if faces, err = o.Fonts.Load(); err != nil {
			return nil, err
		}
	}
	opt := all.Options{Theme: theme, Fonts: faces, NoPDF: o.NoPDF, Paper: o.Paper, Cache: kept}
	if o.preview {
		opt.NoPDF, opt.Draft, opt.Site = true, true, hugosite.Options{Others: others, Sources: true}
	}
	return all.Stages(opt), nil
}

// maxCache is how many bytes of documents that no build asked for lately the
// cache keeps.
const maxCache = 2 << 30

// cache opens the cache of documents; nil when there is to be none, or the
// folder cannot be used. Faces of the user's own are no part of a document's
// key, so documents set in them are not kept.
func (o *BuildOptions) cache() *cache.Cache {
	if o.Cache == "" || o.NoPDF || o.Fonts.extra() {
		return nil
	}
	c, err := cache.Open(o.Cache, maxCache)
	if err != nil {
		return nil
	}
	return c
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
