package draft

import (
	"regexp"
	"strings"
	"unicode"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/outline"
	"rolebook/generator/source"
)

// objections finds what a text must not hold whatever it says: words in a wrong
// language, markup, characters that hide.
func objections(f *source.File, form *outline.Node, cat *catalog.Catalog) []Remark {
	out := invisible(f)
	if f.Root == nil {
		return out
	}
	judges := map[catalog.Lang]*tongue{}
	for w := range form.Words(f.Root) {
		if w.Lang == "" {
			w.Lang = cat.Languages[0]
		}
		if judges[w.Lang] == nil {
			judges[w.Lang] = &tongue{lang: w.Lang, first: f.Span(w.Node)}
		}
		out = append(out, active(f.Span(w.Node), w.Node.Value)...)
		if found := judges[w.Lang].hear(w.Node.Value); found != "" {
			out = append(out, foreign(f.Span(w.Node), w.Lang, found, w.Node.Value))
		}
	}
	for _, l := range catalog.AllLanguages {
		if j := judges[l]; j != nil && j.wrong() {
			out = append(out, foreign(j.first, l, j.mostly(), ""))
		}
	}
	return sorted(out)
}

func foreign(at source.Span, claimed catalog.Lang, found, text string) Remark {
	id := "draft_language"
	if text == "" {
		id = "draft_language_all"
	}
	return Remark{
		Language, excerpt(text), at,
		diag.Msg(id, "Claimed", diag.Msg("draft_in_"+string(claimed)), "Found", diag.Msg("draft_in_"+found)),
		[]diag.Message{diag.Msg("draft_language_help", "Key", string(claimed))},
	}
}

// The markup that no text needs. Everything here is shown as plain text by
// every output; that it stands there at all says that it was meant for something
// else than a reader.
var hostile = []struct {
	message string
	pattern *regexp.Regexp
}{
	{"draft_html", regexp.MustCompile(`(?i)<(?:[a-z][a-z0-9-]*(?:\s*/?>|\s[^<>]*=)|/[a-z]|!--|!\[|!doctype|\?|(?:script|style|iframe|object|embed|img|svg|link|meta|base|form|input)\b)`)},
	{"draft_program_link", regexp.MustCompile(`(?i)\b(?:javascript|vbscript):\S|\bdata:[a-z]+/[a-z0-9.+-]+[;,]|\bfile://`)},
	{"draft_image", regexp.MustCompile(`!\[[^\]]*\]\(`)},
	{"draft_template", regexp.MustCompile(`\{\{|\{%|\$\{|<%`)},
	{"draft_formula", regexp.MustCompile(`^\s*[=@+-]\s*[A-Za-z][A-Za-z0-9.]*\s*[(|]`)},
}

// active finds markup in a text, each kind once; what stands in code is shown as it is and may
// be an example.
func active(at source.Span, text string) []Remark {
	plain := code.ReplaceAllString(text, " ")
	var out []Remark
	for _, h := range hostile {
		if m := h.pattern.FindStringIndex(plain); m != nil {
			what := excerpt(plain[m[0]:])
			out = append(out, Remark{Markup, what, at, diag.Msg(h.message, "Text", what), []diag.Message{diag.Msg("draft_markup_help")}})
		}
	}
	return out
}

var code = regexp.MustCompile("`[^`]*`")

// invisible finds characters that readers do not see: they turn the direction
// of writing or hide words from people and not from programs. One a line is
// enough.
func invisible(f *source.File) []Remark {
	var out []Remark
	for n := 1; n <= f.Lines(); n++ {
		line, _ := f.Line(n)
		column := 1
		for _, r := range line {
			if hidden(r) {
				at := source.Span{File: f.Name, Start: source.Position{Line: n, Column: column}, End: source.Position{Line: n, Column: column + 1}}
				name := codePoint(r)
				out = append(out, Remark{Invisible, name, at, diag.Msg("draft_invisible", "Character", name), []diag.Message{diag.Msg("draft_invisible_help")}})
				break
			}
			column++
		}
	}
	return out
}

func hidden(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u3164' || r >= 0xe0000 && r <= 0xe0fff
}

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	var s string
	for ; r > 0 || len(s) < 4; r >>= 4 {
		s = digits[r&15:r&15+1] + s
	}
	return "U+" + s
}

// excerptLength is how many characters of a text a remark shows.
const excerptLength = 40

// excerpt is the beginning of a text, on one line.
func excerpt(s string) string {
	text := []rune(strings.Join(strings.Fields(s), " "))
	if len(text) > excerptLength {
		return string(text[:excerptLength]) + "…"
	}
	return string(text)
}
