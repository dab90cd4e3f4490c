package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolebook/generator/catalog"
	"rolebook/generator/output/pdf"
)

// The kinds of flags below tell help and errors what they take: a choice by its
// list, the others by the message cli_arg_<type>.

// errValue says that a flag does not take a value. What it takes is told by
// [badValue].
var errValue = errors.New("not a value of the flag")

// word is a flag that takes any one value.
type word struct {
	value *string
	kind  string // file, dir, url …
}

func (w *word) Set(s string) error { *w.value = s; return nil }
func (w *word) String() string     { return *w.value }
func (w *word) Type() string       { return w.kind }

// choice is a flag that takes one of a few values.
type choice struct {
	value   *string
	allowed []string
}

func (c *choice) Set(s string) error {
	if !slices.Contains(c.allowed, s) {
		return errValue
	}
	*c.value = s
	return nil
}

func (c *choice) String() string { return *c.value }
func (c *choice) Type() string   { return "choice" }

// number is a flag that takes a whole number.
type number struct {
	value *int
	least int
}

func (n *number) Set(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil || v < n.least {
		return errValue
	}
	*n.value = v
	return nil
}

func (n *number) String() string { return strconv.Itoa(*n.value) }
func (n *number) Type() string   { return "number" }

// period is a flag that takes a length of time.
type period struct{ value *time.Duration }

func (p *period) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil || v <= 0 {
		return errValue
	}
	*p.value = v
	return nil
}

func (p *period) String() string { return p.value.String() }
func (p *period) Type() string   { return "period" }

// day is a flag that takes a date.
type day struct{ value *catalog.Date }

func (d *day) Set(s string) error {
	v, err := catalog.ParseDate(s)
	if err != nil {
		return errValue
	}
	*d.value = v
	return nil
}

func (d *day) String() string { return d.value.String() }
func (d *day) Type() string   { return "date" }

// flags adds flags to a command, each with the message cli_flag_<name> for a
// text, or cli_<command>_flag_<name> where that means something of its own.
type flags struct {
	app     *app
	command string
	set     *pflag.FlagSet
}

func (a *app) flags(c *cobra.Command) flags { return flags{a, c.Name(), c.Flags()} }

func (f flags) text(name string) string {
	key := func(s string) string { return strings.ReplaceAll(s, "-", "_") }
	if own := "cli_" + key(f.command) + "_flag_" + key(name); f.app.say.Has(own) {
		return f.app.say.T(own)
	}
	return f.app.say.T("cli_flag_" + key(name))
}

func (f flags) word(value *string, name, kind string) {
	f.set.Var(&word{value, kind}, name, f.text(name))
}

// file adds -o, for the file that takes the result.
func (f flags) file(value *string, kind string) {
	f.set.VarP(&word{value, kind}, "output", "o", f.text("output"))
}

// choice adds a flag with a few values. What value holds is the default.
func (f flags) choice(value *string, name string, allowed ...string) {
	f.set.Var(&choice{value, allowed}, name, f.text(name))
}

// form adds --format; the first form is the default.
func (f flags) form(value *string, allowed ...string) {
	*value = allowed[0]
	f.choice(value, "format", allowed...)
}

// paper adds --paper, for what is printed.
func (f flags) paper(value *string) {
	names := make([]string, len(pdf.Papers))
	for i, p := range pdf.Papers {
		names[i] = string(p)
	}
	*value = names[0]
	f.choice(value, "paper", names...)
}

func (f flags) number(value *int, name string, least int) {
	f.set.Var(&number{value, least}, name, f.text(name))
}

func (f flags) period(value *time.Duration, name string) {
	f.set.Var(&period{value}, name, f.text(name))
}

func (f flags) bool(value *bool, name string) { f.set.BoolVar(value, name, false, f.text(name)) }

// commonFlags adds what every command takes.
func (a *app) commonFlags(set *pflag.FlagSet) {
	f := flags{a, "common", set}
	f.choice(&a.lang, "lang", languages()...)
	set.Var(&day{&a.on}, "on", f.text("on"))
	f.bool(&a.quiet, "quiet")
	f.bool(&a.noColor, "no-color")
	set.BoolP("help", "h", false, f.text("help"))
}

// completeChoices has shells offer the values of flags that take one of a few.
func completeChoices(root *cobra.Command) {
	for _, c := range append(root.Commands(), root) {
		offer := func(f *pflag.Flag) {
			if v, ok := f.Value.(*choice); ok {
				// The only error is that there is a function already.
				_ = c.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(v.allowed, cobra.ShellCompDirectiveNoFileComp))
			}
		}
		c.LocalFlags().VisitAll(offer)
	}
}
