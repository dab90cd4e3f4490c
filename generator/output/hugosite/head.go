package hugosite

import (
	"html/template"

	"rolebook/generator/book"
)

// AlternateLinks names the page in every language, its own included, for
// those who search: by its address when the site knows that. It names the page
// in other forms, too: a role as Markdown, what changes as a feed.
func (v *View) AlternateLinks() template.HTML {
	var m markup
	link := func(kind, value, address string) {
		m.put(`<link rel="alternate" `, kind, `="`, value, `" href="`)
		m.text(address)
		m.put(`">`, "\n")
	}
	base := v.site.set.BaseURL
	for _, b := range v.site.set.Books {
		if base != "" {
			link("hreflang", b.Tag, base+b.Key+"/"+v.Path)
		} else {
			link("hreflang", b.Tag, v.Root+b.Key+"/"+v.Path+v.index)
		}
	}
	if base != "" {
		link("hreflang", "x-default", anyLanguage(v.site.set, v.Path))
	}
	switch {
	case v.Role != nil:
		name := v.Role.ID + "." + v.Book.Key + ".job-description.md"
		if _, written := v.site.downloads.byPath[v.Book.Key+"/"+v.Path+name]; written {
			link("type", "text/markdown", name)
		}
	case v.Path == "":
		link("type", "application/atom+xml", "feed.xml")
	}
	return m.HTML()
}

// anyLanguage is the address for readers of none of the site's languages: the
// page that has them choose, or the page in the first language.
func anyLanguage(set *book.Set, path string) string {
	if path == "" {
		return set.BaseURL
	}
	return set.BaseURL + set.Default().Key + "/" + path
}

// Manifest leads to the site's description for browsers that install it: from
// the front pages, and where it will be on a server.
func (v *View) Manifest() template.URL {
	if v.site.set.BaseURL == "" || v.Path != "" {
		return ""
	}
	return template.URL(v.Home + "manifest.webmanifest")
}

// Card is the address of the picture to show beside a link to the page; empty
// where there is none.
func (v *View) Card() string {
	for _, folder := range []string{v.Path, ""} {
		name := v.Book.Key + "/" + folder + "card.png"
		if _, written := v.site.downloads.byPath[name]; written {
			return v.site.set.BaseURL + name
		}
	}
	return ""
}

// NoIndex reports whether search engines are to leave the site out.
func (v *View) NoIndex() bool { return v.site.set.Catalog.NoIndex }

// Policed reports whether pages have a content security policy.
func (v *View) Policed() bool { return v.site.set.Catalog.CSP }
