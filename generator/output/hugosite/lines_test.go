package hugosite

import (
	"strings"
	"testing"
)

func TestFitLines(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"経営層": "経営層",
		"情報セキュリティ・プライバシー責任者":                       "情報セキュリティ・|プライバシー責任者",
		"営業オペレーションデータ管理者":                          "営業オペレーションデータ|管理者",
		"権限とコンプライアンス管理者（CRM）":                      "権限とコンプライアンス|管理者（CRM）",
		"Information Security and Privacy Officer": "Information Security|and Privacy Officer",
		"权限与合规经理（CRM）":                             "权限与合规经理（CRM）",
		"区域销售运营与数据治理高级经理助理":                        "区域销售运营与数据|治理高级经理助理",
		"アアアアアアアアアアアアアアアアー":                        "アアアアアアアアアアアアアア|アアー",
	} {
		if got := strings.Join(fitLines(name, 14.5, 2), "|"); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
	}
	if got := strings.Join(fitLines("一二三四五六七八九十", 4, 2), "|"); got != "一二三四|五六七…" {
		t.Errorf("a name for three lines becomes %s", got)
	}
}

// No line begins with a mark that belongs to the character before it.
func TestLinesBeginWell(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"プラットフォーム・セキュリティ", "ーーーー", "あっあっあっあっ", "CRM（基本）ロール、利用者。", "「権限」の（管理）者"} {
		for width := 2.0; width < 12; width += .5 {
			for i, line := range fitLines(name, width, 9) {
				if first := []rune(line)[0]; i > 0 && clings(first) {
					t.Errorf("%s at %g: a line begins with %c: %s", name, width, first, line)
				}
			}
		}
	}
}
