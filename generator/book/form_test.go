package book_test

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/jsondata"
	"rolebook/roles"
)

var details = []catalog.Detail{catalog.Brief, catalog.Standard, catalog.Full}

// shipped is the books of the shipped catalog, read once.
var shipped = sync.OnceValue(func() func(testing.TB) *book.Set {
	var set *book.Set
	var once sync.Once
	return func(t testing.TB) *book.Set {
		once.Do(func() { set = conformance.Load(t, roles.Files) })
		return set
	}
})()

// written is what a document says, taken apart.
type written struct {
	doc      *book.Document
	words    []string
	whole    string          // the words, one below the other
	authored map[string]bool // of the words, those that stand so in the catalog
	length   int             // in characters
	heads    string          // titles and numbers of sections, and lead-ins
}

func write(p *book.RolePage, f book.Form, catalogSays map[string]bool) written {
	d := p.Document(f)
	d.Aliases = nil // in other languages on purpose
	w := written{doc: d, words: conformance.Words(d), authored: map[string]bool{}}
	w.whole = strings.Join(w.words, "\n")
	for _, s := range w.words {
		w.length += len([]rune(s))
		if catalogSays[s] {
			w.authored[s] = true
		}
	}
	for _, s := range d.Sections {
		delete(w.authored, s.Title)
		w.heads += s.Number + s.Title + "\n"
		if note, ok := s.Blocks[0].(book.Note); ok {
			w.heads += note.Text.Plain() + "\n"
		}
	}
	return w
}

// TestEveryForm writes every role in every scenario, detail, style and language.
func TestEveryForm(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, b := range set.Books {
		says := map[string]bool{}
		for _, s := range append(conformance.Everything(set, b), conformance.RoleNames(set, b)...) {
			says[s] = true
		}
		latin := latinWords(slices.Collect(maps.Keys(says)))
		for _, r := range b.Roles {
			t.Run(b.Key+" "+r.ID, func(t *testing.T) {
				t.Parallel()
				for _, scenario := range book.Scenarios {
					everyForm(t, r, scenario, says, func(s string) []string { return foreign(s, b.Key, latin) })
				}
			})
		}
	}
}

// everyForm holds the nine forms of a scenario against each other.
func everyForm(t *testing.T, r *book.RolePage, scenario string, says map[string]bool, foreign func(string) []string) {
	t.Helper()
	all := map[catalog.Detail]map[string]written{}
	for _, detail := range details {
		all[detail] = map[string]written{}
		for _, style := range book.Styles {
			w := write(r, book.Form{Scenario: scenario, Detail: detail, Style: style}, says)
			all[detail][style] = w
			checkWords(t, w, foreign)
		}
		sameAuthored(t, all[detail])
	}
	for _, style := range book.Styles {
		grows(t, all[catalog.Brief][style], all[catalog.Standard][style])
		grows(t, all[catalog.Standard][style], all[catalog.Full][style])
	}
}

func (w written) String() string {
	return fmt.Sprintf("%s %s %s", w.doc.Scenario, w.doc.Detail, w.doc.Style)
}

var unsaid = regexp.MustCompile(`⟦|<no value>|\{\{|%!|\b(book|site|cli)_[a-z_]+`)

// ofMachines are digests and the names of files.
var ofMachines = regexp.MustCompile(`[0-9a-f]{8,}|[a-z0-9/-]+\.yaml`)

// checkWords looks for empty parts, message keys and foreign words.
func checkWords(t *testing.T, w written, foreign func(string) []string) {
	t.Helper()
	if len(w.doc.Sections) < 3 || w.length < 150 {
		t.Errorf("%s: %d sections, %d characters", w, len(w.doc.Sections), w.length)
	}
	ids := map[string]bool{}
	for _, s := range w.doc.Sections {
		if s.Title == "" || len(s.Blocks) == 0 || ids[s.ID] {
			t.Errorf("%s: section %q has %q for a title and %d blocks, or comes twice", w, s.ID, s.Title, len(s.Blocks))
		}
		ids[s.ID] = true
	}
	for _, s := range w.words {
		if m := unsaid.FindString(s); m != "" {
			t.Errorf("%s: %q in %q", w, m, s)
		}
		if s == w.doc.Role || strings.HasSuffix(s, ".yaml") {
			continue // its id, as a reference number, or its file
		}
		for _, x := range foreign(ofMachines.ReplaceAllString(s, "")) {
			t.Errorf("%s: %q in %q", w, x, s)
		}
	}
}

// sameAuthored: styles say what the catalog says alike, and head it differently.
func sameAuthored(t *testing.T, styles map[string]written) {
	t.Helper()
	formal := styles[book.Formal]
	heads := map[string]string{}
	for _, style := range book.Styles {
		w := styles[style]
		for s := range missing(formal, w) {
			t.Errorf("%s lacks %q, which %s has", w, s, formal)
		}
		for s := range missing(w, formal) {
			t.Errorf("%s lacks %q, which %s has", formal, s, w)
		}
		if other, ok := heads[w.heads]; ok {
			t.Errorf("%s has the headings and lead-ins of %s", w, other)
		}
		heads[w.heads] = w.String()
	}
}

// grows: more detail says all that less detail says, and more.
func grows(t *testing.T, less, more written) {
	t.Helper()
	for s := range missing(less, more) {
		t.Errorf("%s lacks %q, which %s has", more, s, less)
	}
	if more.length <= less.length {
		t.Errorf("%s says no more than %s", more, less)
	}
	for _, s := range less.doc.Sections {
		if !slices.ContainsFunc(more.doc.Sections, func(x book.Section) bool { return x.ID == s.ID }) {
			t.Errorf("%s lacks section %s, which %s has", more, s.ID, less)
		}
	}
}

// missing is what b lacks of what a says of the catalog.
func missing(a, b written) map[string]bool {
	out := maps.Clone(a.authored)
	maps.DeleteFunc(out, func(s string, _ bool) bool { return b.authored[s] || strings.Contains(b.whole, s) })
	return out
}

var latinWord = regexp.MustCompile(`\p{Latin}{3,}`)

// latinWords are the words in Latin letters that Chinese and Japanese readers
// find in the catalog, and those that both languages write so.
func latinWords(texts []string) map[string]bool {
	out := map[string]bool{"KPI": true, "SHA": true, "sha": true, "sum": true}
	for _, s := range texts {
		for _, w := range latinWord.FindAllString(s, -1) {
			out[w] = true
		}
	}
	return out
}

// foreign lists what is not of the language.
func foreign(s, lang string, latin map[string]bool) []string {
	var out []string
	if lang != "en" {
		for _, w := range latinWord.FindAllString(s, -1) {
			if !latin[w] {
				out = append(out, w)
			}
		}
	}
	for _, r := range s {
		kana := r != 'ー' && r != '・' && unicode.In(r, unicode.Hiragana, unicode.Katakana)
		if kana && lang != "ja" || unicode.Is(unicode.Han, r) && lang == "en" {
			out = append(out, string(r))
		}
	}
	return out
}

// TestFormsAreDeterministic writes every document from two sets of books.
func TestFormsAreDeterministic(t *testing.T) {
	t.Parallel()
	first := shipped(t)
	second := book.New(first.Analysis, first.BaseURL)
	for i, b := range first.Books {
		for j, r := range b.Roles {
			for f := range forms {
				if x, y := bytesOf(t, r.Document(f)), bytesOf(t, second.Books[i].Roles[j].Document(f)); !bytes.Equal(x, y) {
					t.Errorf("%s %s: %v differs from one time to the next", b.Key, r.ID, f)
				}
			}
		}
	}
}

// forms visits every form that there is.
func forms(yield func(book.Form) bool) {
	for _, scenario := range book.Scenarios {
		for _, detail := range details {
			for _, style := range book.Styles {
				if !yield(book.Form{Scenario: scenario, Detail: detail, Style: style}) {
					return
				}
			}
		}
	}
}

func bytesOf(t *testing.T, d *book.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jsondata.WriteDocument(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestQuiz: the questions of the shipped roles are of all kinds that the role
// gives rise to, come from several modules, and a longer quiz begins like a
// shorter one.
func TestQuiz(t *testing.T) {
	t.Parallel()
	for _, b := range shipped(t).Books {
		for _, r := range b.Roles {
			var before []string
			for _, detail := range details {
				rows := quiz(r.Document(book.Form{Scenario: "onboarding", Detail: detail, Style: book.Formal}))
				if len(rows) < len(before) || !slices.Equal(rows[:len(before)], before) {
					t.Errorf("%s %s: %s asks %q, less detail %q", b.Key, r.ID, detail, rows, before)
				}
				before = rows
			}
			checkAnswers(t, b, r, before)
		}
	}
}

// quiz is the answers to the questions of a document, a line each.
func quiz(d *book.Document) []string {
	last := d.Sections[len(d.Sections)-1]
	var out []string
	for _, block := range last.Blocks {
		if t, ok := block.(book.Table); ok {
			for _, row := range t.Groups[0].Rows {
				out = append(out, row.Cells[1].Lines[0].Plain()+" → "+row.Cells[2].Lines[0].Plain())
			}
		}
	}
	return out
}

// checkAnswers holds the answers against the role's cells.
func checkAnswers(t *testing.T, b *book.Book, r *book.RolePage, rows []string) {
	t.Helper()
	kinds := map[string]int{}
	for _, row := range rows {
		_, answer, _ := strings.Cut(row, " → ")
		kinds[answer]++
	}
	if p := r.Permissions; p.Cells > p.Conditional && kinds[b.T("book_answer_yes")] == 0 ||
		p.Conditional > 0 && kinds[b.T("book_answer_conditional")] == 0 || p.Denials > 0 && kinds[b.T("book_answer_no")] == 0 {
		t.Errorf("%s %s: answers %v", b.Key, r.ID, kinds)
	}
	if len(rows) != len(slices.Compact(slices.Sorted(slices.Values(rows)))) {
		t.Errorf("%s %s: a question comes twice: %q", b.Key, r.ID, rows)
	}
}
