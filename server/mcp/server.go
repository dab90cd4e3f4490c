// Package mcp answers programs that speak the Model Context Protocol, language
// models' clients above all, from a catalog: the same calls and the same JSON as
// the command line. Start at [New]; [tools] lists what can be called.
//
// A model is told what it may ask in the language of the server, and answered in
// the language that it asks for. What it does wrong comes back as an answer that
// names the remedy, so that it can do better. Nothing that it sends is a path, a
// pattern or code: names are looked up in the catalog. Nothing is written but
// drafts, into one folder, when there is one for them.
package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"syscall"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// Options say what a server answers from, and how.
type Options struct {
	Catalog *generator.Current
	Version string       // of this program
	Lang    catalog.Lang // of what is said where a call asks for no other
	Content catalog.Lang // of documents likewise; the catalog's first language when empty
	Drafts  *Drafts      // where drafts are saved; nil for nowhere
	Failed  func(error)  // is told when the machine fails, of which clients hear no more than that
}

// Server answers any number of clients.
type Server struct {
	opt   Options
	sdk   *sdk.Server
	fonts *generator.Fonts

	mu     sync.Mutex
	kept   *kept             // what was worked out of the catalog as it was last seen
	listed map[string]string // the roles' resources as clients know them: titles by address
}

// New makes a server.
func New(ctx context.Context, opt Options) *Server {
	s := &Server{opt: opt, fonts: generator.NewFonts(), listed: map[string]string{}}
	say := locale.New(opt.Lang)
	s.sdk = sdk.NewServer(&sdk.Implementation{Name: "rolebook", Title: "Rolebook", Version: opt.Version}, &sdk.ServerOptions{
		Instructions:      say.T("mcp_instructions"),
		CompletionHandler: s.complete,
		Capabilities:      &sdk.ServerCapabilities{}, // nothing is logged to clients
		SetCacheable:      fresh,
	})
	for _, t := range tools {
		if !t.writes || opt.Drafts != nil {
			s.sdk.AddTool(t.described(say), s.handler(t))
		}
	}
	s.addResources(say)
	s.addPrompts(say)
	s.sdk.AddReceivingMiddleware(s.receiving)
	s.look(ctx)
	return s
}

// fresh has clients ask again: a catalog changes when its author likes. What a
// catalog says is for the client alone.
func fresh(_ context.Context, _ sdk.Request, c *sdk.Cacheable) { c.TTLMs, c.CacheScope = 0, "private" }

// longestLine is how many bytes a message may have on a pipe.
const longestLine = 4 << 20

// ErrNoMessage says that a client sent what is no message of the protocol, or one
// that is too long. Where the next would begin is unknown then.
var ErrNoMessage = errors.New("no message of the protocol")

// Pipe answers one client over a pair of streams, a message a line, until the
// client or ctx ends it. It fails with [ErrNoMessage].
func (s *Server) Pipe(ctx context.Context, in io.ReadCloser, out io.WriteCloser) error {
	err := s.sdk.Run(ctx, &sdk.IOTransport{Reader: in, Writer: out, MaxLineLength: longestLine})
	var system syscall.Errno
	switch {
	case err == nil || ctx.Err() != nil: // which is how it is meant to end
		return nil
	case errors.As(err, &system):
		return err
	}
	return fmt.Errorf("%w: %w", ErrNoMessage, err)
}

// Root is the path at which a server answers over HTTP.
const Root = "/mcp"

// Handler answers clients over HTTP, each request by itself: the server keeps
// nothing of a client, so that clients may come and go. A guard should stand
// before it.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(Root, sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.sdk }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, PropagateRequestCancellation: true,
		DisableLocalhostProtection: true, // the guard knows which hosts are ours
	}))
	return mux
}

// receiving has lists of resources follow the catalog, and addresses that name
// nothing refused in the server's words: the library's would be in English, and
// an address that is quoted as Go quotes it may be no JSON, which ends a pipe.
func (s *Server) receiving(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, req sdk.Request) (sdk.Result, error) {
		if method == "resources/list" {
			s.look(ctx)
		}
		answer, err := next(ctx, method, req)
		if read, ok := req.(*sdk.ReadResourceRequest); ok && err != nil && err.Error() == sdk.ResourceNotFoundError(read.Params.URI).Error() {
			uri := read.Params.URI
			err = s.wrong(refuse("mcp_no_resource", "URI", clip(uri)).help(diag.Msg("mcp_no_resource_help")), s.opt.Lang, uri)
		}
		return answer, err
	}
}
