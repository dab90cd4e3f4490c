package e2e

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"

	"rolebook/generator"
)

// payload is a piece of hostile text: what an author writes, and what a reader
// must find of it once its Markdown has been understood.
type payload struct{ source, plain string }

func raw(s string) payload { return payload{s, s} }

// payloads attack, each in its own way, something that reads what a build
// writes. None opens a construct of Markdown that another one could close.
var payloads = []payload{
	raw(`=HYPERLINK("https://evil.example/","x")`),
	raw(`+1+cmd|' /C calc'!A0`),
	raw(`@SUM(1+1)`),
	raw(`-2+3`),
	raw(`＝1+1`),
	raw(`<script>window.hacked=1</script>`),
	raw(`<img src=x onerror=window.hacked=1>`),
	raw(`"><svg onload=window.hacked=1>`),
	raw(`'><iframe srcdoc='<script>parent.hacked=1</script>'>`),
	raw(`</title></style></textarea></script><script src=//evil.example/x.js></script>`),
	raw(`" onmouseover="window.hacked=1" autofocus onfocus="window.hacked=1`),
	raw(`<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example/>`),
	{`[click](javascript:window.hacked=1)`, `click`},
	{`[tab](JaVaScRiPt&colon;window.hacked=1)`, `tab`},
	{`[data](data:text/html,%3Cscript%3Eparent.hacked=1%3C/script%3E)`, `data`},
	{`[file](file:///etc/passwd)`, `file`},
	{`![picture](https://evil.example/x.png)`, `picture`},
	{`[web](https://evil.example/?a=1&b="><script>hacked=1</script>)`, `web`},
	raw(`<https://evil.example/>`),
	raw(`https://evil.example/?a=1&b=2`),
	{`&lt;script&gt;window.hacked=1&lt;/script&gt; &amp;amp; &#60;b&#62;`, `<script>window.hacked=1</script> &amp; <b>`},
	raw(`{{ template "x" }} {{ .Site.Title }} {{< figure src="x" >}} {{% shortcode %}}`),
	raw(`{{.Name}} ${77} <%= 77 %> #{77} %s%n%d`),
	raw(`-- <!-- comment --> <![CDATA[ x ]]> <?php 1 ?>`),
	raw(`%0A%0D%00 %2e%2e%2f ../../../etc/passwd C:\Windows\system32`),
	raw(`'"'"' ;--DROP TABLE roles; $(touch x) && rm -rf .`),
	raw("\u202eesrever\u202c \u2066isolate\u2069 left\u202eopen"),
	raw("العربية עברית ไทย हिन्दी"),
	raw("👩‍💻 🏴‍☠️ 🇨🇳 𠮷 𝔘"),
	raw("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢"),
	raw("line\u2028separator\u2029paragraph\u0085next\u00a0hard\u200bzero"),
	raw(`---` + ` title: x`),
	{`**bold** is all that works`, `bold is all that works`},
}

// said is what a field of the hostile role says in one language.
type said struct {
	field, lang   string
	source, plain string
}

// hostile is a site made of hostile text.
type hostile struct {
	*site
	said []said
}

// hostileCatalog makes a catalog whose role holds every payload in every text.
// Each text begins with another one, since some attack by being the first, and
// holds its own number, so that no other can be taken for it. The vocabulary and
// the rules around it have a payload each.
func hostileCatalog() (fstest.MapFS, []said) {
	var list []said
	n := 0
	role := func(field string) any {
		text := dict{}
		for _, lang := range languages {
			s := attack(n, field, lang)
			list = append(list, s)
			text[lang] = s.source
		}
		n++
		return text
	}
	rest := func(field string) any {
		n++
		return payloads[n%len(payloads)].source
	}
	return smallCatalog(role, rest), list
}

func attack(n int, field, lang string) said {
	var source, plain []string
	for i := range payloads {
		p := payloads[(n+i)%len(payloads)]
		source, plain = append(source, p.source), append(plain, p.plain)
	}
	number := fmt.Sprintf("q%d%sq", n, lang)
	return said{field, lang, strings.Join(source, " ¦ ") + " " + number, strings.Join(plain, " ¦ ") + " " + number}
}

// longWord is a word that no line has room for.
var longWord = strings.Repeat("Donaudampfschifffahrt", 480)[:10_000]

// longCatalog says in every field of a role a word of 10,000 characters.
func longCatalog() fstest.MapFS {
	return smallCatalog(func(string) any { return dict{"en": longWord} }, plainly)
}

var hostileOnce = sync.OnceValues(func() (*hostile, error) {
	files, list := hostileCatalog()
	s, err := build("hostile", generator.BuildOptions{Catalog: files})
	return &hostile{s, list}, err
})

var longOnce = sync.OnceValues(func() (*site, error) {
	return build("long", generator.BuildOptions{Catalog: longCatalog()})
})

func hostileSite(t testing.TB) *hostile {
	t.Helper()
	h, err := hostileOnce()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// squeeze leaves out white space and what no reader sees, which outputs may set
// as they need.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cf) {
			return -1
		}
		return r
	}, s)
}
