package typeset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What no line may begin or end with, by JIS X 4051 and GB/T 15834. The lists
// are on purpose not those of the program.
const (
	notFirst = "、。，．・：；？！）」』】〉》〕］｝’”ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々ゝゞヽヾ〜～％℃°‰,.:;!?)]}%"
	notLast  = "（「『【〈《〔［｛‘“([{￥＄№"
)

// prose has the paragraphs that the tests of lines are made with.
var prose = []struct{ lang, text string }{
	{"zh-Hans", "CRM 系统管理员确保客户平台稳定可靠：配置贴合各团队真实的销售与服务方式，权限只开放给确有需要的人，每一次变更都先验证、后上线。"},
	{"zh-Hans", "本岗位把销售、市场、客服提出的需求落实为规范的系统设置，而不是一次次的特殊处理；把数据当作公司共有资产来维护，但不替业务做决定——商机阶段、价格与承诺由各自的负责人作出……"},
	{"zh-Hans", "平台可用率须 ≥ 99.9 %（每月计），平均恢复时间 ≤ 4 h，满意度 4.5 / 5；自2026 年 1 月 1 日起生效，第 3 版，任期 3 年。“职责分离”见《内部控制手册》（第12章）「附录」。"},
	{"zh-Hans", "按顺序清理记录：取得系统支持单与审批，完成备份，再合并、归档或批量删除，最后核对条数并留存日志。接口：REST、Webhook、SAML、OAuth 2，详见 https://example.com/catalog/roles/crm-system-administrator?lang=zh&scenario=onboarding 一页。"},
	{"ja", "CRMの営業データを正確・完全・安全に保ち、業務レポートにいつでも使える状態にする。マスターデータを統治し、定めた手順でデータ操作を実行し、最初のリードから契約更新まで同じデータ標準を貫く。"},
	{"ja", "これにより営業現場は誤りや欠落を補う手間が減り、経営層は信頼できる数値で判断できる。データモデル、自動化ルール、権限の変更はCRMシステム管理者が実施するため、必要な変更は文書にした変更要求として提出する。"},
	{"ja", "「承認」と（『却下』）は別の者が行う。ウェブ・シェア・ファイルなどキャッシュへの書き込みは3～6か月ごとに見直し、稼働率99.9％以上、応答4時間以内とする。担当は髙橋・山﨑（第2版）。"},
	{"en", "Keeps sales data accurate, complete, and secure, so that operational reports can draw on it at any time. Governs master data, carries out data operations under control, and holds one set of data standards from the first lead to the renewal."},
	{"en", "Service stays at or above 99.9 % (monthly); recovery takes ≤ 4 h on average; four-eyes, role-based and well-known checks — see “Internal control” (chapter 12) — don’t apply to CI/CD jobs of the .NET tools."},
}

// compose sets a text in one style.
func compose(lang, text string, width float64, align Align) []Line {
	c := NewCompositor(shipped())
	return c.Break(c.Prepare([]Span{{Text: text, Style: Style{Lang: lang, Size: 10}}}, align != Justify), width, align, false)
}

// alignments are those that the tests of lines go through.
var alignments = []Align{Start, Justify, Center}

func TestKinsoku(t *testing.T) {
	for _, p := range prose {
		for width := 40.0; width < 480; width += 7 {
			for _, align := range alignments {
				checkKinsoku(t, p.lang, compose(p.lang, p.text, width, align))
			}
		}
	}
}

// checkKinsoku holds lines against the rules.
func checkKinsoku(t *testing.T, lang string, lines []Line) {
	t.Helper()
	for i := range lines {
		text := strings.TrimSpace(lines[i].String())
		first, _ := utf8.DecodeRuneInString(text)
		last, _ := utf8.DecodeLastRuneInString(text)
		if lines[i].Follows() && !lines[i].Forced() && strings.ContainsRune(notFirst, first) && !strings.HasPrefix(text, ".NET") {
			t.Errorf("%s: line %d begins with %q: %s", lang, i, first, text)
		}
		if i < len(lines)-1 && lines[i+1].Follows() && !lines[i+1].Forced() && strings.ContainsRune(notLast, last) {
			t.Errorf("%s: line %d ends with %q: %s", lang, i, last, text)
		}
	}
}

func TestNothingIsLost(t *testing.T) {
	for _, p := range prose {
		for width := 12.0; width < 480; width += 13 {
			for _, align := range alignments {
				if got := joined(compose(p.lang, p.text, width, align)); got != p.text {
					t.Fatalf("%s at %g:\n got %s\nwant %s", p.lang, width, got, p.text)
				}
			}
		}
	}
}

// joined is the text of the lines, one after the other.
func joined(lines []Line) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(lines[i].String())
	}
	return b.String()
}

func TestKeptTogether(t *testing.T) {
	whole := []string{"——", "……", "99.9 %", "≤ 4 h", "4.5 / 5", "2026 年", "1 月", "第 3 版", "3 年", "第12章", "3～6か月", "99.9％", "第2版", "accurate", "operational", ".NET", "don’t", "CI/CD", "≥ 99.9"}
	for _, p := range prose {
		for width := 60.0; width < 480; width += 7 {
			lines := compose(p.lang, p.text, width, Justify)
			ends := map[int]bool{}
			at := 0
			for i := range lines {
				at += len(lines[i].String())
				ends[at] = true
			}
			for _, w := range whole {
				for from := strings.Index(p.text, w); from >= 0; {
					for cut := from + 1; cut < from+len(w); cut++ {
						if ends[cut] {
							t.Errorf("%s at %g: %q is torn", p.lang, width, w)
						}
					}
					next := strings.Index(p.text[from+1:], w)
					if next < 0 {
						break
					}
					from += 1 + next
				}
			}
		}
	}
}

func TestNoStrayLastLine(t *testing.T) {
	for _, p := range prose[:7] {
		for width := 200.0; width < 480; width += 3 {
			lines := compose(p.lang, p.text, width, Justify)
			if last := strings.TrimSpace(lines[len(lines)-1].String()); utf8.RuneCountInString(last) < 2 || strings.HasPrefix(last[1:], "。") {
				t.Errorf("%s at %g: the last line is %q", p.lang, width, last)
			}
		}
	}
}

func TestJustifiedLinesAreFull(t *testing.T) {
	short, lines := 0, 0
	for _, p := range prose[:7] {
		for width := 240.0; width < 480; width += 3 {
			set := compose(p.lang, p.text, width, Justify)
			for i := range set[:len(set)-1] {
				lines++
				if d := set[i].Width - width; d > 0.01 {
					t.Errorf("%s at %g: line %d sticks out by %g", p.lang, width, i, d)
				} else if d < -0.01 {
					short++
				}
			}
		}
	}
	if short*20 > lines {
		t.Errorf("%d of %d justified lines are not full", short, lines)
	}
}

func TestNoLineIsTooWide(t *testing.T) {
	long := strings.Repeat("supercalifragilistic", 500) + strings.Repeat("（", 3000) + strings.Repeat("。", 3000) + strings.Repeat("e\u0301", 2000)
	for _, lang := range []string{"zh-Hans", "ja", "en"} {
		for _, align := range alignments {
			lines := compose(lang, long, 120, align)
			for i := range lines {
				if lines[i].Width > 120.01 {
					t.Fatalf("%s: line %d is %g wide: %s", lang, i, lines[i].Width, lines[i].String())
				}
			}
			if got := joined(lines); norm.NFC.String(got) != norm.NFC.String(long) {
				t.Fatalf("%s: text was lost", lang)
			}
		}
	}
}

// FuzzBreak holds any text against what must be true of its lines.
func FuzzBreak(f *testing.F) {
	for i, p := range prose {
		f.Add(p.text, p.lang, 30+float64(i)*40, uint8(i))
	}
	f.Add("a\u200db\u202e中\u3099か\u3099\x00\xff\u2028\n \n。。（（", "ja", 25.0, uint8(1))
	f.Fuzz(func(t *testing.T, text, lang string, width float64, align uint8) {
		if !(width >= 1 && width < 2000) || len(text) > 5000 {
			return
		}
		lines := compose(lang, text, width, Align(align%4))
		checkKinsoku(t, lang, lines)
		for i := range lines {
			drawn := strings.TrimSpace(lines[i].String())
			if lines[i].Width > width+0.01 && clusters(drawn) > 1 {
				t.Errorf("line %d is %g wide, more than %g: %q", i, lines[i].Width, width, drawn)
			}
		}
		if got, want := visible(joined(lines)), visible(text); got != want {
			t.Errorf("lost text:\n got %q\nwant %q", got, want)
		}
	})
}

// visible is the text without what leaves no ink.
func visible(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if c := classOf(r); c == classNone || c == classSpace || c == classChance || c == classBreak || r == '\u00a0' || r == '\u2060' {
			return -1
		}
		return r
	}, text))
}

// clusters counts the characters of a line that do not combine with others.
func clusters(text string) int {
	n := 0
	for _, r := range text {
		if classOf(r) != classMark {
			n++
		}
	}
	return n
}

func BenchmarkBreak(b *testing.B) {
	c := NewCompositor(shipped())
	spans := make([][]Span, len(prose))
	for i, p := range prose {
		spans[i] = []Span{{Text: p.text, Style: Style{Lang: p.lang, Size: 10}}}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Reset()
		for i := range spans {
			c.Break(c.Prepare(spans[i], false), 476, Justify, false)
		}
	}
}
