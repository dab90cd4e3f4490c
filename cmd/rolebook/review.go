package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/diag"
	"rolebook/generator/output/pdf"
	"rolebook/generator/output/terminal"
	"rolebook/generator/review"
	"rolebook/generator/source"
)

type reviewOptions struct {
	catalog string
	owner   string
	output  string
	fonts   string
	paper   string
	record  string
}

// reviewFolder is where packs are written when nothing else is said.
const reviewFolder = "review"

func newReview(a *app) *cobra.Command {
	var o reviewOptions
	c := a.command("review", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook review roles\nrolebook review --owner sales -o packs\nrolebook review --record packs/2026-11-22-sales.en.csv"
	f := a.flags(c)
	f.word(&o.owner, "owner", "owner")
	f.file(&o.output, "dir")
	f.word(&o.record, "record", "file")
	f.paper(&o.paper)
	f.word(&o.fonts, "fonts", "dir")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if o.record != "" {
			if o.owner != "" || o.output != "" {
				return wrong("cli_review_record_alone")
			}
			return a.runRecord(c.Context(), o)
		}
		return a.runReview(c.Context(), o)
	}
	return c
}

// runReview writes the packs of owners, and says what each holds.
func (a *app) runReview(ctx context.Context, o reviewOptions) error {
	if o.output == "" {
		o.output = reviewFolder
	}
	fonts, err := openFonts(o.fonts)
	if err != nil {
		return err
	}
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	packs, err := project.Reviews(o.owner)
	if err != nil {
		return err
	}
	files, err := project.ReviewFiles(ctx, packs, a.content(project.Catalog), fonts, pdf.Paper(o.paper))
	if err != nil {
		return err
	}
	err = generator.Create(o.output, files)
	if errors.Is(err, fs.ErrExist) {
		return wrong("cli_review_exists", "Path", filepath.ToSlash(subject(err))).hint("cli_review_exists_hint")
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, filepath.ToSlash(filepath.Join(o.output, f.Path)))
	}
	if a.quiet {
		return nil
	}
	return a.packs(a.stderr, packs)
}

// packs tells what is in each pack, and what to do with it.
func (a *app) packs(w io.Writer, packs []*review.Pack) error {
	var table terminal.Table
	for _, p := range packs {
		permissions, open := 0, 0
		for _, r := range p.Roles {
			permissions += len(r.Permissions)
			open += len(r.Open)
		}
		row := []string{terminal.Safe(p.Owner.ID), a.say.N("book_count_roles", len(p.Roles)), a.say.N("review_permissions", permissions),
			a.say.N("cli_count_review_exceptions", len(p.Exceptions))}
		if len(p.Result.Catalog.SignOffs) > 0 {
			row = append(row, a.say.N("cli_review_open", open))
		}
		table.Row(row...)
	}
	if err := table.Write(w); err != nil {
		return err
	}
	a.note("cli_review_next")
	return nil
}

// runRecord takes decisions back.
func (a *app) runRecord(ctx context.Context, o reviewOptions) error {
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	data, err := readReview(o.record)
	if err != nil {
		return err
	}
	record, err := project.RecordReview(ctx, dir, filepath.ToSlash(o.record), data)
	if err != nil {
		return err
	}
	if err := a.left(record.Answer); err != nil {
		return err
	}
	if err := generator.Create(dir, record.Files); err != nil {
		return err
	}
	for _, f := range record.Files {
		fmt.Fprintln(a.stdout, rootOf(dir)+f.Path)
	}
	if len(record.Problems)+len(record.Stale) > 0 {
		return errFound
	}
	a.note("cli_review_recorded", "Command", commandOn("coverage", dir))
	return nil
}

// mostReview is how many bytes of a sheet are read. What is recorded of it has to
// fit into a file of source.MaxSize.
const mostReview = 16 * source.MaxSize

// readReview reads a sheet that a reviewer has filled in.
func readReview(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostReview+1))
	if len(data) > mostReview {
		return nil, wrong("cli_review_too_long", "Path", filepath.ToSlash(name), "Bytes", mostReview)
	}
	return data, err
}

// left shows what of a file is refused, and what is left out.
func (a *app) left(r *review.Answer) error {
	opt := diag.TextOptions{Color: a.colorful(a.stderr)}
	for _, list := range []diag.List{r.Problems, r.Stale} {
		if len(list) == 0 {
			continue
		}
		if err := diag.Text(a.stderr, list, r.Lines, a.say, opt); err != nil {
			return err
		}
	}
	if len(r.Problems) > 0 {
		a.note("cli_review_nothing")
	}
	return nil
}
