// Package api answers programs over HTTP with what the command line prints:
// the same calls of package generator, the same bytes. Start at [New]; what can
// be asked is the table in endpoints.go, which the OpenAPI description is made
// of as well.
//
// A server only reads. It knows one catalog, the one it was started with, and
// nothing that a request names leads to a file: roles, actions and the like are
// looked up by their ids in that catalog. Requests come through package guard.
package api

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/output/pdf"
	"rolebook/server/guard"
)

// Root is where a server answers.
const Root = "/api/v1"

// Options say what a server answers with.
type Options struct {
	// Now gives the latest state of the catalog that was in order, nil before
	// there is one. It may be called by many goroutines.
	Now    func(*http.Request) *generator.Project
	Fonts  *generator.Fonts // of PDF documents
	Paper  pdf.Paper        // likewise
	Token  bool             // whether requests have to show a token, which the description says
	Failed func(error)      // told what the machine failed at
}

// api is the handler.
type api struct {
	opt       Options
	endpoints []*endpoint
	mux       *http.ServeMux
	last      atomic.Pointer[edition]
}

// New makes the handler of all that is below [Root].
func New(opt Options) http.Handler {
	a := &api{opt: opt, mux: http.NewServeMux()}
	a.endpoints = a.table()
	for _, e := range a.endpoints {
		a.mux.Handle(Root+e.path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { a.ask(e, w, r) }))
	}
	a.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a.refuse(w, r, *guard.Refuse(http.StatusNotFound, "not-found", "Path", r.URL.Path, "List", Root+describing))
	})
	return a
}

// ServeHTTP answers a request. A path that is not written as it is meant, with
// dots or two slashes, is nothing's.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != path.Clean(r.URL.Path) || r.Method == http.MethodConnect {
		a.refuse(w, r, *guard.Refuse(http.StatusNotFound, "not-found", "Path", r.URL.Path, "List", Root+describing))
		return
	}
	a.mux.ServeHTTP(w, r)
}

// ask has an endpoint answer a request.
func (a *api) ask(e *endpoint, w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(e.methods(), r.Method) {
		allow := strings.Join(e.methods(), ", ")
		w.Header().Set("Allow", allow)
		a.refuse(w, r, *guard.Refuse(http.StatusMethodNotAllowed, "method-not-allowed", "Method", r.Method, "Allow", allow))
		return
	}
	now := a.now(r)
	if now == nil {
		w.Header().Set("Retry-After", "2")
		a.refuse(w, r, *guard.Refuse(http.StatusServiceUnavailable, "no-catalog"))
		return
	}
	q, problem := e.read(r, now)
	if problem != nil {
		a.refuse(w, r, *problem)
		return
	}
	a.send(w, q)
}

func (a *api) refuse(w http.ResponseWriter, r *http.Request, p guard.Problem) {
	usual := catalog.English
	if e := a.now(r); e != nil {
		usual = e.project.Catalog.Languages[0]
	}
	guard.Tell(w, r, usual, p)
}

// now gives the catalog's latest edition.
func (a *api) now(r *http.Request) *edition {
	project := a.opt.Now(r)
	if project == nil {
		return nil
	}
	if last := a.last.Load(); last != nil && last.project == project {
		return last
	}
	e := newEdition(project, a.opt)
	a.last.Store(e)
	return e
}
