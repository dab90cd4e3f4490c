package change

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/analysis"
	"rolebook/generator/load"
	"rolebook/generator/source"
	"rolebook/roles"
)

// summary tells a change in short, sorted lines.
func summary(c *Change) []string {
	var out []string
	for _, p := range c.Permissions {
		out = append(out, fmt.Sprintf("%s: %s %s %s from %s", strings.Join(p.Effect.Names(), "+"), p.Role, p.Action, p.Object, strings.Join(p.From, "+")))
	}
	for _, f := range c.Fields {
		out = append(out, fmt.Sprintf("field %s %s %s: %s -> %s", f.Role, f.Action, f.Field, f.Old, f.New))
	}
	for _, f := range c.Findings {
		was, is := "none", "none"
		if f.Old != nil {
			was = f.Old.Status.String() + " " + string(f.Old.Severity())
		}
		if f.New != nil {
			is = f.New.Status.String() + " " + string(f.New.Severity())
		}
		out = append(out, fmt.Sprintf("finding %s: %s -> %s", findingKey(f.Finding().Rule, f.Finding().Roles), was, is))
	}
	for _, r := range c.Renamed {
		out = append(out, "renamed: "+r.Old+" -> "+r.New)
	}
	out = append(out, itemSummary("", c.Items)...)
	slices.Sort(out)
	return out
}

func itemSummary(path string, items []Item) []string {
	var out []string
	for _, i := range items {
		at := strings.TrimSpace(path + " " + string(i.Kind) + " " + i.ID)
		if i.Op != Changed {
			out = append(out, at+": "+string(i.Op))
		}
		for _, f := range i.Facts {
			says := at + " " + string(f.Key) + ": "
			if f.Old.Text.IsZero() && f.New.Text.IsZero() {
				says += strings.Join(f.Old.Words, ", ") + " -> " + strings.Join(f.New.Words, ", ")
			} else {
				says += strings.Join(languages(f), " ")
			}
			out = append(out, says)
		}
		out = append(out, itemSummary(at, i.Parts)...)
	}
	return out
}

// languages lists those in which the two texts differ.
func languages(f Fact) []string {
	old, now := versions(f.Old.Text), versions(f.New.Text)
	var out []string
	for _, list := range [][]version{old, now} {
		for _, v := range list {
			if (!slices.Contains(old, v) || !slices.Contains(now, v)) && !slices.Contains(out, string(v.lang)) {
				out = append(out, string(v.lang))
			}
		}
	}
	return out
}

// desk reads catalogs that differ little.
type desk struct {
	reader source.Reader
	loader load.Loader
}

// analysed reads and analyses a catalog.
func (d *desk) analysed(t *testing.T, folder fs.FS) *analysis.Result {
	t.Helper()
	files, err := d.reader.Read(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := d.loader.Load(context.Background(), files)
	if problems.HasErrors() {
		t.Fatalf("%+v", problems[0])
	}
	return analysis.Run(cat, today)
}

// shipped copies the shipped catalog, so that it can be edited.
func shipped(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(roles.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(roles.Files, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
