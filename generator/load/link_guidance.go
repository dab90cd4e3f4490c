package load

import (
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// linkGuidance takes over what catalog.yaml says about the wording of texts and
// about warnings.
func (l *linker) linkGuidance(file string, shape *catalogShape) {
	for _, s := range shape.Glossary {
		l.cat.Glossary = append(l.cat.Glossary, l.term(file, s))
	}
	for _, w := range shape.Lint.Off {
		if l.isWarning(w) {
			l.cat.Lint.Off = append(l.cat.Lint.Off, w.Value)
		}
	}
	for _, s := range shape.Lint.Ignore {
		if l.isWarning(s.Code) && l.isFile(s.File) {
			l.cat.Lint.Ignore = append(l.cat.Lint.Ignore, &catalog.Ignore{
				Code: s.Code.Value, File: s.File.Value, Item: s.Item.Value, Reason: l.text(file, s.Reason), At: s.At,
			})
		}
	}
}

func (l *linker) term(file string, s termShape) *catalog.Term {
	t := &catalog.Term{Preferred: l.text(file, s.Preferred), Meaning: l.text(file, s.Meaning), At: s.At}
	for _, words := range []struct {
		lang catalog.Lang
		list []word
	}{{catalog.Chinese, s.Discouraged.Chinese}, {catalog.English, s.Discouraged.English}, {catalog.Japanese, s.Discouraged.Japanese}} {
		for _, w := range words.list {
			t.Discouraged = append(t.Discouraged, catalog.Word{Lang: words.lang, Word: w.Value, At: w.At})
		}
	}
	return t
}

// isWarning reports whether the word is the code of a warning, and complains
// when it is not.
func (l *linker) isWarning(w word) bool {
	var codes []string
	for _, c := range diag.Codes {
		if c.Severity() == diag.Warning {
			codes = append(codes, string(c))
		}
	}
	return l.isOneOf(w, "warning", codes)
}

// isFile likewise, for files of the catalog.
func (l *linker) isFile(w word) bool {
	var names []string
	for _, f := range l.files {
		names = append(names, f.Name)
	}
	return l.isOneOf(w, "file", names)
}

func (l *linker) isOneOf(w word, kind string, known []string) bool {
	if w.given() && !slices.Contains(known, w.Value) {
		l.diags.Add(diag.UnknownReference, w.At, diag.Msg("diag_unknown_reference", "Noun", noun(kind), "Name", w.Value), Suggest(w.Value, known)...)
		return false
	}
	return w.given()
}
