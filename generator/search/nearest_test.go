package search_test

import (
	"slices"
	"testing"

	"rolebook/generator/search"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	things := [][]search.Part{
		{{Text: "Customer service agent", Weight: 4}, {Text: "客服专员", Weight: 4}, {Text: "カスタマーサポート担当者", Weight: 4}},
		{{Text: "Data analyst", Weight: 4}, {Text: "数据分析师", Weight: 4}, {Text: "Serves the reports of the service desk", Weight: 1}},
		{{Text: "Sales manager", Weight: 4}, {Text: "销售经理", Weight: 4}, {Text: "営業マネージャー", Weight: 4}},
	}
	for words, want := range map[string][]int{
		"night-shift service clerk": {0, 1, 2}, // a name counts for more than a text
		"Sales Management":          {2, 0, 1},
		"高级数据工程师":                   {1, 0, 2},
		"夜班客服":                      {0, 1, 2},
		"かすたまー対応":                   {0, 1, 2}, // kana are one
		"plumber":                   {0, 1, 2}, // nothing in common: as they stand
		"":                          {0, 1, 2},
	} {
		if got := search.Nearest(words, things); !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", words, got, want)
		}
	}
}
