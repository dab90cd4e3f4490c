package hugosite

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"rolebook/generator/book"
)

// unmarked are the kinds of files that cannot say by themselves that search
// engines are to leave them out.
var unmarked = []string{"pdf", "xlsx", "csv", "json", "md", "txt", "xml"}

// robots tells crawlers what they may read. A page that asks to be left out of
// an index must be open to them: one that they may not read is listed all the
// same once somebody links to it.
func robots(set *book.Set) []byte {
	text := "User-agent: *\nAllow: /\n"
	switch {
	case set.Catalog.NoIndex:
		text = "# Pages may be read so that their mark \"noindex\" is seen; files have none.\n" + text
		for _, ext := range unmarked {
			text += "Disallow: /*." + ext + "$\n"
		}
	case set.BaseURL != "":
		text += "Sitemap: " + set.BaseURL + "sitemap.xml\n"
	}
	return []byte(text)
}

// sitemap lists every page with its translations. Without a base URL, which
// the protocol wants, the places are relative to the sitemap.
func sitemap(set *book.Set) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, path := range pagePaths(set.Default()) {
		links, changed := alternates(set, path), lastmod(set, path)
		if path == "" && set.BaseURL != "" {
			fmt.Fprintf(&b, "<url><loc>%s</loc>%s</url>\n", escapeXML(set.BaseURL), links)
		}
		for _, t := range set.Books {
			fmt.Fprintf(&b, "<url><loc>%s</loc>%s%s</url>\n", escapeXML(place(set, t, path)), changed, links)
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// alternates names a page in every language.
func alternates(set *book.Set, path string) string {
	var links strings.Builder
	link := func(lang, address string) {
		fmt.Fprintf(&links, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, lang, escapeXML(address))
	}
	for _, t := range set.Books {
		link(t.Tag, place(set, t, path))
	}
	if set.BaseURL != "" {
		link("x-default", anyLanguage(set, path))
	}
	return links.String()
}

// place is the address of a page, relative to the site's root where nobody
// said what that is.
func place(set *book.Set, b *book.Book, path string) string {
	if set.BaseURL == "" {
		return b.Key + "/" + path + "index.html"
	}
	return set.BaseURL + b.Key + "/" + path
}

// lastmod says since when a role is as its page shows it; of other pages no
// catalog knows.
func lastmod(set *book.Set, path string) string {
	id, isRole := strings.CutPrefix(strings.TrimSuffix(path, "/"), "roles/")
	if !isRole {
		return ""
	}
	since := set.Default().Role(id).Effective
	if since.IsZero() || since.Off > 0 {
		return ""
	}
	return "<lastmod>" + since.Date + "</lastmod>"
}

func escapeXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder takes everything
	return b.String()
}

// pagePaths lists the pages of a language, by their paths in its folder.
func pagePaths(b *book.Book) []string {
	paths := []string{""}
	for _, f := range b.Families {
		paths = append(paths, "families/"+f.ID+"/")
		for _, r := range f.Roles {
			paths = append(paths, "roles/"+r.ID+"/")
		}
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			paths = append(paths, "objects/"+o.ID+"/")
		}
	}
	for _, m := range tables(b) {
		paths = append(paths, "matrix/"+m.ID+"/")
	}
	if b.Changes != nil {
		paths = append(paths, changesPage+"/")
	}
	return append(paths, "matrix/", "sod/", "collaboration/", "coverage/", "finder/", "reporting/", "compare/", "documents/", "how-to-read/", "glossary/")
}
