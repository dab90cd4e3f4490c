package generator

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"

	"rolebook/generator/catalog"
)

// The addresses that are the preview's own. No file of a site starts so.
const (
	livePath   = "/~rolebook/live.js"
	eventsPath = "/~rolebook/events"
)

//go:embed live.js
var liveScript []byte

// ServeHTTP serves the last good site. Requests for another host than this
// machine are refused: a page from elsewhere could name its host after this
// address and read the catalog.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !Local(r.Host) {
		http.Error(w, "", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "", http.StatusMethodNotAllowed)
		return
	}
	if named(r.URL.Path) {
		w.Header().Set("Cache-Control", "private, max-age=3600, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-store")
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch r.URL.Path {
	case livePath:
		send(w, http.StatusOK, ".js", liveScript)
	case eventsPath:
		p.events(w, r)
	default:
		p.serve(w, r)
	}
}

// Local reports whether a host, with or without a port, is this machine as it
// knows itself, or a numeric address, which no name server can lend out.
func Local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.EqualFold(host, "localhost") || net.ParseIP(strings.Trim(host, "[]")) != nil
}

// serve answers with a page of the catalog's files, with what an edition has
// made, or with a file of the whole site.
func (p *Preview) serve(w http.ResponseWriter, r *http.Request) {
	now := p.state()
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if lang, file, ok := sourcePath(name); ok {
		p.serveSource(w, r, now, lang, file)
		return
	}
	if now.edition == nil || now.site == 0 {
		p.serveProblems(w, now, p.langOf(name))
		return
	}
	switch info, err := fs.Stat(os.DirFS(p.opt.Output), name); {
	case strings.HasSuffix(r.URL.Path, "/") || name == "":
		name = path.Join(name, "index.html")
	case err == nil && info.IsDir() || path.Ext(name) == "" && now.edition.has(name+"/index.html"):
		http.Redirect(w, r, "/"+name+"/", http.StatusMovedPermanently)
		return
	}
	if now.site < now.edition.number && p.serveMade(w, now, name) {
		return
	}
	p.serveFile(w, now, name)
}

// serveMade answers with what the edition makes, where the whole site is of an
// earlier one. A page that cannot be made now is shown as it was, with the
// reason; a role that is no more has no page.
func (p *Preview) serveMade(w http.ResponseWriter, now state, name string) bool {
	data, made, err := now.edition.ask(name)
	switch {
	case err != nil:
		p.failed(now.edition, err)
		return false
	case made && path.Ext(name) == ".html":
		p.writePage(w, http.StatusOK, data, mark{"edition", now.edition.number})
	case made:
		send(w, http.StatusOK, path.Ext(name), data)
	default:
		if data = now.edition.asset(name); data == nil {
			return false
		}
		send(w, http.StatusOK, path.Ext(name), data)
	}
	return true
}

// serveFile answers with a file of the whole site or a document. What is not
// there gets the site's own page for that.
func (p *Preview) serveFile(w http.ResponseWriter, now state, name string) {
	if path.Ext(name) == ".pdf" {
		if data, made, err := now.edition.ask(name); made && err == nil {
			send(w, http.StatusOK, ".pdf", data)
			return
		}
	}
	seen := mark{"site", now.site}
	if now.edition.has(name) {
		seen = mark{"edition", now.edition.number} // a newer page of a role comes before the rest of the site
	}
	data, err := p.file(name)
	switch {
	case err != nil:
		p.serveMissing(w, now)
	case path.Ext(name) == ".html":
		p.writePage(w, http.StatusOK, data, seen)
	default:
		send(w, http.StatusOK, path.Ext(name), data)
	}
}

// serveMissing answers with the site's own page for what is not there.
func (p *Preview) serveMissing(w http.ResponseWriter, now state) {
	data, err := p.file("404.html")
	if err != nil { // a theme without that page, or no site yet
		data = nil
	}
	p.writePage(w, http.StatusNotFound, data, mark{"told", now.told})
}

// file reads a file of the whole site, and nothing outside of it.
func (p *Preview) file(name string) ([]byte, error) {
	root, err := os.OpenRoot(p.opt.Output)
	if err != nil {
		return nil, err
	}
	data, err := root.ReadFile(name)
	return data, errors.Join(err, root.Close())
}

// mark tells a page's script what the page shows, so that it knows when there
// is something newer: a number of the [news].
type mark struct {
	of     string // edition, site, reads or told
	number int
}

// writePage sends a page with the script at its end, which also tells the page's
// own scripts where they may ask for documents.
func (p *Preview) writePage(w http.ResponseWriter, status int, page []byte, m mark) {
	ask := ""
	if p.words.API != "" {
		ask = fmt.Sprintf(` data-api="%s"`, html.EscapeString(p.words.API))
	}
	script := fmt.Appendf(nil, `<script src="%s" data-of="%s" data-number="%d"%s defer></script>`, livePath, m.of, m.number, ask)
	if i := bytes.LastIndex(page, []byte("</body>")); i >= 0 {
		page = bytes.Join([][]byte{page[:i], page[i:]}, script)
	} else {
		page = append(page[:len(page):len(page)], script...)
	}
	send(w, status, ".html", page)
}

// send answers with something of the type that an ending stands for.
func send(w http.ResponseWriter, status int, ending string, data []byte) {
	if t := mime.TypeByExtension(ending); t != "" {
		w.Header().Set("Content-Type", t)
	} else {
		w.Header().Set("Content-Type", "application/octet-stream")
	}
	w.WriteHeader(status)
	_, _ = w.Write(data) // the reader has gone
}

// named reports whether a path names what the file says, so that a browser need
// not ask for it again: the theme puts a digest into the names of styles and
// scripts.
var named = regexp.MustCompile(`\.[0-9a-f]{32}\.(css|js)$`).MatchString

// langOf tells by its path or its tag what language a page is in.
func (p *Preview) langOf(name string) catalog.Lang {
	first, _, _ := strings.Cut(name, "/")
	for _, lang := range catalog.AllLanguages {
		if first == string(lang) || first == lang.Tag() {
			return lang
		}
	}
	return p.words.Lang
}
