package markdown

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: paths, Texts: conformance.DocumentTexts})
}

func paths(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		for d := range b.Documents() {
			out = append(out, b.Key+"/roles/"+d.Role+"/"+d.Role+"."+b.Key+"."+d.Scenario+".md")
		}
	}
	return out
}

func TestDocument(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		for d := range b.Documents() {
			if d.Role != "clerk" && d.Role != "peer-approver" {
				continue
			}
			var out bytes.Buffer
			if err := Write(&out, d); err != nil {
				t.Fatal(err)
			}
			conformance.Golden(t, d.Role+"."+b.Key+"."+d.Scenario+".md", out.String())
		}
	}
}

func TestMatrix(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			t.Fatal(err)
		}
		conformance.Golden(t, "matrix."+b.Key+".md", out.String())
	}
}

// matrices writes the matrix as a file, so that the suite for targets can be
// held against it, too.
type matrices struct{}

func (matrices) Name() string { return "matrix" }

func (matrices) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		if err := ctx.Err(); err != nil {
			return err
		}
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			return err
		}
		if err := sink.Write(b.Key+"/matrix.md", out.Bytes()); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func TestMatrixConformance(t *testing.T) {
	conformance.Run(t, matrices{}, conformance.Expect{Texts: conformance.RoleNames})
}

// TestNoTrailingSpace holds that lines end where their text does: two spaces
// there would break a line.
func TestNoTrailingSpace(t *testing.T) {
	t.Parallel()
	for d := range conformance.Hostile(t).Default().Documents() {
		var out bytes.Buffer
		if err := Write(&out, d); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(out.String(), "\n") {
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s:%d: %.60q", d.Role, i+1, line)
			}
		}
		if strings.Contains(out.String(), "\n\n\n") {
			t.Errorf("%s: two empty lines in a row", d.Role)
		}
	}
}
