// Package sample makes catalogs as large as a test or a benchmark wants them.
package sample

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/roles"
)

// phrases are what generated roles say, in three languages: enough that no two
// roles read alike, few enough that texts stay the length of real ones.
var phrases = struct{ verbs, things, ends [][3]string }{
	verbs: [][3]string{
		{"核对", "Check", "を確認し"},
		{"整理", "Sort", "を整理し"},
		{"更新", "Update", "を更新し"},
		{"复核", "Review", "を見直し"},
		{"登记", "Record", "を登録し"},
		{"跟进", "Follow up", "を追跡し"},
		{"汇总", "Sum up", "を集計し"},
		{"关闭", "Close", "を完了し"},
	},
	things: [][3]string{
		{"逾期的客户资料", "overdue customer records", "期限を過ぎた顧客情報"},
		{"上周的销售预测", "last week's forecast", "前週の売上予測"},
		{"未结的服务工单", "open service cases", "未完了のケース"},
		{"新签合同的条款", "the terms of new contracts", "新しい契約の条件"},
		{"重复的联系人", "duplicate contacts", "重複した取引先責任者"},
		{"营销名单的来源", "the sources of marketing lists", "配信リストの出所"},
		{"接口的错误队列", "the error queue of interfaces", "連携のエラー待ち行列"},
		{"权限申请的理由", "the reasons of access requests", "権限申請の理由"},
	},
	ends: [][3]string{
		{"，当天记入系统。", " and enter it in the system the same day.", "、当日中にシステムへ記録する。"},
		{"，每周五提交结果。", " and hand in the result every Friday.", "、毎週金曜日に結果を提出する。"},
		{"，发现问题须在 2 小时内上报。", "; report problems within 2 hours.", "、問題は2時間以内に報告しなければならない。"},
		{"，并告知相关同事。", " and tell the colleagues concerned.", "、関係者に伝える。"},
	},
}

// Catalog makes a catalog of n roles with the vocabulary and the rules of
// the shipped one. A role is about 12 KB of YAML: 5 duties with 4 tasks, 12
// grants, 2 denials, 4 partners and 6 KPIs, all in three languages.
func Catalog(tb testing.TB, n int) fs.FS {
	tb.Helper()
	out := fstest.MapFS{}
	for _, name := range []string{"catalog.yaml", "sod.yaml"} {
		data, err := fs.ReadFile(roles.Files, name)
		if err != nil {
			tb.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	// Rules, exceptions and ignored warnings of the shipped catalog name shipped
	// roles: keep the vocabulary, and the rules over functions.
	vocabulary, _, _ := bytes.Cut(out["catalog.yaml"].Data, []byte("\nlint:"))
	out["catalog.yaml"].Data = append(slices.Clip(vocabulary), '\n')
	out["sod.yaml"].Data = functionRules(string(out["sod.yaml"].Data))
	for i := range n {
		id := fmt.Sprintf("role-%04d", i)
		out[fmt.Sprintf("%s/%s.yaml", families[i%len(families)], id)] = &fstest.MapFile{Data: []byte(role(i, n))}
	}
	return out
}

var families = []string{"sales", "marketing", "service", "operations", "platform", "finance", "control"}

// functionRules drops what names roles: rules over roles and exceptions.
func functionRules(sod string) []byte {
	before, _, _ := strings.Cut(sod, "\nexceptions:")
	head, rules, _ := strings.Cut(before, "\nrules:\n")
	var kept []string
	for _, r := range strings.Split("\n"+rules, "\n  - ")[1:] {
		if !strings.Contains(r, "\n    roles:") {
			kept = append(kept, "  - "+r)
		}
	}
	return []byte(head + "\nrules:\n" + strings.Join(kept, "\n") + "\n")
}

// grants are what roles may hold. Roles draw from them, so that some combine
// to conflicts and most do not.
var grants = []string{
	"objects: [lead, account], actions: [read, create, update], scope: own",
	"objects: [contact], actions: [read, create, update], scope: own, fields: {hidden: [contact-id-number]}",
	"objects: [opportunity], actions: [read, create, update], scope: team, when: [logged]",
	"objects: [account, contact, opportunity], actions: [read], scope: region",
	"objects: [quote], actions: [read, create, update], scope: own, when: [within-limit]",
	"objects: [contract, order], actions: [read], scope: department",
	"objects: [price-book, product], actions: [read], scope: all",
	"objects: [campaign, marketing-list], actions: [read], scope: department",
	"objects: [case], actions: [read, create, update], scope: team",
	"objects: [case, knowledge-article], actions: [read], scope: all",
	"objects: [invoice, payment], actions: [read], scope: region, when: [logged]",
	"objects: [report, dashboard], actions: [read, create], scope: own",
	"objects: [support-ticket, access-request], actions: [read, create], scope: own",
	"objects: [training-course, control-policy], actions: [read], scope: all",
	"objects: [metric-definition, data-dictionary], actions: [read], scope: all",
	"objects: [import-job], actions: [read, create, execute], scope: all, when: [approved, logged]",
	"objects: [export-request], actions: [read, create], scope: own",
	"objects: [user], actions: [read, update], scope: all, when: [ticketed]",
	"objects: [audit-finding], actions: [read, update], scope: department",
	"objects: [territory], actions: [read], scope: region",
}

// risky grants go to one role in twenty, in turn: enough for conflicts within
// roles and between them, as an organisation has them.
var risky = []string{
	"objects: [export-request], actions: [approve], scope: all",
	"objects: [audit-log], actions: [configure], scope: all",
	"objects: [backup], actions: [configure], scope: all",
	"objects: [user], actions: [create], scope: all",
	"objects: [role], actions: [create, assign], scope: all, when: [four-eyes]",
	"objects: [release], actions: [execute], scope: all",
	"objects: [data-model], actions: [create, update], scope: all",
}

func role(i, n int) string {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	var b strings.Builder
	fmt.Fprintf(&b, "id: role-%04d\nname: {zh: 第%d号岗位, en: Role number %d, ja: 第%d号ロール}\n", i, i, i, i)
	fmt.Fprintf(&b, "family: %s\nversion: 1.%d.0\neffective: 2026-%02d-01\nowner: {zh: 人力资源部, en: Human Resources, ja: 人事部}\n", families[i%len(families)], i%9, 1+i%9)
	b.WriteString("review: {every: year, last: 2026-06-30}\n")
	if i >= 10 {
		fmt.Fprintf(&b, "reports_to: role-%04d\n", i/10)
	}
	if i%5 == 4 {
		fmt.Fprintf(&b, "inherits: [role-%04d]\n", i-1)
	}
	b.WriteString("overview:\n")
	for l, lang := range []string{"zh", "en", "ja"} {
		fmt.Fprintf(&b, "  %s: |\n    %s%s\n\n    %s\n", lang, sentence(r, l), sentence(r, l), sentence(r, l))
	}
	duties(&b, r)
	permissions(&b, r, i)
	rest(&b, r, i, n)
	return b.String()
}

func pick(r *rand.Rand, list [][3]string, lang int) string { return list[r.IntN(len(list))][lang] }

func sentence(r *rand.Rand, lang int) string {
	verb, thing, end := pick(r, phrases.verbs, lang), pick(r, phrases.things, lang), pick(r, phrases.ends, lang)
	switch lang {
	case 1:
		return verb + " " + thing + end
	case 2:
		return thing + verb + end
	}
	return verb + thing + end
}

func text(r *rand.Rand) string {
	return fmt.Sprintf("{zh: %q, en: %q, ja: %q}", sentence(r, 0), sentence(r, 1), sentence(r, 2))
}

func duties(b *strings.Builder, r *rand.Rand) {
	b.WriteString("duties:\n")
	for d := range 5 {
		fmt.Fprintf(b, "  - id: duty-%d\n    name: {zh: 职责%d, en: Duty %d, ja: 職務%d}\n    tasks:\n", d, d, d, d)
		for t := range 4 {
			fmt.Fprintf(b, "      - text: %s\n        detail: %s\n", text(r), []string{"brief", "standard", "standard", "full"}[t])
		}
	}
}

func permissions(b *strings.Builder, r *rand.Rand, i int) {
	b.WriteString("permissions:\n  allow:\n")
	for _, g := range r.Perm(len(grants))[:12] {
		fmt.Fprintf(b, "    - {%s, for: [duty-%d]}\n", grants[g], r.IntN(5))
	}
	if i%20 == 0 {
		fmt.Fprintf(b, "    - {%s, for: [duty-0]}\n", risky[i/20%len(risky)])
	}
	b.WriteString("  deny:\n    - {objects: [audit-log], actions: [delete]}\n    - {objects: [backup], actions: [delete]}\n  limits:\n")
	for range 3 {
		fmt.Fprintf(b, "    - %s\n", text(r))
	}
}

func rest(b *strings.Builder, r *rand.Rand, i, n int) {
	b.WriteString("collaboration:\n")
	for range 4 {
		with := r.IntN(n)
		if with == i {
			with = (i + 1) % n
		}
		fmt.Fprintf(b, "  - with: role-%04d\n    purpose: %s\n    gives: [%s]\n    receives: [%s]\n", with, text(r), text(r), text(r))
	}
	fmt.Fprintf(b, "requirements:\n  education: %s\n  skills:\n", text(r))
	for range 4 {
		fmt.Fprintf(b, "    - {name: %s, level: working, required: true}\n", text(r))
	}
	b.WriteString("kpis:\n")
	for k := range 6 {
		fmt.Fprintf(b, "  - {id: kpi-%d, name: %s, target: \">= %d %%\", period: month, duties: [duty-%d]}\n", k, text(r), 90+k, k%5)
	}
}
