package draft

import (
	"testing"

	"rolebook/generator/source"
)

func TestActiveMarkup(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Check *each* order, see [the guide](https://example.org/a?b=c).": "",
		"Reply in <4 h, or < 1 day; ratio <= 3 and <SLA target":           "",
		"Master data: leads/accounts; file: contracts (signed)":           "",
		"See `<script>` and `{{ .x }}` as examples.":                      "",
		"<https://example.org>":                                           "",
		"差错率<1%，净值>0":                                                     "",
		"+81 (0)3 1234":                                                   "",
		"- (optional)":                                                    "",
		"<b>bold</b>":                                                     "draft_html",
		"<br/>":                                                           "draft_html",
		"<IMG SRC = x":                                                    "draft_html",
		"x <script src":                                                   "draft_html",
		"</div>":                                                          "draft_html",
		"<!-- note -->":                                                   "draft_html",
		"<a\nhref='x'>":                                                   "draft_html",
		"[x](JavaScript:alert(1))":                                        "draft_program_link",
		"[x](data:text/html,hi)":                                          "draft_program_link",
		"file:///etc/passwd":                                              "draft_program_link",
		"![x](https://example.org/x.png)":                                 "draft_image",
		"Dear {{name}}":                                                   "draft_template",
		"${env.HOME}":                                                     "draft_template",
		"=SUM(A1:A9)":                                                     "draft_formula",
		"@SUM(A1)":                                                        "draft_formula",
		"+cmd|' /C calc'!A0":                                              "draft_formula",
	} {
		found := active(source.Span{}, text)
		switch {
		case want == "" && len(found) > 0:
			t.Errorf("%q: %s", text, found[0].Msg.ID)
		case want != "" && (len(found) != 1 || found[0].Msg.ID != want):
			t.Errorf("%q: %v, not %s", text, found, want)
		}
	}
}

// Characters are found where they are, counted in characters, once a line.
func TestInvisibleCharacters(t *testing.T) {
	t.Parallel()
	f := source.Parse("x.yaml", []byte("a: 订\u202e单\u200b\nb: \U000e0041\n# \u2066comment\nc: 👩‍💻 ok\n"))
	want := []struct {
		name         string
		line, column int
	}{{"U+202E", 1, 5}, {"U+E0041", 2, 4}, {"U+2066", 3, 3}}
	found := invisible(f)
	if len(found) != len(want) {
		t.Fatalf("%v", found)
	}
	for i, w := range want {
		if r := found[i]; r.Name != w.name || r.At.Start.Line != w.line || r.At.Start.Column != w.column {
			t.Errorf("%s at %v, not %v", r.Name, r.At.Start, w)
		}
	}
}
