package e2e

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"rolebook/generator"
	"rolebook/generator/load/sample"
)

// frames is a script that scrolls the grid for so many frames, so many pixels
// each, and gives how long each took, in milliseconds.
const frames = `(async (count, x, y) => {
	const grid = document.querySelector('#grid'), next = () => new Promise(requestAnimationFrame), out = [];
	grid.scrollTo({left: 0, top: 0, behavior: 'instant'});
	for (let i = 0; i < 5; i++) await next();
	for (let last = await next(), i = 0; i < count; i++) {
		grid.scrollBy({left: x, top: y, behavior: 'instant'});
		const now = await next();
		out.push(now - last);
		last = now;
	}
	return out;
})`

// BenchmarkMatrix opens the matrix of 1,000 roles in the browser and scrolls
// through it, down, across, and by leaps of a whole screen, for which every
// cell is new. It reports when the grid is ready, counted from the start of the
// navigation, how long frames take, and how much of that the page's thread
// works, which other programs disturb less.
func BenchmarkMatrix(b *testing.B) {
	s, err := build("thousand", generator.BuildOptions{Catalog: sample.Catalog(b, 1000), NoPDF: true})
	if err != nil {
		b.Fatal(err)
	}
	base := serve(b, s)
	const down, across = "(40, 0, 600)", "(40, 1100, 0)"
	for _, c := range []struct{ state, leaps string }{
		{"rows=objects", across},
		{"rows=roles", down},
		{"rows=roles&by=action", across},
	} {
		b.Run(c.state, func(b *testing.B) {
			t := newTab(b, base)
			call(t, performance.Enable, performance.EnableParams{TimeDomain: "threadTicks"})
			t.matrix("en", c.state) // the first page also starts the renderer
			var ready, all, leapt []float64
			var busy float64
			b.ResetTimer()
			for range b.N {
				t.visit("404.html")
				t.matrix("en", c.state)
				ready = append(ready, eval[float64](t, `performance.getEntriesByName('grid-ready')[0].startTime`))
				for _, way := range []string{"(90, 0, 60)", "(90, 60, 0)"} {
					all = append(all, eval[[]float64](t, frames+way)...)
				}
				before := t.worked()
				leapt = append(leapt, eval[[]float64](t, frames+c.leaps)...)
				busy += (t.worked() - before) / 40
			}
			b.StopTimer()
			slices.Sort(ready)
			slices.Sort(all)
			slices.Sort(leapt)
			b.ReportMetric(ready[0], "ms-ready-least")
			b.ReportMetric(ready[len(ready)/2], "ms-ready")
			b.ReportMetric(leapt[len(leapt)/2], "ms-leap-median")
			b.ReportMetric(busy/float64(b.N), "cpu-ms/leap")
			b.ReportMetric(all[len(all)/2], "ms-frame-median")
			b.ReportMetric(all[len(all)*99/100], "ms-frame-p99")
			b.ReportMetric(all[len(all)-1], "ms-frame-longest")
			long := 0
			for _, f := range all {
				if f > 50 {
					long++
				}
			}
			b.ReportMetric(float64(long), "long-frames")
			b.ReportMetric(eval[float64](t, `document.querySelectorAll('#grid *').length`), "elements")
		})
	}
}

// worked is how long the page's thread has worked so far, in milliseconds.
func (b *tab) worked() float64 {
	b.t.Helper()
	r, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range r.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value * 1000
		}
	}
	b.t.Fatal("the browser does not tell how long tasks take")
	return 0
}
