package hugosite

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// The measures of the map, in CSS pixels.
const (
	mapName   = 138 // the names of the lanes
	mapBox    = 188
	mapTall   = 38
	mapRow    = 46
	mapGap    = 52 // between columns
	mapLane   = 8  // above and below the boxes of a lane
	mapArcs   = 214
	mapBulge  = 176
	mapThick  = 7.0
	mapSize   = 12.5 // of the type in boxes
	mapMargin = 4
)

// drawing is a map on its way to SVG.
type drawing struct {
	markup
	v     *View
	m     *orgMap
	tops  map[*orgLane]int // where each lane begins
	tall  int
	right int // where the columns end
}

// Map draws the whole organisation. It is empty where roles do not work
// together and none has a manager.
func (v *View) Map() template.HTML {
	m := newOrgMap(v.Book)
	if len(m.lines)+len(m.arcs)+len(m.flows) == 0 {
		return ""
	}
	d := &drawing{v: v, m: m, tops: map[*orgLane]int{}, tall: mapMargin}
	for _, l := range m.lanes {
		d.tops[l] = d.tall
		d.tall += l.rows*mapRow + 2*mapLane
	}
	d.right = mapName + m.columns*(mapBox+mapGap) - mapGap
	d.expect(4000 + 600*len(m.boxes) + 200*len(m.flows))
	d.open()
	d.lanes()
	d.lines()
	d.arcs()
	d.flows()
	d.boxes()
	d.put("</svg>")
	return d.HTML()
}

// MapGroups reports whether boxes of the map stand for several roles.
func (v *View) MapGroups() bool { return len(v.Book.Roles) > mostBoxes }

func (d *drawing) open() {
	width, height := strconv.Itoa(d.right+mapArcs), strconv.Itoa(d.tall+mapMargin)
	d.put(`<svg class="map" viewBox="0 0 `, width, " ", height, `" width="`, width, `" height="`, height, `" role="group" aria-labelledby="map-title"><title id="map-title">`)
	d.text(d.v.Book.T("map_title", "Roles", d.v.Book.N("book_count_roles", len(d.v.Book.Roles)), "Flows", d.v.Book.N("map_count_flows", d.m.items)))
	d.put("</title>\n")
}

// lanes draws the bands and their names.
func (d *drawing) lanes() {
	for i, l := range d.m.lanes {
		top, tall := d.tops[l], l.rows*mapRow+2*mapLane
		d.put(`<g class="lane`, []string{"", " odd"}[i%2], `" data-family="`, l.family.ID, `"><rect x="0" y="`, strconv.Itoa(top),
			`" width="`, strconv.Itoa(d.right+14), `" height="`, strconv.Itoa(tall), `"/>`)
		lines := fitLines(l.family.Name.Plain(), float64(mapName-20)/mapSize, 3)
		for k, line := range lines {
			d.line(line, 10, top+tall/2+4+(2*k-len(lines)+1)*16/2, l.family.Name)
		}
		if l.within > 0 {
			d.put("<title>")
			d.text(d.v.Book.T("map_within", "Family", l.family.Name.Plain(), "Flows", d.v.Book.N("map_count_flows", l.within)))
			d.put("</title>")
		}
		d.put("</g>\n")
	}
}

// at is the left edge and the middle of a box.
func (d *drawing) at(b *orgBox) (x, y int) {
	// A cell with fewer boxes than its lane has rows is centred.
	inCell := 0
	for _, o := range d.m.boxes {
		if o.lane == b.lane && o.column == b.column {
			inCell++
		}
	}
	y = d.tops[b.lane] + mapLane + (b.lane.rows-inCell)*mapRow/2 + b.row*mapRow + mapRow/2
	return mapName + b.column*(mapBox+mapGap), y
}

// lines draws who manages whom: all that report to one box share its trunk.
func (d *drawing) lines() {
	trunks := map[*orgBox]int{}
	inColumn := map[int]int{}
	d.put(`<g class="boss" aria-hidden="true">`)
	for _, l := range d.m.lines {
		boss, report := l[0], l[1]
		if _, seen := trunks[boss]; !seen {
			trunks[boss] = inColumn[boss.column] % 5
			inColumn[boss.column]++
		}
		x1, y1 := d.at(boss)
		x2, y2 := d.at(report)
		trunk := x1 + mapBox + 14 + 7*trunks[boss]
		d.put(`<path d="M`, strconv.Itoa(x1+mapBox), " ", strconv.Itoa(y1), "H", strconv.Itoa(trunk), "V", strconv.Itoa(y2), "H", strconv.Itoa(x2), `"/>`)
	}
	d.put("</g>\n")
}

// arcs draws what passes between families, at the right: the longer the way,
// the farther out. In a lane, the ends are sorted so that arcs do not cross
// there.
func (d *drawing) arcs() {
	most := 1
	for _, a := range d.m.arcs {
		most = max(most, a.items)
	}
	ends := d.arcEnds()
	far := max(1, len(d.m.lanes)-1)
	d.put(`<g class="arcs" aria-hidden="true">`)
	for _, a := range d.m.arcs {
		y1, y2 := ends[[2]*orgLane{a.one, a.other}], ends[[2]*orgLane{a.other, a.one}]
		bulge := 22 + float64(a.other.place-a.one.place)/float64(far)*(mapBulge-22)
		x, out := d.right+14, strconv.Itoa(d.right+14+int(math.Round(bulge*4/3)))
		width := strconv.FormatFloat(1+(mapThick-1)*float64(a.items)/float64(most), 'f', 1, 64)
		d.put(`<g class="arc" data-families="`, a.one.family.ID, " ", a.other.family.ID, `"><title>`)
		d.text(d.v.Book.T("map_arc", "One", a.one.family.Name.Plain(), "Other", a.other.family.Name.Plain(), "Flows", d.v.Book.N("map_count_flows", a.items)))
		d.put(`</title><path d="M`, strconv.Itoa(x), " ", strconv.Itoa(y1), "C", out, " ", strconv.Itoa(y1), " ", out, " ", strconv.Itoa(y2), " ", strconv.Itoa(x), " ", strconv.Itoa(y2),
			`" stroke-width="`, width, `"/>`)
		if a.items > 0 {
			d.put(`<text x="`, strconv.Itoa(x+int(math.Round(bulge))), `" y="`, strconv.Itoa((y1+y2)/2+4), `">`, strconv.Itoa(a.items), "</text>")
		}
		d.put("</g>\n")
	}
	d.put("</g>\n")
}

// arcEnds spreads the ends of arcs over each lane's height: those from above
// come first, the nearest on top; then those that go down, the farthest on top.
func (d *drawing) arcEnds() map[[2]*orgLane]int {
	out := map[[2]*orgLane]int{}
	for _, l := range d.m.lanes {
		var others []*orgLane
		for _, a := range d.m.arcs {
			if a.one == l {
				others = append(others, a.other)
			} else if a.other == l {
				others = append(others, a.one)
			}
		}
		slices.SortFunc(others, func(x, y *orgLane) int {
			above := func(o *orgLane) int { return map[bool]int{true: 0, false: 1}[o.place < l.place] }
			return cmp.Or(cmp.Compare(above(x), above(y)), cmp.Compare(y.place, x.place))
		})
		tall := l.rows*mapRow + 2*mapLane
		step := min(9, float64(tall-10)/float64(max(1, len(others))))
		for i, o := range others {
			out[[2]*orgLane{l, o}] = d.tops[l] + tall/2 + int(math.Round(step*(float64(i)-float64(len(others)-1)/2)))
		}
	}
	return out
}

// flows draws what passes between roles; the script shows those of one role.
func (d *drawing) flows() {
	if len(d.m.flows) == 0 {
		return
	}
	boxOf := map[string]*orgBox{}
	for _, b := range d.m.boxes {
		boxOf[b.roles[0].ID] = b
	}
	d.put(`<g class="flows" aria-hidden="true">`)
	for _, f := range d.m.flows {
		x1, y1 := d.at(boxOf[f.one.ID])
		x2, y2 := d.at(boxOf[f.other.ID])
		if x1 > x2 {
			x1, y1, x2, y2 = x2, y2, x1, y1
		}
		bend := 20
		switch {
		case x1 == x2: // in a column the curve bulges into the gap
			x1, x2, bend = x1+mapBox, x2+mapBox, 24
			d.flow(f, x1, y1, x1+bend, x2+bend, x2, y2)
		default:
			x1 += mapBox
			bend = (x2 - x1) / 2
			d.flow(f, x1, y1, x1+bend, x2-bend, x2, y2)
		}
	}
	d.put("</g>\n")
}

func (d *drawing) flow(f orgFlow, x1, y1, c1, c2, x2, y2 int) {
	n := func(i int) string { return strconv.Itoa(i) }
	d.put(`<path data-roles="`, f.one.ID, " ", f.other.ID, `" d="M`, n(x1), " ", n(y1), "C", n(c1), " ", n(y1), " ", n(c2), " ", n(y2), " ", n(x2), " ", n(y2), `"/>`)
}

// boxes draws the roles, or how many there are.
func (d *drawing) boxes() {
	for _, b := range d.m.boxes {
		if d.m.grouped {
			d.group(b)
		} else {
			d.role(b)
		}
	}
}

// role draws the box of a role. The lines of its name read as one.
func (d *drawing) role(b *orgBox) {
	r := b.roles[0]
	name := r.Name.Plain()
	lines := fitLines(name, float64(mapBox-6)/mapSize, 2)
	d.put(`<a class="box" data-family="`, b.lane.family.ID, `" data-role="`, r.ID, `" data-name="`)
	d.text(name)
	d.put(`" href="`, string(d.v.To("roles/"+r.ID+"/")), `">`)
	if strings.HasSuffix(lines[len(lines)-1], "…") {
		d.put("<title>")
		d.text(name)
		d.put("</title>")
	}
	for i := range lines[:len(lines)-1] {
		lines[i] += d.v.painter.gap
	}
	d.box(b, lines, r.Name)
}

// group draws the box of all roles of a family on a level.
func (d *drawing) group(b *orgBox) {
	count := d.v.Book.N("book_count_roles", len(b.roles))
	d.put(`<a class="box" data-family="`, b.lane.family.ID, `" href="`, string(d.v.To("families/"+b.lane.family.ID+"/")), `" aria-label="`)
	d.text(b.lane.family.Name.Plain() + d.v.Book.T("colon") + count)
	d.put(`">`)
	d.box(b, []string{count}, book.Text{})
}

// box draws the frame of a box and the lines in it, and ends its link.
func (d *drawing) box(b *orgBox, lines []string, of book.Text) {
	x, y := d.at(b)
	d.put(`<rect x="`, strconv.Itoa(x), `" y="`, strconv.Itoa(y-mapTall/2), `" width="`, strconv.Itoa(mapBox), `" height="`, strconv.Itoa(mapTall), `"/>`)
	for k, line := range lines {
		d.line(line, x+mapBox/2, y+4+(2*k-len(lines)+1)*15/2, of)
	}
	d.put("</a>\n")
}

// line writes a line of a name, which may be in another language.
func (d *drawing) line(words string, x, y int, of book.Text) {
	d.put(`<text x="`, strconv.Itoa(x), `" y="`, strconv.Itoa(y), `"`)
	if of.Fallback {
		d.put(` lang="`, of.Lang, `"`)
	}
	d.put(">")
	d.text(words)
	d.put("</text>")
}
