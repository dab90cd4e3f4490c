// Package guard stands before a server that answers from a catalog, and lets
// through what a reader on this machine, or one with the token, may ask in
// moderation. Start at [Handler]; [Serve] listens and stops gracefully.
//
// A catalog says who may do what in an organisation. A page from elsewhere that
// a reader has open must not get at it through the reader's browser, so a guard
// asks for a host that no name server can lend out and for an origin that is the
// host. Whoever asks for too much at once, sends too much or too slowly is
// refused before anything is worked out for them. Refusals are problems
// (RFC 9457) in the language that the request accepts; see [Tell].
package guard

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"golang.org/x/time/rate"

	"rolebook/generator/catalog"
)

// Options say what a guard lets through. The zero value of a limit is the
// [Usual] one.
type Options struct {
	Hosts      []string      // names, without a port, by which others than this machine may call the server
	Token      *Token        // what every request has to show; nil for none
	MaxBody    int64         // bytes of a request's body
	Rate       rate.Limit    // requests a second of one client
	Burst      int           // requests of one client at once
	Concurrent int           // requests that are worked on at a time
	Read       time.Duration // the longest that a request's body may take to come
	Write      time.Duration // the longest that an answer may take from then on; negative for streams, which may last
	Lang       catalog.Lang  // of refusals, where the request accepts none of ours
}

// Usual are the limits where options name no other: far above what people and
// their programs ask for, and low enough that nothing else on the machine
// notices. A role's YAML is some 12 KB.
var Usual = Options{
	MaxBody: 1 << 20, Rate: 500, Burst: 1000, Concurrent: 32,
	Read: 10 * time.Second, Write: time.Minute, Lang: catalog.English,
}

// patience is how long a request waits for others to be done with.
const patience = 2 * time.Second

// gate is a handler with what is asked before it.
type gate struct {
	next    http.Handler
	opt     Options
	clients *clients
	slots   chan struct{} // one for each request that is worked on
	cross   *http.CrossOriginProtection
}

// Handler puts a guard before a handler. What passes has its whole body in
// memory already.
func Handler(next http.Handler, opt Options) http.Handler {
	opt = opt.complete()
	return &gate{
		next: next, opt: opt, clients: newClients(opt.Rate, opt.Burst),
		slots: make(chan struct{}, opt.Concurrent), cross: http.NewCrossOriginProtection(),
	}
}

func (o Options) complete() Options {
	set(&o.MaxBody, Usual.MaxBody)
	set(&o.Rate, Usual.Rate)
	set(&o.Burst, Usual.Burst)
	set(&o.Concurrent, Usual.Concurrent)
	set(&o.Read, Usual.Read)
	set(&o.Write, Usual.Write)
	set(&o.Lang, Usual.Lang)
	return o
}

func set[T comparable](value *T, usual T) {
	var zero T
	if *value == zero {
		*value = usual
	}
}

// ServeHTTP asks what costs least first. A client's rate comes before its token,
// so that tokens cannot be tried out.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	problem := g.check(w, r)
	if problem == nil {
		problem = g.receive(w, r)
	}
	if problem == nil {
		problem = g.work(w, r)
	}
	if problem != nil {
		Tell(w, r, g.opt.Lang, *problem)
	}
}

// check looks at what a request says of itself.
func (g *gate) check(w http.ResponseWriter, r *http.Request) *Problem {
	switch {
	case !g.opt.mayCall(r.Host):
		return Refuse(http.StatusForbidden, "foreign-host", "Host", r.Host)
	case !sameOrigin(r) || g.cross.Check(r) != nil:
		return Refuse(http.StatusForbidden, "foreign-origin")
	case !g.clients.allow(r.RemoteAddr):
		w.Header().Set("Retry-After", "1")
		return Refuse(http.StatusTooManyRequests, "too-many-requests", "Rate", int(g.opt.Rate))
	case !g.opt.Token.shownBy(r):
		w.Header().Set("WWW-Authenticate", `Bearer realm="rolebook"`)
		return Refuse(http.StatusUnauthorized, "no-token")
	}
	return nil
}

// receive takes in the body, so that a slow client keeps nobody from working.
func (g *gate) receive(w http.ResponseWriter, r *http.Request) *Problem {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	if r.ContentLength > g.opt.MaxBody {
		return g.tooLarge(w)
	}
	deadline := http.NewResponseController(w)
	// Without deadlines, which only tests are, a body comes when it likes.
	_ = deadline.SetReadDeadline(time.Now().Add(g.opt.Read))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, g.opt.MaxBody))
	if err == nil { // else nobody waits for the rest
		_ = deadline.SetReadDeadline(time.Time{})
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return g.tooLarge(w)
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close")
		return Refuse(http.StatusRequestTimeout, "slow-body", "Seconds", g.opt.Read.Seconds())
	case err != nil:
		return Refuse(http.StatusBadRequest, "broken-body")
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

func (g *gate) tooLarge(w http.ResponseWriter) *Problem {
	w.Header().Set("Connection", "close") // nobody reads the rest
	return Refuse(http.StatusRequestEntityTooLarge, "body-too-large", "Bytes", g.opt.MaxBody)
}

// work has the handler answer when its turn comes.
func (g *gate) work(w http.ResponseWriter, r *http.Request) *Problem {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case g.slots <- struct{}{}:
	case <-wait.C:
		w.Header().Set("Retry-After", "2")
		return Refuse(http.StatusServiceUnavailable, "busy")
	case <-r.Context().Done():
		return nil // nobody reads the answer
	}
	defer func() { <-g.slots }()
	if g.opt.Write > 0 {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(g.opt.Write)) // as above
	}
	g.next.ServeHTTP(w, r)
	return nil
}
