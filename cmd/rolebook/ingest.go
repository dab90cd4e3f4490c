package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/source"
)

type ingestOptions struct {
	file    string // - for stdin
	catalog string
	role    string
	format  string
	output  string
	failOn  string
	replace bool
	dryRun  bool
}

func newIngest(a *app) *cobra.Command {
	var o ingestOptions
	c := a.command("ingest", "file")
	c.Args = between(1, 1)
	c.Example = "rolebook ingest answer.md\nrolebook ingest - --catalog roles --dry-run --format json"
	f := a.flags(c)
	f.form(&o.format, "text", "json")
	f.word(&o.catalog, "catalog", "dir")
	f.word(&o.role, "role", "id")
	f.choice(&o.failOn, "fail-on", "low", "medium", "high", "critical")
	f.bool(&o.dryRun, "dry-run")
	f.bool(&o.replace, "replace")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.file = args[0]
		return a.runIngest(c.Context(), o)
	}
	return c
}

// runIngest takes the answer of a language model into the catalog as a draft,
// or says why not.
func (a *app) runIngest(ctx context.Context, o ingestOptions) error {
	answer, err := readAnswer(o.file)
	if err != nil {
		return err
	}
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	opt := generator.IngestOptions{Role: o.role, Dir: dir}
	if o.output != "" {
		opt.Dir = "" // the schema is elsewhere from there
	}
	in, err := project.Ingest(ctx, answer, opt)
	if err != nil {
		return err
	}
	target, obstacle := o.target(dir, in)
	take := in.Draft != nil && obstacle == nil && !stops(in, o.failOn)
	written := ""
	if take && !o.dryRun {
		if err := o.write(dir, target, in.Draft); err != nil {
			return err
		}
		written = filepath.ToSlash(target)
	}
	r := &ingestReport{in, project, source.Parse(answerName(o.file), answer), target, written, obstacle != nil}
	if err := a.printIngest(r, o); err != nil {
		return err
	}
	switch {
	case obstacle != nil:
		return obstacle
	case !take:
		return errFound
	}
	return nil
}

// mostAnswer is how many bytes of an answer are read. A role may have
// source.MaxSize; the rest is prose.
const mostAnswer = 4 * source.MaxSize

// readAnswer reads a file, or stdin where it is -.
func readAnswer(name string) ([]byte, error) {
	in := os.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, wrong("cli_ingest_no_file", "Path", name)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, mostAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(data) > mostAnswer {
		return nil, wrong("cli_ingest_too_long", "Bytes", mostAnswer)
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) { // some shells of Windows write so
		return nil, wrong("cli_ingest_encoding", "Path", answerName(name))
	}
	return data, nil
}

// answerName is what messages call the answer.
func answerName(file string) string {
	if file == "-" {
		return "<stdin>"
	}
	return filepath.ToSlash(file)
}

// target is the file for the draft, and what stands in the way of writing it.
func (o *ingestOptions) target(dir string, in *generator.Ingested) (string, error) {
	if in.Draft == nil {
		return "", nil
	}
	target := o.output
	if target == "" {
		target = filepath.Join(dir, filepath.FromSlash(in.Draft.Path))
	}
	if _, err := os.Lstat(target); err == nil && !o.replace {
		return target, wrong("cli_ingest_exists", "Path", filepath.ToSlash(target)).hint("cli_ingest_exists_hint")
	}
	return target, nil
}

// write makes the file, or replaces it where that was asked for; whole or not at
// all. Nothing in a catalog leads it elsewhere; a file that was named may.
func (o *ingestOptions) write(dir, target string, draft *generator.NewFile) error {
	if o.output != "" && o.replace {
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return writeFile(target, func(w io.Writer) error { _, err := w.Write(draft.Data); return err })
	}
	file := *draft
	if o.output != "" {
		dir, file.Path = filepath.Dir(target), filepath.Base(target)
	}
	if o.replace {
		return generator.Replace(dir, file)
	}
	err := generator.Create(dir, []generator.NewFile{file})
	if errors.Is(err, fs.ErrExist) { // it came while this was at work
		return wrong("cli_ingest_exists", "Path", filepath.ToSlash(target)).hint("cli_ingest_exists_hint")
	}
	return err
}
