package e2e

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// violation is what axe-core complains of.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// TestAccessible has axe-core look at a page of each kind in every language,
// light and dark.
func TestAccessible(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	inTwoTabs(t, serve(t, s), inLanguages(kinds(s)), func(b *tab, path string) {
		b.visit(path)
		b.loadAxe()
		for _, scheme := range []string{"light", "dark"} {
			b.prefer(scheme)
			for _, v := range b.axe() {
				b.t.Errorf("%s, %s: %s (%s), %d times: %s\n%s", path, scheme, v.Help, v.ID, len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].Summary)
			}
		}
	})
}

// loadAxe brings axe-core into the page.
func (b *tab) loadAxe() {
	b.t.Helper()
	source, err := os.ReadFile(module(b.t, "axe-core/axe.min.js"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](string(source)))
}

// axe runs axe-core, which must have been loaded, over the whole page.
func (b *tab) axe() []violation {
	b.t.Helper()
	return b.axeWithin("document")
}

// axeWithin runs axe-core over parts of the page: an expression that names them.
func (b *tab) axeWithin(parts string) []violation {
	b.t.Helper()
	text := eval[string](b, `axe.run(`+parts+`, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))`)
	var out []violation
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}
