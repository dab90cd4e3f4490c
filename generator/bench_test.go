package generator_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"rolebook/fonts"
	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/load/sample"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/output/pdf"
	"rolebook/generator/source"
	"rolebook/generator/typeset"
)

// The benchmarks measure the phases of a build on generated catalogs of 100
// and 1,000 roles in three languages. Besides Go's own figures each prints the
// processor time of all threads (cpu-ms/op), the highest memory of the process
// while it ran (peak-MB), and what it comes to for a role or a document.

var (
	sizes = []int{100, 1000}
	today = catalog.Date{Year: 2026, Month: 11, Day: 22}
)

// measure runs do b.N times and reports what it cost.
func measure(b *testing.B, do func()) (cpu time.Duration) {
	b.Helper()
	resetPeak(b)
	before := processorTime(b)
	b.ResetTimer()
	for range b.N {
		do()
	}
	b.StopTimer()
	cpu = (processorTime(b) - before) / time.Duration(b.N)
	b.ReportMetric(float64(cpu.Microseconds())/1e3, "cpu-ms/op")
	b.ReportMetric(peakMegabytes(b), "peak-MB")
	return cpu
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resetPeak makes the kernel forget the highest memory so far; see proc(5),
// clear_refs.
func resetPeak(b *testing.B) {
	b.Helper()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("peak-MB counts from the start of the process: %v", err)
	}
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

func peakMegabytes(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	m := highWater.FindSubmatch(status)
	if m == nil {
		b.Fatal("no VmHWM in /proc/self/status")
	}
	kilobytes, _ := strconv.ParseFloat(string(m[1]), 64)
	return kilobytes / 1024
}

func loadSample(b *testing.B, folder fs.FS) *catalog.Catalog {
	b.Helper()
	files, err := source.Read(b.Context(), folder)
	if err != nil {
		b.Fatal(err)
	}
	cat, list := load.Load(b.Context(), files)
	if list.HasErrors() {
		b.Fatalf("the sample is refused: %+v", list[0])
	}
	return cat
}

func sampleSet(b *testing.B, n int) *book.Set {
	b.Helper()
	result := analysis.Run(loadSample(b, sample.Catalog(b, n)), today)
	return book.New(result, "")
}

func forSizes(b *testing.B, do func(b *testing.B, n int)) {
	b.Helper()
	for _, n := range sizes {
		b.Run(fmt.Sprintf("roles=%d", n), func(b *testing.B) { do(b, n) })
	}
}

func perRole(b *testing.B, cpu time.Duration, n int) {
	b.ReportMetric(float64(cpu.Microseconds())/1e3/float64(n), "cpu-ms/role")
}

// BenchmarkLoad reads, checks and links.
func BenchmarkLoad(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		folder := sample.Catalog(b, n)
		bytes := 0
		_ = fs.WalkDir(folder, ".", func(_ string, d fs.DirEntry, _ error) error {
			if info, err := d.Info(); err == nil && !d.IsDir() {
				bytes += int(info.Size())
			}
			return nil
		})
		b.ReportMetric(float64(bytes)/1024/float64(n), "KB-yaml/role")
		perRole(b, measure(b, func() { loadSample(b, folder) }), n)
	})
}

// BenchmarkAnalysis works out permissions, findings and coverage.
func BenchmarkAnalysis(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		cat := loadSample(b, sample.Catalog(b, n))
		var result *analysis.Result
		perRole(b, measure(b, func() { result = analysis.Run(cat, today) }), n)
		b.ReportMetric(float64(len(result.Findings)), "findings")
	})
}

// BenchmarkSearch makes the indexes of three languages.
func BenchmarkSearch(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		set := sampleSet(b, n)
		size := 0
		perRole(b, measure(b, func() {
			size = 0
			for _, own := range set.Books {
				data, err := own.Search().Write(nil)
				if err != nil {
					b.Fatal(err)
				}
				size += len(data)
			}
		}), n)
		b.ReportMetric(float64(size)/1024/float64(len(set.Books)), "KB/language")
	})
}

// BenchmarkBook writes the books of three languages.
func BenchmarkBook(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		result := analysis.Run(loadSample(b, sample.Catalog(b, n)), today)
		perRole(b, measure(b, func() { book.New(result, "") }), n)
	})
}

// render runs one target into a folder that is thrown away when everything has
// been measured.
func render(b *testing.B, set *book.Set, target output.Target) {
	b.Helper()
	sink, err := output.NewSink(filepath.Join(b.TempDir(), "public"))
	if err != nil {
		b.Fatal(err)
	}
	if err := target.Render(b.Context(), set, sink); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := sink.Discard(); err != nil {
			b.Error(err)
		}
	})
}

// BenchmarkDocument sets job descriptions one after another on one processor:
// the cost of a document.
func BenchmarkDocument(b *testing.B) {
	set := sampleSet(b, 100)
	faces, err := typeset.LoadFonts(fonts.FS)
	if err != nil {
		b.Fatal(err)
	}
	for _, book := range set.Books {
		b.Run("lang="+book.Key, func(b *testing.B) {
			documents := slices.Collect(book.Documents())
			pages, i := 0, 0
			measure(b, func() {
				n, err := pdf.Write(discard{}, documents[i%len(documents)], faces, pdf.A4)
				if err != nil {
					b.Fatal(err)
				}
				pages, i = pages+n, i+1
			})
			b.ReportMetric(float64(pages)/float64(b.N), "pages")
		})
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// BenchmarkSite builds the site, and beside it what Hugo takes for the roles'
// pages alone from thin content: once to print as many bytes (bytes), once to
// print the same texts from the same book in plain markup (words). The ratios
// are the price of the theme and of all pages that are not a role's.
func BenchmarkSite(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		set := sampleSet(b, n)
		size := averagePage(b, set)
		var bytes, words time.Duration
		b.Run("thin-bytes", func(b *testing.B) {
			bytes = measure(b, func() { buildThin(b, set, thinBytes, size) })
			perRole(b, bytes, n)
		})
		b.Run("thin-words", func(b *testing.B) {
			words = measure(b, func() { buildThin(b, set, thinWords, 0) })
			perRole(b, words, n)
		})
		b.Run("full", func(b *testing.B) {
			full := measure(b, func() { render(b, set, hugosite.New(hugosite.Options{})) })
			perRole(b, full, n)
			b.ReportMetric(float64(full)/float64(bytes), "x-thin-bytes")
			b.ReportMetric(float64(full)/float64(words), "x-thin-words")
			b.ReportMetric(float64(size)/1024, "KB/role-page")
		})
	})
}

// BenchmarkBuild is everything, from YAML to the folder in its place.
func BenchmarkBuild(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		folder := sample.Catalog(b, n)
		out := filepath.Join(b.TempDir(), "public")
		var report *generator.Report
		cpu := measure(b, func() {
			var err error
			report, err = generator.Build(context.Background(), generator.BuildOptions{
				Options: generator.Options{On: today, Fonts: generator.NewFonts()}, Catalog: folder, Output: out,
			})
			if err != nil {
				b.Fatal(err)
			}
		})
		perRole(b, cpu, n)
		b.ReportMetric(float64(report.Pages()), "html-pages")
		b.ReportMetric(float64(report.Documents()), "documents")
	})
}
