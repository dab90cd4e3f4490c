package hugosite

import (
	"html"
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// The drawing of a role among its partners: two columns of names, and lines
// from each to the role between them. Rows are so high that a name may take
// two lines; the lines are drawn in those units, and stretched to the width
// that is there.
const (
	egoRow     = 64 // CSS pixels, as in the style sheet
	egoWidth   = 100
	egoMost    = 12 // partners; more of them make no picture
	egoLeast   = 2
	egoAtLeast = 1.0 // pixels of a line
	egoAtMost  = 2.5
)

// Ego draws the page's role among its partners. What it shows, the table below
// it says, so it is hidden from those who listen. It is empty for a role with
// too few or too many partners for a picture.
func (v *View) Ego() template.HTML {
	partners := v.Role.Collaboration
	if len(partners) < egoLeast || len(partners) > egoMost {
		return ""
	}
	half := (len(partners) + 1) / 2
	var m markup
	m.expect(800 + 350*len(partners))
	m.put(`<figure class="ego" aria-hidden="true">`)
	v.writeSide(&m, partners[:half], "from")
	writeLines(&m, partners[:half], half, true)
	m.put(`<p class="me"><span>`, book.Breakable(v.Role.Name.Plain()), "</span></p>")
	writeLines(&m, partners[half:], half, false)
	v.writeSide(&m, partners[half:], "to")
	m.put("</figure>")
	return m.HTML()
}

func (v *View) writeSide(m *markup, partners []book.Partner, class string) {
	m.put(`<ul class="`, class, `">`)
	for i := range partners {
		p := &partners[i]
		kind := "role"
		if p.Role == nil {
			kind = "party"
		}
		m.put(`<li class="`, kind, `"><span>`, words(p.Name), "</span><small>", v.painter.passes(len(p.Gives), len(p.Receives)), "</small></li>")
	}
	m.put("</ul>")
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

// writeLines draws a line from each partner's row to the middle.
func writeLines(m *markup, partners []book.Partner, rows int, left bool) {
	height := rows * egoRow
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', 4, 64) }
	middle, wide, bend := strconv.Itoa(height/2), strconv.Itoa(egoWidth), strconv.Itoa(egoWidth/2)
	m.put(`<svg viewBox="0 0 `, wide, " ", strconv.Itoa(height), `" preserveAspectRatio="none" focusable="false">`)
	from, to := "0", wide
	if !left {
		from, to = to, from
	}
	for i := range partners {
		// A side with fewer partners is centred beside the other.
		y := number(float64(height)/2 + (float64(i)-float64(len(partners)-1)/2)*egoRow)
		width := min(egoAtMost, max(egoAtLeast, float64(len(partners[i].Gives)+len(partners[i].Receives))/3))
		m.put(`<path d="M`, from, " ", y, "C", bend, " ", y, " ", bend, " ", middle, " ", to, " ", middle, `" stroke-width="`, number(width), `"/>`)
	}
	m.put("</svg>")
}
