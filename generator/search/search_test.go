package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Approve: Discount request":  "approve discount request",
		"discount-request":           "discount request",
		"CRM 系统 2.0 版":               "crm系统2 0版",
		"折扣・审批，（当天）":                 "折扣审批当天",
		"ＣＲＭ　ｓｙｓｔｅｍ":                 "crm system",
		"ﾛｰﾙ ｶﾞｲﾄﾞ":                  "ロールガイド",
		"りーどの かくにん":                  "リードノカクニン",
		"か\u3099":                    "ガ",
		"ΣΊΣΥΦΟΣ":                    "σίσυφοσ",
		"İstanbul":                   "istanbul",
		"e\u0301te\u0301 ① ﬁne Ⅻ":    "été 1 fine xii",
		" — … !":                     "",
		"\u0301a":                    "a",
		"a\u200bb 한국어 말":             "a b한국어말",
		"𠮷野家 𝔘nicode":                "𠮷野家unicode",
		"line\u2028separator\tTab\n": "line separator tab",
	} {
		if got := string(plain(text)); got != want {
			t.Errorf("plain(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFindText(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text, query string
		want        int
	}{
		{"approve discount", "disc", 8},
		{"approve discount", "count", -1}, // not the beginning of a word
		{"crm系统", "系", 3},
		{"crm系统", "rm系", -1},
		{"折扣申请的审批", "申请", 2},
		{"第12号", "2号", -1},
		{"第12号", "12", 1},
		{"sales ales", "ales", 6},
	} {
		if got := find([]rune(test.text), []rune(test.query)); got != test.want {
			t.Errorf("find(%q, %q) = %d, want %d", test.text, test.query, got, test.want)
		}
	}
}

// shop is a small catalog: kinds are roles, tasks and terms.
func shop() *Index {
	in := func(s string) []Words { return []Words{{Text: s}} }
	return New([]string{"role", "task", "term"}, []Entry{
		{Kind: 0, Title: Words{Text: "销售代表"}, Names: []Words{{"Sales Representative", "en"}, {"営業担当者", "ja"}, {"sales-rep", "zxx"}}, In: in("销售"), Page: "roles/sales-rep/"},
		{Kind: 0, Title: Words{Text: "区域销售经理"}, Note: Words{Text: "在限额内审批折扣。"}, In: in("销售"), Page: "roles/manager/"},
		{Kind: 1, Title: Words{Text: "审批折扣"}, In: in("区域销售经理"), Page: "roles/manager/", Part: "duty-a"},
		{Kind: 1, Title: Words{Text: "提交折扣申请，等待审批"}, In: in("销售代表"), Page: "roles/sales-rep/", Part: "duty-b"},
		{Kind: 1, Title: Words{Text: "折扣审批完成后更新CRM系统"}, In: in("销售代表"), Page: "roles/sales-rep/", Part: "duty-c"},
		{Kind: 1, Title: Words{Text: "跟进线索"}, In: in("销售代表"), Page: "roles/sales-rep/", Part: "duty-d"},
		{Kind: 1, Title: Words{Text: "値引の承認を確認する"}, In: in("销售代表"), Page: "roles/sales-rep/", Part: "duty-e"},
		{Kind: 1, Title: Words{Text: "Review discount requests"}, In: in("区域销售经理"), Page: "roles/manager/", Part: "duty-f"},
		{Kind: 2, Title: Words{Text: "线索"}, Names: []Words{{"lead", "en"}, {"リード", "ja"}}, Avoid: []Words{{Text: "潜在客户"}, {"prospect", "en"}}, Note: Words{Text: "尚未确认意向的公司。"}, Page: "glossary/"},
	})
}

// shown writes what was found: a line a kind, with the ranks.
func shown(groups []Group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(g.Kind + ":")
		for _, h := range g.Hits {
			fmt.Fprintf(&b, " %s/%d", h.Title, h.Rank)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestFind(t *testing.T) {
	t.Parallel()
	x := shop()
	for query, want := range map[string]string{
		"销售代表":      "role: 销售代表/0\n",
		"售代":        "role: 销售代表/3\n",
		"sales rep": "role: 销售代表/1\n", // the id; the English name only begins so
		"ＳＡＬＥＳ　ｒｅｐｒｅｓｅｎｔａｔｉｖｅ": "role: 销售代表/1\n",
		"Rep":                                  "role: 销售代表/4\n",
		"営業担当":                                 "role: 销售代表/4\n",
		"审批折扣":                                 "task: 审批折扣/0 提交折扣申请，等待审批/9 折扣审批完成后更新CRM系统/9\nrole: 区域销售经理/6\n",
		"审批 折扣":                                "task: 审批折扣/0 提交折扣申请，等待审批/5 折扣审批完成后更新CRM系统/5\nrole: 区域销售经理/6\n",
		"谁能审批折扣":                               "role: 区域销售经理/9\ntask: 审批折扣/9 提交折扣申请，等待审批/9 折扣审批完成后更新CRM系统/9\n",
		"代表 线索":                                "task: 跟进线索/8\n",
		"系统 crm":                               "task: 折扣审批完成后更新CRM系统/5\n",
		"crm系":                                 "task: 折扣审批完成后更新CRM系统/3\n",
		"値引を承認":                                "task: 値引の承認を確認する/9\n",
		"who may review the discount requests": "task: Review discount requests/5\n",
		"reviews requests":                     "task: Review discount requests/9\n",
		"ﾘｰﾄﾞ":                                 "term: 线索/1\n",
		"りーど":                                  "term: 线索/1\n",
		"潜在客户":                                 "term: 线索/1\ntask: 跟进线索/23\n",
		"PROSPECT":                             "term: 线索/1\ntask: 跟进线索/23\n",
		"the":                                  "",
		"iscount":                              "",
		"销售经理代表":                               "",
		" ，。":                                  "",
		"":                                     "",
	} {
		if diff := cmp.Diff(want, shown(x.Find(query))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
}

// TestCandidates: the keys leave out no text that matches.
func TestCandidates(t *testing.T) {
	t.Parallel()
	x := shop()
	for _, query := range []string{"审批折扣", "批", "统", "crm系统", "审批 折扣 经理", "値引を承認", "reviews requests", "rep sales", "12", "谁能审批折扣", "のの", "discount"} {
		q := newQuery(query)
		found := map[int]bool{}
		for _, term := range q.terms {
			for _, i := range x.candidates(term) {
				found[i] = true
			}
		}
		for i, text := range x.texts {
			if m := q.match(text.plain); m.loose != 0 && !found[i] {
				t.Errorf("%q matches %q, which its keys do not lead to", query, text.Text)
			}
		}
	}
}

// TestLongQueries ends soon, whatever was asked for.
func TestLongQueries(t *testing.T) {
	t.Parallel()
	x := shop()
	for _, query := range []string{strings.Repeat("审批折扣的", 200), strings.Repeat("a ", 500), strings.Repeat("的", 3000), strings.Repeat("review requests ", 99)} {
		x.Find(query)
	}
}

// TestWrite reads what was written: texts stand there once, and numbers lead
// back to the entries.
func TestWrite(t *testing.T) {
	t.Parallel()
	x := shop()
	data, err := x.Write(map[string]string{"none": "nichts"})
	if err != nil {
		t.Fatal(err)
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	if sorted := slices.Sorted(slices.Values(f.Texts)); len(slices.Compact(sorted)) != len(f.Texts) {
		t.Error("a text stands there twice")
	}
	if got := len(strings.Split(f.Keys, " ")); got != len(f.Posts) {
		t.Errorf("%d keys, %d lists of texts", got, len(f.Posts))
	}
	title, page, part := 0, 0, 0
	for i, e := range x.entries {
		title, page, part = title+f.Title[i], page+f.Page[i], part+f.Part[i]
		if f.Texts[title] != x.texts[e.title].Text || f.Pages[page] != e.page || f.Parts[part] != e.part {
			t.Errorf("entry %d is %s at %s#%s", i, f.Texts[title], f.Pages[page], f.Parts[part])
		}
	}
	if diff := cmp.Diff([]int{2, 6, 1}, f.Count); diff != "" {
		t.Errorf("entries of each kind (-want +got):\n%s", diff)
	}
	if again, err := shop().Write(map[string]string{"none": "nichts"}); err != nil || string(again) != string(data) {
		t.Errorf("written again, it differs: %v", err)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"审批折扣", "sales rep", "ﾘｰﾄﾞ", "か\u3099\u3099", "İ", "\xff"} {
		f.Add(s)
	}
	x := shop()
	f.Fuzz(func(t *testing.T, s string) {
		x.Find(s)
		p := string(plain(s))
		if again := string(plain(p)); again != p {
			t.Errorf("plain(%q) = %q, and of that %q", s, p, again)
		}
	})
}
