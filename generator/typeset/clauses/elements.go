package clauses

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// above names what an element may stand in (ISO 32000-1, tables 333, 336 and 337).
var above = map[string]string{
	"TR": "Table THead TBody TFoot", "THead": "Table", "TBody": "Table", "TFoot": "Table", "TH": "TR", "TD": "TR",
	"LI": "L", "LBody": "LI", "TOCI": "TOC",
}

// below names what may stand in an element.
var below = map[string]string{
	"Table": "TR THead TBody TFoot Caption", "THead": "TR", "TBody": "TR", "TFoot": "TR", "TR": "TH TD",
	"L": "L LI Caption", "LI": "Lbl LBody", "TOC": "TOC TOCI Caption", "TOCI": "Lbl Reference NonStruct P TOC",
}

// families names the rule that the syntax of an element is in.
var families = map[string]string{
	"L": "Matterhorn 09-005", "LI": "Matterhorn 09-005", "LBody": "Matterhorn 09-005",
	"TOC": "Matterhorn 09-006", "TOCI": "Matterhorn 09-006",
}

// syntax is the rule for how an element is nested.
func syntax(tag string) string {
	if rule := families[tag]; rule != "" {
		return rule
	}
	return "Matterhorn 09-004" // tables
}

// spoken lists the elements that are pointless when empty. A cell may be.
var spoken = strings.Fields("P H1 H2 H3 H4 H5 H6 Lbl LBody Span Link Code Reference TOCI Caption Figure BlockQuote L Table")

// checkElements looks at each element by itself and at what stands around it.
func (f *file) checkElements() {
	notes := map[string]bool{}
	for _, e := range f.elements {
		f.checkNesting(e)
		if slices.Contains(spoken, e.tag) && f.empty(e) {
			f.breach("Matterhorn 01-006", "%s is empty", e)
		}
		switch e.tag {
		case "Figure", "Formula":
			if f.text(e.dict, "Alt") == "" && f.text(e.dict, "ActualText") == "" {
				f.breach("Matterhorn 13-004", "%s is not described", e)
			}
			if len(f.array(f.attribute(e, "Layout", "BBox"))) != 4 {
				f.breach("PDF/UA-1 7.3", "%s does not say how large it is", e)
			}
		case "Note":
			id := f.text(e.dict, "ID")
			if id == "" {
				f.breach("Matterhorn 19-003", "%s has no ID", e)
			} else if notes[id] {
				f.breach("Matterhorn 19-004", "%s has the ID of another", e)
			}
			notes[id] = true
		}
	}
}

// checkNesting looks at what an element stands in and what stands in it.
func (f *file) checkNesting(e *element) {
	if parents := strings.Fields(above[e.tag]); len(parents) > 0 && (e.parent == nil || !slices.Contains(parents, e.parent.tag)) {
		f.breach(syntax(e.tag), "%s is in the wrong place", e)
	}
	if kids := strings.Fields(below[e.tag]); len(kids) > 0 {
		for _, kid := range e.kids {
			if !slices.Contains(kids, kid.tag) {
				f.breach(syntax(e.tag), "%s is in the wrong place", kid)
			}
		}
		if len(e.pieces) > 0 {
			f.breach(syntax(e.tag), "%s has content of its own", e)
		}
	}
	f.checkLevel(e)
}

// checkLevel looks for what is in a line among blocks, and for blocks in a line.
func (f *file) checkLevel(e *element) {
	switch {
	case e.parent == nil:
	case slices.Contains(inline, e.tag) && slices.Contains(grouping, e.parent.tag) && e.tag != "Reference":
		f.breach("Matterhorn 09-002", "%s is in no paragraph", e)
	case slices.Contains(inline, e.parent.tag) && !slices.Contains(inline, e.tag) && !slices.Contains(figures, e.tag),
		(e.parent.tag == "P" || strings.HasPrefix(e.parent.tag, "H")) && !slices.Contains(inline, e.tag) && !slices.Contains(figures, e.tag):
		f.breach("Matterhorn 09-002", "%s is a block within a line", e)
	case slices.Contains(strings.Fields("Document Part Sect"), e.tag) && !slices.Contains(strings.Fields("Document Part Art Sect Div"), e.parent.tag):
		f.breach("Matterhorn 09-002", "%s is in the wrong place", e)
	}
	if slices.Contains(strings.Fields("Document Part Sect"), e.tag) && len(e.pieces) > 0 {
		f.breach("Matterhorn 09-002", "%s has content of its own", e)
	}
}

// attribute is an attribute of an element, by its owner and name.
func (f *file) attribute(e *element, owner, key string) types.Object {
	list := f.array(e.dict, "A")
	if list == nil {
		list = types.Array{e.dict["A"]}
	}
	for _, a := range list {
		if dict := f.dict(a); f.name(dict, "O") == owner && dict[key] != nil {
			return f.at(dict, key)
		}
	}
	return nil
}

// span is how many rows or columns a cell takes.
func (f *file) span(e *element, key string) int {
	if n, ok := f.number(f.attribute(e, "Table", key)); ok {
		return int(n)
	}
	return 1
}

// rows lists the rows of a table, those of its parts included.
func rows(table *element) []*element {
	var list []*element
	for _, kid := range table.kids {
		if kid.tag == "TR" {
			list = append(list, kid)
		} else {
			list = append(list, rows(kid)...)
		}
	}
	return list
}

// checkTables looks at the grid of each table and at its heads.
func (f *file) checkTables() {
	for _, e := range f.elements {
		if e.tag == "Table" {
			f.checkParts(e)
			f.checkGrid(e)
		}
		if e.tag == "TH" {
			switch scope := f.name(f.attribute(e, "Table", "Scope")); scope {
			case "Row", "Column", "Both":
			default:
				f.breach("Matterhorn 15-003", "%s heads %q", e, scope)
			}
		}
	}
}

// checkParts looks at the number and the order of a table's parts.
func (f *file) checkParts(table *element) {
	count, order := map[string]int{}, []string{"Caption", "THead", "TBody", "TFoot"}
	last := 0
	for _, kid := range table.kids {
		count[kid.tag]++
		if at := slices.Index(order, kid.tag); at >= 0 && at < last {
			f.breach("Matterhorn 09-004", "%s comes too late", kid)
		} else if at >= 0 {
			last = at
		}
	}
	if count["THead"] > 1 || count["TFoot"] > 1 || count["Caption"] > 1 || count["THead"] > 0 && count["TBody"] == 0 {
		f.breach("Matterhorn 09-004", "%s has %v", table, count)
	}
}

// checkGrid looks for rows that are longer or shorter than the others, and for cells
// that no head tells anything about.
func (f *file) checkGrid(table *element) {
	width, reach := 0, map[int]int{} // how many rows a column is still taken by
	headed := map[int]bool{}
	for i, tr := range rows(table) {
		column, rowHead := 0, slices.ContainsFunc(tr.kids, func(c *element) bool { return c.tag == "TH" && f.name(f.attribute(c, "Table", "Scope")) != "Column" })
		for _, cell := range tr.kids {
			for reach[column] > 0 {
				column++
			}
			for range f.span(cell, "ColSpan") {
				reach[column] += f.span(cell, "RowSpan")
				headed[column] = headed[column] || cell.tag == "TH"
				if !headed[column] && !rowHead && cell.tag == "TD" {
					f.breach("Matterhorn 15-005", "%s has no head", cell)
				}
				column++
			}
		}
		for ; reach[column] > 0; column++ {
		}
		if i == 0 {
			width = column
		} else if column != width {
			f.breach("PDF/UA-1 7.2", "a row has %d columns, others %d: %s", column, width, tr)
		}
		for c := range reach {
			reach[c] = max(reach[c]-1, 0)
		}
	}
}

// ordinal is the label of an item with a number.
var ordinal = regexp.MustCompile(`^[0-9]+[.)]? *$`)

// checkLists looks at how lists are numbered.
func (f *file) checkLists() {
	for _, e := range f.elements {
		if e.tag != "L" {
			continue
		}
		numbers := 0
		for _, item := range e.kids {
			if len(item.kids) > 0 && item.kids[0].tag == "Lbl" && ordinal.MatchString(item.kids[0].text()) {
				numbers++
			}
		}
		numbering := f.name(f.attribute(e, "List", "ListNumbering"))
		ordered := slices.Contains(strings.Fields("Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha"), numbering)
		if ordered != (numbers > 0 && numbers == len(e.kids)) {
			f.breach("Matterhorn 16-002", "%d of %d labels are numbers, the list is said to be %q: %s", numbers, len(e.kids), numbering, e)
		}
	}
}

// checkHeadings looks at the levels of the headings.
func (f *file) checkHeadings() {
	level := 0
	for _, e := range f.elements {
		if len(e.tag) != 2 || e.tag[0] != 'H' || e.tag[1] < '1' || e.tag[1] > '6' {
			if e.tag == "H" {
				f.breach("Matterhorn 14-007", "%s has no level", e)
			}
			continue
		}
		next := int(e.tag[1] - '0')
		if level == 0 && next != 1 {
			f.breach("Matterhorn 14-002", "the first heading is %s", e)
		} else if next > level+1 {
			f.breach("Matterhorn 14-003", "after a heading of level %d comes %s", level, e)
		}
		level = next
	}
	if level == 0 {
		f.breach("Matterhorn 14-001", "there is no heading")
	}
}
