package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/server/api"
	"rolebook/server/guard"
)

type serveOptions struct {
	catalog string
	addr    string
	fonts   string
	api     bool
	access  accessOptions // of the api
}

func newServe(a *app) *cobra.Command {
	o := serveOptions{addr: "127.0.0.1:1313"}
	c := a.command("serve", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook serve demo\nrolebook serve demo --api"
	f := a.flags(c)
	f.word(&o.addr, "addr", "address")
	f.word(&o.fonts, "fonts", "dir")
	f.bool(&o.api, "api")
	f.access(&o.access)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := o.access.needs("--api", o.api); err != nil {
			return err
		}
		return a.runServe(c.Context(), o)
	}
	return c
}

// runServe serves the site until a signal comes, which is how it is meant to end.
func (a *app) runServe(ctx context.Context, o serveOptions) error {
	dir, err := generator.Locate(o.catalog)
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "rolebook-serve-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temporary) }() // the system clears its temporary folder as well
	opt, err := a.buildOptions(dir, buildOptions{output: filepath.Join(temporary, "public"), fonts: o.fonts})
	if err != nil {
		return err
	}
	preview, handler, err := a.preview(ctx, o, opt)
	if err != nil {
		return err
	}
	listener, err := listen("--addr", o.addr)
	if err != nil {
		return err
	}
	start := time.Now()
	report, err := preview.Build(ctx)
	a.built(dir)(report, err, time.Since(start))
	a.note("cli_serving", "URL", "http://"+listener.Addr().String()+"/")
	go preview.Watch(ctx, a.built(dir))
	return guard.Serve(ctx, listener, handler)
}

// preview makes the site's preview and what answers requests: the preview alone
// or, beside it, the interface for programs. Pages may ask that one as well,
// unless it wants a token, which they do not have.
func (a *app) preview(ctx context.Context, o serveOptions, opt generator.BuildOptions) (*generator.Preview, http.Handler, error) {
	words := generator.PreviewWords{Lang: a.say.Lang, Reason: a.reasonIn}
	if !o.api {
		preview := generator.NewPreview(opt, words)
		return preview, untilDone(ctx, preview), nil
	}
	limits, err := a.guardOptions(o.addr, o.access)
	if err != nil {
		return nil, nil, err
	}
	if limits.Token == nil {
		words.API = api.Root
	}
	preview := generator.NewPreview(opt, words)
	answers := api.New(api.Options{
		Now:   func(*http.Request) *generator.Project { return preview.Project() },
		Fonts: opt.Fonts, Paper: opt.Paper, Token: limits.Token != nil, Failed: a.failedToAnswer,
	})
	both := http.NewServeMux()
	both.Handle(api.Root+"/", guard.Handler(answers, limits))
	both.Handle("/", untilDone(ctx, preview))
	return preview, both, nil
}

// untilDone ends requests when ctx is done: pages that wait for news would wait
// for ever.
func untilDone(ctx context.Context, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		until, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		h.ServeHTTP(w, r.WithContext(until))
	})
}

// listen takes an address, which a flag gave.
func listen(flag, addr string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, wrong("cli_bad_value", "Flag", flag, "Value", addr).hint("cli_allowed_address")
	}
	return net.Listen("tcp", addr)
}

// built tells whoever looks at the terminal what a build came to.
func (a *app) built(dir string) func(*generator.Report, error, time.Duration) {
	return func(r *generator.Report, err error, took time.Duration) {
		if err != nil || r.Refused() {
			a.tell(strings.TrimRight(a.problems(r, err, dir), "\n"))
			return
		}
		a.note("cli_rebuilt", "Seconds", strconv.FormatFloat(took.Seconds(), 'f', 1, 64))
	}
}

// reasonIn says in another language why a build failed.
func (a *app) reasonIn(err error, lang catalog.Lang) string {
	other := *a
	other.say = locale.New(lang)
	return other.reason(err)
}

// problems says why a build was refused or failed.
func (a *app) problems(r *generator.Report, err error, dir string) string {
	if err != nil {
		return a.reason(err)
	}
	var b strings.Builder
	opt := diag.TextOptions{Root: rootOf(dir)}
	if err := diag.Text(&b, r.Project.Diagnostics, r.Project.Files, a.say, opt); err != nil { // a Builder takes everything
		panic(err)
	}
	return b.String()
}
