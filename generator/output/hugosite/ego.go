package hugosite

import (
	"fmt"
	"html"
	"html/template"
	"strings"

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
	var b strings.Builder
	b.WriteString(`<figure class="ego" aria-hidden="true">`)
	v.writeSide(&b, partners[:half], "from")
	writeLines(&b, partners[:half], half, true)
	b.WriteString(`<p class="me"><span>` + book.Breakable(v.Role.Name.Plain()) + `</span></p>`)
	writeLines(&b, partners[half:], half, false)
	v.writeSide(&b, partners[half:], "to")
	b.WriteString("</figure>")
	return template.HTML(b.String())
}

func (v *View) writeSide(b *strings.Builder, partners []book.Partner, class string) {
	b.WriteString(`<ul class="` + class + `">`)
	for _, p := range partners {
		kind := "role"
		if p.Role == nil {
			kind = "party"
		}
		passes := v.Book.T("site_gives_receives", "Gives", len(p.Gives), "Receives", len(p.Receives))
		b.WriteString(`<li class="` + kind + `"><span>` + words(p.Name) + `</span><small>` + html.EscapeString(passes) + `</small></li>`)
	}
	b.WriteString("</ul>")
}

// writeLines draws a line from each partner's row to the middle.
func writeLines(b *strings.Builder, partners []book.Partner, rows int, left bool) {
	height := rows * egoRow
	fmt.Fprintf(b, `<svg viewBox="0 0 %d %d" preserveAspectRatio="none" focusable="false">`, egoWidth, height)
	for i, p := range partners {
		// A side with fewer partners is centred beside the other.
		y := float64(height)/2 + (float64(i)-float64(len(partners)-1)/2)*egoRow
		from, to := 0, egoWidth
		if !left {
			from, to = to, from
		}
		width := min(egoAtMost, max(egoAtLeast, float64(len(p.Gives)+len(p.Receives))/3))
		fmt.Fprintf(b, `<path d="M%d %g C%d %g %d %d %d %d" stroke-width="%g"/>`,
			from, y, egoWidth/2, y, egoWidth/2, height/2, to, height/2, width)
	}
	b.WriteString("</svg>")
}
