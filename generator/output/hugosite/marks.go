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

// painter draws what the pages of one language have in common: marks above
// all. A role has hundreds of them and the matrix many thousands, few of which
// differ; a template would draw each anew.
//
// The grammar: the tint and the gauge of a tile say how far a permission
// reaches, a rounded tile that it depends on a condition, a ring that a
// conflict runs through it, solid with a flag while that is open, else dashed.
// A dot is what is not granted, the framed or struck word what is denied; what
// does not apply is blank.
type painter struct {
	book *book.Book

	// Words that stand in very many places, escaped.
	listSeparator, itemSeparator, colon string
	gap                                 string // between words
	denied, usesNothing                 string
	onClass                             string // "On restricted objects"
	hidden, reading                     string // what is said of fields, not escaped

	actions map[string]int    // place of an action in the catalog's order
	letters []string          // of the actions, escaped
	blanks  []string          // cells of what does not apply, by action
	dots    []string          // cells of what is not granted, by action
	labels  []string          // names of the actions, escaped
	applies map[string][]bool // by object and place: whether the action applies
	classes map[*book.Class]string

	tiles sync.Map // *tile by *book.Mark
	froms sync.Map // "from Clerk" by role id
	said  sync.Map // words by message id
	sums  sync.Map // words by counted, or by two numbers
}

// tile is what a mark looks like.
type tile struct {
	classes string // "sc5 cond hit high", or "no"
	scope   string // how far it reaches, for those who do not see it, too
	rules   string // " data-findings=…", or empty
	word    string // the whole of it where scopes are written out
}

func newPainter(b *book.Book) *painter {
	p := &painter{
		book:    b,
		actions: map[string]int{}, applies: map[string][]bool{}, classes: map[*book.Class]string{},
		hidden: b.T("book_field_hidden"), reading: b.T("book_field_read_only"),
	}
	p.listSeparator, p.itemSeparator, p.colon = p.word("list_separator"), p.word("site_item_separator"), p.word("colon")
	p.denied, p.usesNothing = p.word("site_denied"), p.word("site_uses_nothing")
	if b.Key == string(catalog.English) { // Chinese and Japanese put no spaces between words
		p.gap = " "
	}
	p.learnClasses()
	p.learnActions()
	return p
}

func (p *painter) learnClasses() {
	for i := range p.book.Classes {
		c := &p.book.Classes[i]
		p.classes[c] = `<span class="cls" data-c="` + strconv.Itoa(weight(c)) + `">` + words(c.Name) + `</span>`
		p.onClass = html.EscapeString(p.book.T("site_on_class", "Class", strings.ToLower(c.Name.Plain())))
	}
}

func (p *painter) learnActions() {
	for i, a := range p.book.Actions {
		p.actions[a.ID] = i
		p.letters = append(p.letters, html.EscapeString(a.Letter))
		p.labels = append(p.labels, html.EscapeString(a.Name.Plain()))
		label := ` data-l="` + p.labels[i] + `"`
		if manyActions(p.book) { // where there is no room for a head, such cells are left out
			label = ""
		}
		p.blanks = append(p.blanks, `<td`+label+`></td>`)
		p.dots = append(p.dots, `<td class="o"`+label+`></td>`)
	}
	for _, m := range p.book.Modules {
		for _, o := range m.Objects {
			applies := make([]bool, len(p.book.Actions))
			for _, a := range o.Actions {
				applies[p.actions[a.ID]] = true
			}
			p.applies[o.ID] = applies
		}
	}
}

// word says a message without arguments, escaped.
func (p *painter) word(id string) string {
	if s, ok := p.said.Load(id); ok {
		return s.(string)
	}
	s := html.EscapeString(p.book.T(id))
	p.said.Store(id, s)
	return s
}

// counted is a message that counts something.
type counted struct {
	id string
	n  int
}

// count says a message that counts something, escaped.
func (p *painter) count(id string, n int) string {
	key := counted{id, n}
	if s, ok := p.sums.Load(key); ok {
		return s.(string)
	}
	s := html.EscapeString(p.book.N(id, n))
	p.sums.Store(key, s)
	return s
}

// fromRole says that something comes from a role.
func (p *painter) fromRole(r book.RoleRef) string {
	if s, ok := p.froms.Load(r.ID); ok {
		return s.(string)
	}
	const place = "\x00" // the name may bring markup with it, which the message would escape
	s := strings.Replace(html.EscapeString(p.book.T("book_from_role", "Role", place)), html.EscapeString(place), words(r.Name), 1)
	p.froms.Store(r.ID, s)
	return s
}

// class names a classification, heavier as it gets more sensitive.
func (p *painter) class(c *book.Class) string { return p.classes[c] }

// weight is the emphasis of a classification, 0 to 3: the most sensitive one
// has all of it, the least sensitive none.
func weight(c *book.Class) int {
	if c.Of < 2 {
		return 0
	}
	return 3 * (c.Rank - 1) / (c.Of - 1)
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
	case book.NotApplicable, book.NotGranted:
		return &tile{}
	case book.Denied:
		return &tile{classes: "no", scope: p.denied, word: `<b class="no">` + p.denied + `</b>`}
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
	t.scope = html.EscapeString(m.Scope)
	if m.Severity != "" { // that a mark is conditional is said by the style sheet: [View.PermissionRules]
		t.scope = `<span aria-hidden="true">` + t.scope + `</span><span class="vh">` + html.EscapeString(m.Label) + `</span>`
	}
	t.word = `<b class="` + t.classes + `">` + t.scope + `</b>`
	return t
}

// Tile draws a mark with the name of its scope, as in a legend.
func (v *View) Tile(m *book.Mark) template.HTML { return template.HTML(v.painter.tile(m).word) }

// Step is the tint of a scope, 1 to 5.
func (v *View) Step(s *book.Scope) int { return step(s.Rank, len(v.Book.Scopes)) }

// ClassName names a classification, heavier as it gets more sensitive.
func (v *View) ClassName(c *book.Class) template.HTML { return template.HTML(v.painter.class(c)) }

// Levels lists the proficiencies, to explain their bars.
func (v *View) Levels() []*book.Level {
	var out []*book.Level
	for i, l := range catalog.Levels {
		out = append(out, &book.Level{Rank: i + 1, Of: len(catalog.Levels), Word: v.Book.T("book_level_" + string(l))})
	}
	return out
}
