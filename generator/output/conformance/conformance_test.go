package conformance

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestFindHarm shows the eye of the suite: what must be seen, and what must not
// be taken amiss.
func TestFindHarm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, data, want string }{
		{"a.html", `<p>&lt;script&gt;pwn(1)&lt;/script&gt; javascript:pwn(2) =1+1</p><script>fine()</script>`, ""},
		{"a.html", `<script>pwn(1)</script>`, "<script> holds"},
		{"a.html", `<script type="application/json">{"x": "pwn"}</script>`, ""},
		{"a.html", `<style>a { content: "pwn" }</style>`, "<style> holds"},
		{"a.html", `<!-- pwn -->`, "a comment"},
		{"a.html", `<b data-pwn>x</b>`, "<b data-pwn="},
		{"a.html", `<b ONCLICK="pwn(1)">x</b>`, "<b onclick="},
		{"a.html", `<a href=" JavaScript:alert(1)">x</a>`, "<a href="},
		{"a.html", "<a href=\"java\tscript:alert(1)\">x</a>", "<a href="},
		{"a.html", `<img src="https://evil.example/pwn.png">`, "<img src="},
		{"a.html", `<meta name="description" content="pwn(1)">`, ""},
		{"a.html", "<p>\x1b[31m</p>", "U+001B"},
		{"a.md", "# h\n\n\\<b\\> `code` **x** [l](https://example.com/)\n\n| a |\n|---|\n| b<br>c |\n", ""},
		{"a.md", "<b>x</b>", "<b>"},
		{"a.md", "![x](https://evil.example/pwn.png)", "<img"},
		{"a.md", "~~x~~", "<del>"},
		{"a.md", "see https://a.example", "a link to"},
		{"a.md", "a[^1]\n\n[^1]: note", "<sup>"},
		{"a.csv", "\ufeffa,'=1\r\n", ""},
		{"a.csv", "\ufeffa,=1\r\n", "formula"},
		{"a.csv", "\ufeffa, ＝1\r\n", "formula"},
		{"a.csv", "\ufeffa\n", "LF alone"},
		{"a.csv", "a\r\n", "byte-order mark"},
		{"a.csv", "\ufeffa,b\r\nc\r\n", "wrong number of fields"},
		{"a.xlsx", archive(t, "xl/worksheets/sheet1.xml", `<c t="inlineStr"><is><t>=1</t></is></c>`), ""},
		{"a.xlsx", archive(t, "xl/worksheets/sheet1.xml", `<c><f>1+1</f></c>`), "<f> in"},
		{"a.xlsx", archive(t, "xl/vbaProject.bin", ``), "vbaProject"},
		{"a.xlsx", "no archive", "zip"},
		{"a.js", `let x = "pwn"`, "text of the catalog"},
		{"a.js", `self.rolebookCompare["a-b"]={"name":"pwn"};`, ""},
		{"a.js", `self.rolebookIndex={"name":""};pwn()`, "text of the catalog"},
		{"a.txt", "a\u0085", "U+0085"},
	} {
		got := strings.Join(findHarm(c.name, []byte(c.data)), "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s %.70q: found %q, want %q", c.name, c.data, got, c.want)
		}
	}
}

func archive(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostile holds that the hostile set attacks in every field of a role: each
// attack must come back from the texts that its own role shows.
func TestHostile(t *testing.T) {
	t.Parallel()
	set := Hostile(t)
	if len(set.Catalog.Roles) != len(attacks) {
		t.Fatalf("%d roles, %d attacks", len(set.Catalog.Roles), len(attacks))
	}
	for _, a := range attacks {
		r := set.Catalog.Role(a.name)
		for field, n := range map[string]int{
			"duties": len(r.Duties), "grants": len(r.Allow), "denials": len(r.Deny), "limits": len(r.Limits), "partners": len(r.Collaboration),
			"experience": len(r.Requirements.Experience), "skills": len(r.Requirements.Skills), "certifications": len(r.Requirements.Certifications),
			"qualities": len(r.Requirements.Qualities), "KPIs": len(r.KPIs), "onboarding": len(r.Onboarding),
		} {
			if n == 0 {
				t.Errorf("role %s has no %s", a.name, field)
			}
		}
		for _, lang := range set.Catalog.Languages {
			if s, _ := r.Name.In(lang); !strings.HasPrefix(s, a.in(false)) {
				t.Errorf("the %s name of %s is %.60q", lang, a.name, s)
			}
		}
	}
	if open := set.Analysis.Findings; len(open) < len(attacks) {
		t.Errorf("%d findings", len(open))
	}
}

func TestVisible(t *testing.T) {
	t.Parallel()
	if got := visible("a b\n\u200dc\u202e\x00\ufffd\u3000订单\ufdd0"); got != "abc订单" {
		t.Errorf("%q", got)
	}
}

func TestFuse(t *testing.T) {
	t.Parallel()
	f := newFuse(t.Context(), 2)
	for i, want := range []error{nil, nil, context.Canceled, context.Canceled} {
		if got := f.Err(); got != want {
			t.Errorf("look %d: %v, want %v", i, got, want)
		}
	}
	select {
	case <-f.Done():
	default:
		t.Error("the channel is open")
	}
	if !f.blown() {
		t.Error("not blown")
	}
}
