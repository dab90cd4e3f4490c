package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"rolebook/generator"
)

type newOptions struct {
	id      string
	like    string
	catalog string
}

func newNew(a *app) *cobra.Command {
	var o newOptions
	c := a.command("new", "id")
	c.Args = between(1, 1)
	c.Example = "rolebook new sales-analyst\nrolebook new night-clerk --like clerk --catalog roles"
	c.ValidArgsFunction = cobra.NoFileCompletions
	f := a.flags(c)
	f.word(&o.like, "like", "role")
	f.word(&o.catalog, "catalog", "dir")
	// The only error is that the flag has a function already.
	_ = c.RegisterFlagCompletionFunc("like", func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.completeIDs(&o.catalog, roleIDs)(c, nil, typed)
	})
	c.RunE = func(c *cobra.Command, args []string) error {
		o.id = args[0]
		return a.runNew(c.Context(), o)
	}
	return c
}

// runNew writes a role to fill in, and says where.
func (a *app) runNew(ctx context.Context, o newOptions) error {
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	files, err := project.NewRole(dir, generator.NewRoleOptions{ID: o.id, Like: o.like, On: project.Analysis.On, Say: a.say})
	if err != nil {
		return err
	}
	err = generator.Create(dir, files)
	if errors.Is(err, fs.ErrExist) {
		return wrong("cli_new_exists", "Path", subject(err))
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, rootOf(dir)+f.Path)
	}
	a.note("cli_new_next", "Command", commandOn("validate", dir))
	return nil
}
