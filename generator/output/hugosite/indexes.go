package hugosite

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"slices"
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
		if err := writeSearch(set, b, sink); err != nil {
			return err
		}
	}
	if err := sink.Write("sitemap.xml", sitemap(set)); err != nil {
		return err
	}
	return sink.Write("robots.txt", robots(set))
}

// searchWords are what the script of the search says once it has the index,
// beside the names of kinds: messages search_<word>.
var searchWords = []string{"shortcut", "keys", "hint", "count_one", "count", "more", "none", "none_help", "without", "meant", "avoid"}

// writeSearch writes what can be found in a book as search.json, and where the
// site may lie on a file share also as search.js: a page there may run other
// files, but not read them.
func writeSearch(set *book.Set, b *book.Book, sink *output.Sink) error {
	words := map[string]string{}
	for _, w := range searchWords {
		words[w] = b.T("search_" + w)
	}
	index := b.Search()
	for _, kind := range index.Kinds() {
		words["kind_"+kind] = b.T("search_kind_" + kind)
	}
	data, err := index.Write(words)
	if err != nil {
		return err
	}
	if err := sink.Write(b.Key+"/search.json", append(data, '\n')); err != nil || set.BaseURL != "" {
		return err
	}
	return sink.Write(b.Key+"/search.js", slices.Concat([]byte("self.rolebookIndex="), data, []byte(";\n")))
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
	for _, m := range tables(b) {
		paths = append(paths, "matrix/"+m.ID+"/")
	}
	return append(paths, "matrix/", "sod/", "collaboration/", "coverage/", "finder/", "reporting/", "compare/", "how-to-read/", "glossary/")
}
