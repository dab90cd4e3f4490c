package main

import (
	"context"
	"errors"
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
)

type serveOptions struct {
	catalog string
	addr    string
	fonts   string
}

func newServe(a *app) *cobra.Command {
	o := serveOptions{addr: "127.0.0.1:1313"}
	c := a.command("serve", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook serve demo"
	f := a.flags(c)
	f.word(&o.addr, "addr", "address")
	f.word(&o.fonts, "fonts", "dir")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
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
	listener, err := listen(o.addr)
	if err != nil {
		return err
	}
	preview := generator.NewPreview(opt, generator.PreviewWords{Lang: a.say.Lang, Reason: a.reasonIn})
	start := time.Now()
	report, err := preview.Build(ctx)
	a.built(dir)(report, err, time.Since(start))
	a.note("cli_serving", "URL", "http://"+listener.Addr().String()+"/")
	go preview.Watch(ctx, a.built(dir))
	return serve(ctx, listener, preview)
}

func listen(addr string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, wrong("cli_bad_value", "Flag", "--addr", "Value", addr).hint("cli_allowed_address")
	}
	return net.Listen("tcp", addr)
}

// serve answers requests until ctx is done, and waits for none that is under way.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() }) // the process ends anyway
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
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
