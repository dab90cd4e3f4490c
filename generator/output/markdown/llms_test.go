package markdown

import (
	"bytes"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

// TestLists holds that llms.txt lists the job description of every role, with
// its name, and nothing that is not there, whatever the names are.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, newSet := range []func(testing.TB) *book.Set{conformance.Mini, conformance.Hostile} {
		for _, base := range []string{"", "https://roles.example/book(2)/"} {
			set := newSet(t)
			set.BaseURL = base
			sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
			if err != nil {
				t.Fatal(err)
			}
			if err := (Target{}).Render(t.Context(), set, sink); err != nil {
				t.Fatal(err)
			}
			for _, b := range set.Books {
				got := linksOf(t, listOf(set, b).String())
				for _, r := range b.Roles {
					checkListed(t, sink, got, r, strings.TrimSuffix(base+b.Key+"/", map[bool]string{true: b.Key + "/"}[base == ""]), b.Key)
				}
				all := linksOf(t, listOfAll(set).String())
				for _, r := range b.Roles {
					checkListed(t, sink, all, r, base+b.Key+"/", b.Key)
				}
			}
			if err := sink.Discard(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func checkListed(t *testing.T, sink *output.Sink, links map[string]string, r *book.RolePage, folder, lang string) {
	t.Helper()
	file := "roles/" + r.ID + "/" + r.ID + "." + lang + ".job-description.md"
	url := strings.NewReplacer("(", "%28", ")", "%29").Replace(folder + file)
	if got, want := links[url], strings.Join(strings.Fields(output.Clean(r.Name.Plain())), " "); got != want {
		t.Errorf("%s is listed as %q, want %q", url, got, want)
	}
	if _, written := sink.File(lang + "/" + file); !written {
		t.Errorf("%s was not written", file)
	}
}

// linksOf reads a list as Markdown: the words of each link by its address.
func linksOf(t *testing.T, list string) map[string]string {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithRendererOptions(markup.WithUnsafe())).Convert([]byte(list), &page); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(strings.Fields("html head body h1 h2 p ul li blockquote a"), n.Data) {
			t.Errorf("<%s> in a list", n.Data)
		}
		if n.Data == "a" {
			var words strings.Builder
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					words.WriteString(d.Data)
				}
			}
			out[n.Attr[0].Val] = strings.Join(strings.Fields(words.String()), " ")
		}
	}
	return out
}

// entry is a line of a list as the format's own reader has it.
var entry = regexp.MustCompile(`^- \[.+\]\(([^)<> ]+)\)(: .+)?$`)

// TestListLines holds the lists to the few forms of lines that the format has.
func TestListLines(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	for _, list := range []*list{listOfAll(set), listOf(set, set.Default())} {
		lines := strings.Split(strings.TrimSuffix(list.String(), "\n"), "\n")
		if !strings.HasPrefix(lines[0], "# ") || !strings.HasPrefix(lines[2], "> ") {
			t.Errorf("the list begins with %q", lines[:3])
		}
		for _, line := range lines[3:] {
			if m := entry.FindStringSubmatch(line); line != "" && !strings.HasPrefix(line, "## ") && (m == nil || path.IsAbs(m[1])) {
				t.Errorf("a line reads %q", line)
			}
		}
	}
}
