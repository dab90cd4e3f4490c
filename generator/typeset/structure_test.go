package typeset

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// objects are the objects of a PDF as qpdf sees them, by reference ("12 0 R").
type objects map[string]any

// readObjects opens a file with qpdf.
func readObjects(t *testing.T, path string) objects {
	t.Helper()
	var file struct{ QPDF []json.RawMessage } // a header and the objects
	text := output(t, "qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path)
	if err := json.Unmarshal([]byte(text), &file); err != nil || len(file.QPDF) != 2 {
		t.Fatalf("%v, %d parts", err, len(file.QPDF))
	}
	var found map[string]struct {
		Value  any
		Stream struct {
			Dict map[string]any
			Data []byte
		}
	}
	if err := json.Unmarshal(file.QPDF[1], &found); err != nil {
		t.Fatal(err)
	}
	all := objects{}
	for key, object := range found {
		ref := strings.TrimPrefix(key, "obj:")
		all[ref] = object.Value
		if dict := object.Stream.Dict; dict != nil {
			dict["data"] = string(object.Stream.Data)
			all[ref] = dict
		}
	}
	return all
}

// at follows a path of keys and indices from an object, through references.
func (o objects) at(from any, path ...any) any {
	for _, step := range path {
		from = o.resolve(from)
		switch key := step.(type) {
		case string:
			dict, _ := from.(map[string]any)
			from = dict[key]
		case int:
			list, _ := from.([]any)
			if key >= len(list) {
				return nil
			}
			from = list[key]
		}
	}
	return o.resolve(from)
}

// resolve looks a reference up.
func (o objects) resolve(v any) any {
	if ref, ok := v.(string); ok && strings.HasSuffix(ref, " 0 R") {
		return o[ref]
	}
	return v
}

// list is the array at a path.
func (o objects) list(from any, path ...any) []any {
	list, _ := o.at(from, path...).([]any)
	return list
}

// parents reads the parent tree: the value of each key.
func (o objects) parents() map[int]any {
	nums, tree := o.list(o["trailer"], "/Root", "/StructTreeRoot", "/ParentTree", "/Nums"), map[int]any{}
	for i := 0; i+1 < len(nums); i += 2 {
		tree[int(nums[i].(float64))] = nums[i+1]
	}
	return tree
}

// TestMarksAndElementsAgree follows every mark to its element and back, and every
// link to its Link element.
func TestMarksAndElementsAgree(t *testing.T) {
	t.Parallel()
	o := readObjects(t, savedSample(t))
	parents, marks, links := o.parents(), 0, 0
	for _, page := range o.list(o["trailer"], "/Root", "/Pages", "/Kids") {
		if o.at(page, "/Tabs") != "/S" {
			t.Errorf("page %v: tab order %v", page, o.at(page, "/Tabs"))
		}
		owners := o.list(parents[int(o.at(page, "/StructParents").(float64))])
		ids := markedContent(t, o.at(page, "/Contents", "data").(string))
		if len(ids) != len(owners) {
			t.Errorf("page %v: %d pieces of marked content, %d owners", page, len(ids), len(owners))
		}
		for i, owner := range owners {
			marks++
			if !holds(o, owner, func(kid any) bool {
				return kid == float64(i) && o.samePage(owner, page) ||
					o.at(kid, "/MCID") == float64(i) && o.same(kid, "/Pg", page)
			}) {
				t.Errorf("page %v: mark %d is no child of %v", page, i, owner)
			}
		}
		for _, link := range o.list(page, "/Annots") {
			links++
			owner := parents[int(o.at(link, "/StructParent").(float64))]
			if o.at(owner, "/S") != "/Link" || !holds(o, owner, func(kid any) bool { return o.same(kid, "/Obj", link) }) {
				t.Errorf("link %v is not in the Link element %v", link, owner)
			}
		}
	}
	if marks < 20 || links != 2 {
		t.Errorf("%d marks and %d links", marks, links)
	}
}

// same tells whether an entry of a dictionary is the reference.
func (o objects) same(dict any, key string, ref any) bool {
	d, _ := o.resolve(dict).(map[string]any)
	return d[key] == ref
}

// samePage tells whether an element's own page is the reference.
func (o objects) samePage(element, page any) bool { return o.same(element, "/Pg", page) }

// holds tells whether an element has a child that fits.
func holds(o objects, element any, fits func(any) bool) bool {
	for _, kid := range o.list(element, "/K") {
		if fits(kid) {
			return true
		}
	}
	return false
}

// operators are those that begin, number and end marked content, and that paint.
var operators = regexp.MustCompile(`/MCID \d+|\b(BDC|BMC|EMC|TJ|S|f|B)\b`)

// markedContent checks that a page's program paints within marked content only,
// pieces of which do not nest, and returns the numbers it gives them.
func markedContent(t *testing.T, program string) (ids []string) {
	t.Helper()
	open := false
	for _, token := range operators.FindAllString(withoutStrings(program), -1) {
		switch token {
		case "BDC", "BMC", "EMC":
			if begin := token != "EMC"; begin == open {
				t.Errorf("%s while open is %t", token, open)
			}
			open = !open
		case "TJ", "S", "f", "B":
			if !open {
				t.Errorf("%s outside of marked content", token)
			}
		default:
			if want := fmt.Sprint("/MCID ", len(ids)); token != want {
				t.Errorf("%s, want %s", token, want)
			}
			ids = append(ids, token)
		}
	}
	if open {
		t.Error("marked content is left open")
	}
	return ids
}

// withoutStrings takes the literal strings out of a page's program.
func withoutStrings(program string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(program); i++ {
		switch c := program[i]; {
		case c == '\\' && depth > 0:
			i++
		case c == '(':
			depth++
		case c == ')':
			depth--
			b.WriteByte(' ')
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func TestCatalog(t *testing.T) {
	t.Parallel()
	o := readObjects(t, savedSample(t))
	root := o.at(o["trailer"], "/Root")
	for path, want := range map[string]any{
		"/Lang": "u:zh-Hans", "/PageMode": "/UseOutlines",
		"/MarkInfo /Marked": true, "/ViewerPreferences /DisplayDocTitle": true,
	} {
		var steps []any
		for _, key := range strings.Fields(path) {
			steps = append(steps, key)
		}
		if got := o.at(root, steps...); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if names := o.list(root, "/Names", "/Dests", "/Names"); len(names) != 2 || o.at(names, 1, 3) != 541.89 {
		t.Errorf("destinations: %v", names)
	}
}

func TestElementAttributes(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{})
	p := d.AddPage(100, 100)
	d.MapRole("Title", "P")
	e := d.Root().Open("Title", Attr{Lang: "ja", Alt: "図", ActualText: "文", Expansion: "CRM system", Title: "名"})
	cell := d.Root().Open("TH", Attr{Scope: "Row", ColSpan: 2, RowSpan: 3})
	for _, owner := range []*Element{e, cell} {
		p.In(owner)
		p.Rect(1, 1, 1, 1, ink)
	}
	o := readObjects(t, saved(t, d))
	tree := o.at(o["trailer"], "/Root", "/StructTreeRoot")
	first, second := o.at(tree, "/K", "/K", 0), o.at(tree, "/K", "/K", 1)
	got := fmt.Sprintln(o.at(tree, "/RoleMap", "/Title"), o.at(first, "/S"), o.at(first, "/Lang"), o.at(first, "/Alt"),
		o.at(first, "/ActualText"), o.at(first, "/E"), o.at(first, "/T"), o.at(second, "/A"))
	const want = "/P /Title u:ja u:図 u:文 u:CRM system u:名 map[/ColSpan:2 /O:/Table /RowSpan:3 /Scope:/Row]\n"
	if got != want {
		t.Errorf("attributes %s\nwant       %s", got, want)
	}
}

// TestMarksOverPages: an element that goes on, on another page, names that page.
func TestMarksOverPages(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{})
	paragraph := d.Root().Open("P", Attr{})
	inner := paragraph.Open("Span", Attr{})
	for range 2 {
		p := d.AddPage(100, 100)
		p.In(paragraph)
		p.Rect(1, 1, 1, 1, ink)
		p.Artifact("Layout")
		p.Rect(2, 2, 1, 1, ink)
		p.In(paragraph)
		p.In(paragraph) // no new piece
		p.Rect(3, 3, 1, 1, ink)
		p.Rect(4, 4, 1, 1, ink)
	}
	o := readObjects(t, saved(t, d))
	element := o.at(o["trailer"], "/Root", "/StructTreeRoot", "/K", "/K", 0)
	kids := o.list(element, "/K")
	if len(kids) != 5 || o.at(kids[0], "/S") != "/Span" || kids[1] != 0.0 || kids[2] != 1.0 ||
		o.at(kids[3], "/MCID") != 0.0 || o.at(kids[4], "/MCID") != 1.0 {
		t.Errorf("children: %v", kids)
	}
	pages := o.list(o["trailer"], "/Root", "/Pages", "/Kids")
	if !o.same(element, "/Pg", pages[0]) || !o.same(kids[4], "/Pg", pages[1]) {
		t.Errorf("pages of %v are not told", kids)
	}
	if inner.page != nil {
		t.Error("an element without marks has a page")
	}
}

// TestOutline prints the bookmarks as a tree with the number of entries below each.
func TestOutline(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{})
	p := d.AddPage(100, 100)
	for i, level := range []int{2, 1, 3, 2, 9, 1, 0} {
		d.Outline(level, "第"+string(rune('a'+i)), p, float64(i))
	}
	o := readObjects(t, saved(t, d))
	root := o.at(o["trailer"], "/Root", "/Outlines")
	const want = "a b[c d[e]] f g"
	if got := o.titles(t, root); got != want || o.at(root, "/Count") != 7.0 {
		t.Errorf("outline %s, %v entries; want %s", got, o.at(root, "/Count"), want)
	}
}

// titles walks through the bookmarks below one, forwards, and checks the way back.
func (o objects) titles(t *testing.T, above any) string {
	t.Helper()
	var parts []string
	dict := above.(map[string]any)
	var prev any
	for ref := dict["/First"]; ref != nil; ref = o.at(ref).(map[string]any)["/Next"] {
		item := o.at(ref).(map[string]any)
		if item["/Prev"] != prev {
			t.Errorf("%v: the one before is %v, want %v", item["/Title"], item["/Prev"], prev)
		}
		text := strings.TrimPrefix(item["/Title"].(string), "u:第")
		if item["/First"] != nil {
			text += "[" + o.titles(t, item) + "]"
		}
		parts, prev = append(parts, text), ref
	}
	if dict["/Last"] != prev {
		t.Errorf("the last is %v, want %v", dict["/Last"], prev)
	}
	return strings.Join(parts, " ")
}

func TestLinks(t *testing.T) {
	t.Parallel()
	for uri, want := range map[string]bool{
		"https://example.com/a?b#c": true, "http://example.com": true, "HTTPS://example.com": true,
		"mailto:a@example.com": true, "https://例え.jp/职责": true,
		"javascript:alert(1)": false, "JavaScript:alert(1)": false, "file:///etc/passwd": false, "data:text/html,x": false,
		"https:": false, "mailto:": false, "//example.com": false, "example.com": false, "": false, "http://a b/%zz": false,
	} {
		if got := LinkAllowed(uri); got != want {
			t.Errorf("LinkAllowed(%q) = %t", uri, got)
		}
	}
	d := New(shipped(), Info{})
	p := d.AddPage(100, 100)
	p.Link(10, 20, 30, 5, "https://example.com/a (b) 职", d.Root().Open("Link", Attr{}), "说明")
	p.Link(10, 20, 30, 5, "javascript:alert(1)", d.Root().Open("Link", Attr{}), "no")
	o := readObjects(t, saved(t, d))
	all := o.list(o["trailer"], "/Root", "/Pages", "/Kids", 0, "/Annots")
	if len(all) != 1 {
		t.Fatalf("%d links, want 1", len(all))
	}
	got := fmt.Sprintln(o.at(all[0], "/Rect"), o.at(all[0], "/Contents"), o.at(all[0], "/A", "/URI"), o.at(all[0], "/F"))
	if want := "[10 75 40 80] u:说明 u:https://example.com/a%20(b)%20%E8%81%8C 4\n"; got != want {
		t.Errorf("link %s, want %s", got, want)
	}
}
