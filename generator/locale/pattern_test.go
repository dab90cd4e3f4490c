package locale

import (
	"strings"
	"testing"
	"text/template"

	"rolebook/generator/catalog"
)

// TestPatternsSayWhatTemplatesSay fills every message that counts as a pattern
// in both ways, with arguments of several kinds and without one.
func TestPatternsSayWhatTemplatesSay(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		messages := forms(t, lang)
		if n := len(New(lang).patterns); n < 100 {
			t.Errorf("%s has %d patterns", lang, n)
		}
		for id, p := range New(lang).patterns {
			source := messages[id]["other"]
			kinds := []any{"words <&", 7, catalog.Date{Year: 2026, Month: 11, Day: 22}, 2.5}
			arguments := map[string]any{}
			for i, name := range placeholders(messages[id])[1:] {
				arguments[name] = kinds[i%len(kinds)]
			}
			var want strings.Builder
			if err := template.Must(template.New("").Parse(source)).Execute(&want, arguments); err != nil {
				t.Fatal(id, err)
			}
			if got := p.say(arguments); got != want.String() {
				t.Errorf("%s %s: %q, the template says %q", lang, id, got, want.String())
			}
		}
	}
}

func TestPatternOf(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]bool{
		"{{.A}}: {{.B}}": true, "{{.A}}{{.A}}.": true,
		"{{if .A}}a{{end}}": false, "{{ .A }}": false, "{{.A | html}} {{.B}}": false,
	} {
		if _, ok := patternOf(message); ok != want {
			t.Errorf("%q: %t", message, ok)
		}
	}
}
