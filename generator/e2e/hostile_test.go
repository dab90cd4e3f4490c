package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/output/markdown"
	"rolebook/schema"
)

// TestSampleIsComplete: the hostile role uses every key that a role may have.
func TestSampleIsComplete(t *testing.T) {
	t.Parallel()
	data, err := schema.Files.ReadFile("role.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(maps.Keys(fullRole(plainly)))
	if want := slices.Sorted(maps.Keys(s.Properties)); !slices.Equal(got, want) {
		t.Errorf("the sample role has the keys %v, the schema %v", got, want)
	}
}

// TestHostileData: the data files hold the source of every text, to the letter.
func TestHostileData(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	var data any
	if err := json.Unmarshal(h.read(t, "data/catalog.json"), &data); err != nil {
		t.Fatal(err)
	}
	texts := map[string]map[string]bool{}
	for _, lang := range languages {
		texts[lang] = textsIn(data, lang)
	}
	for _, s := range h.said {
		if !texts[s.lang][s.source] {
			t.Errorf("data/catalog.json lacks the %s in %s", s.field, s.lang)
		}
	}
}

// TestHostilePages finds every text of the role as text of its page.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	for _, lang := range languages {
		text := squeeze(content(h.page(t, lang+"/roles/clerk/index.html").root))
		for _, s := range h.said {
			if s.lang != lang {
				continue
			}
			if lack := missing(text, s); lack != "" {
				t.Errorf("role page: %s", lack)
			}
		}
	}
}

// missing says where a text parts from what an output has of it; empty when all
// of it is there.
func missing(text string, s said) string {
	want := squeeze(s.plain)
	if strings.Contains(text, want) {
		return ""
	}
	has := longestStart(text, want)
	at := strings.Index(text, has) + len(has)
	return fmt.Sprintf("the %s in %s goes on %.40q, not %.40q, after %q", s.field, s.lang, text[at:], want[len(has):], has[max(0, len(has)-20):])
}

// TestHostileMarkup: the pages hold nothing that acts but what the theme itself
// puts there.
func TestHostileMarkup(t *testing.T) {
	t.Parallel()
	own := map[string]bool{}
	for _, p := range shipped(t).pages(t) {
		for _, n := range active(p) {
			own[n] = true
		}
	}
	for _, p := range hostileSite(t).pages(t) {
		for _, n := range active(p) {
			if !own[n] {
				t.Errorf("%s holds %s", p.path, n)
			}
		}
	}
}

// active lists what may act in a page: elements that run or load, attributes
// that hold code, and links that are no addresses of pages.
func active(p *page) []string {
	var out []string
	elements := tag("script", "iframe", "frame", "object", "embed", "base", "applet", "svg", "math", "img", "video", "audio", "meta", "style", "form", "link")
	for _, n := range all(p.root, func(*html.Node) bool { return true }) {
		if elements(n) {
			out = append(out, signature(n))
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || a.Key == "style" && strings.ContainsAny(a.Val, "(@\\") {
				out = append(out, n.Data+" "+a.Key+"="+a.Val)
			}
			if _, links := places[a.Key]; links && !followable(a.Val) {
				out = append(out, n.Data+" "+a.Key+"="+a.Val)
			}
		}
	}
	return out
}

// signature names an element by what makes it act; numbers and page names in
// its attributes do not count.
func signature(n *html.Node) string {
	s := "<" + n.Data
	for _, key := range []string{"src", "href", "http-equiv", "type", "rel", "name"} {
		v, ok := attr(n, key)
		if !ok {
			continue
		}
		if key == "src" || key == "href" {
			if u, err := url.Parse(v); err == nil && u.Scheme == "" && u.Host == "" && n.Data != "base" {
				v = "of its own"
			}
		}
		s += " " + key + "=" + v
	}
	return s + ">"
}

// followable reports whether a link leads to a page: of this site, of the web,
// or to a mail address.
func followable(link string) bool {
	u, err := url.Parse(strings.TrimSpace(link))
	return err == nil && slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme) && (u.Host == "" || u.Scheme != "")
}

func TestHostileHTML(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	for _, m := range nu(t, h.paths(h.files(t, ".html")...)) {
		t.Error(m)
	}
	for _, complaint := range checkLinks(t, h.site) {
		t.Error(complaint)
	}
}

// TestHostileSheets finds the texts that lists show as text, whole.
func TestHostileSheets(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	for _, lang := range languages {
		name := lang + "/matrix/matrix." + lang + ".csv"
		var cells []string
		for _, line := range csvLines(t, name, h.read(t, name)) {
			cells = append(cells, line...)
		}
		h.lookFor(t, name, lang, squeeze(strings.Join(cells, "\n")))

		name = lang + "/matrix/matrix." + lang + ".xlsx"
		book := openWorkbook(t, name, h.read(t, name))
		cells = nil
		for _, sheet := range book.GetSheetList() {
			sheetShape(t, name, book, sheet)
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				cells = append(cells, row...)
			}
		}
		h.lookFor(t, name, lang, squeeze(strings.Join(cells, "\n")))
	}
}

// lookFor finds the two texts of the role that lists of permissions show.
func (h *hostile) lookFor(t *testing.T, name, lang, text string) {
	t.Helper()
	for _, s := range h.said {
		if s.lang != lang || s.field != "name" && s.field != "duty" {
			continue
		}
		if lack := missing(text, s); lack != "" {
			t.Errorf("%s: %s", name, lack)
		}
	}
}

// TestHostileMarkdown reads the Markdown of the role back, as GitHub would: its
// words are the ones written, and none has become markup.
func TestHostileMarkdown(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, lang := range languages {
		doc, err := h.report.Project.Describe(generator.Document{
			Role: "clerk", Lang: catalog.Lang(lang), Scenario: "job-description", Detail: catalog.Full, Style: "formal",
		})
		if err != nil {
			t.Fatal(err)
		}
		var source, page bytes.Buffer
		if err := markdown.Write(&source, doc); err != nil {
			t.Fatal(err)
		}
		// The only markup of a document's own is the line break within a cell.
		cleared := bytes.ReplaceAll(source.Bytes(), []byte("<br>"), []byte(" "))
		if err := reader.Convert(cleared, &page); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(page.String(), "raw HTML omitted") {
			t.Errorf("%s: markup got through:\n%s", lang, excerpt(page.String(), strings.Index(page.String(), "raw HTML omitted")))
		}
		root, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		text := squeeze(content(root))
		for _, s := range h.said {
			if s.lang != lang || !inJobDescription(s.field, catalog.Full) {
				continue
			}
			if lack := missing(text, s); lack != "" {
				t.Errorf("Markdown: %s", lack)
			}
		}
	}
}

// inJobDescription reports whether a job description tells a field of the
// sample role.
func inJobDescription(field string, detail catalog.Detail) bool {
	switch field {
	case "first day":
		return false
	case "note", "full task", "source":
		return detail == catalog.Full
	}
	return true
}

// TestHostileDocuments finds every text in the text layer of the documents, to
// the character, even those that no face can show.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	for _, lang := range languages {
		name := lang + "/roles/clerk/clerk." + lang + ".job-description.pdf"
		paper := h.paper(t, name)
		paper.sound(t)
		text := squeeze(asDrawn(paper.logical(t)))
		for _, s := range h.said {
			if s.lang != lang || !inJobDescription(s.field, catalog.Standard) {
				continue
			}
			s.plain = asDrawn(s.plain)
			if lack := missing(text, s); lack != "" {
				t.Errorf("%s: %s", name, lack)
			}
		}
	}
	h.paper(t, "en/rolebook.en.pdf").sound(t)
}

// asDrawn writes a text as poppler gives it back: marks above and below letters
// in canonical order, and letters that run from right to left turned round,
// since it takes what stands from left to right on a page for turned already.
func asDrawn(s string) string {
	s = norm.NFD.String(strings.ReplaceAll(s, "\u034f", ""))
	return rightToLeft.ReplaceAllStringFunc(s, func(run string) string {
		runes := []rune(run)
		slices.Sort(runes)
		return string(runes)
	})
}

var rightToLeft = regexp.MustCompile(`[\p{Arabic}\p{Hebrew}]+`)

// TestControlCharacters: what no text may hold is refused, or at least reaches
// no output.
func TestControlCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []string{"\x00", "\x07", "\x1b", "\x7f", "\u0080", "\ufffe"} {
		files := smallCatalog(func(field string) any { return "a" + c + "b " + field }, plainly)
		project, err := generator.Open(t.Context(), files, generator.Options{On: today})
		if err != nil {
			t.Fatal(err)
		}
		if !project.Diagnostics.HasErrors() {
			t.Errorf("%q in every field of a role is let in", c)
		}
	}
}

// TestLongWords: words of 10,000 characters come out whole.
func TestLongWords(t *testing.T) {
	t.Parallel()
	s := must(t, longOnce)
	for _, lang := range languages {
		text := content(s.page(t, lang+"/roles/clerk/index.html").root)
		paper := s.paper(t, lang+"/roles/clerk/clerk."+lang+".job-description.pdf")
		paper.sound(t)
		paper.within(t)
		for where, n := range map[string]int{
			"page": strings.Count(text, longWord), "document": strings.Count(squeeze(paper.logical(t)), longWord),
		} {
			if n < 20 {
				t.Errorf("%s: the long word stands %d times in the %s", lang, n, where)
			}
		}
		csv := string(s.read(t, lang+"/matrix/matrix."+lang+".csv"))
		if !strings.Contains(csv, longWord) {
			t.Errorf("%s: the list lacks the long word", lang)
		}
	}
	for _, m := range nu(t, s.paths(s.files(t, ".html")...)) {
		t.Error(m)
	}
}
