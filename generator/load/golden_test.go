package load

import (
	"bytes"
	"flag"
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestWordsOfDiagnostics shows the whole way from a wrong catalog to words in
// each language, carets below wide characters included.
func TestWordsOfDiagnostics(t *testing.T) {
	t.Parallel()
	folder := mini(t)
	folder["営業/extra.yaml"] = &fstest.MapFile{Data: []byte("\ufeff" + `id: extra
name: {zh: 销售专员, fr: Vendeur, en: 12}
family: 営業
overview: {ja: "受注と見積を担当する", en: ""}
duties:
  - {id: d, name: 見積, tasks: [见积の作成], tasks: [承認]}
permissions:
  allow:
    - {objects: [注文, refund], actions: [read, delete], scope: teams, for: [d, 見積書]}
kpis:
  - {id: kpi, name: 当日入力率, target: ">= 九割"}
effective: 2026-02-30
`)}
	folder["営業/束.yaml"] = &fstest.MapFile{Data: []byte("id: 束\nname: \"未闭合的名称\n")}
	folder["clerk-2.yaml"] = &fstest.MapFile{Data: []byte("id: clerk\ninherits: [clerk, clerk-2]\n")}
	_, diags, files := loadFS(t, folder)
	for _, lang := range catalog.AllLanguages {
		var b bytes.Buffer
		if err := diag.Text(&b, diags, files, locale.New(lang), diag.TextOptions{Root: "roles/"}); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/golden/diagnostics."+string(lang)+".txt", b.Bytes())
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-update writes it anew):\n%s", name, diff)
	}
}
