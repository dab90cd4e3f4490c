// Package prompt writes prompts that have a language model write the file of a
// role and stay inside a catalog: what is wanted, the format in short, the
// catalog's ids, roles as examples, how the language is written here, and what
// the answer must look like.
//
// Start at [Write]. Words come from the locale files, the format from its
// schema, everything else from the catalog; what comes from there stands in
// fences that it cannot end, and is called data.
package prompt

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/outline"
	"rolebook/generator/source"
)

// Request says what a prompt asks for.
type Request struct {
	Title    string        // what the job is called, on one line
	Rewrite  *catalog.Role // the role to be written anew; nil for one that is new
	Examples []*catalog.Role
	Scenario string // by the names of documents: job-description, onboarding, …
	Detail   catalog.Detail
	Style    string // formal, concise or friendly
}

// writer writes one prompt.
type writer struct {
	Request
	say   *locale.Locale
	cat   *catalog.Catalog
	files source.Files
	form  *outline.Node
	b     strings.Builder
}

// Write gives a prompt in a language, which is also the one that the model is
// asked to write in. The files are those that the catalog was made of.
func Write(r Request, lang catalog.Lang, cat *catalog.Catalog, files source.Files) (string, error) {
	form, err := outline.Of("role")
	if err != nil {
		return "", err
	}
	w := &writer{Request: r, say: locale.New(lang), cat: cat, files: files, form: form}
	w.task()
	w.section("prompt_bounds")
	w.section("prompt_format")
	w.fence("yaml", w.format())
	w.section("prompt_vocabulary")
	w.fence("yaml", w.vocabulary())
	w.conflicts()
	w.roles()
	w.section("prompt_guide")
	w.terms()
	w.section("prompt_answer")
	return w.b.String(), nil
}

// task says what is wanted of whom.
func (w *writer) task() {
	organization, _ := w.cat.Organization.In(w.say.Lang)
	pairs := []any{"Title", w.Title, "Organization", oneLine(organization), "Language", w.say.T("language_name")}
	id := "prompt_new"
	if w.Rewrite != nil {
		id = "prompt_rewrite"
		pairs = append(pairs, "ID", w.Rewrite.ID)
	}
	w.line(w.say.T(id, pairs...))
	for _, part := range []string{"scenario_" + w.Scenario, "detail_" + string(w.Detail), "style_" + w.Style} {
		w.line("- " + w.say.T("prompt_"+strings.ReplaceAll(part, "-", "_")))
	}
}

// section begins a part of the prompt: its heading is the message of that name,
// its text the one behind it.
func (w *writer) section(id string) {
	w.line("\n## " + w.say.T(id) + "\n")
	w.line(strings.TrimSpace(w.say.T(id+"_text", "Lang", string(w.say.Lang), "Language", w.say.T("language_name"))))
}

func (w *writer) line(s string) { w.b.WriteString(s + "\n") }

// fence quotes text so that nothing in it ends the quotation: the fence is
// longer than any run of its marks inside (CommonMark, section 4.5).
func (w *writer) fence(language, text string) {
	marks := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	w.line("\n" + marks + language + "\n" + strings.TrimRight(text, "\n") + "\n" + marks)
}

func longestRun(s string, mark rune) int {
	longest, run := 0, 0
	for _, r := range s {
		if r == mark {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}

// roles shows the role that is to be rewritten and those that are examples.
func (w *writer) roles() {
	if w.Rewrite != nil {
		w.section("prompt_current")
		w.fence("yaml", w.role(w.Rewrite))
	}
	w.section("prompt_examples")
	for _, r := range w.Examples {
		w.fence("yaml", w.role(r))
	}
}

// terms lists the words that the catalog prefers, with those not to be used.
func (w *writer) terms() {
	var out []string
	for _, t := range w.cat.Glossary {
		preferred, lang := t.Preferred.In(w.say.Lang)
		var avoid []string
		for _, d := range t.Discouraged {
			if d.Lang == w.say.Lang {
				avoid = append(avoid, quoted(d.Word))
			}
		}
		if lang == w.say.Lang && len(avoid) > 0 {
			out = append(out, quoted(preferred)+": ["+strings.Join(avoid, ", ")+"]")
		}
	}
	if len(out) > 0 {
		w.line("\n" + w.say.T("prompt_terms"))
		w.fence("yaml", strings.Join(out, "\n"))
	}
}
