package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

// said writes the diagnostics of a code in English, and makes sure that the
// other languages have words for them, too.
func said(t *testing.T, list diag.List, code diag.Code) string {
	t.Helper()
	var out []string
	for _, d := range list {
		if d.Code != code {
			continue
		}
		if d.Severity != diag.Warning {
			t.Errorf("%s is no warning", d.Code)
		}
		messages := append([]diag.Message{d.Msg}, d.Help...)
		for _, r := range d.Related {
			messages = append(messages, r.Msg)
		}
		for _, lang := range catalog.AllLanguages {
			for _, m := range messages {
				if s := locale.New(lang).Message(m); s == "" || strings.ContainsAny(s, "⟦{") || strings.Contains(s, "<no value>") {
					t.Errorf("%s in %s: %q", m.ID, lang, s)
				}
			}
		}
		l := locale.New(catalog.English)
		s := fmt.Sprintf("%d:%d %s", d.At.Start.Line, d.At.Start.Column, l.Message(d.Msg))
		for _, h := range d.Help {
			s += " | " + l.Message(h)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestRuleMissingTranslation(t *testing.T) {
	t.Parallel()
	cat := sketch(t, "role r")
	text := func(line int, pairs ...string) catalog.Text {
		x := catalog.NewText(pairs...)
		x.At = source.Span{File: "r.yaml", Start: source.Position{Line: line, Column: 7}}
		return x
	}
	role := cat.Role("r")
	role.Name = text(1, "en", "Role", "zh", "角色", "ja", "ロール")
	role.Overview = text(3, "zh", "概述")
	role.Limits = []catalog.Text{text(2, "en", "None", "zh", "无")}
	_, list := Run(cat, Options{})
	want := `2:7 This text is missing in Japanese. | Add it under ja; until then readers get the English text, marked as such.
3:7 This text is missing in English, Japanese. | Add it under en, ja; until then readers get the Chinese text, marked as such.`
	if got := said(t, list, diag.MissingTranslation); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRuleOverdueReview(t *testing.T) {
	t.Parallel()
	_, list := Run(sketch(t, `role a
		  review month 2026-10-21
		role b
		  review quarter 2026-08-12
		role c
		  review year 2026-01-01`), Options{On: day(t, "2026-11-22")})
	const help = " | Review the role, then set “last” to the day of the review."
	want := "2:1 The review of role a was due on 2026-11-21, 1 day ago." + help +
		"\n4:1 The review of role b was due on 2026-11-12, 10 days ago." + help
	if got := said(t, list, diag.OverdueReview); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRuleExpiredException(t *testing.T) {
	t.Parallel()
	_, list := Run(sketch(t, `role a
		  allow create,approve order own
		role b
		function f create order
		function g approve order
		rule s high 2 functions f g
		except s 2026-11-21 a
		except s 2026-10-01 b a
		except s 2026-11-22 b
		except s 2025-11-22 b
		except s 2025-11-22 a`), Options{On: day(t, "2026-11-22")})
	want := `7:1 The exception to rule s for a expired on 2026-11-21. | The conflict is open again: end it, or have the exception approved anew with a later “until”.
8:1 The exception to rule s for b, a expired on 2026-10-01. | No finding names exactly these roles any more: the exception can be removed.`
	if got := said(t, list, diag.ExpiredException); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	i := slices.IndexFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.ExpiredException })
	if r := list[i].Related; len(r) != 1 || r[0].At.Start.Line != 6 {
		t.Errorf("related: %v", r)
	}
}

func TestRuleMissingGlyph(t *testing.T) {
	t.Parallel()
	cat := sketch(t, "role r")
	at := func(line int) source.Span {
		return source.Span{File: "r.yaml", Start: source.Position{Line: line, Column: 1}}
	}
	role := cat.Role("r")
	role.Name = catalog.Text{At: at(1), Versions: []catalog.Version{
		{Lang: "en", Value: "plain\n\u200b\u2066text\ufe0f", At: at(2)},
		{Lang: "zh", Value: "𠮷野𠮷𠮷", At: at(3)},
		{Lang: "ja", Value: "𠮷野家", At: at(4)},
	}}
	role.Overview = catalog.Text{At: at(5), Versions: []catalog.Version{{Lang: "en", Value: "x野x"}}}
	role.Limits = []catalog.Text{{At: at(6), Versions: []catalog.Version{{Lang: "zh", Value: "甲乙丙丁戊己庚甲"}}}}
	has := func(l catalog.Lang, c rune) bool {
		return c < 0x250 || l == "zh" && c == '野' || l == "ja" && c == '家'
	}
	cat.Organization = catalog.Text{}
	r, list := Run(cat, Options{HasGlyph: has})
	const help = " | Printed documents show 〓 instead; copying and searching still find the character. Write another one, or add a font that has it with --fonts DIR."
	want := "3:1 No font shows “𠮷” (U+20BB7), “野” (U+91CE)." + help +
		"\n5:1 No font shows “野” (U+91CE)." + help +
		"\n6:1 No font shows “甲” (U+7532), “乙” (U+4E59), “丙” (U+4E19), “丁” (U+4E01), “戊” (U+620A) and 2 more characters." + help
	if got := said(t, list, diag.MissingGlyph); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var none diag.List
	missingGlyph(r, Options{}, &none)
	if len(none) != 0 {
		t.Errorf("nobody asked for glyphs: %v", none)
	}
}

func TestRuleTooManySets(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `role r
		rule s high 2 roles r r`)
	var list diag.List
	tooManySets(&Result{Catalog: cat, Cut: cat.Rules}, Options{}, &list)
	want := "2:1 So many combinations of roles violate rule s that not all of them are listed." +
		" | Findings of single roles are complete. Narrow the rule’s functions, or split the rule."
	if got := said(t, list, diag.Limit); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRulesStaySilent runs every rule over a catalog in which all is well.
func TestRulesStaySilent(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role a
		  review year 2026-11-22
		role b
		  allow create,approve order own
		function f create order
		function g approve order
		rule s high 2 functions f g
		except s 2026-11-22 b`)
	for _, r := range cat.Roles {
		r.Name = catalog.NewText("en", "a", "zh", "甲", "ja", "甲")
	}
	_, list := Run(cat, Options{On: day(t, "2026-11-22"), HasGlyph: func(catalog.Lang, rune) bool { return true }})
	for _, d := range list {
		t.Errorf("%s: %s", d.Code, locale.New(catalog.English).Message(d.Msg))
	}
}

// TestWarningsComeInOrder: by file and line, whichever rule found them.
func TestWarningsComeInOrder(t *testing.T) {
	t.Parallel()
	_, list := Run(sketch(t, orderDesk), Options{On: day(t, "2027-11-22")})
	if !slices.IsSortedFunc(list, func(a, b diag.Diagnostic) int {
		if a.At.Before(b.At) {
			return -1
		} else if b.At.Before(a.At) {
			return 1
		}
		return 0
	}) || len(list) < 5 {
		t.Errorf("%d warnings, not in order: %v", len(list), list)
	}
}
