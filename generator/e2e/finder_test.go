package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// leastAnswer is what both the page and the program come to.
type leastAnswer struct {
	Sets, Blocked []leastRoles
	Ways          int
	Missing       []string
	Proved        bool
}

type leastRoles struct {
	Roles   string // ids, joined
	Besides int
	Against string // ids of rules, sorted and joined
}

// answersInPage is a function of the page that answers many questions: lists of
// boxes by their values, and the rank of a scope.
const answersInPage = `(questions => JSON.stringify(questions.map(q => {
  const m = rolebookFinder, values = [...document.querySelectorAll('[name=need]')].map(b => b.value);
  const found = m.least(q.Needs.map(n => values.indexOf(n)), q.Rank);
  const sets = list => list.map(s => ({
    Roles: s.roles.map(r => m.roles[r].id).join('+'), Besides: s.besides, Against: (s.conflicts || []).map(c => c.rule.id).sort().join(' '),
  }));
  return { Sets: sets(found.sets), Blocked: sets(found.blocked), Ways: found.ways || 0, Missing: found.missing.map(p => values[p]), Proved: found.proved };
})))`

// question asks for boxes in the order of the page, at a scope of a rank; 0 is
// any.
type question struct {
	Needs []string
	Rank  int
}

// TestFinderAgainstProgram holds the search of the page against the program's
// own, over questions made by chance.
func TestFinderAgainstProgram(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	b.visit("ja/finder/index.html")
	result := analysis.Run(s.catalog(), today)
	questions := questionsByChance(s.catalog())
	asked, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	var got []leastAnswer
	if err := json.Unmarshal([]byte(eval[string](b, answersInPage+"("+string(asked)+")")), &got); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for i, q := range questions {
		want := answerOfProgram(result, q)
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Fatalf("%v (-program +page):\n%s", q, diff)
		}
		switch {
		case len(want.Missing) > 0:
			seen["missing"]++
		case len(want.Blocked) > 0:
			seen["blocked"]++
		default:
			seen[fmt.Sprint(strings.Count(want.Sets[0].Roles, "+")+1)]++
		}
	}
	for _, kind := range []string{"missing", "blocked", "1", "2"} {
		if seen[kind] < 5 {
			t.Errorf("%d of %d questions come to %s: %v", seen[kind], len(questions), kind, seen)
		}
	}
	b.blameless("finder")
}

func questionsByChance(cat *catalog.Catalog) []question {
	chance := rand.New(rand.NewPCG(5, 4))
	out := make([]question, 300)
	for i := range out {
		var needs []string
		want := 1 + chance.IntN(5)
		for _, o := range cat.Objects {
			for _, a := range o.Actions {
				if chance.IntN(250) < want {
					needs = append(needs, o.ID+"/"+a.ID)
				}
			}
		}
		if len(needs) == 0 {
			needs = []string{cat.Objects[i%len(cat.Objects)].ID + "/" + cat.Objects[i%len(cat.Objects)].Actions[0].ID}
		}
		out[i] = question{needs, chance.IntN(3) * chance.IntN(len(cat.Scopes)+1) / 2}
	}
	return out
}

func answerOfProgram(result *analysis.Result, q question) leastAnswer {
	cat := result.Catalog
	var asked []catalog.Access
	for _, n := range q.Needs {
		object, action, _ := strings.Cut(n, "/")
		a := catalog.Access{Object: cat.Object(object), Action: cat.Action(action)}
		if q.Rank > 0 {
			a.Scope = cat.Scopes[q.Rank-1]
		}
		asked = append(asked, a)
	}
	l := result.Least(asked)
	out := leastAnswer{Ways: l.Ways, Proved: l.Proved, Sets: rolesOf(l.Sets), Blocked: rolesOf(l.Blocked), Missing: []string{}}
	for _, a := range l.Missing {
		out.Missing = append(out.Missing, a.Object.ID+"/"+a.Action.ID)
	}
	return out
}

func rolesOf(sets []analysis.LeastSet) []leastRoles {
	out := []leastRoles{}
	for _, s := range sets {
		var ids, rules []string
		for _, r := range s.Roles {
			ids = append(ids, r.ID)
		}
		for _, f := range s.Conflicts {
			rules = append(rules, f.Rule.ID)
		}
		slices.Sort(rules)
		out = append(out, leastRoles{strings.Join(ids, "+"), s.Besides, strings.Join(rules, " ")})
	}
	return out
}

// TestFinder ticks by keyboard, reads the answer, and finds it again at the
// address, in another language and after a look at what else the roles give.
func TestFinder(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	need := s.catalog().Objects[0].ID + "/" + s.catalog().Objects[0].Actions[0].ID
	want := answerOfProgram(analysis.Run(s.catalog(), today), question{[]string{need}, 0}).Sets[0]
	b.visit("en/finder/index.html")
	b.do(chromedp.Focus(chromedp.CSS(`[name=need]`)), chromedp.KeyEvent(" "))
	links := `[...document.querySelectorAll('#sets > .set h3 a')].map(a => a.getAttribute('href').split('/').at(-2)).join('+')`
	b.until("the roles for "+need, links+` === '`+want.Roles+`'`)
	b.until("the address", `location.hash === '#need=`+need+`'`)
	if n := eval[int](b, `document.querySelector('#verdict').textContent.length`); n < 5 {
		t.Error("the verdict says nothing")
	}
	b.do(chromedp.Focus(chromedp.CSS(`.besides summary`)), chromedp.KeyEvent(" "))
	b.until("what else they give", fmt.Sprintf(`document.querySelectorAll('.besides[open] .gives dt').length > 0 && [...document.querySelectorAll('.besides[open] dd')].reduce((n, e) => n + e.children.length, 0) === %d`, want.Besides))

	b.do(chromedp.Click(chromedp.CSS(`.langs a[hreflang="zh-Hans"]`)))
	b.until("the same in Chinese", `document.readyState === 'complete' && document.documentElement.lang === 'zh-Hans' && document.querySelector('[name=need]').checked && `+links+` === '`+want.Roles+`'`)

	b.do(chromedp.Focus(chromedp.CSS(`[name=filter]`)), chromedp.KeyEvent("qqqq"))
	b.until("that nothing fits", `![...document.querySelectorAll('.need')].some(e => e.checkVisibility()) && document.querySelector('.none-fits').checkVisibility()`)
	b.do(chromedp.KeyEvent(strings.Repeat(kb.Backspace, 4)))
	b.until("everything again", `[...document.querySelectorAll('.need')].every(e => e.checkVisibility())`)
	b.do(chromedp.Click(chromedp.CSS(`#needs [type=reset]`)))
	b.until("nothing", `!location.hash && !document.querySelector('#sets').children.length`)

	b.width(390)
	b.visit("en/finder/index.html#need=" + need)
	b.until("the way to the answer", `document.querySelector('.to-found').checkVisibility()`)
	b.fits("finder at 390 px")

	// A search that is cut short claims nothing.
	eval[bool](b, `(rolebookFinder.steps = 0, document.querySelectorAll('[name=need]')[1].click(), true)`)
	b.until("that it stopped", `document.querySelector('#verdict').textContent === rolebookFinder.words.undecided && document.querySelector('#sets').textContent.includes(rolebookFinder.words.unproved)`)
	b.blameless("finder")
}

// TestFinderWithoutScript: the page says what it needs, and leads to the
// objects.
func TestFinderWithoutScript(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, lang := range languages {
		b.visit(lang + "/finder/index.html")
		if !eval[bool](b, `document.querySelector('.without').checkVisibility() && ![...document.querySelectorAll('input, select, #found')].some(e => e.checkVisibility())`) {
			t.Errorf("%s: without scripting the page shows what does not work", lang)
		}
		if n, want := eval[int](b, `[...document.querySelectorAll('.need a')].filter(a => a.checkVisibility()).length`), len(s.catalog().Objects); n != want {
			t.Errorf("%s: links to %d objects, want %d", lang, n, want)
		}
	}
}

// TestMap: the map has a box for every role, and for a role that is chosen shows
// exactly the partners that the catalog names.
func TestMap(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	partners := map[string]map[string]bool{}
	for _, r := range s.catalog().Roles {
		partners[r.ID] = map[string]bool{r.ID: true}
	}
	for _, r := range s.catalog().Roles {
		for _, c := range r.Collaboration {
			if c.With != nil {
				partners[r.ID][c.With.ID], partners[c.With.ID][r.ID] = true, true
			}
		}
	}
	for _, lang := range languages {
		b.visit(lang + "/collaboration/index.html")
		b.fits(lang + " map")
		for id, with := range partners {
			eval[bool](b, `(s => { s.value = '`+id+`'; s.dispatchEvent(new Event('input', { bubbles: true })); return true; })(document.querySelector('#org-bar [name=role]'))`)
			shown := eval[[]string](b, `[...document.querySelectorAll('.map .box.on')].map(e => e.dataset.role)`)
			for _, other := range shown {
				if !with[other] {
					t.Errorf("%s: %s is shown with %s", lang, id, other)
				}
			}
			if curves := eval[int](b, `document.querySelectorAll('.map .flows .on').length`); len(shown) != len(with) || curves != len(with)-1 {
				t.Errorf("%s: %s has %d boxes and %d curves, want %d and one less", lang, id, len(shown), curves, len(with))
			}
		}
		if eval[string](b, `document.querySelector('.org-says').textContent`) == "" {
			t.Errorf("%s: the choice is not said in words", lang)
		}
	}
	b.width(390)
	b.visit("zh/collaboration/index.html")
	b.fits("map at 390 px")
	b.blameless("map")
}
