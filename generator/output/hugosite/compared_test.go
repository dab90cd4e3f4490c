package hugosite_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rolebook/generator/output/hugosite"
)

// TestCompared finds every role in the script where the page looks for it: by
// its place in the page's list.
func TestCompared(t *testing.T) {
	set := manyRoles(t, 61)
	p := render(t, set, hugosite.Options{}, nil)
	for _, lang := range languages {
		place := 0
		for _, o := range all(all(p.page(t, lang+"/compare/index.html"), "select[name=a]")[0], "option") {
			id := value(o, "value")
			if id == "" {
				continue
			}
			part := comparedPart(t, p, lang, place/25)
			role, ok := part.Roles[id]
			if !ok {
				t.Fatalf("%s: %s is not in script %d", lang, id, place/25)
			}
			if got, want := fmt.Sprint(part.Texts[role.Name-1]), words(o); got != want && got != "["+want+" en]" {
				t.Errorf("%s: %s is called %s, want %q", lang, id, got, want)
			}
			if got, want := len(role.Duties), len(set.Book(lang).Role(id).Duties); got != want {
				t.Errorf("%s: %s has %d duties, want %d", lang, id, got, want)
			}
			place++
		}
		if place != len(set.Catalog.Roles) {
			t.Errorf("%s: %d roles can be chosen, want %d", lang, place, len(set.Catalog.Roles))
		}
	}
}

type comparedFile struct {
	Texts []any
	Roles map[string]struct {
		Name   int
		Duties [][]int
	}
}

func comparedPart(t *testing.T, p *pages, lang string, n int) comparedFile {
	t.Helper()
	data, ok := strings.CutPrefix(string(p.files[fmt.Sprintf("%s/compare/%d.js", lang, n)]), fmt.Sprintf(`self.rolebookCompare["%d"]=`, n))
	var out comparedFile
	if err := json.Unmarshal([]byte(strings.TrimSuffix(data, ";\n")), &out); !ok || err != nil {
		t.Fatalf("%s: script %d: %v", lang, n, err)
	}
	return out
}
