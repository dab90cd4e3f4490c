package hugosite

import (
	"html"
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// The drawing of a role among its partners: two columns of names, the role
// between them, and a line from each name to it. All measures are in units of
// the drawing, which are CSS pixels where there is room for all of it.
const (
	egoWidth   = 832
	egoSide    = 290 // how wide the columns of names are
	egoBox     = 150 // how wide the box of the role is
	egoRow     = 46  // with names of one line
	egoLine    = 16  // between two lines of a name
	egoSize    = 13  // of the type
	egoMost    = 40  // partners; more of them make no picture
	egoAtLeast = 1.0
	egoAtMost  = 2.5
)

// Ego draws the page's role among its partners. The table below it says the
// same and more, which the title of the drawing tells those who listen. It is
// empty for a role with no partners, or too many for a picture.
func (v *View) Ego() template.HTML {
	all := v.Role.Collaboration
	if len(all) == 0 || len(all) > egoMost {
		return ""
	}
	half, row := (len(all)+1)/2, egoRow
	for i := range all {
		if len(egoName(&all[i])) > 1 {
			row = egoRow + egoLine
		}
	}
	height := max(half, 2) * row
	roles, parties := partners(v.Role)
	var m markup
	m.expect(400 + 260*len(all))
	m.put(`<svg class="ego" viewBox="0 0 `, strconv.Itoa(egoWidth), " ", strconv.Itoa(height), `" role="img"><title>`)
	m.text(v.Book.T("site_ego_title", "Role", v.Role.Name.Plain(), "Roles", v.Book.N("book_count_roles", roles), "Parties", v.Book.N("site_count_parties", parties)))
	m.put("</title>")
	v.writeSide(&m, all[:half], height, row, true)
	v.writeSide(&m, all[half:], height, row, false)
	writeMe(&m, v.Role, height)
	m.put("</svg>")
	return m.HTML()
}

// writeSide draws the partners of one side. Each is measured from where its
// line begins, which makes them much alike and small when packed.
func (v *View) writeSide(m *markup, partners []book.Partner, height, row int, left bool) {
	anchor, edge, name, box := "end", egoSide, -14, egoWidth/2-egoBox/2-egoSide
	if !left {
		anchor, edge, name, box = "start", egoWidth-egoSide, -name, -box
	}
	place, bend, end := strconv.Itoa(name), strconv.Itoa(box/2), strconv.Itoa(box)
	m.put(`<g text-anchor="`, anchor, `">`)
	for i := range partners {
		p := &partners[i]
		// A side with fewer partners is centred beside the other.
		y := height/2 + (2*i-len(partners)+1)*row/2
		rise := strconv.Itoa(height/2 - y)
		m.put(`<g transform="translate(`, strconv.Itoa(edge), " ", strconv.Itoa(y), `)"><path d="M0 0C`, bend, " 0 ", bend, " ", rise, " ", end, " ", rise, `"`)
		if width := min(egoAtMost, max(egoAtLeast, float64(len(p.Gives)+len(p.Receives))/3)); width > egoAtLeast {
			m.put(` stroke-width="`, strconv.FormatFloat(width, 'g', 2, 64), `"`)
		}
		m.put(`/><circle r="4"`)
		if p.Role == nil {
			m.put(` class="party"`)
		}
		m.put("/>")
		lines := egoName(p)
		y = -(len(lines)-1)*egoLine/2 - 2
		for _, line := range lines {
			writeLine(m, line, place, strconv.Itoa(y), p.Name)
			y += egoLine
		}
		m.put(`<text x="`, place, `" y="`, strconv.Itoa(y), `" class="n">`, v.painter.passes(len(p.Gives), len(p.Receives)), "</text></g>")
	}
	m.put("</g>")
}

// egoName is the name of a partner, in at most two lines.
func egoName(p *book.Partner) []string {
	return fitLines(p.Name.Plain(), float64(egoSide-20)/egoSize, 2)
}

// writeMe draws the role in the middle.
func writeMe(m *markup, r *book.RolePage, height int) {
	lines := fitLines(r.Name.Plain(), float64(egoBox-16)/egoSize, 3)
	tall := len(lines)*egoLine + 14
	m.put(`<g text-anchor="middle" class="me"><rect x="`, strconv.Itoa(egoWidth/2-egoBox/2), `" y="`, strconv.Itoa(height/2-tall/2),
		`" width="`, strconv.Itoa(egoBox), `" height="`, strconv.Itoa(tall), `"/>`)
	for i, line := range lines {
		writeLine(m, line, strconv.Itoa(egoWidth/2), strconv.Itoa(height/2-tall/2+7+egoLine*(i+1)-4), r.Name)
	}
	m.put("</g>")
}

// writeLine writes a line of a name, which may be in another language.
func writeLine(m *markup, line, x, y string, of book.Text) {
	m.put(`<text x="`, x, `" y="`, y, `"`)
	if of.Fallback {
		m.put(` lang="`, of.Lang, `"`)
	}
	m.put(">")
	m.text(line)
	m.put("</text>")
}

// passes says how much goes each way, escaped.
func (p *painter) passes(gives, receives int) string {
	key := [2]int{gives, receives}
	if s, ok := p.sums.Load(key); ok {
		return s.(string)
	}
	s := html.EscapeString(p.book.T("site_gives_receives", "Gives", gives, "Receives", receives))
	p.sums.Store(key, s)
	return s
}
