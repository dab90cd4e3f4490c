package people

import (
	"context"
	"sync"
)

// pass reads a file once, from its beginning. A worker, one for each processor,
// makes something of a block, which it must not keep; merge takes what was made
// in the order of the file, until it gives false.
func pass[T any](ctx context.Context, c *checker, newWorker func() func(*block) T, merge func(T) (more bool)) error {
	p := &passage[T]{jobs: make(chan job[T]), queue: make(chan job[T], 2*c.workers)}
	p.buffers.New = func() any { return new([blockSize]byte) }
	reading, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	for range c.workers {
		all.Go(func() { p.work(newWorker()) })
	}
	all.Go(func() { p.read(reading, c) })
	for j := range p.queue {
		if !merge(<-j.made) {
			break
		}
	}
	stop()
	all.Wait()
	if p.err != nil {
		return p.err
	}
	return ctx.Err()
}

// passage is one pass over a file.
type passage[T any] struct {
	jobs    chan job[T]
	queue   chan job[T] // the same, in the order of the file, until they are merged
	buffers sync.Pool
	err     error // of reading
}

// job is a block on its way through a worker.
type job[T any] struct {
	block  *block
	buffer *[blockSize]byte
	made   chan T
}

func (p *passage[T]) work(do func(*block) T) {
	for j := range p.jobs {
		j.made <- do(j.block)
		p.buffers.Put(j.buffer)
	}
}

// read hands out blocks until the file ends or ctx is done.
func (p *passage[T]) read(ctx context.Context, c *checker) {
	defer close(p.jobs)
	defer close(p.queue)
	blocks := newBlocks(c.content())
	for first := true; ; first = false {
		buffer := p.buffers.Get().(*[blockSize]byte)
		b, err := blocks.next(buffer[:])
		if p.err = err; b == nil {
			return
		}
		if first {
			b.from = c.body
		}
		j := job[T]{b, buffer, make(chan T, 1)}
		for _, to := range []chan job[T]{p.jobs, p.queue} {
			select {
			case to <- j:
			case <-ctx.Done():
				return
			}
		}
	}
}
