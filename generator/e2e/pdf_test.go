package e2e

import (
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// eachPaper runs a test on every document of the shipped catalog.
func eachPaper(t *testing.T, test func(t *testing.T, s *site, p *paper)) {
	s := shipped(t)
	for _, name := range s.files(t, ".pdf") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s, s.paper(t, name))
		})
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	eachPaper(t, func(t *testing.T, s *site, p *paper) {
		p.sound(t)
		p.within(t)
		p.numbered(t)
		if _, outlined := p.root(t)["/Outlines"]; !outlined {
			t.Error("no outline")
		}
		if strings.Contains(p.text(t), "〓") {
			t.Error("a character is missing from the fonts")
		}
		for _, f := range s.report.Files {
			if f.Path == p.name && f.Pages != p.pages(t) {
				t.Errorf("the report says %d pages, the document has %d", f.Pages, p.pages(t))
			}
		}
	})
}

// numbered fails the test unless each page says which of how many it is. The
// cover of a volume is counted and bears no number.
func (p *paper) numbered(t testing.TB) {
	t.Helper()
	lang, _, _ := strings.Cut(p.name, "/")
	form := locale.New(catalog.Lang(lang)).T("book_doc_page_of")
	n := p.pages(t)
	foots := func(width, height int) []string {
		return strings.Split(string(printed(t, "pdftotext", "-raw", "-x", "0", "-y", strconv.Itoa(height-footRoom), "-W", strconv.Itoa(width+1),
			"-H", strconv.Itoa(footRoom), p.path, "-")), "\f")
	}
	foot := foots(a4Width, a4Height)
	if across := p.across(t); len(across) > 0 {
		lying := foots(a4Height, a4Width)
		for i := range across {
			foot[i-1] = lying[i-1]
		}
	}
	for i := range n {
		if i == 0 && path.Base(p.name) == "rolebook."+lang+".pdf" { // a cover
			continue
		}
		want := strings.NewReplacer("{page}", strconv.Itoa(i+1), "{pages}", strconv.Itoa(n)).Replace(form)
		if !strings.Contains(squeeze(foot[i]), squeeze(want)) {
			t.Errorf("%s: the foot of page %d says %q, want %q", p.name, i+1, foot[i], want)
		}
	}
}

func TestNoMissingGlyphs(t *testing.T) {
	t.Parallel()
	for _, d := range shipped(t).report.Project.Diagnostics {
		if d.Code == "missing-glyph" {
			t.Errorf("%+v", d)
		}
	}
}

// TestEverySentence finds each sentence of a role in its job description, and
// in the volume, in the order in which the catalog tells them.
func TestEverySentence(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		volume := s.paper(t, lang+"/rolebook."+lang+".pdf")
		for _, r := range s.catalog().Roles {
			t.Run(lang+" "+r.ID, func(t *testing.T) {
				t.Parallel()
				sentences := sentencesOf(r, catalog.Lang(lang))
				p := s.paper(t, lang+"/roles/"+r.ID+"/"+r.ID+"."+lang+".job-description.pdf")
				inOrder(t, p.name+", as it is read aloud", p.logical(t), sentences)
				inOrder(t, p.name+", as it is drawn", p.text(t), sentences)
				inOrder(t, volume.name, volume.text(t), sentences)
			})
		}
	}
}

// inOrder fails the test for sentences that are not in the text behind the ones
// before them.
func inOrder(t *testing.T, where, text string, sentences []string) {
	t.Helper()
	whole := squeeze(text)
	rest := whole
	for _, s := range sentences {
		_, after, found := strings.Cut(rest, squeeze(s))
		switch {
		case found:
			rest = after
		case strings.Contains(whole, squeeze(s)):
			t.Errorf("%s: out of order: %s", where, s)
		default:
			t.Errorf("%s lacks %s; it has %q", where, s, longestStart(whole, squeeze(s)))
		}
	}
}

// longestStart is as much of the start of s as the text has.
func longestStart(text, s string) string {
	runes := []rune(s)
	n := sort.Search(len(runes), func(i int) bool { return !strings.Contains(text, string(runes[:i+1])) })
	return string(runes[:n])
}

// sentencesOf lists what a job description tells of a role, in order.
func sentencesOf(r *catalog.Role, lang catalog.Lang) []string {
	var out []string
	add := func(texts ...catalog.Text) {
		for _, t := range texts {
			if s, _ := t.In(lang); s != "" {
				out = append(out, paragraphs(s)...)
			}
		}
	}
	add(r.Name, r.Overview)
	for _, d := range r.Duties {
		add(d.Name)
		for _, task := range d.Tasks {
			if catalog.Standard.Includes(task.Detail) {
				add(task.Text)
			}
		}
	}
	add(r.Limits...)
	for _, c := range r.Collaboration {
		if c.With != nil {
			add(c.With.Name)
		}
		add(c.Party, c.Purpose)
		add(c.Gives...)
		add(c.Receives...)
	}
	add(r.Requirements.Education)
	for _, e := range r.Requirements.Experience {
		add(e.Text)
	}
	for _, s := range r.Requirements.Skills {
		add(s.Name)
	}
	add(r.Requirements.Certifications...)
	add(r.Requirements.Qualities...)
	for _, k := range r.KPIs {
		add(k.Name, k.Target.Text, k.Formula)
	}
	return out
}

// paragraphs gives the words of a Markdown text, without its marks, a
// paragraph each.
func paragraphs(markdown string) []string {
	source := []byte(markdown)
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	var out []string
	var b strings.Builder
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
				b.WriteByte(' ')
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
			if !entering {
				out = append(out, strings.TrimSpace(b.String()))
				b.Reset()
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// The characters that Chinese and Japanese put neither at the start nor at the
// end of a line: JIS X 4051, strict, and GB/T 15834.
const (
	neverFirst = "、。，．：；？！）〕］｝〉》」』】〙〗〟’”…‥・·々〻ゝゞヽヾー" +
		"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" + ",;:!?)]}%％"
	neverLast = "（〔［｛〈《「『【〘〖〝‘“([{"
)

// TestLineBreaks looks at the first and the last character of every line.
func TestLineBreaks(t *testing.T) {
	t.Parallel()
	eachPaper(t, func(t *testing.T, _ *site, p *paper) {
		for i, words := range p.words(t) {
			for _, complaint := range badBreaks(words) {
				t.Errorf("page %d: %s", i+1, complaint)
			}
		}
	})
}

// badBreaks says which words of a page begin or end a line with a character
// that must not stand there. A dot alone is the mark for what is not granted.
func badBreaks(words []word) []string {
	var out []string
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w.Text)
		last, _ := utf8.DecodeLastRuneInString(w.Text)
		if strings.ContainsRune(neverFirst, first) && w.Text != "·" && !beside(words, w, func(o word) float64 { return w.Left - o.Right }) {
			out = append(out, "a line begins with "+w.String())
		}
		if strings.ContainsRune(neverLast, last) && !beside(words, w, func(o word) float64 { return o.Left - w.Right }) {
			out = append(out, "a line ends with "+w.String())
		}
	}
	return out
}

// beside reports whether another word stands on the same line as w, about half
// an em away at most on the side that gap measures. Punctuation that is set
// close overlaps its neighbour's box.
func beside(words []word, w word, gap func(word) float64) bool {
	em := w.Bottom - w.Top
	for _, o := range words {
		middle := (o.Top + o.Bottom) / 2
		if o != w && middle > w.Top && middle < w.Bottom && gap(o) > -0.75*em && gap(o) < 0.6*em {
			return true
		}
	}
	return false
}

// glossaryPage is what pdfinfo says of where the glossary of a volume begins, or
// an entry of the index behind it.
var glossaryPage = regexp.MustCompile(`(?m)^ *(\d+) \[.*\] "(terms|object-.*)"$`)

// withoutGlossary is the text of a document without the pages that tell words
// of all languages.
func (p *paper) withoutGlossary(t testing.TB) string {
	t.Helper()
	from, to := 0, 0
	for _, m := range glossaryPage.FindAllStringSubmatch(string(printed(t, "pdfinfo", "-dests", p.path)), -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if m[2] == "terms" {
			from = n
		} else if to == 0 || n < to {
			to = n
		}
	}
	if from == 0 {
		return p.text(t)
	}
	pages := strings.Split(p.text(t), "\f")
	return strings.Join(append(pages[:from-1:from-1], pages[to-1:]...), "\f")
}

// TestNoForeignWordsInDocuments finds English in Chinese and Japanese
// documents. The names of roles in the other languages belong there.
func TestNoForeignWordsInDocuments(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	var aliases []string
	for _, r := range s.catalog().Roles {
		for _, v := range r.Name.Versions {
			aliases = append(aliases, v.Value, "")
		}
	}
	strip := strings.NewReplacer(aliases...)
	for _, lang := range languages {
		allowed := allowedWords(t, s, lang)
		for _, name := range s.files(t, "."+lang+".pdf", "."+lang+".job-description.pdf", "."+lang+".onboarding.pdf", "."+lang+".performance.pdf") {
			for _, w := range foreign(strip.Replace(s.paper(t, name).withoutGlossary(t)), lang, allowed) {
				t.Errorf("%s: %q", name, w)
			}
		}
	}
}
