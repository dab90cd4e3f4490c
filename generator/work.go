package generator

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Step is a piece of a build's work, as progress shows it.
type Step struct {
	Name  string // read, commit, or the name of a target
	Done  int    // pieces of work that are behind
	Total int    // pieces of work in all
}

// work keeps count of a build's steps.
type work struct {
	report func(Step)
	mu     sync.Mutex
	done   int
	total  int
}

// newWork counts the steps ahead, and begins the first.
func newWork(report func(Step), stages [][]output.Target) *work {
	w := &work{report: report, total: 2}
	for _, stage := range stages {
		w.total += len(stage)
	}
	w.begin("read")
	return w
}

func (w *work) begin(name string) {
	if w.report != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.report(Step{name, w.done, w.total})
	}
}

func (w *work) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
}

// render runs the targets of a stage side by side. The first that fails stops
// the others.
func (w *work) render(ctx context.Context, stage []output.Target, set *book.Set, sink *output.Sink) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, target := range stage {
		group.Go(func() error {
			w.begin(target.Name())
			defer w.end()
			if err := target.Render(ctx, set, sink); err != nil {
				return &TargetError{target.Name(), err}
			}
			return nil
		})
	}
	return group.Wait()
}
