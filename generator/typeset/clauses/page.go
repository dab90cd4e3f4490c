package clauses

import (
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// page is a page with the marked content of its program.
type page struct {
	number int // from 1
	object int
	dict   types.Dict
	pieces map[int]*piece // by MCID
}

// piece is a sequence of marked content.
type piece struct {
	tag        string
	properties map[string]any
	text       []rune   // what is shown, by the fonts' ToUnicode maps
	heard      []rune   // with what is within it, and texts that stand in for what is shown
	private    bool     // some of it is private to somebody
	owner      *element // set from the structure tree
	painted    bool
}

// artifact tells whether the piece is decoration.
func (p *piece) artifact() bool { return p.tag == "Artifact" }

// replaced tells whether a text stands in for what is shown.
func (p *piece) replaced() bool { return p.properties["ActualText"] != nil }

// readPages reads all pages and their programs.
func (f *file) readPages() {
	f.readTree(f.root["Pages"])
	for _, p := range f.pages {
		r := reader{file: f, page: p, lexer: lexer{data: f.contents(p)}}
		r.run()
		box := f.array(p.dict, "MediaBox")
		for i := range box {
			if v, ok := f.number(box[i]); !ok || v < 0 || v > 14400 {
				f.breach("PDF/A-2 6.1.13", "page %d measures %v", p.number, box)
			}
		}
		for kind := range f.dict(p.dict, "Resources") {
			if kind != "Font" && kind != "ProcSet" {
				f.breach("PDF/A-2 6.2.10", "page %d has %s, which may be transparent", p.number, kind)
			}
		}
		if p.dict["AA"] != nil || p.dict["Group"] != nil || p.dict["PresSteps"] != nil {
			f.breach("PDF/A-2 6.10", "page %d has actions, transparency or steps", p.number)
		}
	}
}

// readTree collects the pages below a node.
func (f *file) readTree(node types.Object) {
	dict := f.dict(node)
	if f.name(dict, "Type") == "Page" {
		f.pages = append(f.pages, &page{number: len(f.pages) + 1, object: ref(node), dict: dict, pieces: map[int]*piece{}})
		return
	}
	for _, kid := range f.array(dict, "Kids") {
		f.readTree(kid)
	}
}

// contents is a page's program.
func (f *file) contents(p *page) []byte {
	if list := f.array(p.dict, "Contents"); list != nil {
		var out []byte
		for _, part := range list {
			out = append(append(out, f.stream(part)...), '\n')
		}
		return out
	}
	return f.stream(p.dict["Contents"])
}

// reader goes through a page's program.
type reader struct {
	lexer
	file  *file
	page  *page
	open  []*piece
	font  *font
	stack []any
}

// The operators of a page's program that matter here, and the others that are
// allowed (ISO 32000-1, annex A).
var (
	painting = []operator{"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "EI"}
	showing  = []operator{"Tj", "TJ", "'", "\""}
	allowed  = []operator{
		"BT", "ET", "BDC", "BMC", "EMC", "MP", "DP", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i",
		"m", "l", "c", "v", "y", "h", "re", "n", "W", "W*", "rg", "RG", "g", "G", "true", "false", "null",
	}
)

// run reads the whole program.
func (r *reader) run() {
	for v := r.next(); v != nil; v = r.next() {
		op, ok := v.(operator)
		if !ok {
			r.stack = append(r.stack, v)
			continue
		}
		r.execute(op)
		r.stack = r.stack[:0]
	}
	if len(r.open) > 0 {
		r.file.breach("PDF/UA-1 7.1", "page %d leaves marked content open", r.page.number)
	}
}

// execute follows one operator.
func (r *reader) execute(op operator) {
	switch {
	case op == "BDC" || op == "BMC":
		r.begin()
	case op == "EMC":
		r.open = r.open[:max(len(r.open)-1, 0)]
	case op == "Tf":
		name, _ := r.operand(0).(nameOperand)
		r.font = r.file.fontOf(r.page, string(name))
	case slices.Contains(showing, op):
		r.paint(op)
		r.show(r.operand(len(r.stack) - 1))
	case slices.Contains(painting, op):
		r.paint(op)
	case !slices.Contains(allowed, op):
		r.file.breach("PDF/A-2 6.2.2", "page %d has the operator %s", r.page.number, op)
	}
}

// operand is an operand of the present operator, nil if there is none.
func (r *reader) operand(i int) any {
	if i < 0 || i >= len(r.stack) {
		return nil
	}
	return r.stack[i]
}

// begin opens a piece of marked content.
func (r *reader) begin() {
	tag, _ := r.operand(0).(nameOperand)
	properties, _ := r.operand(1).(map[string]any)
	p := &piece{tag: string(tag), properties: properties}
	for _, around := range r.open {
		if p.artifact() && !around.artifact() {
			r.file.breach("Matterhorn 01-003", "page %d has an artifact within %s", r.page.number, around.tag)
		}
		if !p.artifact() && around.artifact() {
			r.file.breach("Matterhorn 01-004", "page %d has %s within an artifact", r.page.number, p.tag)
		}
	}
	r.open = append(r.open, p)
	if text, ok := properties["ActualText"].(stringOperand); ok {
		if _, known := properties["MCID"]; known {
			p.heard = []rune(decode(string(text)))
		} else {
			r.hear([]rune(decode(string(text))), len(r.open)-1)
		}
	}
	if id, ok := properties["MCID"].(float64); ok {
		if r.page.pieces[int(id)] != nil {
			r.file.breach("PDF/UA-1 7.1", "page %d has the MCID %v twice", r.page.number, id)
		}
		r.page.pieces[int(id)] = p
	}
	if p.artifact() {
		r.checkArtifact(p)
	}
}

// checkArtifact looks at the kind of an artifact.
func (r *reader) checkArtifact(p *piece) {
	kind, _ := p.properties["Type"].(nameOperand)
	subtype, _ := p.properties["Subtype"].(nameOperand)
	if !slices.Contains([]nameOperand{"Pagination", "Layout", "Page", "Background"}, kind) ||
		subtype != "" && !slices.Contains([]nameOperand{"Header", "Footer", "Watermark"}, subtype) {
		r.file.breach("Matterhorn 18-001", "page %d has an artifact of the kind %q, %q", r.page.number, kind, subtype)
	}
}

// paint notes that something is painted.
func (r *reader) paint(op operator) {
	tagged := false
	for _, p := range r.open {
		_, numbered := p.properties["MCID"]
		tagged = tagged || numbered || p.artifact()
		p.painted = true
	}
	if !tagged {
		r.file.breach("Matterhorn 01-005", "page %d paints outside of marked content: %s", r.page.number, op)
	}
}

// show notes the codes that are shown.
func (r *reader) show(operand any) {
	switch v := operand.(type) {
	case stringOperand:
		r.codes(v)
	case []any:
		for _, part := range v {
			if s, ok := part.(stringOperand); ok {
				r.codes(s)
			}
		}
	}
}

// codes notes two-byte codes. More than a letter as decoration is real text.
func (r *reader) codes(s stringOperand) {
	if r.font == nil || len(r.open) == 0 {
		return
	}
	p := r.open[len(r.open)-1]
	before := len(p.text)
	for i := 0; i+1 < len(s); i += 2 {
		code := int(s[i])<<8 | int(s[i+1])
		r.font.used[code] = true
		for _, c := range r.font.unicode[code] {
			p.text = append(p.text, c)
			r.hear([]rune{c}, len(r.open))
			if (c >= 0xE000 && c <= 0xF8FF || c >= 0xF0000) && !p.replaced() {
				r.file.breach("PDF/A-2 6.2.11.7.3", "page %d shows the private character %U", r.page.number, c)
			}
		}
	}
	if kind, _ := p.properties["Type"].(nameOperand); p.artifact() && kind != "Pagination" && len(p.text) > before+1 {
		r.file.breach("Matterhorn 01-002", "page %d has text as decoration: %s", r.page.number, string(p.text))
	}
}
