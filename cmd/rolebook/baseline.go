package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"rolebook/generator/diag"
	"rolebook/generator/notice"
)

// baselineOptions are those of commands that tell the new from the known.
type baselineOptions struct{ read, write string }

func (f flags) baseline(o *baselineOptions) {
	f.word(&o.read, "baseline", "file")
	f.word(&o.write, "write-baseline", "file")
}

func (o baselineOptions) given() bool { return o != (baselineOptions{}) }

func (o baselineOptions) check() error {
	if o.read != "" && o.write != "" {
		return wrong("cli_flags_apart", "One", "--baseline", "Other", "--write-baseline")
	}
	return nil
}

// openBaseline reads the baseline that --baseline names; nil without it.
func (a *app) openBaseline(o baselineOptions, command string) (*notice.Baseline, error) {
	if o.read == "" {
		return nil, nil
	}
	return a.readBaseline(o.read, command)
}

// readBaseline reads a file. One that is no baseline is reported and refused.
func (a *app) readBaseline(file, command string) (*notice.Baseline, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	b, problems := notice.ReadBaseline(filepath.ToSlash(file), data, command)
	if problems == nil {
		return b, nil
	}
	opt := diag.TextOptions{Color: a.colorful(a.stderr)}
	if err := diag.Text(a.stderr, problems, textLines(data), a.say, opt); err != nil {
		return nil, err
	}
	return nil, errFound
}

// writeBaseline writes what a command has found as known, beside what the file
// has of other commands.
func (a *app) writeBaseline(file, command string, entries []notice.Entry) error {
	b, err := a.readBaseline(file, command)
	if errors.Is(err, fs.ErrNotExist) {
		b, err = notice.NewBaseline(command), nil
	}
	if err != nil {
		return err
	}
	b.Set(entries)
	err = writeFile(file, b.Write)
	if err == nil {
		a.note("cli_baseline_written", "Entries", a.say.N("cli_count_entries", b.Len()), "File", file)
	}
	return err
}

// tellBaseline says how much was known, and what the baseline lists in vain.
func (a *app) tellBaseline(b *notice.Baseline, file string) {
	if b == nil {
		return
	}
	a.note("cli_baseline_known", "Entries", a.say.N("cli_count_entries", b.Met()), "File", file)
	stale := b.Stale()
	if len(stale) == 0 {
		return
	}
	a.note("cli_baseline_stale", "Entries", a.say.N("cli_count_entries", len(stale)))
	const most = 20
	for i, e := range stale {
		if i == most {
			a.note("cli_baseline_more", "Entries", a.say.N("cli_count_entries", len(stale)-most))
			return
		}
		if !a.quiet {
			a.tell("  " + e.Rule + a.say.T("colon") + e.What)
		}
	}
}

// textLines serves the lines of a file to diagnostics.
type textLines []byte

// Line gives a line, counted from 1.
func (t textLines) Line(_ string, n int) (string, bool) {
	lines := bytes.Split(t, []byte("\n"))
	if n < 1 || n > len(lines) {
		return "", false
	}
	return string(bytes.ToValidUTF8(lines[n-1], []byte("·"))), true
}
