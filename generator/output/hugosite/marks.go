package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// painter draws the marks of one language. A role has hundreds of them and the
// matrix many thousands, few of which differ; a template would draw each anew.
//
// The grammar: the tint and the gauge of a tile say how far a permission
// reaches, a rounded tile that it depends on a condition, a ring that a
// conflict runs through it, solid with a flag while that is open, else dashed.
// A dot is what is not granted, the framed or struck word what is denied; what
// does not apply is blank.
type painter struct {
	book          *book.Book
	listSeparator string
	colon         string
	gap           string // between words
	denied        string // the word on a role's page
	hidden        string // what is said of fields
	reading       string
	onClass       string            // "On restricted objects"
	actions       map[string]int    // place of an action in the catalog's order
	letters       []string          // of the actions, escaped
	labels        []string          // names of the actions, escaped
	applies       map[string][]bool // by object and place: whether the action applies

	tiles sync.Map // *tile by *book.Mark
}

// tile is what a mark looks like.
type tile struct {
	classes string // "sc5 cond hit high"
	rules   string // " data-findings=…", or empty
	word    string // the whole of it where scopes are written out
}

func newPainter(b *book.Book) *painter {
	p := &painter{
		book: b, listSeparator: b.T("list_separator"), colon: b.T("colon"),
		denied:  html.EscapeString(b.T("site_denied")),
		hidden:  b.T("book_field_hidden"),
		reading: b.T("book_field_read_only"),
		actions: map[string]int{}, applies: map[string][]bool{},
	}
	if p.gap = " "; b.Key != "en" { // neither Chinese nor Japanese puts a space between words
		p.gap = ""
	}
	if n := len(b.Classes); n > 0 {
		p.onClass = b.T("site_on_class", "Class", b.Classes[n-1].Name.Plain())
	}
	for i, a := range b.Actions {
		p.actions[a.ID] = i
		p.letters = append(p.letters, html.EscapeString(a.Letter))
		p.labels = append(p.labels, html.EscapeString(a.Name.Plain()))
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			applies := make([]bool, len(b.Actions))
			for _, a := range o.Actions {
				applies[p.actions[a.ID]] = true
			}
			p.applies[o.ID] = applies
		}
	}
	return p
}

// tints is how many steps the ramp of scopes has in the style sheet.
const tints = 5

// step maps the rank of a scope onto the ramp: the narrowest takes the first
// tint and the widest the last, however many there are.
func step(rank, of int) int {
	if of < 2 {
		return tints
	}
	return 1 + ((rank-1)*(tints-1)*2+of-1)/(2*(of-1))
}

// tile draws a mark once.
func (p *painter) tile(m *book.Mark) *tile {
	if t, ok := p.tiles.Load(m); ok {
		return t.(*tile)
	}
	t, _ := p.tiles.LoadOrStore(m, p.draw(m))
	return t.(*tile)
}

func (p *painter) draw(m *book.Mark) *tile {
	switch m.State {
	case book.NotApplicable:
		return &tile{}
	case book.NotGranted:
		return &tile{word: `<span class="dot" aria-hidden="true">·</span>`}
	case book.Denied:
		return &tile{word: `<span class="no">` + p.denied + `</span>`}
	}
	t := &tile{classes: "sc" + strconv.Itoa(step(m.Rank, m.Scopes))}
	if m.Conditional {
		t.classes += " cond"
	}
	if m.Severity != "" {
		t.classes += " hit " + m.Severity
		if !m.Open {
			t.classes += " soft"
		}
	}
	if len(m.Rules) > 0 {
		t.rules = ` data-findings="` + strings.Join(m.Rules, " ") + `"`
	}
	scope := html.EscapeString(m.Scope)
	t.word = `<span class="scope ` + t.classes + `">` + scope + `</span>`
	if m.Label != m.Scope {
		t.word = `<span class="scope ` + t.classes + `" aria-hidden="true">` + scope + `</span><span class="vh">` + html.EscapeString(m.Label) + `</span>`
	}
	return t
}

// Tile draws a mark with the name of its scope, as in a legend.
func (v *View) Tile(m *book.Mark) template.HTML { return template.HTML(v.painter.tile(m).word) }

// Step is the tint of a scope, 1 to 5.
func (v *View) Step(s *book.Scope) int { return step(s.Rank, len(v.Book.Scopes)) }

// writeCoordinates says which permission an element shows: what tests and
// scripts find it by.
func writeCoordinates(b *strings.Builder, c *book.Cell) {
	b.WriteString(` data-role="` + c.Role + `" data-object="` + c.Object + `" data-action="` + c.Action + `"`)
}

// Levels lists the proficiencies, to explain their bars.
func (v *View) Levels() []*book.Level {
	var out []*book.Level
	for i, l := range catalog.Levels {
		out = append(out, &book.Level{Rank: i + 1, Of: len(catalog.Levels), Word: v.Book.T("book_level_" + string(l))})
	}
	return out
}
