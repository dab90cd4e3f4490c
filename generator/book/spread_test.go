package book

import (
	"fmt"
	"slices"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// spreadOf is a matrix without rows whose families have so many roles.
func spreadOf(sizes ...int) *Spread {
	b := &Book{Matrix: &Matrix{}, locale: locale.New(catalog.English)}
	for i, n := range sizes {
		f := MatrixFamily{FamilyRef: FamilyRef{Name: b.words(string(rune('A' + i)))}}
		for j := range n {
			f.Roles = append(f.Roles, &RolePage{ID: fmt.Sprintf("%c%d", 'a'+i, j)})
		}
		b.Roles = append(b.Roles, f.Roles...)
		b.Matrix.Families = append(b.Matrix.Families, f)
	}
	return &Spread{book: b}
}

func TestCuts(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		most  int
		want  []string
	}{
		{[]int{3, 2}, 8, []string{"A, B"}},
		{[]int{1, 4, 1, 2, 4, 3, 1, 2}, 8, []string{"A, B, C", "D, E", "F, G, H"}}, // even, not 8 8 2
		{[]int{2, 10, 3}, 8, []string{"A", "B (1 of 2)", "B (2 of 2)", "C"}},
		{[]int{3, 3}, 1, []string{"A (1 of 3)", "A (2 of 3)", "A (3 of 3)", "B (1 of 3)", "B (2 of 3)", "B (3 of 3)"}},
	} {
		if _, got := spreadOf(c.sizes...).Titles(c.most); !slices.Equal(got, c.want) {
			t.Errorf("%v, at most %d: %q, want %q", c.sizes, c.most, got, c.want)
		}
	}
}

// TestCutsHoldAll holds bands of very many roles against the roles there are.
func TestCutsHoldAll(t *testing.T) {
	s := spreadOf(120, 1, 7, 300, 8, 9, 555)
	column := 0
	ids := map[string]bool{}
	for band := range s.Bands(8) {
		width := 0
		for _, f := range band.Families {
			for _, r := range f.Roles {
				if want := s.book.Roles[column].ID; r.ID != want {
					t.Fatalf("column %d is %s, want %s", column, r.ID, want)
				}
				column++
				width++
			}
		}
		if width == 0 || width > 8 || ids[band.ID] {
			t.Errorf("band %s has %d roles, or its name is taken", band.ID, width)
		}
		ids[band.ID] = true
	}
	if column != len(s.book.Roles) {
		t.Errorf("%d of %d roles", column, len(s.book.Roles))
	}
}
