package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator"
)

type schemaOptions struct {
	kind   string
	output string
}

func newSchema(a *app) *cobra.Command {
	var o schemaOptions
	kinds := generator.SchemaKinds()
	c := a.command("schema", "")
	c.Use += " " + strings.Join(kinds, "|")
	c.Args = between(1, 1)
	c.ValidArgs = kinds
	a.flags(c).file(&o.output, "file")
	c.RunE = func(_ *cobra.Command, args []string) error {
		o.kind = args[0]
		return a.runSchema(o)
	}
	return c
}

// runSchema prints the JSON Schema of a kind of file.
func (a *app) runSchema(o schemaOptions) error {
	text, err := generator.Schema(o.kind)
	if err != nil {
		return err
	}
	return a.emit(o.output, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
