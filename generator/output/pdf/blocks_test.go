package pdf

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/typeset/clauses"
)

// text is a text of one piece.
func text(lang, s string) book.Text {
	return book.Text{Inlines: []book.Inline{{Text: s}}, Lang: lang}
}

// inlines is a paragraph with every kind of inline content.
func inlines() []book.Inline {
	plain := func(s string) []book.Inline { return []book.Inline{{Text: s}} }
	return []book.Inline{
		{Text: "普通文字，"},
		{Kind: book.Emphasis, Children: plain("着重文字")},
		{Text: "，"},
		{Kind: book.Strong, Children: plain("粗体文字")},
		{Text: "，"},
		{Kind: book.Code, Text: "catalog.yaml"},
		{Text: "，"},
		{Kind: book.Link, URL: "https://example.com/roles", Children: plain("链接文字")},
		{Text: "，"},
		{Kind: book.Link, URL: "javascript:alert(1)", Children: plain("坏链接")},
		{Kind: book.LineBreak},
		{Text: "另起一行。"},
	}
}

// every is a document with every kind of block.
func every() *book.Document {
	zh := func(s string) book.Text { return text("zh-Hans", s) }
	item := func(s string) []book.Paragraph {
		return []book.Paragraph{{Inlines: []book.Inline{{Text: s}}}}
	}
	prose := book.Prose{Lang: "zh-Hans", Paragraphs: []book.Paragraph{
		{Inlines: inlines()},
		{Kind: book.Heading, Inlines: []book.Inline{{Text: "小标题"}}},
		{Kind: book.Bullets, Items: [][]book.Paragraph{item("甲项"), append(item("乙项"), book.Paragraph{Kind: book.Numbers, Items: [][]book.Paragraph{item("其一"), item("其二")}})}},
		{Kind: book.Quote, Items: [][]book.Paragraph{item("引文：职责分离。")}},
		{Kind: book.CodeBlock, Inlines: []book.Inline{{Kind: book.Code, Text: "deny:\n  - {objects: [account]}\n"}}},
		{Inlines: []book.Inline{{Text: "末段。"}}},
	}}
	fallback := book.Text{Inlines: []book.Inline{{Text: "Only in English"}}, Lang: "en", Fallback: true}
	mark := func(state book.MarkState, rank int, conditional bool, severity string, open bool) book.TableCell {
		return book.TableCell{Mark: &book.Mark{
			State: state, Scope: []string{"", "本人", "团队", "部门", "区域", "全公司"}[rank], Rank: rank, Scopes: 5,
			Conditional: conditional, Severity: severity, Open: open, Label: "禁止",
		}}
	}
	lines := func(s string) book.TableCell { return book.TableCell{Lines: []book.Text{zh(s)}} }
	return &book.Document{
		Role: "every", Scenario: "job-description", Lang: "zh-Hans", File: "every.pdf",
		Kind: "岗位说明书", Title: zh("样张"), Organization: "星川仪器", FooterNote: "内部资料", PageOf: "第 {page} 页，共 {pages} 页", Modified: "2026-01-02",
		Aliases: []book.Alias{{Lang: "en", Name: "Specimen"}, {Lang: "ja", Name: "見本"}},
		Facts:   []book.Fact{{Label: "职位族", Value: zh("平台")}, {Label: "负责部门", Value: fallback}},
		Sections: []book.Section{
			{ID: "overview", Number: "1", Title: "概述", Blocks: []book.Block{book.ProseBlock{Prose: prose}}},
			{ID: "lists", Number: "2", Title: "清单", Blocks: []book.Block{
				book.Rows{Rows: []book.Row{{ID: "r", Number: "1", Label: zh("一行"), Blocks: []book.Block{
					book.Items{Items: []book.Item{{Text: zh("带注的项"), Note: zh("小字注解")}, {Text: fallback}}},
				}}}},
				book.Items{Label: zh("待办"), Ticks: true, Items: []book.Item{{Text: zh("打勾的项")}, {Text: zh("又一项")}}},
				book.Items{Numbered: true, Items: []book.Item{{Text: zh("编号的项")}, {Text: zh("第二项")}}},
			}},
			{ID: "permissions", Number: "3", Title: "权限", Blocks: []book.Block{
				book.Note{Text: zh("说明一行。")},
				book.Legend{Scopes: []*book.Mark{mark(book.Granted, 1, false, "", false).Mark, mark(book.Granted, 5, false, "", false).Mark}, Conditional: "圆角：有条件", NotGranted: "点：未授予", Denied: "禁止：优先"},
				book.Table{Caption: "权限", Columns: []book.Column{{Title: "对象", Weight: 1}, {Title: "查看", Align: book.Center}, {Title: "新建", Align: book.Center}, {Title: "修改", Align: book.Center}, {Title: "删除", Align: book.Center}, {Title: "条件", Weight: 1}}, Groups: []book.RowGroup{{Title: "销售", Rows: []book.TableRow{
					{ID: "a", Cells: []book.TableCell{lines("客户"), mark(book.Granted, 5, true, "high", true), mark(book.Granted, 3, false, "critical", false), mark(book.Denied, 0, false, "", false), mark(book.NotGranted, 0, false, "", false), lines("工单授权")}},
					{ID: "b", Cells: []book.TableCell{lines("联系人"), mark(book.Granted, 1, false, "", false), mark(book.Granted, 2, true, "medium", true), mark(book.NotApplicable, 0, false, "", false), mark(book.Granted, 4, false, "low", true), {}}},
				}}}},
				book.Callout{Severity: "critical", Open: true, Title: "严重 S01", Name: zh("既能授权又能修改"), Status: "未处理", Lines: []book.Fact{{Label: "风险", Value: zh("无人察觉。")}}},
				book.Callout{Severity: "medium", Title: "中 S02", Name: zh("已缓释的冲突"), Status: "已缓释"},
			}},
			{ID: "kpis", Number: "4", Title: "指标", Blocks: []book.Block{
				book.Table{Columns: []book.Column{{Title: "指标", Weight: 1}, {Title: "目标值"}, {Title: "熟练度"}, {Title: "计算", Weight: 1}}, Groups: []book.RowGroup{{Rows: []book.TableRow{
					{Cells: []book.TableCell{lines("可用率"), {Target: &book.Target{Op: "≥", Value: "99.9", Unit: "%"}}, {Level: &book.Level{Rank: 3, Of: 4, Word: "熟练"}}, lines("可用分钟 ÷ 计划分钟")}},
					{Cells: []book.TableCell{lines("整改率"), {Target: &book.Target{Words: zh("达到既定目标")}}, {Level: &book.Level{Rank: 0, Of: 4, Word: "无"}}, {}}},
				}}}},
			}},
			{ID: "approval", Title: "签署", Blocks: []book.Block{book.Signatures{Signers: []string{"任职者", "直接上级", "人力资源部", "法务部"}, Date: "日期"}}},
		},
	}
}

// TestEveryBlock sets every kind of block and reads it back in its order.
func TestEveryBlock(t *testing.T) {
	dir := t.TempDir()
	data := written(t, every())
	save(t, "every.pdf", data)
	checkFile(t, dir, "every.pdf", data)
	got, err := clauses.Aloud(data)
	if err != nil {
		t.Fatal(err)
	}
	got = strings.ReplaceAll(got, "\n", "")
	at := 0
	for _, want := range []string{
		"岗位说明书", "样张", "Specimen", "見本", "职位族", "平台", "负责部门", "Only in English", "en",
		"1", "概述", "普通文字，着重文字，粗体文字，", "catalog.yaml", "链接文字", "坏链接", "另起一行。", "小标题", "–", "甲项", "–", "乙项", "1", "其一", "2", "其二",
		"引文：职责分离。", "deny:", "- {objects: [account]}", "末段。",
		"清单", "1", "一行", "带注的项", "小字注解", "Only in English", "待办", "打勾的项", "又一项", "1", "编号的项", "2", "第二项",
		"权限", "说明一行。", "本人", "全公司", "圆角：有条件", "点：未授予", "禁止：优先", "对象", "查看", "销售", "客户", "全公司", "部门", "禁止", "工单授权", "联系人", "本人", "团队", "区域",
		"严重 S01", "既能授权又能修改", "未处理", "风险", "无人察觉。", "中 S02", "已缓释的冲突", "已缓释",
		"指标", "目标值", "可用率", "≥", "99.9", "%", "熟练", "可用分钟 ÷ 计划分钟", "整改率", "达到既定目标", "无",
		"签署", "任职者", "日期", "直接上级", "日期", "人力资源部", "日期", "法务部", "日期",
	} {
		i := strings.Index(got[at:], want)
		if i < 0 {
			t.Errorf("%q is not read, or not in its place, before %.60q", want, got[at:])
			continue
		}
		at += i + len(want)
	}
	checkLinks(t, dir, data)
}

// checkLinks looks for the one good link.
func checkLinks(t *testing.T, dir string, data []byte) {
	t.Helper()
	out, err := tool(dir, data, "pdfinfo", "-url")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "https://example.com/roles") || strings.Contains(out, "javascript") {
		t.Errorf("the links are %s", out)
	}
}

// TestHeadings looks for headings that skip a level.
func TestHeadings(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []*book.Document{every(), slices.Collect(shipped(t).Books[0].Documents())[0]} {
		out, err := tool(dir, written(t, d), "pdfinfo", "-struct")
		if err != nil {
			t.Fatal(err)
		}
		level := 0
		for line := range strings.Lines(out) {
			f := strings.Fields(line)
			if len(f) == 0 || len(f[0]) != 2 || f[0][0] != 'H' {
				continue
			}
			next := int(f[0][1] - '0')
			if next > level+1 {
				t.Errorf("%s: H%d after H%d", d.File, next, level)
			}
			level = next
		}
		if level < 2 {
			t.Errorf("%s: no headings", d.File)
		}
	}
}
