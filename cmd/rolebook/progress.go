package main

import (
	"strings"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"rolebook/generator"
)

// bar shows how far a build has come. On anything but a terminal it shows
// nothing: progress in a log is noise.
type bar struct {
	app      *app
	progress *mpb.Progress // nil when nothing is shown
	bar      *mpb.Bar
	mu       sync.Mutex
	name     string
}

func (a *app) newBar() *bar {
	b := &bar{app: a}
	if a.quiet || a.env("TERM") == "dumb" || !isTerminal(a.stderr) {
		return b
	}
	b.progress = mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(40))
	b.bar = b.progress.AddBar(0, mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return b.text() })))
	return b
}

// step is told of each piece of work before it begins.
func (b *bar) step(s generator.Step) {
	if b.progress == nil {
		return
	}
	b.mu.Lock()
	b.name = b.app.stepName(s.Name)
	b.mu.Unlock()
	b.bar.SetTotal(int64(s.Total), false)
	b.bar.SetCurrent(int64(s.Done))
}

func (b *bar) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.name
}

// end takes the bar away.
func (b *bar) end() {
	if b.progress == nil {
		return
	}
	b.bar.Abort(true)
	b.progress.Wait()
}

// stepName names a piece of work for people. A target without a message of its
// own goes by its name.
func (a *app) stepName(name string) string {
	if id := "cli_step_" + strings.ReplaceAll(name, "-", "_"); a.say.Has(id) {
		return a.say.T(id)
	}
	return name
}
