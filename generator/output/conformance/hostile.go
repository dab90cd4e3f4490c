package conformance

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// attack is a text that wants to be more than text.
type attack struct{ name, text string }

// in gives the text; a very long one in full for one language of a field only,
// as files have a limit.
func (a attack) in(full bool) string {
	if len(a.text) > 1000 && !full {
		return a.text[:300]
	}
	return a.text
}

// attacks are what the hostile catalog is made of: a role an attack, which
// stands in every field of it. What would be run, were it let, says pwn.
var attacks = []attack{
	{"markup", `<b data-pwn="1" onmouseover="pwn(1)">bold</b><img src=x onerror=pwn(2)> & &lt; &amp;lt;`},
	{"script", `</title></textarea></style></script><script>pwn(3)</script><!-- pwn --><![CDATA[ ]]>`},
	{"link", `[a](javascript:pwn(4)) [b](data:text/html,pwn) ![c](https://evil.example/pwn.png) <javascript:pwn(5)> [d](https://example.com/?q=1&r=%22%3E) [e]`},
	{"formula", `=HYPERLINK("https://evil.example/pwn","x")`},
	{"plus", `+cmd|' /C pwn'!A0`},
	{"minus", `-1+2`},
	{"at", `@SUM(1,2)`},
	{"wide-formula", "＝1＋1"},
	{"tab", "\t=1+1"},
	{"template", `{{ "pwn" }} {{< pwn >}} {{% pwn %}} {% pwn %} ${pwn} #{pwn} <%= pwn %> {{.}} {page} &P`},
	{"right-to-left", "abc\u202egnp.exe \u2066x مرحبا بالعالم שלום"},
	{"emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 ☎️ 𠮷野家 e\u0301"},
	// Control characters are refused as such; entities and what Unicode has
	// besides are not.
	{"control", "nul&#0;esc&#27;[31mred&#7;bell&#127;del&#x9b;csi&#xfffe;non&#x202e;rlo\u0085nel\ufeffbom\u2028line\u200bzero\ufdd0\U0001ffff"},
	{"long-word", strings.Repeat("w", 10_000)},
	{"long-han", strings.Repeat("長", 3_000)},
	{"markdown", "# h 1. x - y | a | b | `co|de` ``` ~~s~~ *e* __f__ \\ \\* http://a.example www.a.example x@a.example :smile: &#60; [ ] ^u^ $x$ #"},
	{"quotes", `"' "" ,;` + "\t|" + `«» “” ‘’`},
	{"escapes", `_x000D_ %0d%0a \u003c \n \\ %s ${0}`},
}

// hostile counts the texts it gives out, so that no two are the same.
type hostile struct{ n int }

// text gives an attack in three languages, as YAML.
func (h *hostile) text(a attack) string {
	h.n++
	var parts []string
	for i, lang := range []string{"zh", "en", "ja"} {
		parts = append(parts, lang+": "+quote(fmt.Sprintf("%s %s%d", a.in(i == h.n%3), lang, h.n)))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// next takes the attacks in turn.
func (h *hostile) next() string { return h.text(attacks[h.n%len(attacks)]) }

// long gives an attack as a text of several blocks.
func (h *hostile) long(a attack) string {
	h.n++
	var parts []string
	for _, lang := range []string{"zh", "en", "ja"} {
		blocks := []string{"%s", "# h %s", "- %s\n- b", "1. %s", "> %s", "```\n%s\n```", "    %s", "<div data-pwn>%s</div>", "---", "| a |\n|---|\n| %s |"}
		for i, b := range blocks {
			blocks[i] = strings.ReplaceAll(b, "%s", fmt.Sprintf("%s %s%d-%d", a.in(i == 0), lang, h.n, i))
		}
		parts = append(parts, lang+": "+quote(strings.Join(blocks, "\n\n")))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quote writes a double-quoted YAML scalar, everything unusual escaped.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ', 0x7e < r && r < 0xa0, r == 0xfeff, 0x2028 <= r && r <= 0x202e, 0xfdd0 <= r && r <= 0xfdef:
			fmt.Fprintf(&b, `\u%04x`, r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

func hostileFiles() fstest.MapFS {
	h := &hostile{}
	files := fstest.MapFS{}
	add := func(name, data string) { files[name] = &fstest.MapFile{Data: []byte(data)} }
	add("catalog.yaml", h.catalog())
	for i, a := range attacks {
		add(a.name+".yaml", h.role(i, a))
	}
	add("sod.yaml", h.sod())
	return files
}

func (h *hostile) catalog() string {
	var b strings.Builder
	fmt.Fprintf(&b, "organization: %s\nlanguages: [zh, en, ja]\n", h.next())
	list := func(key string, n int, more string) {
		fmt.Fprintf(&b, "%s:\n", key)
		for i := range n {
			fmt.Fprintf(&b, "  - {id: %s%d, name: %s%s}\n", key[:1], i, h.next(), more)
		}
	}
	list("families", 5, "")
	list("actions", 4, "")
	list("scopes", 3, "")
	list("classes", 2, "")
	list("conditions", 3, ", mitigates: false")
	b.WriteString("modules:\n")
	for m := range 3 {
		fmt.Fprintf(&b, "  - id: m%d\n    name: %s\n    objects:\n", m, h.next())
		for o := range 6 {
			n := m*6 + o
			fmt.Fprintf(&b, "      - {id: o%d, name: %s, class: c%d, fields: [{id: x%d, name: %s, class: c1}]}\n", n, h.next(), o%2, n, h.next())
		}
	}
	return b.String()
}

func (h *hostile) role(i int, a attack) string {
	t := func() string { return h.text(a) }
	lines := []string{
		"id: " + a.name,
		"name: " + t(),
		fmt.Sprintf("family: f%d", i%5),
		"version: " + quote(a.text),
		"effective: 2026-01-31",
		"owner: " + t(),
		"review: {every: quarter, last: 2026-08-31}",
		"overview: " + h.long(a),
		"duties:",
		"  - {id: d0, name: " + t() + ", tasks: [" + t() + ", {text: " + t() + ", detail: brief, note: " + t() + "}]}",
		"  - {id: d1, name: " + t() + ", tasks: [{text: " + t() + ", detail: full}]}",
		"permissions:",
		"  allow:",
		fmt.Sprintf("    - {objects: [o%d, o%d], actions: [a0, a1], scope: s%d, when: [c0], for: [d0], fields: {hidden: [x%d]}}", i, (i+1)%18, i%3, i),
		fmt.Sprintf("    - {objects: [o%d], actions: [a0], scope: s0, for: [d1]}", i),
		"  deny:",
		fmt.Sprintf("    - {objects: [o%d], actions: [a2], note: %s}", i, t()),
		"  limits: [" + t() + "]",
		"collaboration:",
		"  - {with: " + attacks[(i+1)%len(attacks)].name + ", purpose: " + t() + ", gives: [" + t() + "], receives: [" + t() + ", " + t() + "]}",
		"  - {party: " + t() + "}",
		"requirements:",
		"  education: " + t(),
		"  experience: [{text: " + t() + ", years: 2.5}]",
		"  skills: [{name: " + t() + ", level: expert, required: true}]",
		"  certifications: [" + t() + "]",
		"  qualities: [" + t() + "]",
		"kpis:",
		"  - {id: k0, name: " + t() + ", target: " + t() + ", period: week, formula: " + t() + ", source: " + t() + ", duties: [d0]}",
		"  - {id: k1, name: " + t() + ", target: \">= 99.9 %\"}",
		"onboarding:",
		"  - {by: week-1, tasks: [" + t() + "]}",
	}
	return strings.Join(lines, "\n") + "\n"
}

func (h *hostile) sod() string {
	var b strings.Builder
	b.WriteString("functions:\n")
	for i := range 2 {
		fmt.Fprintf(&b, "  - {id: n%d, name: %s, any: [{modules: [m0, m1, m2], actions: [a%d]}]}\n", i, h.next(), i)
	}
	b.WriteString("rules:\n")
	fmt.Fprintf(&b, "  - {id: s01, name: %s, functions: [n0, n1], severity: critical, risk: %s, control: %s}\n", h.next(), h.next(), h.next())
	for i := range attacks[1:] {
		fmt.Fprintf(&b, "  - {id: p%d, name: %s, roles: [%s, %s], severity: low, risk: %s, control: %s}\n",
			i, h.next(), attacks[i].name, attacks[i+1].name, h.next(), h.next())
	}
	b.WriteString("exceptions:\n")
	for i, a := range attacks[:6] {
		fmt.Fprintf(&b, "  - {rule: s01, roles: [%s], until: 202%d-12-31, approved_by: %s, reason: %s, control: %s}\n", a.name, 5+i%2, h.next(), h.next(), h.next())
	}
	return b.String()
}
