package conformance

import (
	"context"
	"sync"
)

// fuse is a context that is done after it has been looked at so many times.
type fuse struct {
	context.Context
	mu   sync.Mutex
	left int
	done chan struct{}
}

func newFuse(parent context.Context, looks int) *fuse {
	return &fuse{Context: parent, left: looks, done: make(chan struct{})}
}

// look counts, and reports whether the context is done.
func (f *fuse) look() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left--; f.left == -1 {
		close(f.done)
	}
	return f.left < 0
}

// Done implements context.Context.
func (f *fuse) Done() <-chan struct{} {
	f.look()
	return f.done
}

// Err implements context.Context.
func (f *fuse) Err() error {
	if f.look() {
		return context.Canceled
	}
	return nil
}

// blown reports whether the context is done, without a look at it.
func (f *fuse) blown() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.left < 0
}
