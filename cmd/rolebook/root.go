package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolebook/generator/diag"
	"rolebook/generator/load"
)

// groups lists every command in the order in which help shows them.
var groups = []struct {
	id       string // help shows the message cli_group_<id> above the commands
	commands []func(*app) *cobra.Command
}{
	{"write", []func(*app) *cobra.Command{newInit, newNew, newPrompt, newIngest, newValidate, newExplain, newSchema}},
	{"check", []func(*app) *cobra.Command{newSoD, newTest, newCoverage, newReview, newRepair, newCan, newWhoCan, newMatrix, newCompare, newDiff}},
	{"publish", []func(*app) *cobra.Command{newBuild, newServe, newAPI, newMCP, newDescribe}},
	{"program", []func(*app) *cobra.Command{newHelp, newCompletion, newMan, newVersion}},
}

// newRoot makes the command that all others belong to.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use: "rolebook", Short: a.say.T("cli_root_short"), Long: a.say.T("cli_root_long"),
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE:              func(c *cobra.Command, _ []string) error { return a.help(c) },
	}
	cobra.EnableCommandSorting = false // groups and their commands are in an order that helps
	root.PersistentFlags().SortFlags = false
	a.commonFlags(root.PersistentFlags())
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return flagError(c, err) })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { _ = a.help(c) }) // a failure to print has nowhere to go
	for _, g := range groups {
		root.AddGroup(&cobra.Group{ID: g.id, Title: a.say.T("cli_group_" + g.id)})
		for _, make := range g.commands {
			c := make(a)
			c.Flags().SortFlags = false
			c.GroupID = g.id
			if c.Name() == "help" {
				root.SetHelpCommandGroupID(g.id)
				root.SetHelpCommand(c)
			}
			root.AddCommand(c)
		}
	}
	completeChoices(root)
	return root
}

// command starts a command. Its texts are the messages cli_<name>_short and
// _long; args names its arguments as help shows them, each lower-case word in
// it being the message cli_arg_<word>.
func (a *app) command(name, args string) *cobra.Command {
	key := "cli_" + strings.ReplaceAll(name, "-", "_")
	return &cobra.Command{
		Use:   strings.TrimSpace(name + " " + a.placeholders(args)),
		Short: a.say.T(key + "_short"),
		Long:  a.say.T(key + "_long"),
	}
}

var placeholderWord = regexp.MustCompile(`[a-z]+`)

func (a *app) placeholders(args string) string {
	return placeholderWord.ReplaceAllStringFunc(args, func(word string) string { return a.say.T("cli_arg_" + word) })
}

// unknownCommand refuses a first argument that is no command.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			known = append(known, sub.Name())
		}
	}
	return &usageError{msg: diag.Msg("cli_unknown_command", "Name", args[0]), hints: load.Suggest(args[0], known)}
}

// between admits so many arguments.
func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return wrong("cli_too_few_arguments").hint("cli_usage_line", "Usage", typed(c))
		case len(args) > most:
			return wrong("cli_too_many_arguments", "First", args[most]).hint("cli_usage_line", "Usage", typed(c))
		}
		return nil
	}
}

// typed is a command with its arguments as it is typed.
func typed(c *cobra.Command) string { return c.Root().Name() + " " + c.Use }

// first is the first argument, or nothing.
func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// flagError puts what pflag found wrong into the reader's language.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	help := fmt.Sprintf("%s --help", c.CommandPath())
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(c, unknown)
	case errors.As(err, &missing):
		return wrong("cli_flag_needs_value", "Flag", "--"+missing.GetFlag().Name).hint("cli_see_help", "Command", help)
	case errors.As(err, &invalid):
		return badValue(invalid)
	}
	return wrong("cli_bad_flags").hint("cli_see_help", "Command", help)
}

func unknownFlag(c *cobra.Command, e *pflag.NotExistError) *usageError {
	if e.GetSpecifiedShortnames() != "" {
		return wrong("cli_unknown_flag", "Flag", "-"+e.GetSpecifiedName()).hint("cli_see_help", "Command", c.CommandPath()+" --help")
	}
	name := "--" + e.GetSpecifiedName()
	var known []string
	c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
	return &usageError{msg: diag.Msg("cli_unknown_flag", "Flag", name), hints: load.Suggest(name, known)}
}

// badValue refuses a flag's value, and says what it takes.
func badValue(e *pflag.InvalidValueError) *usageError {
	usage := wrong("cli_bad_value", "Flag", "--"+e.GetFlag().Name, "Value", e.GetValue())
	switch v := e.GetFlag().Value.(type) {
	case *choice:
		usage.hint("cli_allowed", "Values", strings.Join(v.allowed, ", "))
	case *number:
		usage.hint("cli_allowed_number", "Least", v.least)
	case *day:
		usage.hint("cli_allowed_date")
	case *period:
		usage.hint("cli_allowed_period")
	}
	return usage
}
