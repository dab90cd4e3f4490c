package book

import (
	"iter"
	"slices"
	"strings"
)

// Spread is the matrix for paper, where only so many roles stand side by side:
// it is cut into bands, by families as far as possible.
type Spread struct {
	Title   string
	Summary string
	Object  string // heads the objects
	Class   string // heads their classes
	Classes []Text
	Actions []Action
	// ActionNames are the names of all actions, for those who do not see letters.
	ActionNames string
	Legend      Legend

	book *Book
}

// Band is some columns of the matrix, with the rows that have something in them.
type Band struct {
	ID        string
	Title     string // the families
	Families  []BandFamily
	Modules   []BandModule
	Untouched string // names the objects that no role of the band has to do with
}

// BandFamily heads the columns of its roles in a band.
type BandFamily struct {
	Name  Text
	Roles []RoleRef
}

// BandModule heads the rows of its objects.
type BandModule struct {
	ID   string
	Name string
	Rows []BandRow
}

// BandRow is one object over the roles of a band.
type BandRow struct {
	Object ObjectRef
	Class  *Class
	Cells  []BandCell
}

// BandCell is what one role may do to one object: a mark for each action of the
// catalog, and the same in words, empty where nothing is granted or denied.
type BandCell struct {
	Marks []*Mark
	Label string
}

// matrixSpread is the matrix for paper; nil where there is nothing in it.
func (b *Book) matrixSpread() *Spread {
	if len(b.Roles) == 0 || len(b.catalog.Objects) == 0 {
		return nil
	}
	s := &Spread{
		Title: b.locale.T("book_volume_matrix"), Summary: b.Matrix.Summary, Object: b.locale.T("book_object"),
		Class: b.locale.T("book_class"), Actions: b.Actions, Legend: b.Matrix.Legend, book: b,
	}
	var names []string
	for _, a := range b.Actions {
		names = append(names, a.Name.Plain())
	}
	s.ActionNames = b.locale.List(names)
	for _, c := range b.Classes {
		s.Classes = append(s.Classes, c.Name)
	}
	s.Legend.Denied = b.locale.T("book_volume_legend_denied")
	if s.Legend.Conflict != "" {
		s.Legend.Conflict = b.locale.T("book_volume_legend_conflict")
	}
	return s
}

// share is some roles of a family, from column on: the whole family, or the
// n-th of so many pieces.
type share struct {
	family     *MatrixFamily
	from, to   int // of the family's roles
	column     int
	piece, all int
}

// cuts tells which families stand side by side if there is room for so many roles.
// A family is divided only if it is wider than that, into pieces of like width,
// and the bands are as even as that allows.
func (s *Spread) cuts(most int) [][]share {
	bands := s.pack(most)
	for even := (len(s.book.Roles) + len(bands) - 1) / len(bands); even < most; even++ {
		if tighter := s.pack(even); len(tighter) == len(bands) {
			return tighter
		}
	}
	return bands
}

// pack fills bands of at most so many roles, one after the other.
func (s *Spread) pack(most int) [][]share {
	var out [][]share
	room, column := 0, 0
	for i := range s.book.Matrix.Families {
		f := &s.book.Matrix.Families[i]
		n := len(f.Roles)
		pieces := (n + most - 1) / most
		for p := range pieces {
			part := share{family: f, from: p * n / pieces, to: (p + 1) * n / pieces, piece: p + 1, all: pieces}
			part.column = column + part.from
			width := part.to - part.from
			if pieces > 1 || width > room {
				out, room = append(out, nil), most
			}
			out[len(out)-1] = append(out[len(out)-1], part)
			if room -= width; pieces > 1 {
				room = 0
			}
		}
		column += n
	}
	return out
}

// Bands cuts the matrix for so many roles side by side.
func (s *Spread) Bands(most int) iter.Seq[*Band] {
	words := labels{}
	return func(yield func(*Band) bool) {
		for _, shares := range s.cuts(max(1, most)) {
			if !yield(s.band(shares, words)) {
				return
			}
		}
	}
}

// Titles names the bands for so many roles side by side.
func (s *Spread) Titles(most int) (ids, titles []string) {
	for _, shares := range s.cuts(max(1, most)) {
		id, title := s.name(shares)
		ids, titles = append(ids, id), append(titles, title)
	}
	return ids, titles
}

// name is the id and the title of a band.
func (s *Spread) name(shares []share) (id, title string) {
	l := s.book.locale
	var names []string
	for _, x := range shares {
		name := x.family.Name.Plain()
		if x.all > 1 {
			name = l.T("book_volume_piece", "Name", name, "Piece", l.Integer(x.piece), "Of", l.Integer(x.all))
		}
		names = append(names, name)
	}
	first := shares[0]
	return "matrix-" + first.family.Roles[first.from].ID, l.List(names)
}

// band makes one band.
func (s *Spread) band(shares []share, words labels) *Band {
	out := &Band{}
	out.ID, out.Title = s.name(shares)
	for _, x := range shares {
		f := BandFamily{Name: x.family.Name}
		for _, r := range x.family.Roles[x.from:x.to] {
			f.Roles = append(f.Roles, RoleRef{r.ID, r.Name})
		}
		out.Families = append(out.Families, f)
	}
	last := shares[len(shares)-1]
	from, to := shares[0].column, last.column+last.to-last.from
	var untouched []string
	for i := range s.book.Matrix.Modules {
		m := &s.book.Matrix.Modules[i]
		module := BandModule{ID: m.ID, Name: m.Name.Plain()}
		for j := range m.Rows {
			row := &m.Rows[j]
			if !slices.ContainsFunc(row.Roles[from:to], func(c MatrixCell) bool { return len(c.Cells) > 0 }) {
				untouched = append(untouched, row.Object.Name.Plain())
				continue
			}
			module.Rows = append(module.Rows, s.row(row, from, to, words))
		}
		if len(module.Rows) > 0 {
			out.Modules = append(out.Modules, module)
		}
	}
	if len(untouched) > 0 {
		out.Untouched = s.book.locale.T("book_volume_untouched", "Objects", s.book.locale.List(untouched))
	}
	return out
}

// Marks for actions that a cell of the matrix does not list.
var (
	markNone  = &Mark{State: NotApplicable}
	markNever = &Mark{State: NotGranted}
)

// row makes one row of a band.
func (s *Spread) row(m *MatrixRow, from, to int, words labels) BandRow {
	row := BandRow{Object: m.Object, Class: m.Class}
	blank := make([]*Mark, len(s.book.Actions))
	for i := range blank {
		blank[i] = markNone
	}
	for _, a := range s.book.objects[m.Object.ID].Actions {
		blank[s.place(a.ID)] = markNever
	}
	for _, c := range m.Roles[from:to] {
		cell := BandCell{Marks: blank}
		if len(c.Cells) > 0 {
			cell.Marks = slices.Clone(blank)
			cell.Label = s.label(c.Cells, words)
		}
		for _, x := range c.Cells {
			cell.Marks[s.place(x.Action)] = x.Mark
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// place is the column of an action.
func (s *Spread) place(action string) int { return s.book.catalog.Action(action).Order }

// labels keeps what marks are called: few differ.
type labels map[labelKey]string

type labelKey struct {
	action string
	mark   *Mark
}

// label says what a cell shows.
func (s *Spread) label(cells []Cell, words labels) string {
	says := make([]string, len(cells))
	for i, c := range cells {
		key := labelKey{c.Action, c.Mark}
		if words[key] == "" {
			words[key] = s.book.locale.T("book_action_mark", "Action", s.book.actionName(c.Action), "Mark", c.Mark.Label)
		}
		says[i] = words[key]
	}
	return strings.Join(says, s.book.locale.T("clause_separator"))
}
