package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// app is one run of the program.
type app struct {
	args           []string
	stdout, stderr *os.File
	env            func(string) string
	say            *locale.Locale // the reader's language

	// The flags that every command takes.
	lang    string
	on      catalog.Date
	quiet   bool
	noColor bool
}

func newApp(args []string, stdout, stderr *os.File, env func(string) string) *app {
	return &app{args: args, stdout: stdout, stderr: stderr, env: env, say: locale.New(readerLanguage(args, env))}
}

// run runs the command line and gives the exit status. The first signal asks
// the command to clear up and stop, the second one kills it.
func (a *app) run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := newRoot(a)
	root.SetArgs(a.args)
	return a.status(root.ExecuteContext(ctx))
}

// note tells something by the way: on stderr, and not at all with --quiet.
func (a *app) note(id string, pairs ...any) {
	if !a.quiet {
		a.tell(a.say.T(id, pairs...))
	}
}

// tell prints a line on stderr.
func (a *app) tell(line string) { fmt.Fprintln(a.stderr, line) }

// colorful reports whether text for the file should be coloured.
func (a *app) colorful(f *os.File) bool {
	return !a.noColor && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb" && isTerminal(f)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// options are the settings of package generator that the common flags make.
func (a *app) options() (generator.Options, error) {
	on, err := generator.Today(a.on, a.env)
	if err != nil {
		return generator.Options{}, wrong("cli_bad_epoch", "Value", a.env("SOURCE_DATE_EPOCH"))
	}
	return generator.Options{On: on}, nil
}

// openNamed reads and analyses the catalog in a folder, "" being the usual
// place, and says which folder that is. A catalog with errors is reported and
// refused.
func (a *app) openNamed(ctx context.Context, named string) (dir string, p *generator.Project, err error) {
	dir, err = generator.Locate(named)
	if err != nil {
		return "", nil, err
	}
	opt, err := a.options()
	if err != nil {
		return "", nil, err
	}
	project, err := generator.Open(ctx, os.DirFS(dir), opt)
	if err != nil {
		return "", nil, err
	}
	if project.Diagnostics.HasErrors() {
		return "", nil, a.refuse(project, dir)
	}
	return dir, project, nil
}

// open is openNamed for those who have no use for the folder.
func (a *app) open(ctx context.Context, named string) (*generator.Project, error) {
	_, project, err := a.openNamed(ctx, named)
	return project, err
}

// refuse shows what is wrong with the catalog in a folder.
func (a *app) refuse(p *generator.Project, dir string) error { return a.refuseAt(p, rootOf(dir)) }

// refuseAt is refuse for a catalog in any place; root stands before the names
// of its files.
func (a *app) refuseAt(p *generator.Project, root string) error {
	opt := diag.TextOptions{Color: a.colorful(a.stderr), Root: root}
	if err := diag.Text(a.stderr, p.Diagnostics, p.Files, a.say, opt); err != nil {
		return err
	}
	return errFound
}

// content picks the language of what a command prints from a catalog.
func (a *app) content(cat *catalog.Catalog) catalog.Lang {
	if a.lang != "" {
		return catalog.Lang(a.lang)
	}
	return cat.Languages[0]
}

// emit hands a result to -o FILE, whole or not at all, or to stdout.
func (a *app) emit(file string, write func(io.Writer) error) error {
	if file != "" {
		return writeFile(file, write)
	}
	return write(a.stdout)
}
