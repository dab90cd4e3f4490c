package e2e

import (
	"slices"
	"testing"

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
// through it, down, across, and by leaps. It reports when the grid is ready,
// counted from the start of the navigation, and how long frames take.
func BenchmarkMatrix(b *testing.B) {
	s, err := build("thousand", generator.BuildOptions{Catalog: sample.Catalog(b, 1000), NoPDF: true})
	if err != nil {
		b.Fatal(err)
	}
	base := serve(b, s)
	for _, state := range []string{"rows=objects", "rows=roles", "rows=roles&by=action"} {
		b.Run(state, func(b *testing.B) {
			t := newTab(b, base)
			t.matrix("en", state) // the first page also starts the renderer
			var ready, all []float64
			b.ResetTimer()
			for range b.N {
				t.visit("404.html")
				t.matrix("en", state)
				ready = append(ready, eval[float64](t, `performance.getEntriesByName('grid-ready')[0].startTime`))
				for _, way := range []string{"(90, 0, 60)", "(90, 60, 0)", "(45, 0, 900)", "(45, 700, 0)"} {
					all = append(all, eval[[]float64](t, frames+way)...)
				}
			}
			b.StopTimer()
			slices.Sort(ready)
			slices.Sort(all)
			b.ReportMetric(ready[len(ready)/2], "ms-ready")
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
