package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v4"
	"golang.org/x/net/html"

	"rolebook/locales"
)

// names are the words in Latin letters that Chinese and Japanese readers see
// and that are theirs, too: what the program is called, file types, keys of the
// keyboard and the terms that both languages write so. Language names stand in
// elements that say their language.
var names = []string{"Rolebook", "PDF", "XLSX", "CSV", "JSON", "YAML", "Atom", "Tab", "Enter", "Esc", "KPI"}

var latinWord = regexp.MustCompile(`\p{Latin}{3,}`)

// allowedWords are the Latin words that the catalog's own texts in a language
// use, and the names.
func allowedWords(t testing.TB, s *site, lang string) map[string]bool {
	t.Helper()
	var data any
	if err := json.Unmarshal(s.read(t, "data/catalog.json"), &data); err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{}
	for _, n := range names {
		allowed[n] = true
	}
	for text := range textsIn(data, lang) {
		for _, w := range latinWord.FindAllString(text, -1) {
			allowed[w] = true
		}
	}
	return allowed
}

// textsIn collects the texts of a language from the JSON of a catalog, where a
// text is an object from language to words.
func textsIn(data any, lang string) map[string]bool {
	out := map[string]bool{}
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			if text, ok := x[lang].(string); ok {
				out[text] = true
			}
			for _, v := range x {
				walk(v)
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		}
	}
	walk(data)
	return out
}

// spoken are the attributes that readers see or hear, or that scripts show.
var spoken = []string{"alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label", "summary"}

// words collects what a page says in its own language: visible text and spoken
// attributes. Code is left out, and so is what declares another language.
func words(p *page) []string {
	var out []string
	var walk func(n *html.Node, lang string)
	walk = func(n *html.Node, lang string) {
		if n.Type == html.TextNode {
			out = append(out, n.Data)
			return
		}
		if l, ok := attr(n, "lang"); ok && n.Data != "html" && l != lang {
			return
		}
		switch n.Data {
		case "script":
			if value(n, "type") == "application/json" {
				out = append(out, scriptWords(n)...)
			}
			return
		case "style", "code", "pre":
			return
		case "meta":
			if value(n, "name") == "description" {
				out = append(out, value(n, "content"))
			}
		}
		for _, key := range spoken {
			if v, ok := attr(n, key); ok {
				out = append(out, v)
			}
		}
		for c := range n.ChildNodes() {
			walk(c, lang)
		}
	}
	for c := range p.root.ChildNodes() {
		if c.Type == html.ElementNode {
			walk(c, value(c, "lang"))
		}
	}
	return out
}

var looksLikeID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$|[/<>]|^M[\d.]`)

// scriptWords are the words that a page hands to its scripts: strings that are
// no ids, paths or drawings.
func scriptWords(script *html.Node) []string {
	var data any
	if err := json.Unmarshal([]byte(content(script)), &data); err != nil {
		return []string{"unreadable JSON: " + err.Error()}
	}
	var out []string
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case string:
			if !looksLikeID.MatchString(x) {
				out = append(out, x)
			}
		case map[string]any:
			for key, v := range x {
				if key != "more" { // what is searched in and never shown
					walk(v)
				}
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		}
	}
	walk(data)
	return out
}

// TestNoForeignWords finds English in Chinese and Japanese pages, and Chinese
// characters or kana where they do not belong.
func TestNoForeignWords(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	allowed := map[string]map[string]bool{"zh": allowedWords(t, s, "zh"), "ja": allowedWords(t, s, "ja")}
	for _, p := range s.pages(t) {
		lang := p.lang()
		if lang == "" {
			lang = languages[0]
		}
		seen := map[string]bool{}
		for _, text := range words(p) {
			for _, w := range foreign(placeholder.ReplaceAllString(text, ""), lang, allowed[lang]) {
				if !seen[w] {
					seen[w] = true
					t.Errorf("%s: %q in %q", p.path, w, strings.Join(strings.Fields(text), " "))
				}
			}
		}
	}
}

// placeholder is where a script fills in words of a sentence.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// foreign lists the words of a text that are not of the language.
func foreign(text, lang string, allowed map[string]bool) []string {
	var out []string
	if lang != "en" {
		for _, w := range latinWord.FindAllString(text, -1) {
			if !allowed[w] {
				out = append(out, w)
			}
		}
	}
	for _, r := range text {
		kana := r != 'ー' && r != '・' && unicode.In(r, unicode.Hiragana, unicode.Katakana)
		if kana && lang != "ja" || unicode.Is(unicode.Han, r) && lang == "en" {
			out = append(out, string(r))
		}
	}
	return out
}

// TestNoMessageKeys finds message ids that stand where their words should.
func TestNoMessageKeys(t *testing.T) {
	t.Parallel()
	data, err := locales.Files.ReadFile("en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	messages := map[string]any{}
	if err := yaml.Unmarshal(data, &messages); err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`\b(` + strings.Join(slices.Sorted(maps.Keys(messages)), "|") + `)\b`)
	for _, p := range shipped(t).pages(t) {
		for _, text := range words(p) {
			for _, key := range keys.FindAllString(text, -1) {
				if strings.Contains(key, "_") {
					t.Errorf("%s says %s", p.path, key)
				}
			}
		}
	}
}

// TestNoFallback: the shipped catalog says everything in three languages, so no
// page has to lend words from another.
func TestNoFallback(t *testing.T) {
	t.Parallel()
	for _, p := range shipped(t).pages(t) {
		for _, n := range all(p.root, with("class")) {
			if slices.Contains(strings.Fields(value(n, "class")), "fallback") {
				t.Errorf("%s: %q is in another language", p.path, fmt.Sprintf("%.40s", content(n)))
			}
		}
	}
}
