package change

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	salesFile    = "sales/sales-representative.yaml"
	overseasFile = "sales/overseas-sales-representative.yaml"
)

// edit replaces the first such text of a file.
func edit(t *testing.T, files fstest.MapFS, name, old, now string) {
	t.Helper()
	data := files[name].Data
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: bytes.Replace(data, []byte(old), []byte(now), 1)}
}

// Each edit of the shipped catalog is found, with what follows from it, and
// nothing else.
func TestSeededEdits(t *testing.T) {
	t.Parallel()
	var desk desk // what is not edited is read once
	before := desk.analysed(t, shipped(t))
	for name, c := range map[string]struct {
		file, old, now string
		want           []string
	}{
		"comment": {salesFile, "permissions:\n", "# who may what\npermissions: # here\n", nil},
		"quotes":  {"catalog.yaml", "en: Account", `en: "Account"`, nil},
		"grant in two": {
			salesFile, "{objects: [invoice, payment], actions: [read], scope: own, for: [order-follow-through], fields: {hidden: [payment-bank-reference]}}",
			"{objects: [invoice], actions: [read], scope: own, for: [order-follow-through]}\n    - {objects: [payment], actions: [read], scope: own, for: [order-follow-through], fields: {hidden: [payment-bank-reference]}}", nil,
		},
		"scope": {salesFile, "{objects: [case], actions: [read], scope: own,", "{objects: [case], actions: [read], scope: all,", []string{
			"widened: overseas-sales-representative read case from sales-representative",
			"widened: sales-representative read case from sales-representative",
		}},
		"condition dropped": {salesFile, "scope: own, when: [within-limit], for: [quoting-contracts]", "scope: own, for: [quoting-contracts]", []string{
			"loosened: overseas-sales-representative create quote from sales-representative",
			"loosened: overseas-sales-representative read quote from sales-representative",
			"loosened: overseas-sales-representative update quote from sales-representative",
			"loosened: sales-representative create quote from sales-representative",
			"loosened: sales-representative read quote from sales-representative",
			"loosened: sales-representative update quote from sales-representative",
		}},
		"conflicting grant": {salesFile, "{objects: [price-book], actions: [read],", "{objects: [price-book], actions: [read, update],", []string{
			"finding s05 overseas-sales-representative sales-operations-data-administrator: open high -> none",
			"finding s05 overseas-sales-representative sales-operations-manager: open high -> none",
			"finding s05 overseas-sales-representative: none -> open high",
			"finding s05 sales-operations-data-administrator sales-representative: open high -> none",
			"finding s05 sales-operations-manager sales-representative: open high -> none",
			"finding s05 sales-representative: none -> open high",
			"finding s06 executive overseas-sales-representative: none -> open high",
			"finding s06 executive sales-representative: none -> open high",
			"gained: overseas-sales-representative update price-book from sales-representative",
			"gained: sales-representative update price-book from sales-representative",
		}},
		"denial lifted": {
			salesFile, "objects: [discount-request, contract]\n      actions: [approve]", "objects: [contract]\n      actions: [approve]", []string{
				"undenied: overseas-sales-representative approve discount-request from sales-representative",
				"undenied: sales-representative approve discount-request from sales-representative",
			},
		},
		"reason of a denial": {salesFile, "do not approve it.", "never approve it.", []string{
			"grounds: overseas-sales-representative approve contract from sales-representative",
			"grounds: overseas-sales-representative approve discount-request from sales-representative",
			"grounds: sales-representative approve contract from sales-representative",
			"grounds: sales-representative approve discount-request from sales-representative",
		}},
		"grant for another duty": {
			salesFile, "{objects: [case], actions: [read], scope: own, for: [account-care]}", "{objects: [case], actions: [read], scope: own, for: [quoting-contracts]}", []string{
				"grounds: sales-representative read case from sales-representative",
			},
		},
		"field hidden": {
			salesFile, "{objects: [case], actions: [read], scope: own,", "{objects: [case], actions: [read], scope: own, fields: {hidden: [case-call-recording]},", []string{
				"field sales-representative read case-call-recording: open -> hidden",
			},
		},
		"one language of a task": {salesFile, "Contact each assigned lead", "Call each assigned lead", []string{
			"role sales-representative duty lead-follow-up task text: en",
		}},
		"good practice": {salesFile, "never as \"no interest\"", "not as \"no interest\"", []string{
			"role sales-representative duty lead-follow-up task note: en",
		}},
		"detail of a task": {salesFile, "        detail: brief\n", "", []string{
			"role sales-representative duty lead-follow-up task detail: brief -> standard",
		}},
		"task dropped": {
			salesFile, "      - zh: 首次通话前查看线索来源的营销活动，从对方感兴趣的内容谈起。\n        en: Read up on the campaign behind the lead before the first call, and start from the offer the person responded to.\n        ja: 初回の電話の前にリードの発生元のキャンペーンを参照し、相手が反応した内容から話を始める。\n",
			"", []string{
				"role sales-representative duty lead-follow-up task: removed",
			},
		},
		"translation dropped": {salesFile, "      en: No change to the credit status of an account.\n", "", []string{
			"role sales-representative limit text: en",
		}},
		"target": {"common/crm-user.yaml", "target: \">= 95 %\"", "target: \">= 90 %\"", []string{
			"role crm-user kpi mandatory-training target: >= 95 % -> >= 90 %",
		}},
		"owner": {overseasFile, "en: Overseas Sales,", "en: International Sales,", []string{
			"role overseas-sales-representative owner: en",
		}},
		"superior": {
			overseasFile, "reports_to: regional-sales-manager", "reports_to: executive",
			[]string{"role overseas-sales-representative reports_to: regional-sales-manager -> executive"},
		},
		"severity": {"sod.yaml", "    severity: medium", "    severity: high", []string{
			"finding s01 partner-channel-manager: open medium -> open high",
			"rule s01 severity: medium -> high",
		}},
		"exception runs out": {"sod.yaml", "until: 2027-03-31", "until: 2026-11-21", []string{
			"exception s10: billing-receivables-specialist until: 2027-03-31 -> 2026-11-21",
			"finding s10 billing-receivables-specialist: excepted critical -> open critical",
		}},
		"exception renewed": {"sod.yaml", "until: 2026-09-30", "until: 2026-12-30", []string{
			"exception s03: sales-operations-manager until: 2026-09-30 -> 2026-12-30",
			"finding s03 sales-operations-manager: open high -> excepted high",
		}},
		"function narrowed": {
			"sod.yaml", "{objects: [forecast], actions: [approve], scope: team}", "{objects: [forecast], actions: [approve], scope: all}", []string{
				"finding s02 regional-sales-manager: mitigated low -> none",
				"function approve-forecast any: approve forecast @team -> approve forecast @all",
			},
		},
		"access test": {"tests.yaml", "can: [read product,", "can: [read user, read product,", []string{
			"test crm-user can: create access-request @own, read product -> create access-request @own, read product, read user",
		}},
		"object": {"catalog.yaml", "{zh: 工单, en: Case, ja: ケース}", "{zh: 工单, en: Ticket, ja: ケース}", []string{
			"object case name: en",
		}},
		"class of a field": {
			"catalog.yaml", "ja: 通話録音}, class: restricted}", "ja: 通話録音}, class: confidential}", []string{
				"object activity field activity-call-recording class: restricted -> confidential",
			},
		},
	} {
		files := shipped(t)
		edit(t, files, c.file, c.old, c.now)
		got := summary(Between(before, desk.analysed(t, files)))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found\n%s\nnot\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
