package e2e

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/load/sample"
)

// Scripts that ask the grid of the matrix.
const (
	gridReady = `document.documentElement.classList.contains('grid-ready')`
	// focusedCell is the row and the column of the cell with the focus, as a
	// screen reader is told them.
	focusedCell = `(c => c ? c.closest('[aria-rowindex]').getAttribute('aria-rowindex') + ' ' + c.closest('[aria-colindex]').getAttribute('aria-colindex') : '')(document.activeElement.closest('#grid [aria-colindex]'))`
	dialogOpen  = `!document.querySelector('[role=dialog]#cell-details').hidden`
)

// matrix opens the matrix with a state in its address.
func (b *tab) matrix(lang, state string) {
	b.t.Helper()
	if state != "" {
		state = "#" + state
	}
	b.visit(lang + "/matrix/index.html" + state)
	b.until("the grid", gridReady)
}

// counts are the numbers of roles, objects and permissions that the page says
// it shows.
func (b *tab) counts() [3]int {
	b.t.Helper()
	text := eval[string](b, `document.querySelector('#count').textContent`)
	var out [3]int
	for i, digits := range regexp.MustCompile(`[\d,]+`).FindAllString(strings.ReplaceAll(text, ", ", " "), -1) {
		if i < 3 {
			out[i], _ = strconv.Atoi(strings.ReplaceAll(digits, ",", ""))
		}
	}
	return out
}

// openEveryCell opens what stands behind every cell that is drawn.
func (b *tab) openEveryCell() {
	b.t.Helper()
	b.until("the grid", gridReady)
	b.do(chromedp.Evaluate[chromedp.Void](`(async () => {
		await rolebookMatrix.reasons(document.querySelector('.g-frame').dataset.why);
		for (const c of document.querySelectorAll('.g-cell')) { c.click(); await null; }
	})()`, chromedp.EvalAwaitPromise))
	b.until("details", `document.querySelectorAll('#cell-details tr').length > 0`)
}

func (b *tab) press(key string, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// TestMatrixKeys walks the grid by keyboard: one stop for the tabulator, arrows
// and jumps from cell to cell, Enter opens what stands behind one, Escape
// closes it and gives the focus back.
func TestMatrixKeys(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for _, lang := range languages {
		b.matrix(lang, "")
		if n := eval[int](b, `document.querySelectorAll('#grid [tabindex="0"]').length`); n != 1 {
			t.Errorf("%s: the grid has %d stops for the tabulator, want 1", lang, n)
		}
		rows, columns := eval[int](b, `+document.querySelector('#grid').ariaRowCount`), eval[int](b, `+document.querySelector('#grid').ariaColCount`)
		if want := 2 + len(s.catalog().Modules) + len(s.catalog().Objects); rows != want {
			t.Errorf("%s: the grid says it has %d rows, want %d", lang, rows, want)
		}
		if want := 1 + len(s.catalog().Roles); columns != want {
			t.Errorf("%s: the grid says it has %d columns, want %d", lang, columns, want)
		}
		for range 60 { // past the head of the page, its menus and the filters
			if b.press(kb.Tab); eval[string](b, focusedCell) != "" {
				break
			}
		}
		at := func(what string, row, column int) {
			t.Helper()
			if got, want := eval[string](b, focusedCell), fmt.Sprint(row, column); got != want {
				t.Errorf("%s: %s leads to %q, want %q", lang, what, got, want)
			}
		}
		at("Tab", 4, 2) // below two rows of heads and the first module's name
		for _, step := range []struct {
			key         string
			modifiers   []chromedp.Modifier
			row, column int
		}{
			{kb.ArrowRight, nil, 4, 3},
			{kb.ArrowDown, nil, 5, 3},
			{kb.End, nil, 5, columns},
			{kb.Home, nil, 5, 2},
			{kb.ArrowLeft, nil, 5, 1},
			{kb.ArrowLeft, nil, 5, 1},
			{kb.End, []chromedp.Modifier{chromedp.ModifierCtrl}, rows, columns},
			{kb.Home, []chromedp.Modifier{chromedp.ModifierCtrl}, 4, 2},
			{kb.ArrowUp, nil, 2, 2},
			{kb.ArrowDown, nil, 4, 2},
		} {
			b.press(step.key, step.modifiers...)
			at(step.key, step.row, step.column)
		}
		b.press(kb.PageDown)
		if down := eval[string](b, focusedCell); down == "4 2" || !strings.HasSuffix(down, " 2") {
			t.Errorf("%s: PageDown leads to %q", lang, down)
		}
		b.press(kb.PageUp)
		at("PageUp", 4, 2)
		b.press(kb.ArrowRight)
		b.enter()
		b.until("the details", dialogOpen+` && document.querySelector('#cell-details').contains(document.activeElement)`)
		if rows := eval[int](b, `document.querySelectorAll('#cell-details tbody tr').length`); rows == 0 {
			t.Errorf("%s: the details are empty", lang)
		}
		b.press(kb.Escape)
		at("Escape", 4, 3)
		if eval[bool](b, dialogOpen) {
			t.Errorf("%s: Escape leaves the details open", lang)
		}
	}
	b.blameless("matrix")
}

// TestMatrixFilters holds what each filter leaves against data/matrix.json, and
// has the address lead to the same view again.
func TestMatrixFilters(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	cat, data := s.catalog(), matrixData(t, s)
	rank := map[string]int{}
	for _, sc := range cat.Scopes {
		rank[sc.ID] = sc.Rank
	}
	module, family, class, scope, condition := cat.Modules[1], cat.Families[1], cat.Classes[2], cat.Scopes[2], cat.Conditions[0]
	object, role := cat.Objects[3], cat.Roles[2]
	type cell = struct {
		role, object, action string
		widest               int
		when, findings       []string
	}
	var cells []cell
	for _, c := range data.Cells {
		x := cell{role: c.Role, object: c.Object, action: c.Action, findings: c.Findings}
		for _, g := range c.Grants {
			x.widest, x.when = max(x.widest, rank[g.Scope]), append(x.when, g.When...)
		}
		cells = append(cells, x)
	}
	b := newTab(t, serve(t, s))
	b.matrix("en", "")
	for _, c := range []struct {
		name, state, script string
		fits                func(c cell) bool
	}{
		{"nothing", "", ``, func(cell) bool { return true }},
		{"module", "module=" + module.ID, `set('module', '` + module.ID + `')`, func(c cell) bool { return cat.Object(c.object).Module == module }},
		{"family", "family=" + family.ID, `set('family', '` + family.ID + `')`, func(c cell) bool { return cat.Role(c.role).Family == family }},
		{"class", "class=" + class.ID, `set('class', '` + class.ID + `')`, func(c cell) bool { return cat.Object(c.object).Class.Rank >= class.Rank }},
		{"scope", "scope=" + scope.ID, `set('scope', '` + scope.ID + `')`, func(c cell) bool { return c.widest >= scope.Rank }},
		{"condition", "condition=" + condition.ID, `set('condition', '` + condition.ID + `')`, func(c cell) bool { return slices.Contains(c.when, condition.ID) }},
		{"granted", "granted=1", `tick('granted')`, func(cell) bool { return true }},
		{"conflicts", "conflicts=1", `tick('conflicts')`, func(c cell) bool { return len(c.findings) > 0 }},
		{"actions", "actions=read", `for (const e of form.querySelectorAll('[name=actions]')) if (e.value !== 'read') e.click()`, func(c cell) bool { return c.action == "read" }},
		{
			"object", "object=" + english(object.Name), `set('object', '` + english(object.Name) + `')`,
			func(c cell) bool {
				return strings.Contains(strings.ToLower(english(cat.Object(c.object).Name)), strings.ToLower(english(object.Name)))
			},
		},
		{"role", "first=" + role.ID, `set('first', '` + english(role.Name) + `')`, func(c cell) bool { return c.role == role.ID }},
		{"rows", "rows=roles", `form.querySelector('[value=roles]').click()`, func(cell) bool { return true }},
		{"by action", "by=action", `form.querySelector('[name=by][value=action]').click()`, func(cell) bool { return true }},
	} {
		want := 0
		for _, x := range cells {
			if c.fits(x) {
				want++
			}
		}
		b.do(chromedp.Click(chromedp.CSS(`#filter [type=reset]`)))
		b.until("everything", `location.hash === ''`)
		b.do(chromedp.Evaluate[chromedp.Void](`(() => {
			const form = document.querySelector('#filter'), event = () => form.dispatchEvent(new Event('input', {bubbles: true}));
			const set = (name, value) => { form.elements[name].value = value; event(); }, tick = name => form.elements[name].click();
			` + c.script + `
		})()`))
		if got := b.counts(); got[2] != want {
			t.Errorf("%s: the page counts %d permissions, want %d", c.name, got[2], want)
		}
		state := eval[string](b, `decodeURIComponent(location.hash.slice(1).replaceAll('+', ' '))`)
		if state != c.state {
			t.Errorf("%s: the address says %q, want %q", c.name, state, c.state)
		}
		shown, drawn := b.counts(), eval[string](b, `document.querySelector('#grid').innerText`)
		b.do(chromedp.Reload())
		b.until("the grid", gridReady)
		if got := b.counts(); got != shown || eval[string](b, `document.querySelector('#grid').innerText`) != drawn {
			t.Errorf("%s: the address leads to %v, not to %v", c.name, got, shown)
		}
	}
	b.blameless("filters")
}

// english gives the English version of a name.
func english(t catalog.Text) string {
	s, _ := t.In(catalog.English)
	return s
}

// TestMatrixDifferences compares two roles: what is left is what one holds
// otherwise than the other.
func TestMatrixDifferences(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	first, second := s.catalog().Roles[0].ID, s.catalog().Roles[1].ID
	held := map[string]map[string]string{}
	for _, c := range matrixData(t, s).Cells {
		if held[c.Role] == nil {
			held[c.Role] = map[string]string{}
		}
		held[c.Role][c.Object+" "+c.Action] = fmt.Sprint(c.Grants)
	}
	objects := map[string]bool{}
	for _, pair := range [][2]string{{first, second}, {second, first}} {
		for at := range held[pair[0]] {
			if _, ok := held[pair[1]][at]; !ok { // one has it, the other does not
				objects[strings.Fields(at)[0]] = true
			}
		}
	}
	b := newTab(t, serve(t, s))
	b.matrix("zh", "first="+first+"&second="+second+"&differences=1")
	got := b.counts()
	if got[0] != 2 || got[1] < len(objects) {
		t.Errorf("the page shows %d roles and %d objects, want 2 and at least %d", got[0], got[1], len(objects))
	}
	b.matrix("ja", "first="+first+"&second="+first)
	if !eval[bool](b, `document.querySelector('[name=differences]').disabled`) {
		t.Error("a role can be compared with itself")
	}
	b.blameless("differences")
}

// saved is a script that gives what the button for export hands to the reader.
const saved = `new Promise(done => {
	const make = URL.createObjectURL;
	URL.createObjectURL = blob => { URL.createObjectURL = make; blob.arrayBuffer().then(a => done([...new Uint8Array(a)].map(n => String.fromCharCode(n)).join(''))); return make.call(URL, blob); };
	document.querySelector('#export').click();
})`

// exported is what the page exports, its bytes as they are.
func (b *tab) exported() string {
	b.t.Helper()
	wide := []rune(eval[string](b, saved))
	out := make([]byte, len(wide))
	for i, r := range wide {
		out[i] = byte(r)
	}
	return string(out)
}

// TestMatrixExport: with nothing filtered, the export is the list that the site
// offers, byte for byte; with a filter, some of its lines.
func TestMatrixExport(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*site{"shipped": shipped(t), "hostile": hostileSite(t).site} {
		b := newTab(t, serve(t, s))
		for _, lang := range languages {
			b.matrix(lang, "")
			list := string(s.read(t, lang+"/matrix/matrix."+lang+".csv"))
			if got := b.exported(); got != list {
				t.Errorf("%s %s: the export differs from the list:\n%s", name, lang, firstDifference(got, list))
			}
			b.matrix(lang, "actions=read")
			got := b.exported()
			if len(got) == len(list) || !strings.HasPrefix(got, "\ufeff") {
				t.Errorf("%s %s: a filter changes nothing", name, lang)
			}
			for line := range strings.Lines(got) {
				if name == "shipped" && !strings.Contains(list, line) {
					t.Errorf("%s %s: the list has no line %q", name, lang, line)
				}
			}
		}
		b.noted() // a download is a navigation that goes nowhere
	}
}

func firstDifference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	return fmt.Sprintf("got  …%q\nwant …%q", excerpt(got, i), excerpt(want, i))
}

// TestMatrixWhy opens a cell that a finding runs through: it tells the duty, the
// rule and its path, and where there is one the repair; its links lead on.
func TestMatrixWhy(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for _, set := range []string{"", "&rows=roles", "&by=action"} {
		for _, c := range matrixData(t, s).Cells {
			if len(c.Findings) == 0 {
				continue
			}
			state := "cell=" + c.Role + "/" + c.Object
			if strings.Contains(set, "action") {
				state += "/" + c.Action
			}
			b.matrix("en", state+set)
			b.until("the details of "+state, dialogOpen)
			for what, selector := range map[string]string{
				"duty": `#cell-details small a[href*="#duty-"]`, "rule": `#cell-details a[href*="#finding-` + c.Findings[0] + `--` + c.Role + `"]`,
				"path": `#cell-details .g-finding ol li`, "role": `#cell-details .why a[href*="roles/` + c.Role + `/"]`,
			} {
				if eval[int](b, `document.querySelectorAll('`+selector+`').length`) == 0 {
					t.Errorf("%s%s tells no %s", state, set, what)
				}
			}
			break
		}
	}
	b.blameless("why")
}

// TestMatrixFromFile reads the matrix as a file: its state is in the address,
// and what stands behind a cell comes without a server.
func TestMatrixFromFile(t *testing.T) {
	t.Parallel()
	s := must(t, bareOnce)
	b := newTab(t, "file://"+filepath.ToSlash(s.dir)+"/")
	b.matrix("ja", "")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[name=by][value=action]').click()`))
	b.until("the state in the address", `location.hash === '#by=action'`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[name=by][value=module]').click()`))
	b.until("no state in the address", `location.hash === ''`)
	b.do(chromedp.Click(chromedp.CSS(`#grid .g-row .g-cell:has(.m)`)))
	b.until("the details", dialogOpen)
	b.until("the cell in the address", `location.hash.startsWith('#cell=')`)
	b.blameless("file")
}

// TestMatrixOnPaper prints what is shown: on A3 across, every role and every
// object of it.
func TestMatrixOnPaper(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for _, c := range []struct{ state, has, lacks string }{
		{"", "Sales Representative", ""},
		{"rows=roles&by=action&actions=approve", "Sales Representative", "Knowledge base"},
		{"family=finance", "Invoice", "Sales Representative"},
	} {
		b.matrix("en", c.state)
		text, info := b.printed(t)
		if !strings.Contains(info, "A3") {
			t.Errorf("%q: not a sheet of A3:\n%s", c.state, info)
		}
		paper := strings.Join(strings.Fields(text), " ")
		for _, words := range strings.Fields(c.has) {
			if !strings.Contains(paper, words) {
				t.Errorf("%q: %q is not on paper", c.state, words)
			}
		}
		if c.lacks != "" && strings.Contains(paper, c.lacks) {
			t.Errorf("%q: %q is on paper", c.state, c.lacks)
		}
		if n := eval[int](b, `document.querySelectorAll('.g-paper').length`); n != 0 {
			t.Errorf("%q: the tables for paper are left behind", c.state)
		}
	}
	b.blameless("paper")
}

// TestMatrixAccessible has axe-core look at the grid in its other shapes.
func TestMatrixAccessible(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	cell := ""
	for _, c := range matrixData(t, s).Cells {
		if len(c.Findings) > 0 {
			cell = "cell=" + c.Role + "/" + c.Object
		}
	}
	for _, c := range []struct {
		lang, state, scheme string
		width               int64
	}{
		{"ja", "rows=roles&by=action&conflicts=1", "light", 1366},
		{"en", "first=" + s.catalog().Roles[0].ID + "&second=" + s.catalog().Roles[1].ID + "&differences=1", "dark", 1366},
		{"zh", cell, "dark", 1366},
		{"ja", cell, "light", 390},
		{"en", "object=nothing+has+this+name", "light", 390},
	} {
		b.width(c.width)
		b.matrix(c.lang, c.state)
		if strings.HasPrefix(c.state, "cell") {
			b.until("the details", dialogOpen)
		}
		b.fits(c.lang + " " + c.state)
		b.loadAxe()
		b.prefer(c.scheme)
		b.keeps(standards, c.lang+" "+c.state+", "+c.scheme)
		b.blameless(c.lang + " " + c.state)
	}
}

var (
	manyOnce  sync.Once
	many      *site
	manyError error
)

// manySite is a site of more roles than a table can have side by side.
func manySite(t testing.TB) *site {
	t.Helper()
	manyOnce.Do(func() {
		many, manyError = build("many", generator.BuildOptions{Catalog: sample.Catalog(t, 70), NoPDF: true})
	})
	if manyError != nil {
		t.Fatal(manyError)
	}
	return many
}

// TestMatrixOfMany: however many roles there are, only what is in sight is in
// the page; the last cell can be reached, and the focus outlives scrolling.
func TestMatrixOfMany(t *testing.T) {
	t.Parallel()
	s := manySite(t)
	b := newTab(t, serve(t, s))
	drawn := func(what string) {
		t.Helper()
		if n := eval[int](b, `document.querySelectorAll('#grid .g-cell').length`); n == 0 || n > 1500 {
			t.Errorf("%s: %d cells are drawn", what, n)
		}
	}
	for _, state := range []string{"", "rows=roles", "rows=roles&by=action"} {
		b.matrix("en", state)
		drawn(state)
		b.do(chromedp.Focus(chromedp.CSS(`#grid [tabindex="0"]`)))
		b.press(kb.End, chromedp.ModifierCtrl)
		want := eval[string](b, `document.querySelector('#grid').ariaRowCount + ' ' + document.querySelector('#grid').ariaColCount`)
		if got := eval[string](b, focusedCell); got != want {
			t.Errorf("%q: Ctrl+End leads to %q, want %q", state, got, want)
		}
		if !eval[bool](b, `(() => { const c = document.activeElement.getBoundingClientRect(), g = document.querySelector('#grid').getBoundingClientRect(); return c.bottom <= g.bottom && c.right <= g.right + 1 && c.top >= g.top; })()`) {
			t.Errorf("%q: the cell with the focus is out of sight", state)
		}
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#grid').scrollTo({left: 0, top: 0, behavior: 'instant'})`))
		b.until("the first row", `document.querySelector('#grid [aria-rowindex="4"]') !== null`)
		if got := eval[string](b, focusedCell); got != want {
			t.Errorf("%q: scrolling moves the focus to %q", state, got)
		}
		drawn(state + " scrolled")
		order := eval[[]int](b, `[...document.querySelectorAll('#grid .g-row')].map(r => +r.ariaRowIndex)`)
		if !slices.IsSorted(order) {
			t.Errorf("%q: the rows stand in the order %v", state, order)
		}
	}
	b.blameless("many")
}
