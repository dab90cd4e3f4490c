package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chrome is the browser of this process, started when a test first asks for it
// and ended by stopChrome.
var (
	chromeOnce sync.Once
	chrome     context.Context
	chromeErr  error
	stopChrome = func() {}
)

func browser(t testing.TB) context.Context {
	t.Helper()
	program := tool(t, "chromium")
	chromeOnce.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(workshop, "chromium")),
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		)
		allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
		stopChrome = cancel
		chrome, _ = chromedp.NewContext(allocator) // ends with the allocator
		chromeErr = chromedp.Do(chrome)
	})
	if chromeErr != nil {
		t.Fatalf("chromium: %v", chromeErr)
	}
	return chrome
}

// serve serves a site on loopback, at an origin of its own. Unlike a file server
// of net/http it shows pages by their full names, as many servers do.
func serve(t testing.TB, s *site) string {
	t.Helper()
	files := os.DirFS(s.dir)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// tab is a tab of the browser that watches what its pages do.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string // the address of the site's root
	last string // what was last visited, without its fragment

	looks int // of axe-core at a page

	mu       sync.Mutex
	problems []string
}

// patience is how long a tab waits for one thing. Only what fails takes so long;
// a machine may be busy with other things.
const patience = 2 * time.Minute

// newTab opens a tab for the site at base.
func newTab(t testing.TB, base string) *tab {
	t.Helper()
	b := &tab{t: t, base: base}
	ctx, cancel := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext(), chromedp.WithListener(b.watch))
	t.Cleanup(cancel)
	b.ctx = ctx
	b.width(1366)
	b.prefer("light")
	return b
}

// watch notes what a page must not do: fail, complain, ask another host.
func (b *tab) watch(ev any) {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if u := ev.Request.URL; !strings.HasPrefix(u, b.base) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
			b.note("asks for %s", u)
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 {
			b.note("gets status %d from %s", ev.Response.Status, ev.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !ev.Canceled {
			b.note("cannot load a %s: %s", ev.Type, ev.ErrorText)
		}
	case *runtime.EventConsoleAPICalled:
		for _, arg := range ev.Args {
			b.note("console %s: %s", ev.Type, arg.Value)
		}
	case *runtime.EventExceptionThrown:
		b.note("exception: %s at %s:%d", ev.ExceptionDetails.Text, ev.ExceptionDetails.URL, ev.ExceptionDetails.LineNumber)
	case *log.EventEntryAdded:
		b.note("log %s: %s %s", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL)
	case *devpage.EventJavascriptDialogOpening:
		b.note("dialog: %s", ev.Message)
	}
}

func (b *tab) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
}

// noted gives what was noted since it was last asked.
func (b *tab) noted() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.problems
	b.problems = nil
	return out
}

// blameless fails the test for what was noted since it was last asked.
func (b *tab) blameless(where string) {
	b.t.Helper()
	for _, p := range b.noted() {
		b.t.Errorf("%s: %s", where, p)
	}
}

// do runs steps; one that fails ends the test.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	// The tab belongs to the first context it is run with, so that one has no limit.
	if chromedp.FromContext(b.ctx).Target == nil {
		ctx = b.ctx
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit opens a page of the site and waits until it is loaded. Where a browser
// would only jump within the page, it is loaded again.
func (b *tab) visit(place string) {
	b.t.Helper()
	file, fragment, _ := strings.Cut(place, "#")
	jump := fragment != "" && file == b.last
	b.last = file
	b.do(chromedp.Navigate(b.base + place))
	if jump {
		b.do(chromedp.Reload())
	}
}

// here is the page's path below the site's root.
func (b *tab) here() string {
	b.t.Helper()
	u, err := url.Parse(eval[string](b, "location.href"))
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

// eval gives what an expression comes to in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true. A page that is just being left
// cannot be asked; that is waited for, too.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var came bool
		if came, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression)); came && err == nil {
			return
		}
	}
	b.t.Fatalf("%s: never came: %s, %v", b.here(), what, err)
}

// work gives how long the page's thread works on a script: time of a processor,
// which a busy machine does not make longer as it does the time on the clock.
func (b *tab) work(script string) time.Duration {
	b.t.Helper()
	call(b, performance.Enable, performance.EnableParams{})
	spent := func() float64 {
		got, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			b.t.Fatal(err)
		}
		for _, m := range got.Metrics {
			if m.Name == "ThreadTime" {
				return m.Value
			}
		}
		b.t.Fatalf("the browser counts no time of its threads: %v", got.Metrics)
		return 0
	}
	before := spent()
	b.do(chromedp.Evaluate[chromedp.Void](script))
	return time.Duration((spent() - before) * float64(time.Second))
}

// call sends a command of the protocol.
func call[P, R any](b *tab, cmd cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, cmd, params); err != nil {
		b.t.Fatal(err)
	}
}

// prefer has the reader prefer a colour scheme.
func (b *tab) prefer(scheme string) {
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// width sets the width of the window, in CSS pixels.
func (b *tab) width(px int64) { b.do(chromedp.EmulateViewport(px, 768)) }

// enter presses the Enter key. chromedp's own event for it comes with a
// character, which a browser leaves out where the key itself did something.
func (b *tab) enter() {
	b.t.Helper()
	for _, typ := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: typ, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13,
		})
	}
}

// overflow is a script that lists what sticks out of the page sideways, the
// outermost elements of it only. What scrolls in a box of its own does not.
const overflow = `(() => {
  const width = document.documentElement.clientWidth, out = [];
  if (document.documentElement.scrollWidth > width) out.push('the page is ' + document.documentElement.scrollWidth + ' wide in a window of ' + width);
  const boxed = e => { for (; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false; };
  for (const e of document.body.querySelectorAll('*')) {
    const r = e.getBoundingClientRect();
    if (r.width > 1 && r.height > 1 && (r.right > width + 1 || r.left < -1) && e.checkVisibility() && !boxed(e) && !out.some(o => o.of?.contains(e)))
      out.push(Object.assign(new String(e.tagName + '.' + e.className + ' ' + Math.round(r.left) + '…' + Math.round(r.right) + ': ' + e.textContent.trim().slice(0, 30)), { of: e }));
    if (out.length > 5) break;
  }
  return out.map(String);
})()`

// squeezed is a script that lists texts in columns so narrow that a word of
// two or three characters is a line: what has been squeezed by its neighbours.
// Upright writing stands that way on purpose.
const squeezed = `(() => {
  const out = [], walk = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) {
    const e = n.parentElement, style = getComputedStyle(e);
    if (n.data.trim().length < 3 || e.closest('svg, .vh') || style.writingMode !== 'horizontal-tb' || !e.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(n);
    const lines = [...range.getClientRects()].filter(r => r.width > 0);
    if (lines.length > 2 && lines.every(r => r.width < 2.5 * parseFloat(style.fontSize))) out.push(n.data.trim().slice(0, 40));
  }
  return out;
})()`

// fits fails the test when the page is wider than the window.
func (b *tab) fits(where string) {
	b.t.Helper()
	if out := eval[[]string](b, overflow); len(out) > 0 {
		b.t.Errorf("%s sticks out: %s", where, strings.Join(out, "; "))
	}
}

// roomy fails the test when the page does not fit, or a text has no room.
func (b *tab) roomy(where string) {
	b.t.Helper()
	b.fits(where)
	if out := eval[[]string](b, squeezed); len(out) > 0 {
		b.t.Errorf("%s is squeezed: %q", where, out[:min(5, len(out))])
	}
}
