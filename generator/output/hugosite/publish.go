package hugosite

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"
	"github.com/spf13/afero/mem"

	"rolebook/generator/output"
)

// publishRoot is the folder that Hugo believes it publishes into.
const publishRoot = "/public"

// publishFs is the file system that Hugo publishes into: a file goes into the
// sink when it is closed, and nothing can be read back. Folders always exist.
//
// It never reports a failure to Hugo, which would ignore some and stumble over
// the others (see [run]). Whoever built asks for it afterwards; meanwhile
// nothing more is written, and pages come out empty to be done soon.
type publishFs struct {
	ctx  context.Context //nolint:containedctx // Hugo's build takes no context; this stops it
	sink *output.Sink    // nil in a rehearsal

	mu  sync.Mutex
	err error // the first failure
}

func newPublishFs(ctx context.Context, sink *output.Sink) *publishFs {
	return &publishFs{ctx: ctx, sink: sink}
}

// failure returns the first error of any write, or that of the context.
func (p *publishFs) failure() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = p.ctx.Err()
	}
	return p.err
}

// stopped reports whether what is published leads nowhere any more.
func (p *publishFs) stopped() bool { return p.failure() != nil }

// publish hands a file to the sink.
func (p *publishFs) publish(name string, data []byte) {
	if p.sink == nil || p.stopped() {
		return
	}
	if err := p.sink.Write(name, data); err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.err == nil {
			p.err = err
		}
	}
}

// Create begins a file.
func (p *publishFs) Create(name string) (afero.File, error) {
	return &publishedFile{File: mem.NewFileHandle(mem.CreateFile(name)), fs: p, name: name, data: buffers.Get().(*bytes.Buffer)}, nil
}

// OpenFile is Create; files are only ever opened to be written.
func (p *publishFs) OpenFile(name string, flag int, _ os.FileMode) (afero.File, error) {
	if flag&(os.O_WRONLY|os.O_RDWR) == 0 {
		return nil, notThere("open", name)
	}
	return p.Create(name)
}

// Open and Stat find nothing: what was published is out of Hugo's hands.
func (p *publishFs) Open(name string) (afero.File, error) { return nil, notThere("open", name) }

func (p *publishFs) Stat(name string) (os.FileInfo, error)      { return nil, notThere("stat", name) }
func (p *publishFs) Name() string                               { return "sink" }
func (p *publishFs) Mkdir(string, os.FileMode) error            { return nil }
func (p *publishFs) MkdirAll(string, os.FileMode) error         { return nil }
func (p *publishFs) Chmod(string, os.FileMode) error            { return nil }
func (p *publishFs) Chown(string, int, int) error               { return nil }
func (p *publishFs) Chtimes(string, time.Time, time.Time) error { return nil }

// Remove and Rename are refused: a build takes nothing back.
func (p *publishFs) Remove(name string) error       { return notThere("remove", name) }
func (p *publishFs) RemoveAll(name string) error    { return notThere("remove", name) }
func (p *publishFs) Rename(oldName, _ string) error { return notThere("rename", oldName) }

func notThere(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// publishedFile collects what is written. Only Write, WriteString and Close
// are ever used; the handle below it stands for the rest of the interface.
type publishedFile struct {
	afero.File
	fs   *publishFs
	name string
	data *bytes.Buffer // nil when closed
}

// buffers are used again for the next page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (f *publishedFile) Write(b []byte) (int, error)       { return f.data.Write(b) }
func (f *publishedFile) WriteString(s string) (int, error) { return f.data.WriteString(s) }

// Close hands the file to the sink.
func (f *publishedFile) Close() error {
	if f.data == nil {
		return nil
	}
	defer func() {
		f.data.Reset()
		buffers.Put(f.data)
		f.data = nil
	}()
	f.fs.publish(strings.TrimPrefix(filepath.ToSlash(f.name), publishRoot+"/"), f.data.Bytes())
	return nil
}
