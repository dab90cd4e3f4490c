package e2e

import (
	"testing"
)

// squeezed is a script that lists texts in columns so narrow that a word of
// two or three characters is a line: what has been squeezed by its neighbours.
// Upright writing stands that way on purpose.
const squeezed = `(() => {
  const out = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) {
    const e = n.parentElement, style = getComputedStyle(e);
    if (n.data.trim().length < 3 || e.closest('svg, .vh') || style.writingMode !== 'horizontal-tb' || !e.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(n);
    const lines = [...range.getClientRects()].filter(r => r.width > 0);
    if (lines.length > 2 && lines.every(r => r.width < 2.5 * parseFloat(style.fontSize))) out.push(n.data.trim().slice(0, 40));
  }
  return out;
})()`

// TestNothingSqueezed looks at a page of each kind, and at two roles compared,
// at a desktop's width and at a telephone's.
func TestNothingSqueezed(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	look := func(path string) {
		for _, px := range []int64{1366, 360} {
			b.width(px)
			if out := eval[[]string](b, squeezed); len(out) > 0 {
				t.Errorf("%s at %d px is squeezed: %q", path, px, out[:min(5, len(out))])
			}
		}
		b.width(1366)
	}
	for _, path := range inLanguages(kinds(s)) {
		b.visit(path)
		look(path)
	}
	for _, lang := range languages {
		path := lang + "/compare/index.html?a=sales-representative&b=regional-sales-manager"
		b.visit(path)
		b.until("the comparison", `Boolean(document.querySelector('#comparison .cmp'))`)
		look(path)
	}
	b.blameless("squeezed")
}
