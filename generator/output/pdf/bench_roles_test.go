package pdf

import (
	"bytes"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/load/sample"
	"rolebook/generator/output"
	"rolebook/generator/output/cache"
	"rolebook/generator/source"
)

// BenchmarkRoles writes the documents of 100 and of 1,000 generated roles, nine a
// role, on two presses: without a cache (made), from a cache that has them all
// (kept), and from one that has all but those of a role that has changed. The
// last is measured phase by phase, as a program does it that goes on, and reads
// again what has changed only: papers are the documents of roles, volumes the
// whole books, which have to be set anew.
func BenchmarkRoles(b *testing.B) {
	for _, roles := range []int{100, 1000} {
		b.Run(fmt.Sprintf("roles=%d", roles), func(b *testing.B) { benchmarkRoles(b, roles) })
	}
}

func benchmarkRoles(b *testing.B, roles int) {
	s := newShelf(b, roles)
	set, _ := s.edition(b, 0)
	b.Run("made", func(b *testing.B) {
		var spent phases
		for range b.N {
			spent.papers.add(b, func() { s.print(b, Target{Jobs: 2}, papersOf(set)) })
		}
		spent.report(b)
		b.ReportMetric(spent.papers.cpu.Seconds()*1e3/float64(b.N*9*roles), "cpu-ms/document")
	})
	kept, err := cache.Open(b.TempDir(), 1<<40)
	if err != nil {
		b.Fatal(err)
	}
	t := Target{Jobs: 2, Cache: kept}
	s.print(b, t, papersOf(set))
	b.Run("kept", func(b *testing.B) {
		var spent phases
		for range b.N {
			spent.papers.add(b, func() { s.print(b, t, papersOf(set)) })
		}
		spent.report(b)
	})
	edition := 0
	b.Run("one-changed", func(b *testing.B) {
		var spent phases
		for range b.N {
			edition++
			changed, before := s.edition(b, edition)
			spent.read.plus(before.read)
			spent.book.plus(before.book)
			spent.papers.add(b, func() { s.print(b, t, papersOf(changed)) })
			spent.volumes.add(b, func() { s.print(b, t, volumesOf(changed)) })
		}
		spent.report(b)
	})
}

// shelf is a catalog of which edition after edition is printed.
type shelf struct {
	files  fstest.MapFS
	reader source.Reader
	loader load.Loader
}

const changing = "sales/role-0007.yaml"

func newShelf(b *testing.B, roles int) *shelf {
	files := fstest.MapFS{}
	folder := sample.Catalog(b, roles)
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil || files[changing] == nil {
		b.Fatal(err, len(files))
	}
	return &shelf{files: files}
}

// edition is the book after one duty of one role has got another name.
func (s *shelf) edition(b *testing.B, n int) (set *book.Set, spent phases) {
	old := s.files[changing].Data
	from := bytes.Index(old, []byte("en: Duty 0"))
	to := from + bytes.IndexByte(old[from:], ',')
	s.files[changing] = &fstest.MapFile{Data: []byte(fmt.Sprintf("%sen: Duty 0 of edition %d%s", old[:from], n, old[to:]))}
	var result *analysis.Result
	spent.read.add(b, func() {
		files, err := s.reader.Read(b.Context(), s.files)
		if err != nil {
			b.Fatal(err)
		}
		cat, list := s.loader.Load(b.Context(), files)
		if list.HasErrors() {
			b.Fatal(list[0])
		}
		result = analysis.Run(cat, catalog.Date{Year: 2026, Month: 11, Day: 22})
	})
	spent.book.add(b, func() { set = book.New(result, "") })
	return set, spent
}

func papersOf(set *book.Set) []job {
	_, papers := jobs(set)
	return papers
}

func volumesOf(set *book.Set) []job {
	volumes, _ := jobs(set)
	return volumes
}

// print does jobs into a folder that is thrown away.
func (s *shelf) print(b *testing.B, t Target, list []job) {
	sink, err := output.NewSink(filepath.Join(b.TempDir(), "public"))
	if err != nil {
		b.Fatal(err)
	}
	if err := t.run(b.Context(), t.presses(faces(b), sink), list); err != nil {
		b.Fatal(err)
	}
	if err := sink.Discard(); err != nil {
		b.Fatal(err)
	}
}

// spent is processor time, and time.
type spent struct{ cpu, wall time.Duration }

func (s *spent) add(b *testing.B, do func()) {
	cpu, wall := processorTime(b), time.Now()
	do()
	s.cpu += processorTime(b) - cpu
	s.wall += time.Since(wall)
}

func (s *spent) plus(other spent) {
	s.cpu += other.cpu
	s.wall += other.wall
}

// phases is what the phases of a run have taken.
type phases struct{ read, book, papers, volumes spent }

func (p *phases) report(b *testing.B) {
	for _, phase := range []struct {
		name string
		spent
	}{{"read", p.read}, {"book", p.book}, {"papers", p.papers}, {"volumes", p.volumes}} {
		if phase.wall > 0 {
			b.ReportMetric(phase.cpu.Seconds()/float64(b.N), phase.name+"-cpu-s")
			b.ReportMetric(phase.wall.Seconds()/float64(b.N), phase.name+"-s")
		}
	}
}
