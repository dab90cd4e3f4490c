package lint_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/lint"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// TestHostileTexts puts strange texts in the place of every text of a catalog,
// also where it has one language: no rule may fall over them.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	long := func(s string) string { return strings.Repeat(s, 10_000) }
	texts := map[string]string{
		"empty":        "",
		"space":        " \t\n　",
		"mark":         "（",
		"marks":        strings.Repeat(`,.;:!?()"，。；：！？（）`, 10),
		"code":         "`",
		"link":         "](((",
		"long word":    long("a"),
		"long number":  long("9"),
		"long amounts": strings.Repeat("1億", 1_000),
		"long numeral": long("一"),
		"katakana":     long("ー"),
		"not UTF-8":    "\xff\xfe應\x80",
		"rare":         "𠮷\U000e0100\u200d👩‍💻",
	}
	for name, s := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cat := everywhere(t, s)
			for _, cat.Languages = range [][]catalog.Lang{catalog.AllLanguages, {catalog.Japanese}} {
				lint.Check(analysis.Run(cat, today), lint.Options{HasGlyph: hasGlyph})
			}
		})
	}
}

// everywhere is a catalog with things of every kind, in all of whose texts
// stands one string.
func everywhere(t *testing.T, s string) *catalog.Catalog {
	t.Helper()
	glossary := readArchive(t, "discouraged-term.txtar").folder("bad")[settingsFile]
	folder := over(readArchive(t, "base.txtar").folder("base"), fstest.MapFS{
		settingsFile: glossary,
		"clerk.yaml": {Data: []byte(everything)},
	})
	files, err := source.Read(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := load.Load(t.Context(), files)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for text := range cat.Texts() {
		fill(text, s)
	}
	for _, term := range cat.Glossary {
		for i := range term.Discouraged {
			term.Discouraged[i].Word = s
		}
	}
	return cat
}

// fill writes a string in every version of a text; the catalog shares them.
func fill(text catalog.Text, s string) {
	for i := range text.Versions {
		text.Versions[i].Value = s
	}
}

// everything is a role with a text of every kind.
const everything = `id: clerk
name: {zh: 文员, en: Clerk, ja: 事務員}
family: office
owner: {zh: 人事, en: HR, ja: 人事}
overview: {zh: 受理订单。, en: Takes orders., ja: 注文を受ける。}
duties:
  - id: orders
    name: {zh: 订单, en: Orders, ja: 注文}
    tasks:
      - {zh: 登记订单。, en: Enter orders., ja: 注文を登録する。}
      - {text: {en: Check., zh: 核对。}, note: {ja: 確かめる。, en: Check.}}
  - {id: empty, name: {en: Empty}, tasks: []}
permissions:
  allow: [{objects: [order, refund], actions: [create, approve], scope: all}]
  deny: [{objects: [order], actions: [approve], note: {en: No., ja: 不可。}}]
  limits: [{zh: 不得退款。, en: No refunds., ja: 返金は不可。}]
collaboration:
  - {with: manager, purpose: {en: Handover}, gives: [{en: Orders}], receives: [{en: Orders}]}
  - {party: {en: Carriers}, purpose: {en: Handover}}
requirements: {education: {en: School}, experience: [{text: {en: A year}}], skills: [{name: {en: Sums}}], certifications: [{en: None}], qualities: [{en: Careful}]}
kpis: [{id: k, name: {en: Speed}, target: {en: High, zh: 高}, formula: {en: a / b}, source: {en: CRM}}]
onboarding: [{by: day-1, tasks: [{en: Sign in., ja: サインインする。}]}]
`

// TestFill makes sure that the hostile texts get where they should.
func TestFill(t *testing.T) {
	t.Parallel()
	const s = "⌘"
	n := 0
	for text := range everywhere(t, s).Texts() {
		for _, v := range text.Versions {
			if n++; v.Value != s {
				t.Errorf("%s is %q", text.Path, v.Value)
			}
		}
	}
	if n < 80 {
		t.Errorf("%d texts", n)
	}
}
