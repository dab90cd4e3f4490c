package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The tests below show that the checkers of this package see what they are
// for: each looks at something with planted faults.

// planted is a site of a few files.
func planted(t *testing.T, files map[string]string) *site {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return &site{dir: dir}
}

func TestLinkChecker(t *testing.T) {
	t.Parallel()
	s := planted(t, map[string]string{
		"index.html": `<p id="a"><p id="a"><a href="gone.html"></a><a href="#b"></a><a href="other.html#c"></a>` +
			`<img src="https://evil.example/x.png"><a href="/rooted"></a><a href="javascript:x()"></a>`,
		"other.html": `<p id="d"><a href="index.html#a"></a><a href="https://elsewhere.example/">`,
		"a.css":      `a { background: url(https://evil.example/y.png), url(missing.svg) }`,
	})
	if got := checkLinks(t, s); len(got) != 9 {
		t.Errorf("%d complaints, want 9:\n%s", len(got), strings.Join(got, "\n"))
	}
}

func TestNuChecker(t *testing.T) {
	t.Parallel()
	s := planted(t, map[string]string{
		"index.html": `<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a"><img src="x.png"></html>`,
	})
	if got := nu(t, s.paths("index.html")); len(got) < 2 {
		t.Errorf("complaints are %v", got)
	}
}

func TestBrowserWatch(t *testing.T) {
	t.Parallel()
	s := planted(t, map[string]string{
		"index.html": `<!doctype html><title>x</title><link rel="icon" href="data:,"><main>
			<img src="missing.png"><img src="http://127.0.0.1:9/x.png"><input>
			<p hidden>Unseen words</p><div style="width: 3000px; background: #ddd">Wide</div>
			<script>console.warn("careful"); setTimeout(() => { throw new Error("planted") })</script>`,
	})
	b := newTab(t, serve(t, s))
	b.visit("index.html")
	b.until("the exception", `document.readyState === 'complete'`)
	noted := strings.Join(b.noted(), "\n")
	for _, want := range []string{"asks for http://127.0.0.1:9/", "status 404", "console warning", "exception", "cannot load"} {
		if !strings.Contains(noted, want) {
			t.Errorf("the tab did not note %q:\n%s", want, noted)
		}
	}
	if out := eval[[]string](b, overflow); len(out) < 2 {
		t.Errorf("what sticks out is %q", out)
	}
	if out := eval[[]string](b, unseen); !slices.Equal(out, []string{"Unseen words"}) {
		t.Errorf("what is not shown is %q", out)
	}
	b.loadAxe()
	if out := b.axe(standards); len(out) < 3 {
		t.Errorf("axe finds %v", out)
	}
}

func TestBadBreaks(t *testing.T) {
	t.Parallel()
	at := func(left, top float64, text string) word {
		return word{Left: left, Right: left + 10*float64(len([]rune(text))), Top: top, Bottom: top + 10, Text: text}
	}
	words := []word{
		at(0, 0, "销售"), at(20, 0, "，数据"), at(0, 20, "、行首"), at(0, 40, "行末（"), at(0, 60, "「"), at(10, 60, "引用"), at(0, 80, "ーダ"), at(300, 80, "·"),
	}
	if got := badBreaks(words); len(got) != 3 {
		t.Errorf("%d complaints, want 3: %q", len(got), got)
	}
}

func TestForeign(t *testing.T) {
	t.Parallel()
	allowed := map[string]bool{"CRM": true}
	for _, c := range []struct {
		text, lang string
		want       int
	}{
		{"CRM 系统，v2 of", "zh", 0},
		{"Lead 线索", "zh", 1},
		{"リード", "zh", 2},
		{"A·B ー", "zh", 0},
		{"ロールの Overview と CRM", "ja", 1},
		{"Role 角色", "en", 2},
	} {
		if got := foreign(c.text, c.lang, allowed); len(got) != c.want {
			t.Errorf("%q in %s: %q, want %d", c.text, c.lang, got, c.want)
		}
	}
}

func TestFormula(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]bool{
		"=1": true, " +1": true, "-x": true, "@a": true, "\tx": true, "＝1": true, "'=1": false, "a=1": false, "": false, "–": false,
	} {
		if got := formula(cell); got != want {
			t.Errorf("%q: %t", cell, got)
		}
	}
}

func TestActive(t *testing.T) {
	t.Parallel()
	s := planted(t, map[string]string{
		"index.html": `<p onclick="x()"><a href="javascript:x()">a</a><a href="data:,x">b</a><a href="//h/">c</a><iframe srcdoc="x"></iframe>` +
			`<base href="https://evil.example/"><p style="background: url(x)"><a href="https://h/">fine</a><a href="x.html">fine</a>`,
	})
	if got := active(s.page(t, "index.html")); len(got) != 8 {
		t.Errorf("%d things act, want 8: %q", len(got), got)
	}
}
