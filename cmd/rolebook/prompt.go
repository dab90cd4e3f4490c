package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

type promptOptions struct {
	generator.PromptOptions
	catalog string
	output  string
}

func newPrompt(a *app) *cobra.Command {
	var o promptOptions
	o.Scenario, o.Style = book.Scenarios[0], book.Styles[0]
	detail := string(catalog.Standard)
	c := a.command("prompt", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook prompt --role \"Pricing analyst\"\nrolebook prompt roles --role clerk --lang ja --scenario onboarding"
	f := a.flags(c)
	f.word(&o.Role, "role", "title")
	f.choice(&o.Scenario, "scenario", book.Scenarios...)
	f.choice(&detail, "detail", book.Details...)
	f.choice(&o.Style, "style", book.Styles...)
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog, o.Detail = first(args), catalog.Detail(detail)
		return a.runPrompt(c.Context(), o)
	}
	return c
}

// runPrompt prints a prompt for a chat, and what to do with the answer.
func (a *app) runPrompt(ctx context.Context, o promptOptions) error {
	if o.Role == "" {
		return wrong("cli_prompt_no_role").hint("cli_see_help", "Command", "rolebook prompt --help")
	}
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	o.Lang = a.content(project.Catalog)
	text, err := project.Prompt(o.PromptOptions)
	if err != nil {
		return err
	}
	if err := a.emit(o.output, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
		return err
	}
	a.note("cli_prompt_next", "Command", commandOn("ingest --catalog", dir))
	return nil
}
