package clauses

import (
	"regexp"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// file is a PDF in the reading.
type file struct {
	ctx      *model.Context
	data     []byte
	root     types.Dict
	pages    []*page
	fonts    map[int]*font // by object number
	roles    map[string]string
	elements []*element // in reading order; the first is the root
	byObject map[int]*element
	breaches []Breach
}

// at follows keys from an object, through references. What is not there is nil.
func (f *file) at(from types.Object, keys ...string) types.Object {
	o, _ := f.ctx.Dereference(from)
	for _, key := range keys {
		d, _ := o.(types.Dict)
		if s, ok := o.(types.StreamDict); ok {
			d = s.Dict
		}
		o, _ = f.ctx.Dereference(d[key])
	}
	return o
}

// dict is at for a dictionary.
func (f *file) dict(from types.Object, keys ...string) types.Dict {
	switch o := f.at(from, keys...).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

// array is at for an array.
func (f *file) array(from types.Object, keys ...string) types.Array {
	a, _ := f.at(from, keys...).(types.Array)
	return a
}

// name is at for a name.
func (f *file) name(from types.Object, keys ...string) string {
	n, _ := f.at(from, keys...).(types.Name)
	return string(n)
}

// number is at for a number.
func (f *file) number(from types.Object, keys ...string) (float64, bool) {
	switch n := f.at(from, keys...).(type) {
	case types.Integer:
		return float64(n), true
	case types.Float:
		return float64(n), true
	}
	return 0, false
}

// text is at for a text string.
func (f *file) text(from types.Object, keys ...string) string {
	o := f.at(from, keys...)
	if o == nil {
		return ""
	}
	if s, err := types.StringOrHexLiteral(o); err == nil && s != nil {
		return *s
	}
	return ""
}

// flag is at for true or false.
func (f *file) flag(from types.Object, keys ...string) bool {
	b, _ := f.at(from, keys...).(types.Boolean)
	return bool(b)
}

// stream is the data of a stream.
func (f *file) stream(from types.Object) []byte {
	s, ok := f.at(from).(types.StreamDict)
	if !ok || s.Decode() != nil {
		return nil
	}
	return s.Content
}

// ref is the number of the object that is referred to, 0 for a direct one.
func ref(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}

// header is how a file begins: the version, and a comment that tells it is binary.
var header = regexp.MustCompile(`^%PDF-1\.[0-7]\n%[\x80-\xFF]{4}`)

// checkContainer looks at the file as a whole.
func (f *file) checkContainer() {
	if !headed(f.data) {
		f.breach("PDF/A-2 6.1.2", "the file begins %q", f.data[:min(len(f.data), 16)])
	}
	if f.ctx.ID == nil || len(f.ctx.ID) != 2 {
		f.breach("PDF/A-2 6.1.3", "no identifier in the trailer")
	}
	if f.ctx.Encrypt != nil {
		f.breach("PDF/A-2 6.1.3", "the file is encrypted")
	}
	for _, number := range f.objects() {
		f.checkStream(number)
	}
}

// headed tells whether the bytes begin as a file shall. A regular expression would
// take them for UTF-8.
func headed(data []byte) bool {
	runes := make([]rune, min(len(data), 16))
	for i := range runes {
		runes[i] = rune(data[i])
	}
	return header.MatchString(string(runes))
}

// objects lists the numbers of all objects.
func (f *file) objects() []int {
	var list []int
	for number := range f.ctx.Table {
		list = append(list, number)
	}
	slices.Sort(list)
	return list
}

// checkStream looks at an object, if it is a stream.
func (f *file) checkStream(number int) {
	s, ok := f.ctx.Table[number].Object.(types.StreamDict)
	if !ok {
		return
	}
	for _, key := range []string{"F", "FFilter", "FDecodeParms"} {
		if s.Dict[key] != nil {
			f.breach("PDF/A-2 6.1.7.1", "stream %d is outside of the file", number)
		}
	}
	for _, filter := range s.FilterPipeline {
		if filter.Name != "FlateDecode" {
			f.breach("PDF/A-2 6.1.7.2", "stream %d is packed by %s", number, filter.Name)
		}
	}
}

// checkCatalog looks at the document's root.
func (f *file) checkCatalog() {
	if !f.flag(f.root, "MarkInfo", "Marked") {
		f.breach("PDF/UA-1 6.2", "the file does not say that it is tagged")
	}
	if f.flag(f.root, "MarkInfo", "Suspects") {
		f.breach("Matterhorn 01-007", "the tags are suspect")
	}
	if f.root["ViewerPreferences"] == nil || f.dict(f.root, "ViewerPreferences")["DisplayDocTitle"] == nil {
		f.breach("Matterhorn 07-001", "windows do not show the title")
	} else if !f.flag(f.root, "ViewerPreferences", "DisplayDocTitle") {
		f.breach("Matterhorn 07-002", "windows show the name of the file")
	}
	for key, rule := range map[string]string{
		"AA": "PDF/A-2 6.5.2", "OpenAction": "PDF/A-2 6.5.1", "AcroForm": "PDF/A-2 6.4.1", "OCProperties": "PDF/A-2 6.9", "Requirements": "PDF/A-2 6.11",
	} {
		if f.root[key] != nil {
			f.breach(rule, "the catalog has %s", key)
		}
	}
	if f.dict(f.root, "Names")["JavaScript"] != nil || f.dict(f.root, "Names")["EmbeddedFiles"] != nil {
		f.breach("PDF/A-2 6.8", "programs or files are embedded")
	}
}
