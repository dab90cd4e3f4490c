package generator

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
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
	if !local(r.Host) {
		http.Error(w, "", http.StatusForbidden)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	switch r.URL.Path {
	case livePath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(liveScript) // the reader has gone
	case eventsPath:
		p.events(w, r)
	default:
		p.page(w, r)
	}
}

// local reports whether a host, with or without a port, is this machine as it
// knows itself, or a numeric address, which no name server can lend out.
func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")) != nil
}

// page serves a file of the site; into a page goes the script. What is not
// there gets the site's own page for that.
func (p *Preview) page(w http.ResponseWriter, r *http.Request) {
	now, _ := p.now()
	if now.Version == 0 {
		p.write(w, http.StatusOK, []byte("<!doctype html><title>Rolebook</title><body><pre>"+html.EscapeString(now.Problems)+"</pre></body>"), now)
		return
	}
	name := path.Clean("/" + r.URL.Path)
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	status := http.StatusOK
	if _, err := os.Stat(p.file(name)); err != nil {
		name, status = "/404.html", http.StatusNotFound
	}
	if path.Ext(name) != ".html" {
		http.FileServer(http.Dir(p.opt.Output)).ServeHTTP(w, r)
		return
	}
	data, err := os.ReadFile(p.file(name))
	if err != nil { // a theme without that page
		status = http.StatusNotFound
	}
	p.write(w, status, data, now)
}

// file is where a cleaned path of the site stands on the disk.
func (p *Preview) file(name string) string {
	return filepath.Join(p.opt.Output, filepath.FromSlash(name))
}

// write sends a page with the script at its end.
func (p *Preview) write(w http.ResponseWriter, status int, page []byte, now state) {
	script := fmt.Appendf(nil, `<script src="%s" data-version="%d" defer></script>`, livePath, now.Version)
	if i := bytes.LastIndex(page, []byte("</body>")); i >= 0 {
		page = bytes.Join([][]byte{page[:i], page[i:]}, script)
	} else {
		page = append(page, script...)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(page) // the reader has gone
}

// events tells a page the state, now and whenever it changes, as server-sent
// events (WHATWG HTML, section 9.2).
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		now, changed := p.now()
		data, err := json.Marshal(now)
		if err != nil { // a number and a string
			panic(err)
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if flush.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}
