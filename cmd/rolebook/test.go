package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rolebook/generator/analysis"
)

type testOptions struct {
	catalog string
	mutate  bool
	suggest bool
	most    int
	format  string
	output  string
}

func newTest(a *app) *cobra.Command {
	o := testOptions{most: 100}
	c := a.command("test", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook test\nrolebook test roles --format junit -o access.xml\nrolebook test --mutate\nrolebook test --suggest >> roles/tests.yaml"
	f := a.flags(c)
	f.bool(&o.mutate, "mutate")
	f.bool(&o.suggest, "suggest")
	f.number(&o.most, "at-most", 0)
	f.form(&o.format, append([]string{"text", "json"}, ciForms...)...)
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if o.mutate || o.suggest {
			return a.runStrength(c.Context(), o)
		}
		return a.runTest(c.Context(), o)
	}
	return c
}

// runTest runs the access tests of a catalog.
func (a *app) runTest(ctx context.Context, o testOptions) error {
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	results := project.Analysis.Tests
	if err := a.emit(o.output, func(w io.Writer) error { return a.testResults(w, results, dir, o.format) }); err != nil {
		return err
	}
	if slices.ContainsFunc(results, func(r analysis.TestResult) bool { return !r.Passed() }) {
		return errFound
	}
	return nil
}
