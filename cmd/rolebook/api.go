package main

import (
	"context"
	"net/http"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/output/pdf"
	"rolebook/server/api"
	"rolebook/server/guard"
)

type apiOptions struct {
	catalog string
	addr    string
	access  accessOptions
	fonts   string
	paper   string
}

func newAPI(a *app) *cobra.Command {
	o := apiOptions{addr: "127.0.0.1:1314"}
	c := a.command("api", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook api\nrolebook api --addr 0.0.0.0:1314 --host roles.example.com --token-file token"
	f := a.flags(c)
	f.word(&o.addr, "addr", "address")
	f.access(&o.access)
	f.word(&o.fonts, "fonts", "dir")
	f.paper(&o.paper)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runAPI(c.Context(), o)
	}
	return c
}

// runAPI answers programs until a signal comes, which is how it is meant to end.
func (a *app) runAPI(ctx context.Context, o apiOptions) error {
	limits, err := a.guardOptions(o.addr, o.access)
	if err != nil {
		return err
	}
	fonts, err := openFonts(o.fonts)
	if err != nil {
		return err
	}
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	opt, err := a.options()
	if err != nil {
		return err
	}
	current := generator.NewCurrent(os.DirFS(dir), project, opt)
	listener, err := listen("--addr", o.addr)
	if err != nil {
		return err
	}
	handler := api.New(api.Options{
		Now:   a.following(current, dir),
		Fonts: fonts, Paper: pdf.Paper(o.paper), Token: limits.Token != nil, Failed: a.failedToAnswer,
	})
	a.note("cli_serving", "URL", "http://"+listener.Addr().String()+api.Root+"/openapi.json")
	return guard.Serve(ctx, listener, guard.Handler(handler, limits))
}

// following gives the catalog as it is when a request comes. While its files are
// not in order, the last state that was answers; whoever looks at the terminal
// is told when that begins and when it ends.
func (a *app) following(current *generator.Current, dir string) func(*http.Request) *generator.Project {
	var mu sync.Mutex
	var stale bool
	return func(r *http.Request) *generator.Project {
		now := current.Look(r.Context())
		mu.Lock()
		defer mu.Unlock()
		switch {
		case now.Stale() == stale:
		case stale:
			a.note("cli_api_mended")
		default:
			a.note("cli_api_stale", "Command", commandOn("validate", dir))
		}
		stale = now.Stale()
		return now.Project
	}
}

// failedToAnswer tells whoever looks at the terminal what a reader is not told.
func (a *app) failedToAnswer(err error) { a.complain(a.reason(err)) }
