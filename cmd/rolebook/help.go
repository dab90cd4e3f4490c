package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolebook/generator/output/terminal"
)

func newHelp(a *app) *cobra.Command {
	c := a.command("help", "[command]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeCommands
	c.RunE = func(c *cobra.Command, args []string) error {
		topic, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return unknownCommand(c.Root(), args)
		}
		return a.help(topic)
	}
	return c
}

// help prints what a command does and takes.
func (a *app) help(c *cobra.Command) error {
	_, err := io.WriteString(a.stdout, a.helpText(c))
	return err
}

// helpText lays out the help of a command for a terminal. The manual page has
// the same parts; see [app.manual].
func (a *app) helpText(c *cobra.Command) string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(c.Long) + "\n\n")
	heading := func(id string) { fmt.Fprintf(&b, "\n%s\n", a.say.T(id)) }
	fmt.Fprintf(&b, "%s%s%s\n", a.say.T("cli_usage"), a.say.T("colon"), a.useLine(c))
	for _, g := range c.Groups() {
		fmt.Fprintf(&b, "\n%s\n", g.Title)
		b.WriteString(columns(commandRows(c, g.ID)))
	}
	if rows := a.flagRows(ownFlags(c)); len(rows) > 0 {
		heading("cli_flags")
		b.WriteString(columns(rows))
	}
	heading("cli_common_flags")
	b.WriteString(columns(a.flagRows(c.Root().PersistentFlags())))
	if c.Example != "" {
		heading("cli_examples")
		b.WriteString("  " + strings.ReplaceAll(c.Example, "\n", "\n  ") + "\n")
	}
	if !c.HasParent() {
		b.WriteString("\n" + strings.TrimSpace(a.say.T("cli_root_end")) + "\n")
	}
	return b.String()
}

// useLine is the command as it is typed.
func (a *app) useLine(c *cobra.Command) string {
	if !c.HasParent() {
		return c.Name() + a.placeholders(" command [args] [flags]")
	}
	return typed(c) + a.placeholders(" [flags]")
}

// row is an entry of a list: what it is about, and what there is to say.
type row struct{ head, text string }

func commandRows(c *cobra.Command, group string) []row {
	var rows []row
	for _, sub := range c.Commands() {
		if sub.GroupID == group {
			rows = append(rows, row{sub.Name(), sub.Short})
		}
	}
	return rows
}

// ownFlags are the flags that not every command has.
func ownFlags(c *cobra.Command) *pflag.FlagSet {
	own := pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	own.SortFlags = false
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if c.Root().PersistentFlags().Lookup(f.Name) == nil {
			own.AddFlag(f)
		}
	})
	return own
}

func (a *app) flagRows(set *pflag.FlagSet) []row {
	var rows []row
	set.VisitAll(func(f *pflag.Flag) { rows = append(rows, row{a.flagHead(f), a.flagText(f)}) })
	return rows
}

// flagHead is a flag with its short form and the placeholder of its value.
func (a *app) flagHead(f *pflag.Flag) string {
	head := "    --" + f.Name
	if f.Shorthand != "" {
		head = "-" + f.Shorthand + ", --" + f.Name
	}
	switch v := f.Value.(type) {
	case *choice:
		return head + " " + strings.Join(v.allowed, "|")
	case *word, *number, *day, *period:
		return head + " " + a.say.T("cli_arg_"+v.Type())
	}
	return head
}

// flagText is what a flag does, and its value when it is not given.
func (a *app) flagText(f *pflag.Flag) string {
	if f.DefValue == "" || f.DefValue == "false" || f.DefValue == "0" {
		return f.Usage
	}
	return f.Usage + a.say.T("cli_default", "Value", f.DefValue)
}

// widest is how far, in terminal cells, the left column of a list may push the
// right one; longer entries have their text on the next line.
const widest = 30

// columns lays out a list, its texts below each other.
func columns(rows []row) string {
	left := 0
	for _, r := range rows {
		if w := terminal.Width(r.head); w <= widest {
			left = max(left, w)
		}
	}
	var b strings.Builder
	for _, r := range rows {
		gap := left - terminal.Width(r.head) + 2
		if gap < 2 {
			gap = left + 4
			r.head += "\n"
		}
		indent := strings.Repeat(" ", left+4)
		text := strings.Join(lines(r.text, terminalWidth-left-4), "\n"+indent)
		b.WriteString("  " + folded(r.head) + strings.Repeat(" ", gap) + text + "\n")
	}
	return b.String()
}

// terminalWidth is how many cells a terminal has at the least.
const terminalWidth = 80

// lines breaks a text into lines of so many cells: behind spaces, and between
// wide characters where neither language forbids it.
func lines(text string, width int) []string {
	var out []string
	for terminal.Width(text) > width {
		end, used, last := 0, 0, ' '
		for i, r := range text {
			if r == ' ' || i > 0 && breakable(last, r) {
				end = i
			}
			if used += terminal.Width(string(r)); used > width && end > 0 {
				break
			}
			last = r
		}
		if end == 0 {
			break
		}
		out = append(out, strings.TrimRight(text[:end], " "))
		text = strings.TrimLeft(text[end:], " ")
	}
	return append(out, text)
}

// breakable reports whether a line may end between two characters that no
// space parts.
func breakable(before, after rune) bool {
	const opening, closing = "（「『《“‘", "、。，；：！？）」』》”’ーっゃゅょッャュョァィゥェォ々"
	return (terminal.Width(string(before)) > 1 || terminal.Width(string(after)) > 1) &&
		!strings.ContainsRune(opening, before) && !strings.ContainsRune(closing, after)
}

// folded breaks a head that no terminal has room for behind one of the bars
// between its choices.
func folded(head string) string {
	const room = 76
	if terminal.Width(head) <= room {
		return head
	}
	if bar := strings.LastIndexByte(head[:room], '|'); bar > 0 {
		return head[:bar+1] + "\n" + strings.Repeat(" ", 8) + head[bar+1:]
	}
	return head
}
