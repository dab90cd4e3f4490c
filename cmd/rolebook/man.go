package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

type manOptions struct {
	command string
	dir     string
}

func newMan(a *app) *cobra.Command {
	var o manOptions
	c := a.command("man", "[command]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeCommands
	a.flags(c).word(&o.dir, "dir", "dir")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.command = first(args)
		return a.runMan(c.Root(), o)
	}
	return c
}

// runMan prints the manual page of a command, or writes all pages to a folder.
func (a *app) runMan(root *cobra.Command, o manOptions) error {
	if o.dir != "" {
		return a.writeManual(root, o.dir)
	}
	c := root
	if o.command != "" {
		var err error
		if c, _, err = root.Find([]string{o.command}); err != nil || c == root {
			return unknownCommand(root, []string{o.command})
		}
	}
	_, err := io.WriteString(a.stdout, a.manual(c))
	return err
}

func (a *app) writeManual(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, c := range append(root.Commands(), root) {
		if c.Hidden {
			continue
		}
		page := a.manual(c)
		name := filepath.Join(dir, pageName(c)+".1")
		if err := writeFile(name, func(w io.Writer) error { _, err := io.WriteString(w, page); return err }); err != nil {
			return err
		}
	}
	return nil
}

// pageName is the name of a command's page: rolebook-build.
func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manual writes the page of a command in the man macros of groff_man(7).
func (a *app) manual(c *cobra.Command) string {
	m := &manualPage{app: a}
	m.line(".TH %s 1 %s %s Rolebook", quoted(strings.ToUpper(pageName(c))), quoted(released), quoted("rolebook "+version))
	m.line(".ad l")
	m.section("name")
	m.line("%s \\- %s", roff(pageName(c)), roff(c.Short))
	m.section("synopsis")
	m.line("%s", roff(a.useLine(c)))
	m.section("description")
	m.paragraphs(c.Long)
	for _, g := range c.Groups() {
		m.heading(g.Title)
		m.list(commandRows(c, g.ID))
	}
	if rows := a.flagRows(ownFlags(c)); len(rows) > 0 {
		m.section("options")
		m.list(rows)
	}
	m.section("common_options")
	m.list(a.flagRows(c.Root().PersistentFlags()))
	if c.Example != "" {
		m.section("examples")
		m.line(".nf\n%s\n.fi", roff(c.Example))
	}
	m.section("exit_status")
	m.paragraphs(a.say.T("cli_man_exit_statuses"))
	m.section("see_also")
	m.line("%s", roff(a.seeAlso(c)))
	return m.text.String()
}

// seeAlso names the other pages.
func (a *app) seeAlso(c *cobra.Command) string {
	if c.HasParent() {
		return "rolebook(1)"
	}
	var pages []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			pages = append(pages, pageName(sub)+"(1)")
		}
	}
	return a.say.List(pages)
}

// manualPage collects a page.
type manualPage struct {
	app  *app
	text strings.Builder
}

func (m *manualPage) line(format string, args ...any) { fmt.Fprintf(&m.text, format+"\n", args...) }
func (m *manualPage) heading(title string)            { m.line(".SH %s", quoted(title)) }
func (m *manualPage) section(id string)               { m.heading(m.app.say.T("cli_man_" + id)) }

func (m *manualPage) paragraphs(text string) {
	for p := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		m.line(".PP\n%s", flowing(p))
	}
}

func (m *manualPage) list(rows []row) {
	for _, r := range rows {
		m.line(".TP\n\\fB%s\\fR\n%s", roff(strings.TrimSpace(r.head)), flowing(r.text))
	}
}

// quoted is an argument of a request.
func quoted(text string) string { return `"` + strings.ReplaceAll(roff(text), `"`, `\(dq`) + `"` }
