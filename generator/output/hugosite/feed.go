package hugosite

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// The types below are an Atom feed, RFC 4287.

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary,omitempty"`
}

// writeFeed writes <lang>/feed.xml: what happened to the catalog.
func writeFeed(set *book.Set, b *book.Book, sink *output.Sink) error {
	data, err := xml.MarshalIndent(feed(set, b), "", "  ")
	if err != nil {
		return err
	}
	return sink.Write(b.Key+"/feed.xml", append(append([]byte(xml.Header), data...), '\n'))
}

// feed draws the news of a book. Its links are relative, as Atom allows, where
// nobody said at which address it will be.
func feed(set *book.Set, b *book.Book) atomFeed {
	out := atomFeed{
		Lang: b.Tag, ID: feedID(set, b.Key), Title: output.Clean(b.T("news_title", "Organization", b.Organization.Plain())),
		Author: output.Clean(b.Organization.Plain()), Updated: midnight(b.Checked),
		Links: []atomLink{{"self", "application/atom+xml", inFolder(set, b, "feed.xml")}, {"alternate", "text/html", pageIn(set, b, "")}},
	}
	for i, n := range b.News() {
		if i == 0 {
			out.Updated = midnight(n.On)
		}
		out.Entries = append(out.Entries, atomEntry{
			ID: feedID(set, b.Key, n.Kind, n.Subject, n.On.Date), Title: output.Clean(n.Title), Updated: midnight(n.On),
			Link: atomLink{"alternate", "text/html", pageIn(set, b, n.Page)}, Summary: output.Clean(n.Summary),
		})
	}
	return out
}

func midnight(d book.Day) string { return d.Date + "T00:00:00Z" }

// inFolder is the address of a file in the folder of a language: relative to
// that folder where the site's own is not known.
func inFolder(set *book.Set, b *book.Book, name string) string {
	if set.BaseURL == "" {
		return name
	}
	return set.BaseURL + b.Key + "/" + name
}

// pageIn likewise, for a page; a fragment may follow its path.
func pageIn(set *book.Set, b *book.Book, path string) string {
	folder, fragment, marked := strings.Cut(path, "#")
	if set.BaseURL == "" {
		folder += "index.html"
	}
	if marked {
		folder += "#" + fragment
	}
	return inFolder(set, b, folder)
}

// feedID names a feed, or something in it, for ever: readers tell by it what
// they have seen. It is a UUID of version 8 (RFC 9562) made from the site and
// what it is about.
func feedID(set *book.Set, about ...string) string {
	site := set.BaseURL
	if site == "" {
		site = set.Default().Organization.Plain()
	}
	u := sha256.Sum256([]byte(site + "\n" + strings.Join(about, "\n")))
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
