package clauses

import (
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// element is a node of the structure tree.
type element struct {
	tag    string // a standard structure type, by the role map
	object int
	dict   types.Dict
	parent *element
	kids   []*element
	pieces []*piece // its own marked content
	parts  []said   // pieces and kids, in their order
	links  []int    // annotations, by object number
	lang   string   // its own, or its parent's
}

// The standard structure types (ISO 32000-1, 14.8.4): those that group, those that
// are blocks, those within a line, and those that show something.
var (
	grouping = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private")
	blocks   = strings.Fields("P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot")
	inline   = strings.Fields("Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP")
	figures  = strings.Fields("Figure Formula Form")
	standard = slices.Concat(grouping, blocks, inline, figures)
)

// readStructure reads the structure tree.
func (f *file) readStructure() {
	tree := f.dict(f.root, "StructTreeRoot")
	if tree == nil {
		f.breach("PDF/UA-1 7.1", "there is no structure")
		return
	}
	f.readRoles(f.dict(tree, "RoleMap"))
	kids := f.array(tree, "K")
	if kids == nil {
		kids = types.Array{tree["K"]}
	}
	for _, kid := range kids {
		f.readElement(kid, nil, f.text(f.root, "Lang"))
	}
	if len(f.elements) == 0 || f.elements[0].tag != "Document" || len(kids) != 1 {
		f.breach("Matterhorn 09-002", "the structure has no Document at its root")
	}
}

// readRoles reads and checks the role map.
func (f *file) readRoles(roles types.Dict) {
	f.roles = map[string]string{}
	for tag := range roles {
		if slices.Contains(standard, tag) {
			f.breach("Matterhorn 02-004", "%s is made something else", tag)
		}
		role := tag
		for range len(roles) + 1 {
			if next := f.name(roles, role); next != "" {
				role = next
			}
		}
		if roles[role] != nil {
			f.breach("Matterhorn 02-003", "%s is made itself", tag)
		}
		f.roles[tag] = role
	}
}

// readElement reads an element and what is below it.
func (f *file) readElement(o types.Object, parent *element, lang string) {
	dict := f.dict(o)
	e := &element{tag: f.name(dict, "S"), object: ref(o), dict: dict, parent: parent, lang: lang}
	if role := f.roles[e.tag]; role != "" {
		e.tag = role
	}
	if own := f.text(dict, "Lang"); own != "" {
		e.lang = own
	}
	f.elements = append(f.elements, e)
	f.byObject[e.object] = e
	if parent != nil {
		parent.kids = append(parent.kids, e)
		parent.parts = append(parent.parts, e)
		if ref(dict["P"]) != parent.object {
			f.breach("PDF/UA-1 7.1", "%s does not know its parent", e)
		}
	}
	if !slices.Contains(standard, e.tag) {
		f.breach("Matterhorn 02-001", "%s is no standard type", e.tag)
	}
	kids := f.array(dict, "K")
	if kids == nil && dict["K"] != nil {
		kids = types.Array{dict["K"]}
	}
	for _, kid := range kids {
		f.readKid(e, kid)
	}
}

// readKid reads a child: a number of marked content, or a dictionary.
func (f *file) readKid(e *element, kid types.Object) {
	if id, ok := f.number(kid); ok {
		f.readPiece(e, e.dict["Pg"], int(id))
		return
	}
	dict := f.dict(kid)
	switch f.name(dict, "Type") {
	case "MCR":
		on := dict["Pg"]
		if on == nil {
			on = e.dict["Pg"]
		}
		id, _ := f.number(dict, "MCID")
		f.readPiece(e, on, int(id))
	case "OBJR":
		e.links = append(e.links, ref(dict["Obj"]))
	default:
		f.readElement(kid, e, e.lang)
	}
}

// readPiece makes a piece of marked content an element's.
func (f *file) readPiece(e *element, on types.Object, id int) {
	i := slices.IndexFunc(f.pages, func(p *page) bool { return p.object == ref(on) })
	if i < 0 {
		f.breach("PDF/UA-1 7.1", "%s is on no page", e)
		return
	}
	switch m := f.pages[i].pieces[id]; {
	case m == nil:
		f.breach("PDF/UA-1 7.1", "page %d has no marked content %d for %s", i+1, id, e)
	case m.owner != nil:
		f.breach("PDF/UA-1 7.1", "page %d: the marked content %d is in two elements", i+1, id)
	default:
		m.owner = e
		e.pieces = append(e.pieces, m)
		e.parts = append(e.parts, m)
	}
}

// String names an element for a person: where it is and how it begins.
func (e *element) String() string {
	path := e.tag
	for up := e.parent; up != nil; up = up.parent {
		path = up.tag + ">" + path
	}
	if text := []rune(e.text()); len(text) > 0 {
		path += " “" + string(text[:min(len(text), 24)]) + "”"
	}
	return path
}

// text is what the element and those below it say. The order among them is lost.
func (e *element) text() string {
	var b strings.Builder
	for _, p := range e.pieces {
		b.WriteString(string(p.text))
	}
	for _, kid := range e.kids {
		b.WriteString(kid.text())
	}
	return b.String()
}

// empty tells whether nothing of the element is to be seen or heard.
func (f *file) empty(e *element) bool {
	return !slices.ContainsFunc(e.pieces, func(p *piece) bool { return p.painted }) && !slices.ContainsFunc(e.kids, func(kid *element) bool { return !f.empty(kid) })
}

// checkParents follows the way from marked content back to its element.
func (f *file) checkParents() {
	tree := f.numbers(f.dict(f.root, "StructTreeRoot", "ParentTree"))
	for _, p := range f.pages {
		key, ok := f.number(p.dict, "StructParents")
		owners := f.array(tree[int(key)])
		if !ok && len(p.pieces) > 0 || len(owners) != len(p.pieces) {
			f.breach("PDF/UA-1 7.1", "page %d: %d pieces of marked content have %d owners", p.number, len(p.pieces), len(owners))
			continue
		}
		for id := range owners {
			m := p.pieces[id]
			if m == nil || m.owner == nil || m.owner.object != ref(owners[id]) {
				f.breach("PDF/UA-1 7.1", "page %d: the marked content %d is in no element, or in another", p.number, id)
			}
		}
	}
}

// numbers reads a number tree.
func (f *file) numbers(node types.Dict) map[int]types.Object {
	out := map[int]types.Object{}
	list := f.array(node, "Nums")
	for i := 0; i+1 < len(list); i += 2 {
		key, _ := f.number(list[i])
		out[int(key)] = list[i+1]
	}
	for _, kid := range f.array(node, "Kids") {
		for key, value := range f.numbers(f.dict(kid)) {
			out[key] = value
		}
	}
	return out
}
