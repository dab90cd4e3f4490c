package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/server/guard"
	"rolebook/server/mcp"
)

type mcpOptions struct {
	catalog string
	http    string // empty for standard input and output
	access  accessOptions
	drafts  string
}

func newMCP(a *app) *cobra.Command {
	var o mcpOptions
	c := a.command("mcp", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook mcp roles\nrolebook mcp roles --drafts drafts --lang ja\nrolebook mcp roles --http 127.0.0.1:1315"
	f := a.flags(c)
	f.word(&o.http, "http", "address")
	f.access(&o.access)
	f.word(&o.drafts, "drafts", "dir")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := o.access.needs("--http", o.http != ""); err != nil {
			return err
		}
		return a.runMCP(c.Context(), o)
	}
	return c
}

// runMCP answers clients of the Model Context Protocol until they end it or a
// signal comes. On standard output there is the protocol and nothing else.
func (a *app) runMCP(ctx context.Context, o mcpOptions) error {
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	opt, err := a.options()
	if err != nil {
		return err
	}
	drafts, err := openDrafts(o.drafts)
	if err != nil {
		return err
	}
	defer func() { _ = drafts.Close() }() // whole files were written and closed
	server := mcp.New(ctx, mcp.Options{
		Catalog: generator.NewCurrent(os.DirFS(dir), project, opt), Version: version,
		Lang: a.say.Lang, Content: catalog.Lang(a.lang), Drafts: drafts, Failed: a.failedToAnswer,
	})
	if o.http == "" {
		return server.Pipe(ctx, os.Stdin, a.stdout)
	}
	return a.serveMCP(ctx, o, server)
}

func (a *app) serveMCP(ctx context.Context, o mcpOptions, server *mcp.Server) error {
	limits, err := a.guardOptions(o.http, o.access)
	if err != nil {
		return err
	}
	listener, err := listen("--http", o.http)
	if err != nil {
		return err
	}
	a.note("cli_serving", "URL", "http://"+listener.Addr().String()+mcp.Root)
	return guard.Serve(ctx, listener, guard.Handler(server.Handler(), limits))
}

// openDrafts opens the folder for drafts; none where no name is given.
func openDrafts(dir string) (*mcp.Drafts, error) {
	if dir == "" {
		return nil, nil
	}
	drafts, err := mcp.OpenDrafts(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, wrong("cli_no_folder", "Path", dir, "Flag", "--drafts")
	}
	return drafts, err
}
