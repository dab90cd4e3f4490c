package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolebook/generator"
	"rolebook/generator/load/sample"
)

// BenchmarkPreview edits one of 1,000 roles and asks for its page once the
// preview tells of it: what an edit costs before the reader sees it, without
// the browser and without the whole site, which follows later. A hundred
// milliseconds of it are spent waiting for the author to finish writing.
func BenchmarkPreview(b *testing.B) {
	dir := b.TempDir()
	if err := os.CopyFS(dir, sample.Catalog(b, 1000)); err != nil {
		b.Fatal(err)
	}
	p, server := preview(b, dir)
	if _, err := p.Build(b.Context()); err != nil {
		b.Fatal(err)
	}
	page := server.URL + "/zh/roles/role-0007/"
	get(b, page)
	events := listen(b, server.URL, "zh")
	go p.Watch(b.Context(), func(*generator.Report, error, time.Duration) {})
	file := filepath.Join(dir, "sales", "role-0007.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	edition := 1
	measure(b, func() {
		name := fmt.Sprintf("第7号岗位%d", edition)
		write(b, filepath.Dir(file), filepath.Base(file), strings.Replace(string(text), "第7号岗位", name, 1))
		edition++
		expect(b, events, "the edit", func(n told) bool { return n.Edition == edition })
		if _, body := get(b, page); !strings.Contains(body, "<h1>"+name+"</h1>") {
			b.Fatal("the page is the old one")
		}
	})
}
