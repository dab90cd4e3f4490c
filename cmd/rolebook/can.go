package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type canOptions struct {
	roles, action, object string
	catalog               string
	output                string
}

func newCan(a *app) *cobra.Command {
	var o canOptions
	c := a.command("can", "role[,role…] action object")
	c.Args = between(3, 3)
	c.Example = "rolebook can clerk approve order\nrolebook can clerk,approver approve order --catalog roles"
	c.ValidArgsFunction = a.completeIDs(&o.catalog, roleIDs, actionIDs, objectIDs)
	f := a.flags(c)
	f.word(&o.catalog, "catalog", "dir")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.roles, o.action, o.object = args[0], args[1], args[2]
		return a.runCan(c.Context(), o)
	}
	return c
}

// runCan says whether one person who holds the roles may do something, how far,
// and why. No is an answer, not a failure.
func (a *app) runCan(ctx context.Context, o canOptions) error {
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	roles, err := project.Roles(o.roles)
	if err != nil {
		return err
	}
	asked, err := project.Access(o.action, o.object, "")
	if err != nil {
		return err
	}
	answer := project.Analysis.Matrix.Can(roles, asked)
	return a.emit(o.output, func(w io.Writer) error { return a.answer(w, answer) })
}

// answer prints the short answer and, below it, the reasons.
func (a *app) answer(w io.Writer, answer analysis.Answer) error {
	var b strings.Builder
	b.WriteString(a.shortAnswer(answer) + "\n")
	for _, m := range answer.Why() {
		b.WriteString("  " + a.say.Message(m) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (a *app) shortAnswer(answer analysis.Answer) string {
	if !answer.Allowed {
		return a.say.T("cli_no")
	}
	widest, free := answer.Widest()
	switch free {
	case widest:
		return a.say.T("cli_yes", "Scope", widest.ID)
	case nil:
		return a.say.T("cli_yes_conditional", "Scope", widest.ID)
	}
	return a.say.T("cli_yes_partly", "Scope", widest.ID, "Free", free.ID)
}

type whoCanOptions struct {
	action, object, scope string
	catalog               string
	output                string
}

func newWhoCan(a *app) *cobra.Command {
	var o whoCanOptions
	c := a.command("who-can", "action object")
	c.Args = between(2, 2)
	c.Example = "rolebook who-can export contact\nrolebook who-can read order --scope all"
	c.ValidArgsFunction = a.completeIDs(&o.catalog, actionIDs, objectIDs)
	f := a.flags(c)
	f.word(&o.scope, "scope", "scope")
	f.word(&o.catalog, "catalog", "dir")
	f.file(&o.output, "file")
	// The only error is that the flag has a function already.
	_ = c.RegisterFlagCompletionFunc("scope", func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.completeIDs(&o.catalog, scopeIDs)(c, nil, typed)
	})
	c.RunE = func(c *cobra.Command, args []string) error {
		o.action, o.object = args[0], args[1]
		return a.runWhoCan(c.Context(), o)
	}
	return c
}

// runWhoCan lists the roles that may do something, each with its grants.
func (a *app) runWhoCan(ctx context.Context, o whoCanOptions) error {
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	asked, err := project.Access(o.action, o.object, o.scope)
	if err != nil {
		return err
	}
	holders := project.Analysis.Matrix.WhoCan(asked)
	lang := a.content(project.Catalog)
	return a.emit(o.output, func(w io.Writer) error { return a.holders(w, holders, lang) })
}

func (a *app) holders(w io.Writer, holders []analysis.Holder, lang catalog.Lang) error {
	var b strings.Builder
	for _, h := range holders {
		fmt.Fprintf(&b, "%s  %s%s\n", h.Role.ID, plainText(h.Role.Name, lang), a.standing(h.Role))
		for _, p := range h.Paths {
			b.WriteString("  " + a.say.Message(p.Message()) + "\n")
		}
	}
	b.WriteString(a.say.N("cli_holders", len(holders)) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// standing tells of roles that are not in use.
func (a *app) standing(r *catalog.Role) string {
	if r.Status == catalog.Active {
		return ""
	}
	return a.say.T("cli_standing", "Status", a.say.T("book_status_"+string(r.Status)))
}
