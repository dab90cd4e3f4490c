package locale

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v4"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// forms reads a locale file as message id -> plural form -> text.
func forms(t *testing.T, lang catalog.Lang) map[string]map[string]string {
	t.Helper()
	var raw map[string]any
	if err := yaml.Unmarshal(File(lang), &raw); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	out := map[string]map[string]string{}
	for id, v := range raw {
		out[id] = map[string]string{}
		switch v := v.(type) {
		case string:
			out[id]["other"] = v
		case map[string]any:
			for form, s := range v {
				out[id][form] = s.(string)
			}
		default:
			t.Errorf("%s: %s is %T, not text", lang, id, v)
		}
	}
	return out
}

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func placeholders(texts map[string]string) []string {
	var out []string
	for _, s := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			out = append(out, m[1])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	english := forms(t, catalog.English)
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.Japanese} {
		other := forms(t, lang)
		for id, want := range english {
			got, ok := other[id]
			if !ok {
				t.Errorf("%s lacks %s", lang, id)
				continue
			}
			// A language without plurals may leave out the number's own form,
			// never an argument.
			if p, q := placeholders(want), placeholders(got); !slices.Equal(p, q) {
				t.Errorf("%s: %s fills in %v, English %v", lang, id, q, p)
			}
			if _, plural := want["one"]; plural && got["one"] != "" {
				t.Errorf("%s has one form for every number, yet %s has two", lang, id)
			}
		}
		for id := range other {
			if _, ok := english[id]; !ok {
				t.Errorf("%s has %s, which English lacks", lang, id)
			}
		}
	}
}

func TestPunctuationFollowsTheLanguage(t *testing.T) {
	t.Parallel()
	quoted := regexp.MustCompile("“[^”]*”|「[^」]*」|`[^`]*`") // YAML to type stays as it is
	halfWidth := regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}][,;:!?()]`)
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.Japanese} {
		for id, texts := range forms(t, lang) {
			if strings.HasPrefix(id, "explain_") && (strings.HasSuffix(id, "_bad") || strings.HasSuffix(id, "_good")) {
				continue // YAML
			}
			for _, s := range texts {
				if m := halfWidth.FindString(quoted.ReplaceAllString(s, "")); m != "" {
					t.Errorf("%s: %s has half-width punctuation behind a wide character: %q", lang, id, m)
				}
			}
		}
	}
	for id, texts := range forms(t, catalog.English) {
		for _, s := range texts {
			if i := strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '，' || r == '：' }); i >= 0 && !strings.Contains(id, "language") && !strings.HasPrefix(id, "explain_") && !strings.HasPrefix(id, "cli_") && !strings.HasPrefix(id, "lint_modality_") {
				t.Errorf("en: %s holds %q", id, s[i:])
			}
		}
	}
}

func TestMessages(t *testing.T) {
	t.Parallel()
	day := catalog.Date{Year: 2026, Month: 1, Day: 31}
	for _, c := range []struct {
		lang                          catalog.Lang
		date, list, one, many, number string
	}{
		{catalog.Chinese, "2026 年 1 月 31 日", "a、b", "1 天后", "1,200 天后", "12,345"},
		{catalog.English, "31 Jan 2026", "a, b", "in 1 day", "in 1,200 days", "12,345"},
		{catalog.Japanese, "2026年1月31日", "a、b", "1日後", "1,200日後", "12,345"},
	} {
		l := New(c.lang)
		for _, pair := range [][2]string{
			{l.Date(day), c.date},
			{l.List([]string{"a", "b"}), c.list},
			{l.N("book_in_days", 1), c.one},
			{l.N("book_in_days", 1200), c.many},
			{l.Integer(12345), c.number},
			{l.Date(catalog.Date{}), ""},
			{l.T("no_such_message"), "⟦no_such_message⟧"},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s says %q, not %q", c.lang, pair[0], pair[1])
			}
		}
	}
}

func TestMessageInsideMessage(t *testing.T) {
	t.Parallel()
	l := New(catalog.English)
	m := diag.Msg("book_sod_checked", "Date", "today", "Rules", diag.Message{ID: "book_count_rules", Count: 2})
	if got := l.Message(m); !strings.Contains(got, "against 2 rules.") {
		t.Errorf("got %q", got)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	names := []string{"张三", "李四", "阿一"}
	slices.SortFunc(names, New(catalog.Chinese).Compare)
	if want := []string{"阿一", "李四", "张三"}; !slices.Equal(names, want) {
		t.Errorf("by pinyin: %v, want %v", names, want)
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]catalog.Lang{"zh_CN.UTF-8": catalog.Chinese, "ja": catalog.Japanese, "en_GB.utf8": catalog.English, "de_DE": "", "C": "", "": ""} {
		if got, ok := Match(tag); got != want || ok != (want != "") {
			t.Errorf("Match(%q) = %q, %v", tag, got, ok)
		}
	}
}
