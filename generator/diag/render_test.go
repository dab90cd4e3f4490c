package diag_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

// lines serves source lines to the renderer.
type lines map[int]string

func (l lines) Line(_ string, n int) (string, bool) { s, ok := l[n]; return s, ok }

// words is a localizer that shows ids, so that layout is tested apart from wording.
type words struct{}

func (words) Message(m diag.Message) string {
	switch m.ID {
	case "colon":
		return ": "
	case "list_separator":
		return ", "
	}
	return m.ID
}

func at(line, from, to int) source.Span {
	return source.Span{File: "a.yaml", Start: source.Position{Line: line, Column: from}, End: source.Position{Line: line, Column: to}}
}

func TestTextPutsTheCaretUnderTheRightCells(t *testing.T) {
	t.Parallel()
	src := lines{
		1: "name: 岗位 wrong",
		2: "\tx: y",
		3: "ja: ｶﾞ 値",
		4: "a: \u202eevil",
		5: "e: 👩‍💻x",
	}
	for _, c := range []struct {
		span        source.Span
		line, caret string
	}{
		{at(1, 7, 9), "  1 | name: 岗位 wrong", "    |       ^^^^"},
		{at(1, 10, 15), "  1 | name: 岗位 wrong", "    |            ^^^^^"},
		{at(2, 2, 3), "  2 |   x: y", "    |   ^"},
		{at(3, 8, 9), "  3 | ja: ｶﾞ 値", "    |        ^^"},
		{at(4, 4, 9), "  4 | a: ·evil", "    |    ^^^^^"},
		{at(1, 99, 99), "  1 | name: 岗位 wrong", "    |                 ^"},
	} {
		var b bytes.Buffer
		list := diag.List{{Code: diag.BadValue, Msg: diag.Msg("m"), At: c.span}}
		if err := diag.Text(&b, list, src, words{}, diag.TextOptions{Root: "roles/"}); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(b.String(), "\n")
		if got[1] != c.line || got[2] != c.caret {
			t.Errorf("%v:\n%s\n%s\nwant\n%s\n%s", c.span, got[1], got[2], c.line, c.caret)
		}
	}
}

func TestTextCutsLongLines(t *testing.T) {
	t.Parallel()
	src := lines{1: strings.Repeat("长", 400) + "HERE" + strings.Repeat("a", 5000)}
	var b bytes.Buffer
	list := diag.List{{Code: diag.BadValue, Msg: diag.Msg("m"), At: at(1, 401, 405)}}
	if err := diag.Text(&b, list, src, words{}, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")
	i := strings.Index(got[1], "HERE")
	if i < 0 || len(got[1]) > 800 || !strings.Contains(got[2], "^^^^") {
		t.Fatalf("lost the place:\n%s\n%s", got[1], got[2])
	}
}

func TestTextCutsHugeLinesQuickly(t *testing.T) {
	t.Parallel()
	src := lines{1: strings.Repeat("长a", 1<<18)}
	list := make(diag.List, 20)
	for i := range list {
		list[i] = diag.Diagnostic{Code: diag.BadValue, Msg: diag.Msg("m"), At: at(1, 1+i*26000, 1<<19)}
	}
	for _, lines := range []diag.Lines{src, nil} {
		var b bytes.Buffer
		if err := diag.Text(&b, list, lines, words{}, diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if width := len([]rune(line)); width > 120 {
				t.Fatalf("a line of %d characters: %s", width, line)
			}
		}
	}
}

func TestTextFillsTheRoom(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789", 30)
	for _, c := range []struct {
		span         source.Span
		first, caret string
	}{
		{at(1, 1, 2), "01234", "^"},
		{at(1, 101, 102), "…01234", strings.Repeat(" ", 51) + "^"},
		{at(1, 300, 301), "…01234", strings.Repeat(" ", 100) + "^"},
		{at(1, 101, 301), "…01234", " " + strings.Repeat("^", 100)},
	} {
		var b bytes.Buffer
		list := diag.List{{Code: diag.BadValue, Msg: diag.Msg("m"), At: c.span}}
		if err := diag.Text(&b, list, lines{1: long}, words{}, diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(b.String(), "\n")
		if !strings.HasPrefix(got[1], "  1 | "+c.first) || strings.TrimPrefix(got[2], "    | ") != c.caret {
			t.Errorf("%v:\n%s\n%s", c.span, got[1], got[2])
		}
	}
}

func TestTextInThreeLanguages(t *testing.T) {
	t.Parallel()
	list := diag.List{
		{
			Code: diag.DuplicateKey, Msg: diag.Msg("m"), At: at(1, 1, 5),
			Related: []diag.Related{{At: at(2, 1, 2), Msg: diag.Msg("r")}}, Help: []diag.Message{diag.Msg("h")},
		},
		{Code: diag.OverdueReview, Severity: diag.Warning, Msg: diag.Msg("m")},
	}
	for lang, want := range map[catalog.Lang][]string{
		catalog.Chinese:  {"错误：", "处理办法：", "警告：", "1 处错误、1 处警告"},
		catalog.English:  {"error: ", "help: ", "warning: ", "1 error, 1 warning"},
		catalog.Japanese: {"エラー：", "対処：", "警告：", "エラー1件、警告1件"},
	} {
		var b bytes.Buffer
		if err := diag.Text(&b, list, lines{1: "name: x", 2: "y"}, locale.New(lang), diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s lacks %q:\n%s", lang, w, b.String())
			}
		}
		if strings.Contains(b.String(), "\x1b") {
			t.Errorf("%s: colour without being asked", lang)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := diag.JSON(&b, nil, words{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("{\n  \"diagnostics\": []\n}\n", b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	list := diag.List{{Code: diag.UnknownKey, Msg: diag.Msg("<m>"), At: at(3, 4, 5), Help: []diag.Message{diag.Msg("h1"), diag.Msg("h2")}}}
	if err := diag.JSON(&b, list, words{}); err != nil {
		t.Fatal(err)
	}
	var got map[string][]map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"file": "a.yaml", "line": 3.0, "column": 4.0, "severity": "error", "code": "unknown-key", "message": "<m>", "help": "h1\nh2"}
	if diff := cmp.Diff(want, got["diagnostics"][0]); diff != "" {
		t.Error(diff)
	}
}

func TestEveryCodeIsExplained(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		l := locale.New(lang)
		for _, c := range diag.Codes {
			for _, part := range []string{"what", "why", "bad", "good"} {
				if m := diag.Explain(c, part); !l.Has(m.ID) || l.Message(m) == "" {
					t.Errorf("%s lacks %s", lang, m.ID)
				}
			}
		}
	}
}

func TestSeverityOfCodes(t *testing.T) {
	t.Parallel()
	for c, want := range map[diag.Code]diag.Severity{diag.Syntax: diag.Error, diag.NotApplicable: diag.Error, diag.MissingGlyph: diag.Warning, diag.OverdueReview: diag.Warning} {
		if got := c.Severity(); got != want {
			t.Errorf("%s: %s", c, got)
		}
	}
}
