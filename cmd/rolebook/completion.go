package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load"
)

// shells lists the shells that completion serves.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(a *app) *cobra.Command {
	c := a.command("completion", "")
	c.Use += " " + strings.Join(shells, "|")
	c.Args = between(1, 1)
	c.ValidArgs = shells
	c.RunE = func(c *cobra.Command, args []string) error { return a.runCompletion(c.Root(), args[0]) }
	return c
}

// runCompletion prints the script that makes a shell complete command lines.
func (a *app) runCompletion(root *cobra.Command, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(a.stdout, true)
	case "zsh":
		return root.GenZshCompletion(a.stdout)
	case "fish":
		return root.GenFishCompletion(a.stdout, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(a.stdout)
	}
	return &usageError{msg: diag.Msg("cli_unknown_shell", "Name", shell), hints: load.Suggest(shell, shells)}
}

// The functions below offer arguments. Shells ask them while somebody types,
// so that they read the catalog and do not analyse it, and stay silent when it
// cannot be read.

// completer offers what may come next, each with a tab and a description.
type completer = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// completeFolder leaves it to the shell to offer folders.
func completeFolder(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func completeCommands(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, sub := range c.Root().Commands() {
		if len(args) == 0 && !sub.Hidden {
			out = append(out, sub.Name()+"\t"+sub.Short)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeIDs offers, argument by argument, what the lists give of the catalog
// in the folder that dir points to when a shell asks.
func (a *app) completeIDs(dir *string, lists ...func(*catalog.Catalog, catalog.Lang) []string) completer {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		cat := readQuietly(c.Context(), *dir)
		if cat == nil || len(args) >= len(lists) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return afterComma(typed, lists[len(args)](cat, a.say.Lang)), cobra.ShellCompDirectiveNoFileComp
	}
}

// afterComma continues a list of ids: what stands before the last comma stays.
func afterComma(typed string, offers []string) []string {
	kept := typed[:strings.LastIndexByte(typed, ',')+1]
	for i := range offers {
		offers[i] = kept + offers[i]
	}
	return offers
}

func readQuietly(ctx context.Context, dir string) *catalog.Catalog {
	dir, err := generator.Locate(dir)
	if err != nil {
		return nil
	}
	project, err := generator.Read(ctx, os.DirFS(dir))
	if err != nil {
		return nil
	}
	return project.Catalog
}

func offer(id string, name catalog.Text, lang catalog.Lang) string {
	words, _ := name.In(lang)
	return id + "\t" + strings.Join(strings.Fields(words), " ")
}

func roleIDs(cat *catalog.Catalog, lang catalog.Lang) []string {
	var out []string
	for _, r := range cat.Roles {
		out = append(out, offer(r.ID, r.Name, lang))
	}
	return out
}

func actionIDs(cat *catalog.Catalog, lang catalog.Lang) []string {
	var out []string
	for _, x := range cat.Actions {
		out = append(out, offer(x.ID, x.Name, lang))
	}
	return out
}

func objectIDs(cat *catalog.Catalog, lang catalog.Lang) []string {
	var out []string
	for _, x := range cat.Objects {
		out = append(out, offer(x.ID, x.Name, lang))
	}
	return out
}

func scopeIDs(cat *catalog.Catalog, lang catalog.Lang) []string {
	var out []string
	for _, x := range cat.Scopes {
		out = append(out, offer(x.ID, x.Name, lang))
	}
	return out
}
