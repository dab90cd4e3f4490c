package hugosite

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// writeIndexes writes what is read by machines: the words to search in, the
// sitemap, and robots.txt.
func writeIndexes(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := writeSearch(b, sink); err != nil {
			return err
		}
	}
	if err := sink.Write("sitemap.xml", sitemap(set)); err != nil {
		return err
	}
	return sink.Write("robots.txt", robots(set))
}

func writeSearch(b *book.Book, sink *output.Sink) error {
	entries, err := json.Marshal(b.SearchEntries())
	if err != nil {
		return err
	}
	return sink.Write(b.Key+"/search.json", append(entries, '\n'))
}

func robots(set *book.Set) []byte {
	text := "User-agent: *\nAllow: /\n"
	if set.BaseURL != "" {
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
	base, index := escapeXML(set.BaseURL), ""
	if base == "" {
		index = "index.html"
	}
	for _, path := range pagePaths(set.Default()) {
		var links strings.Builder
		for _, t := range set.Books {
			fmt.Fprintf(&links, `<xhtml:link rel="alternate" hreflang="%s" href="%s%s/%s%s"/>`, t.Tag, base, t.Key, path, index)
		}
		for _, t := range set.Books {
			fmt.Fprintf(&b, "<url><loc>%s%s/%s%s</loc>%s</url>\n", base, t.Key, path, index, links.String())
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
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
	return append(paths, "matrix/", "sod/", "collaboration/", "coverage/", "how-to-read/", "glossary/")
}
