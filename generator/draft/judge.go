package draft

import (
	"fmt"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/change"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Case is the text of a role, and what came of laying it over a catalog.
type Case struct {
	File   *source.File     // the text
	Files  source.Files     // of the catalog, with the text in its place
	Before *analysis.Result // of the catalog as it is
	Known  diag.List        // what is known to be wrong with that
	After  *analysis.Result // with the text; nil where something is an error
	Found  diag.List        // what is wrong with that, warnings included
}

// Judge finds out what a text would do to a catalog. It fails when the program
// itself is damaged.
func Judge(c Case) (*Trial, error) {
	form, err := roleForm()
	if err != nil {
		return nil, err
	}
	t := &Trial{File: c.File.Name, Files: c.Files, Result: c.After}
	if id := IDOf(c.File); id != "" {
		t.ID, t.Replaces = id, c.Before.Catalog.Role(id)
	}
	t.sort(c)
	t.Inventions = inventions(c.File, t.Diagnostics)
	t.Objections = objections(c.File, form, c.Before.Catalog)
	if c.After != nil {
		t.Role = c.After.Catalog.Role(t.ID)
		t.Opens = opened(c.Before, c.After)
	}
	return t, nil
}

// sort tells what is wrong with the text from what it makes wrong elsewhere. A
// text without a good id has a name that nobody chose, which is not its fault.
func (t *Trial) sort(c Case) {
	known := map[string]int{}
	for _, d := range c.Known {
		known[keyOf(d)]++
	}
	for _, d := range c.Found {
		switch {
		case d.At.File == c.File.Name:
			if d.Code != diag.IDMismatch {
				t.Diagnostics = append(t.Diagnostics, d)
			}
		case known[keyOf(d)] > 0:
			known[keyOf(d)]--
		default:
			t.Elsewhere = append(t.Elsewhere, d)
		}
	}
}

func keyOf(d diag.Diagnostic) string { return fmt.Sprint(d.Code, d.At, d.Item, d.Msg.ID) }

// opened lists the findings that are open in the second result, or graver, and
// were not in the first.
func opened(before, after *analysis.Result) []*analysis.Finding {
	var out []*analysis.Finding
	for _, f := range change.Between(before, after).Findings {
		if f.New != nil && f.New.Status == analysis.Open && f.Worse() > 0 {
			out = append(out, f.New)
		}
	}
	return out
}

// IDOf is the id that the text of a role gives it, where that can be one, else
// empty. It never holds what would lead out of a folder.
func IDOf(f *source.File) string {
	if f.Root == nil || !IsID(valueOf(f.Root, "id")) {
		return ""
	}
	return valueOf(f.Root, "id")
}

// FamilyOf is what the text of a role names as its family, whether or not there
// is one.
func FamilyOf(f *source.File) string {
	if f.Root == nil {
		return ""
	}
	return valueOf(f.Root, "family")
}

// IsID reports whether a string has the form of ids, as the schemas have it.
func IsID(s string) bool {
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return len(s) <= 64
}

// Unnamed is what a text without a good id is called while it is judged.
const Unnamed = "unnamed-draft"
