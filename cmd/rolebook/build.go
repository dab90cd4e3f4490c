package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/output/pdf"
)

type buildOptions struct {
	catalog string
	output  string
	baseURL string
	since   string
	fonts   string
	paper   string
	noPDF   bool
	noCache bool
	jobs    int
}

func newBuild(a *app) *cobra.Command {
	o := buildOptions{output: "public"}
	c := a.command("build", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook build\nrolebook build roles -o dist --base-url https://roles.example.com/"
	f := a.flags(c)
	f.file(&o.output, "dir")
	f.word(&o.baseURL, "base-url", "url")
	f.word(&o.since, "since", "old")
	f.bool(&o.noPDF, "no-pdf")
	f.bool(&o.noCache, "no-cache")
	f.paper(&o.paper)
	f.word(&o.fonts, "fonts", "dir")
	f.number(&o.jobs, "jobs", 1)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runBuild(c.Context(), o)
	}
	return c
}

// runBuild makes the output folder and says what is in it.
func (a *app) runBuild(ctx context.Context, o buildOptions) error {
	dir, err := generator.Locate(o.catalog)
	if err != nil {
		return err
	}
	opt, err := a.buildOptions(dir, o)
	if err != nil {
		return err
	}
	if o.since != "" {
		if opt.Since, err = a.openVersion(ctx, o.since, dir); err != nil {
			return err
		}
	}
	if o.jobs > 0 {
		runtime.GOMAXPROCS(o.jobs)
	}
	bar := a.newBar()
	opt.Progress = bar.step
	start := time.Now()
	report, err := generator.Build(ctx, opt)
	bar.end()
	switch {
	case err != nil:
		return err
	case report.Refused():
		return a.refuse(report.Project, dir)
	case a.quiet:
		return nil
	}
	return a.summary(a.stdout, report, dir, o.output, time.Since(start))
}

// buildOptions turns flags into what package generator takes.
func (a *app) buildOptions(dir string, o buildOptions) (generator.BuildOptions, error) {
	opt, err := a.options()
	if err != nil {
		return generator.BuildOptions{}, err
	}
	if opt.Fonts, err = openFonts(o.fonts); err != nil {
		return generator.BuildOptions{}, err
	}
	if o.baseURL != "" && !isWebAddress(o.baseURL) {
		return generator.BuildOptions{}, wrong("cli_bad_value", "Flag", "--base-url", "Value", o.baseURL).hint("cli_allowed_url")
	}
	return generator.BuildOptions{
		Options: opt, Catalog: os.DirFS(dir), Output: o.output, BaseURL: o.baseURL, NoPDF: o.noPDF,
		Paper: pdf.Paper(o.paper), Cache: cacheFolder(o.noCache),
	}, nil
}

// cacheFolder is where documents are kept from build to build; empty where the
// user wants no cache, or the system has no place for one.
func cacheFolder(none bool) string {
	dir, err := os.UserCacheDir()
	if none || err != nil {
		return ""
	}
	return filepath.Join(dir, "rolebook", "documents")
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// summary says what was written, what was found, and where to look.
func (a *app) summary(w io.Writer, r *generator.Report, dir, output string, took time.Duration) error {
	rows := []row{
		{"cli_built_files", a.say.N("cli_count_files", len(r.Files), "Size", a.size(r.Size()), "Folder", output)},
		{"cli_built_pages", a.say.N("cli_count_pages", r.Pages())},
		{"cli_built_documents", a.documents(r)},
		{"cli_built_findings", a.openFindings(r.Project.Analysis)},
		{"cli_built_warnings", a.warnings(r, dir)},
		{"cli_built_time", a.say.T("cli_seconds", "Seconds", strconv.FormatFloat(took.Seconds(), 'f', 1, 64))},
		{"cli_built_look", filepath.Join(output, "index.html")},
	}
	for i := range rows {
		rows[i].head = a.say.T(rows[i].head)
	}
	_, err := io.WriteString(w, columns(rows))
	return err
}

func (a *app) documents(r *generator.Report) string {
	if r.Documents() == 0 {
		return a.say.T("cli_none")
	}
	pages := a.say.N("cli_count_document_pages", r.DocumentPages())
	return a.say.N("cli_count_documents", r.Documents(), "Pages", pages)
}

// openFindings counts the conflicts that nobody has accepted.
func (a *app) openFindings(r *analysis.Result) string {
	single, combined := r.Count(analysis.RoleKind, analysis.Open), r.Count(analysis.CombinationKind, analysis.Open)
	return a.say.List([]string{a.say.Many("cli_count_open_role", single), a.say.Many("cli_count_open_combinations", combined)})
}

func (a *app) warnings(r *generator.Report, dir string) string {
	if r.Warnings() == 0 {
		return a.say.T("cli_none")
	}
	return a.say.N("cli_count_warnings", r.Warnings(), "Command", commandOn("validate", dir))
}

// size writes bytes in a unit that leaves few digits.
func (a *app) size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
