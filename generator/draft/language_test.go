package draft

import (
	"testing"

	"rolebook/generator/catalog"
)

func TestTextsThatAreInAnotherLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		claimed catalog.Lang
		text    string
		found   string // nothing where the text may well be in its language
	}{
		{"zh", "在2个工作日内复核报价的折扣。", ""},
		{"zh", "CRM", ""},
		{"zh", "SLA规则", ""},
		{"zh", "AWS Certified Solutions Architect", ""},
		{"zh", "Certified in Risk and Information Systems Control (CRISC)", ""},
		{"zh", "按 `the quick brown fox jumps` 的写法填写。", ""},
		{"zh", "Check the discount of each quote before it is sent.", "en"},
		{"zh", "見積の値引率を2営業日以内に確認する。", "ja"},
		{"zh", "在兩個工作日內覆核報價單的折扣與條款。", "hant"},
		{"zh", "Проверяет скидки до отправки предложения.", "other"},
		{"en", "Check the discount of each quote before it is sent.", ""},
		{"en", "Knows the “职责分离” principle and its names in three languages.", ""},
		{"en", "在2个工作日内复核报价。", "zh"},
		{"en", "見積を確認する。", "ja"},
		{"en", ">= 95 %", ""},
		{"ja", "見積の値引率を2営業日以内に確認する。", ""},
		{"ja", "情報セキュリティ", ""},
		{"ja", "最終面接実施件数÷応募者総数", ""},
		{"ja", "営業企画部門統括責任者", ""},
		{"ja", "TOEIC 800点以上", ""},
		{"ja", "收到合同后在两个工作日内完成登记。", "zh"},
		{"ja", "合同专员", "zh"},
		{"ja", "Register the contract within two days.", "en"},
		{"ja", "계약서를 등록하고 보관한다", "other"},
	} {
		heard := tongue{lang: c.claimed}
		if got := heard.hear(c.text); got != c.found {
			t.Errorf("%s %q: %q, not %q", c.claimed, c.text, got, c.found)
		}
	}
}

// What is too short to tell alone is judged together.
func TestShortTextsAreJudgedTogether(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		claimed catalog.Lang
		texts   []string
		wrong   bool
		mostly  string
	}{
		{"ja", []string{"Order Entry", "Sales", "Customer Calls", "Delivery", "Weekly Plan", "Team", "Monthly Report", "Stock"}, true, "en"},
		{"zh", []string{"Order Entry", "客户维护", "订单", "CRM", "SLA", "API", "KPI"}, false, "zh"},
		{"ja", []string{"受注入力", "顧客対応", "出荷調整", "在庫管理"}, false, "ja"},
		{"ja", []string{"订单录入", "客户维护", "发货", "库存"}, true, "zh"},
		{"en", []string{"订单", "客户", "发货", "库存", "报价", "合同"}, true, "zh"},
		{"en", []string{"Order entry", "Customer care", "Shipping of goods", "Stock"}, false, "en"},
		{"zh", []string{"Order", "Plan"}, false, "en"}, // too little to judge
	} {
		together := tongue{lang: c.claimed}
		for _, s := range c.texts {
			together.all.add(shareOf(s))
		}
		if together.wrong() != c.wrong || together.mostly() != c.mostly {
			t.Errorf("%s %q: wrong %t, mostly %s", c.claimed, c.texts, together.wrong(), together.mostly())
		}
	}
}
