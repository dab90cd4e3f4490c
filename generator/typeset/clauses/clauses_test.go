package clauses

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"rolebook/fonts"
	"rolebook/generator/typeset"
)

// sample is a document with two of everything that rules speak of.
var sample = sync.OnceValue(func() []byte {
	faces, err := typeset.LoadFonts(fonts.FS)
	if err != nil {
		panic(err)
	}
	d := typeset.New(faces, typeset.Info{Title: "样张", Lang: "zh-Hans", Creator: "test", Created: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)})
	w := &writer{doc: d, root: d.Root(), page: d.AddPage(500, 700)}
	w.write()
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// writer writes the sample.
type writer struct {
	doc  *typeset.Document
	root *typeset.Element
	page *typeset.Page
	y    float64
}

// line sets a line for an element.
func (w *writer) line(e *typeset.Element, lang, text string) *typeset.Element {
	w.y += 20
	w.page.In(e)
	w.set(lang, text)
	return e
}

// set draws a text.
func (w *writer) set(lang, text string) {
	var run []typeset.Placed
	x := 0.0
	for _, r := range text {
		g := w.doc.Fonts().Glyph(lang, typeset.Regular, r)
		run = append(run, typeset.Placed{Glyph: g, X: x})
		x += 10 * g.Advance
	}
	w.page.Text(20, w.y, 10, typeset.Color{}, run)
}

func (w *writer) write() {
	open := func(parent *typeset.Element, tags ...string) *typeset.Element {
		for _, tag := range tags {
			parent = parent.Open(tag, typeset.Attr{})
		}
		return parent
	}
	w.doc.MapRole("Remark", "P")
	w.doc.Outline(1, "样张", w.page, 0)
	w.line(open(w.root, "H1"), "zh", "样张")
	w.line(w.line(open(w.root, "P"), "zh", "段落。").Open("Span", typeset.Attr{Lang: "ja"}), "ja", "アクセス")
	w.line(open(w.root, "Remark"), "zh", "附注一。")
	w.line(open(w.root, "P"), "zh", "附注二。")
	w.line(open(w.root, "H2"), "zh", "清单")
	list := w.root.Open("L", typeset.Attr{Numbering: "Decimal"})
	for _, label := range []string{"1", "2"} {
		item := open(list, "LI")
		w.line(open(item, "Lbl"), "zh", label)
		w.line(open(item, "LBody"), "zh", "各项")
	}
	w.line(open(w.root, "H3"), "zh", "表格")
	table := open(w.root, "Table")
	head, body := open(table, "THead", "TR"), open(table, "TBody", "TR")
	for range 2 {
		w.line(head.Open("TH", typeset.Attr{Scope: "Column"}), "zh", "列")
		w.line(open(body, "TD"), "zh", "格")
	}
	link := w.line(open(w.root, "TOC", "TOCI", "Reference", "Link"), "zh", "目录")
	w.doc.Destination("here", w.page, 0)
	w.page.LinkTo(20, w.y, 20, 10, "here", link, "目录")
	w.page.In(w.root.Open("Figure", typeset.Attr{Alt: "方块"}))
	w.page.Rect(100, 600, 10, 10, typeset.Color{})
	w.page.Artifact("Footer")
	w.set("zh", "第一页")
	w.page.Artifact("Layout")
	w.page.Line(0, 0, 9, 9, 1, typeset.Color{})
}

// opened reads the sample.
func opened(t *testing.T) *file {
	t.Helper()
	f, err := read(sample())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSound(t *testing.T) {
	t.Parallel()
	breaches, err := Check(sample())
	if err != nil {
		t.Error(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

// dictOf finds the first element of a type.
func (f *file) dictOf(tag string) types.Dict {
	return f.dictsOf("S", tag)[0]
}

// dictsOf finds the dictionaries in which an entry has a name.
func (f *file) dictsOf(key, name string) []types.Dict {
	var out []types.Dict
	for _, number := range f.objects() {
		if d := f.dict(*types.NewIndirectRef(number, 0)); d != nil && f.name(d, key) == name {
			out = append(out, d)
		}
	}
	return out
}

// rename makes the first element of a type another.
func rename(from, to string) func(*file) {
	return func(f *file) { f.dictOf(from)["S"] = types.Name(to) }
}

// without takes an entry from the first dictionary in which key is name.
func without(key, name, entry string) func(*file) {
	return with(key, name, entry, nil)
}

// with sets an entry of the first dictionary in which key is name.
func with(key, name, entry string, value types.Object) func(*file) {
	return func(f *file) { f.dictsOf(key, name)[0][entry] = value }
}

// root sets an entry of the catalog.
func root(entry string, value types.Object) func(*file) {
	return func(f *file) { f.root[entry] = value }
}

// edit changes the data of the stream that an entry of a dictionary refers to.
func (f *file) edit(o types.Object, change func([]byte) []byte) {
	data := f.stream(o)
	s := f.at(o).(types.StreamDict)
	s.Content = change(bytes.Clone(data))
	f.ctx.Table[ref(o)].Object = s
}

// program replaces in the page's program.
func program(from, to string) func(*file) {
	return func(f *file) {
		f.edit(f.dictsOf("Type", "Page")[0]["Contents"], func(b []byte) []byte {
			return bytes.Replace(b, []byte(from), []byte(to), 1)
		})
	}
}

// metadata replaces in the metadata.
func metadata(from, to string) func(*file) {
	return func(f *file) {
		f.edit(f.root["Metadata"], func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) })
	}
}

// mapped makes the first character in the map of a font another, or none.
func mapped(hex string) func(*file) {
	return func(f *file) {
		f.edit(f.dictsOf("Subtype", "Type0")[0]["ToUnicode"], func(b []byte) []byte {
			return regexp.MustCompile(`<0001><....>`).ReplaceAll(b, []byte(hex))
		})
	}
}

// profile changes the colour profile.
func profile(change func([]byte) []byte) func(*file) {
	return func(f *file) {
		f.edit(f.dict(f.array(f.root, "OutputIntents")[0])["DestOutputProfile"], change)
	}
}

// ints is an array of whole numbers.
func ints(values ...int) types.Array {
	var out types.Array
	for _, v := range values {
		out = append(out, types.Integer(v))
	}
	return out
}

// mutations breaks each rule, in every way that is looked for.
var mutations = []struct {
	rule  string
	spoil func(*file)
}{
	{"PDF/A-2 6.1.2", func(f *file) { f.data = append([]byte("\n"), f.data...) }},
	{"PDF/A-2 6.1.2", func(f *file) { f.data = bytes.Replace(f.data, []byte("\xE2\xE3"), []byte("aa"), 1) }},
	{"PDF/A-2 6.1.3", func(f *file) { f.ctx.ID = nil }},
	{"PDF/A-2 6.1.3", func(f *file) { f.ctx.Encrypt = types.NewIndirectRef(1, 0) }},
	{"PDF/A-2 6.1.7.1", with("Type", "Metadata", "F", types.StringLiteral("elsewhere"))},
	{"PDF/A-2 6.1.7.2", func(f *file) {
		o := f.dictsOf("Type", "Page")[0]["Contents"]
		s := f.at(o).(types.StreamDict)
		s.FilterPipeline = []types.PDFFilter{{Name: "LZWDecode"}}
		f.ctx.Table[ref(o)].Object = s
	}},
	{"PDF/UA-1 6.2", root("MarkInfo", nil)},
	{"Matterhorn 01-007", func(f *file) { f.dict(f.root, "MarkInfo")["Suspects"] = types.Boolean(true) }},
	{"Matterhorn 07-001", root("ViewerPreferences", nil)},
	{"Matterhorn 07-002", func(f *file) { f.dict(f.root, "ViewerPreferences")["DisplayDocTitle"] = types.Boolean(false) }},
	{"PDF/A-2 6.5.2", root("AA", types.Dict{})},
	{"PDF/A-2 6.5.1", root("OpenAction", types.Dict{})},
	{"PDF/A-2 6.4.1", root("AcroForm", types.Dict{})},
	{"PDF/A-2 6.9", root("OCProperties", types.Dict{})},
	{"PDF/A-2 6.11", root("Requirements", types.Dict{})},
	{"PDF/A-2 6.8", root("Names", types.Dict{"JavaScript": types.Dict{}})},
	{"Matterhorn 06-001", root("Metadata", nil)},
	{"PDF/A-2 6.6.2.1", without("Type", "Metadata", "Subtype")},
	{"PDF/A-2 6.6.2.1", metadata("<rdf:RDF", "<rdf:RDF<")},
	{"PDF/A-2 6.6.2.1", metadata("<?xpacket", "<?packet")},
	{"Matterhorn 06-002", metadata("<pdfuaid:part>1", "<pdfuaid:part>2")},
	{"Matterhorn 06-003", metadata("dc:title>", "dc:subtitle>")},
	{"PDF/A-2 6.6.4", metadata("<pdfaid:conformance>A", "<pdfaid:conformance>B")},
	{"PDF/A-2 6.6.2.3", metadata("<pdfaProperty:name>part", "<pdfaProperty:name>parts")},
	{"PDF/A-2 6.6.3", metadata("样张", "别的")},
	{"PDF/A-2 6.6.3", metadata("<xmp:CreateDate>2026", "<xmp:CreateDate>2025")},
	{"PDF/A-2 6.2.3", root("OutputIntents", nil)},
	{"PDF/A-2 6.2.3", func(f *file) {
		f.dict(f.array(f.root, "OutputIntents")[0], "DestOutputProfile")["N"] = types.Integer(4)
	}},
	{"PDF/A-2 6.2.3", profile(func(b []byte) []byte { return b[:len(b)-4] })},
	{"PDF/A-2 6.2.3", profile(func(b []byte) []byte { b[8] = 5; return b })},
	{"PDF/A-2 6.2.3", profile(func(b []byte) []byte { copy(b[16:], "CMYK"); return b })},
	{"PDF/A-2 6.2.3", profile(func(b []byte) []byte { copy(b[132:], "none"); return b })},
	{"PDF/A-2 6.2.3", profile(func(b []byte) []byte { binary.BigEndian.PutUint32(b[136:], 9999); return b })},
	{"PDF/A-2 6.1.13", with("Type", "Page", "MediaBox", ints(0, 0, 20000, 100))},
	{"PDF/A-2 6.10", with("Type", "Page", "PresSteps", types.Dict{})},
	{"PDF/A-2 6.2.10", func(f *file) { f.dict(f.dictsOf("Type", "Page")[0], "Resources")["ExtGState"] = types.Dict{} }},
	{"PDF/A-2 6.2.2", program("EMC", "EMC perhaps ")},
	{"PDF/A-2 6.2.2", program("/F1 ", "/F9 ")},
	{"PDF/A-2 6.2.2", without("Type", "Page", "Resources")},
	{"Matterhorn 01-003", program("/P<</MCID 1>>BDC", "/P<</MCID 1>>BDC /Artifact<</Type/Layout>>BDC EMC")},
	{"Matterhorn 01-004", program("/Artifact<</Type/Layout>>BDC", "/Artifact<</Type/Layout>>BDC /Span<<>>BDC EMC")},
	{"Matterhorn 01-005", program("/P<</MCID 1>>BDC", "/P BMC")},
	{"Matterhorn 01-005", program("/Artifact<</Type/Layout>>BDC", "0 0 9 9 re f /Artifact<</Type/Layout>>BDC")},
	{"Matterhorn 01-002", program("/Artifact<</Type/Pagination/Subtype/Footer>>", "/Artifact<</Type/Layout>>")},
	{"Matterhorn 18-001", program("/Artifact<</Type/Layout>>", "/Artifact<<>>")},
	{"Matterhorn 18-001", program("/Subtype/Footer", "/Subtype/Foot")},
	{"PDF/UA-1 7.1", program("/P<</MCID 1>>", "/P<</MCID 0>>")},
	{"PDF/UA-1 7.1", program("/P<</MCID 1>>", "/P<</MCID 99>>")},
	{"PDF/UA-1 7.1", func(f *file) {
		f.edit(f.dictsOf("Type", "Page")[0]["Contents"], func(b []byte) []byte { return append(b, "/P BMC"...) })
	}},
	{"PDF/UA-1 7.1", root("StructTreeRoot", nil)},
	{"PDF/UA-1 7.1", without("S", "P", "P")},
	{"PDF/UA-1 7.1", without("S", "P", "Pg")},
	{"PDF/UA-1 7.1", with("S", "P", "K", ints(0))},
	{"PDF/UA-1 7.1", without("Type", "Page", "StructParents")},
	{"PDF/UA-1 7.1", func(f *file) {
		nums := f.array(f.root, "StructTreeRoot", "ParentTree", "Nums")
		owners := f.array(nums[1])
		owners[0], owners[1] = owners[1], owners[0]
	}},
	{"Matterhorn 02-001", rename("P", "Paragraph")},
	{"Matterhorn 02-003", func(f *file) { f.dict(f.root, "StructTreeRoot", "RoleMap")["Remark"] = types.Name("Remark") }},
	{"Matterhorn 02-004", func(f *file) { f.dict(f.root, "StructTreeRoot", "RoleMap")["P"] = types.Name("Span") }},
	{"Matterhorn 09-002", rename("Document", "Sect")},
	{"Matterhorn 09-002", rename("P", "Code")},
	{"Matterhorn 09-002", rename("Span", "P")},
	{"Matterhorn 09-002", rename("P", "Sect")},
	{"Matterhorn 09-002", rename("LBody", "Sect")},
	{"Matterhorn 09-004", rename("THead", "TR")},
	{"Matterhorn 09-004", rename("TD", "P")},
	{"Matterhorn 09-004", rename("TBody", "THead")},
	{"Matterhorn 09-004", rename("THead", "TFoot")},
	{"Matterhorn 09-004", rename("TBody", "Div")},
	{"Matterhorn 09-005", rename("LBody", "P")},
	{"Matterhorn 09-005", rename("L", "Div")},
	{"Matterhorn 09-006", rename("Reference", "Span")},
	{"Matterhorn 09-006", rename("TOC", "Div")},
	{"Matterhorn 01-006", without("S", "H1", "K")},
	{"Matterhorn 13-004", without("S", "Figure", "Alt")},
	{"PDF/UA-1 7.3", without("S", "Figure", "A")},
	{"Matterhorn 19-003", rename("P", "Note")},
	{"Matterhorn 19-004", func(f *file) {
		for _, d := range f.dictsOf("S", "P") {
			d["S"], d["ID"] = types.Name("Note"), types.StringLiteral("n")
		}
	}},
	{"Matterhorn 15-003", without("S", "TH", "A")},
	{"Matterhorn 15-005", rename("TH", "TD")},
	{"PDF/UA-1 7.2", with("S", "TD", "A", types.Dict{"O": types.Name("Table"), "ColSpan": types.Integer(2)})},
	{"PDF/UA-1 7.2", with("S", "TH", "A", types.Dict{"O": types.Name("Table"), "Scope": types.Name("Column"), "RowSpan": types.Integer(2)})},
	{"Matterhorn 16-002", without("S", "L", "A")},
	{"Matterhorn 14-001", func(f *file) {
		for _, tag := range []string{"H1", "H2", "H3"} {
			rename(tag, "P")(f)
		}
	}},
	{"Matterhorn 14-002", rename("H1", "P")},
	{"Matterhorn 14-003", rename("H2", "P")},
	{"Matterhorn 14-007", rename("H2", "H")},
	{"Matterhorn 11-001", root("Lang", nil)},
	{"PDF/A-2 6.7.4", with("S", "Span", "Lang", types.StringLiteral("日本"))},
	{"Matterhorn 11-007", without("S", "Span", "Lang")},
	{"Matterhorn 11-007", with("S", "Figure", "Lang", types.StringLiteral("en"))},
	{"Matterhorn 28-008", without("Type", "Page", "Tabs")},
	{"Matterhorn 28-009", with("Type", "Page", "Tabs", types.Name("R"))},
	{"PDF/A-2 6.3.1", with("Type", "Annot", "Subtype", types.Name("Movie"))},
	{"PDF/A-2 6.3.2", without("Type", "Annot", "F")},
	{"PDF/A-2 6.3.2", with("Type", "Annot", "F", types.Integer(6))},
	{"Matterhorn 28-012", without("Type", "Annot", "Contents")},
	{"Matterhorn 28-011", without("Type", "Annot", "StructParent")},
	{"Matterhorn 28-011", without("Type", "Annot", "Dest")},
	{"Matterhorn 28-011", rename("Link", "Span")},
	{"PDF/A-2 6.5.1", with("Type", "Annot", "A", types.Dict{"S": types.Name("Launch")})},
	{"PDF/UA-1 7.17", func(f *file) { f.dict(f.root, "Outlines", "First")["Title"] = nil }},
	{"PDF/UA-1 7.17", func(f *file) {
		f.root["Outlines"] = nil
		kids := f.array(f.root, "Pages", "Kids")
		f.dict(f.root, "Pages")["Kids"] = append(kids, kids[0])
	}},
	{"Matterhorn 31-006", with("Subtype", "Type0", "Encoding", types.Name("UniGB-UCS2-H"))},
	{"Matterhorn 31-004", without("Subtype", "CIDFontType2", "CIDToGIDMap")},
	{"PDF/A-2 6.2.11.2", with("Subtype", "Type0", "BaseFont", types.Name("Font"))},
	{"Matterhorn 31-014", with("Type", "FontDescriptor", "CIDSet", types.Integer(1))},
	{"Matterhorn 31-009", without("Type", "FontDescriptor", "FontFile2")},
	{"Matterhorn 31-011", program("\x00\x01", "\x7F\x01")},
	{"Matterhorn 31-030", program("\x00\x01", "\x00\x00")},
	{"Matterhorn 31-016", with("Subtype", "CIDFontType2", "DW", types.Integer(998))},
	{"Matterhorn 10-001", mapped("")},
	{"Matterhorn 31-028", mapped("<0001><0000>")},
	{"Matterhorn 31-029", mapped("<0001><FEFF>")},
	{"PDF/A-2 6.2.11.7.3", mapped("<0001><E001>")},
}

func TestBreaches(t *testing.T) {
	t.Parallel()
	for i, m := range mutations {
		f := opened(t)
		m.spoil(f)
		f.check()
		if !slices.ContainsFunc(f.breaches, func(b Breach) bool { return b.Rule == m.rule }) {
			t.Errorf("mutation %d: no breach of %s among %v", i, m.rule, f.breaches)
		}
	}
}

// TestEveryRuleCanBeBroken finds the names of rules in the package's files, and a
// mutation for each.
func TestEveryRuleCanBeBroken(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") && name != "clauses.go" {
			for _, m := range regexp.MustCompile(`"((Matterhorn|PDF/UA-1|PDF/A-2) [0-9.-]+)"`).FindAllSubmatch(source, -1) {
				names[string(m[1])] = true
			}
		}
	}
	for _, m := range mutations {
		delete(names, m.rule)
	}
	for name := range names {
		t.Errorf("nothing breaks %s", name)
	}
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "%PDF-1.7\n", string(sample()[:2000])} {
		if breaches, err := Check([]byte(data)); err == nil {
			t.Errorf("%d bytes are read, with %v", len(data), breaches)
		}
	}
}

func TestLexer(t *testing.T) {
	t.Parallel()
	l := lexer{data: []byte("/A#b <</K[1 -.5(a\\(\\051\\n(x))]/S<41 4>>> % remark\nBDC T*")}
	var got []any
	for v := l.next(); v != nil; v = l.next() {
		got = append(got, v)
	}
	if len(got) != 4 || got[0] != nameOperand("A#b") || got[2] != operator("BDC") || got[3] != operator("T*") {
		t.Fatalf("%#v", got)
	}
	dict := got[1].(map[string]any)
	if list := dict["K"].([]any); len(list) != 3 || list[1] != -.5 || list[2] != stringOperand("a()\n(x)") || dict["S"] != stringOperand("A") {
		t.Errorf("%#v", dict)
	}
}
