package hugosite

import (
	"context"
	"errors"
	"slices"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// writeIndexes writes what is read by machines: the words to search in, the
// feeds, manifests, the sitemap, and robots.txt.
func writeIndexes(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := errors.Join(writeSearch(set, b, sink), writeFeed(set, b, sink), writeManifest(set, b, sink)); err != nil {
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
