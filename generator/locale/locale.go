// Package locale speaks the three languages: messages with plurals, dates,
// numbers, lists and sorting.
//
// [New] gives the [Locale] of a language. Messages come from the files of the
// locales folder, which the site uses as its i18n files too, so a word stands
// in one place for every output.
package locale

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/locales"
)

// Locale says things in one language. It may be used by many goroutines.
type Locale struct {
	Lang catalog.Lang

	localizer *i18n.Localizer
	fixed     map[string]string  // messages without arguments or plurals, ready to use
	patterns  map[string]pattern // messages without plurals that need no template
	ids       map[string]bool    // of all messages
	printer   *message.Printer
	collator  *sync.Pool // of *collate.Collator, which is not safe for concurrent use
}

// New gives the locale of a language.
func New(lang catalog.Lang) *Locale {
	if l, ok := all()[lang]; ok {
		return l
	}
	return all()[catalog.English]
}

// all loads every language once a process. The files are part of the binary,
// so a mistake in them is a mistake in the program.
var all = sync.OnceValue(func() map[catalog.Lang]*Locale {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", func(data []byte, v any) error { return yaml.Unmarshal(data, v) })
	out := map[catalog.Lang]*Locale{}
	for _, lang := range catalog.AllLanguages {
		file, err := bundle.LoadMessageFileFS(locales.Files, string(lang)+".yaml")
		if err != nil {
			panic(fmt.Sprintf("locale %s: %v", lang, err))
		}
		out[lang] = newLocale(lang, bundle, file.Messages)
	}
	return out
})

func newLocale(lang catalog.Lang, bundle *i18n.Bundle, messages []*i18n.Message) *Locale {
	tag := language.MustParse(lang.Tag())
	l := &Locale{
		Lang:      lang,
		localizer: i18n.NewLocalizer(bundle, string(lang)),
		fixed:     map[string]string{},
		patterns:  map[string]pattern{},
		ids:       map[string]bool{},
		printer:   message.NewPrinter(tag),
		collator:  &sync.Pool{New: func() any { return collate.New(tag, collate.Numeric) }},
	}
	for _, m := range messages {
		l.ids[m.ID] = true
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			l.fixed[m.ID] = m.Other
		} else if p, ok := patternOf(m.Other); ok && m.One == "" {
			l.patterns[m.ID] = p
		}
	}
	return l
}

// T says a message; pairs are argument names and values.
func (l *Locale) T(id string, pairs ...any) string {
	if s, ok := l.fixed[id]; ok {
		return s
	}
	return l.Message(diag.Msg(id, pairs...))
}

// N says a message that counts something: {{.Count}} is n, written as a number.
func (l *Locale) N(id string, n int, pairs ...any) string {
	m := diag.Msg(id, pairs...)
	m.Count = n
	return l.localize(m, true)
}

// Many is [Locale.N] for a count that may be too large for an int.
func (l *Locale) Many(id string, n *big.Int, pairs ...any) string {
	if n.IsInt64() {
		return l.N(id, int(n.Int64()), pairs...)
	}
	return l.T(id, append(pairs, "Count", n.String())...)
}

// Message says m. It makes every *Locale a [diag.Localizer]. An argument that
// is itself a Message is said first; one that is a list of strings is joined.
func (l *Locale) Message(m diag.Message) string {
	if s, ok := l.fixed[m.ID]; ok {
		return s
	}
	return l.localize(m, m.Count != 0)
}

func (l *Locale) localize(m diag.Message, counts bool) string {
	data := make(map[string]any, len(m.Args)+1)
	for k, v := range m.Args {
		switch arg := v.(type) {
		case diag.Message:
			v = l.Message(arg)
		case []string:
			v = l.List(arg)
		}
		data[k] = v
	}
	if counts {
		data["Count"] = l.Integer(m.Count)
	}
	if p, ok := l.patterns[m.ID]; ok {
		return p.say(data)
	}
	config := &i18n.LocalizeConfig{MessageID: m.ID, TemplateData: data}
	if counts {
		config.PluralCount = m.Count
	}
	s, err := l.localizer.Localize(config)
	if err != nil { // a key that no file has: a test finds those
		return "⟦" + m.ID + "⟧"
	}
	return s
}

// Has reports whether the language has the message.
func (l *Locale) Has(id string) bool { return l.ids[id] }

// Integer writes a whole number with the language's group separators.
func (l *Locale) Integer(n int) string { return l.printer.Sprintf("%d", n) }

// Date writes a day: 2026 年 1 月 1 日, 1 Jan 2026, 2026年1月1日.
func (l *Locale) Date(d catalog.Date) string {
	if d.IsZero() {
		return ""
	}
	switch l.Lang {
	case catalog.Chinese:
		return fmt.Sprintf("%d 年 %d 月 %d 日", d.Year, int(d.Month), d.Day)
	case catalog.Japanese:
		return fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day)
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month.String()[:3], d.Year)
}

// List joins things of equal rank with the language's separator: 、 or comma.
func (l *Locale) List(items []string) string { return strings.Join(items, l.T("list_separator")) }

// Clauses joins what a semicolon separates.
func (l *Locale) Clauses(items []string) string { return strings.Join(items, l.T("clause_separator")) }

// Compare orders names as the language's readers expect: by pinyin, by the
// alphabet, or by kana and the JIS order of kanji.
func (l *Locale) Compare(a, b string) int {
	c := l.collator.Get().(*collate.Collator)
	defer l.collator.Put(c)
	return c.CompareString(a, b)
}

// Keys lists the ids of all messages without arguments, sorted.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.fixed)) }

// File returns the locale file of a language as it is, for the site's i18n.
func File(lang catalog.Lang) []byte {
	data, err := locales.Files.ReadFile(string(lang) + ".yaml")
	if err != nil { // part of the binary
		panic(err)
	}
	return data
}

// Match picks the language for a tag such as zh_CN.UTF-8 or ja-JP; ok is false
// when none of the three fits.
func Match(tag string) (lang catalog.Lang, ok bool) {
	tag, _, _ = strings.Cut(tag, ".")
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return "", false
	}
	base, _ := t.Base()
	for _, l := range catalog.AllLanguages {
		if base.String() == string(l) {
			return l, true
		}
	}
	return "", false
}
