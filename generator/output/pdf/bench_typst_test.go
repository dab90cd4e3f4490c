package pdf

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/typeset"
)

// Typst is there when scripts/typst has installed it, as make bench does.
var (
	typstProgram = flag.String("typst", "", "the program typst 0.10, to be measured beside ours")
	typstKeep    = flag.String("typst-keep", "", "a folder to keep both documents in, to look at")
)

// BenchmarkTypst sets the same job description of three pages by this package,
// in process and warm, and by Typst, which is a process of its own a document.
// Three ratios tell what of Typst's time is what, each Typst's processor time
// over ours for a document, all of one run:
//
//	x-process  all of Typst's process
//	x-setting  less what it takes for a page without a word: starting, finding fonts
//	x-of-ten   likewise, for ten documents in one file, beside ours of the same ten:
//	           Typst reads and cuts fonts once, we for each document
//
// Typst 0.10 writes no tags, so that it has less to write than we have.
func BenchmarkTypst(b *testing.B) {
	if *typstProgram == "" {
		b.Log("not measured: no -typst=PROGRAM; make bench gives it")
		return
	}
	for _, bk := range shipped(b).Books {
		b.Run(bk.Key, func(b *testing.B) {
			d, ten := threePages(b, bk)
			b.ResetTimer()
			var ours, ours10, process, process10, empty time.Duration
			for range b.N {
				ours += oursTakes(b, d)
				ours10 += oursTakes(b, ten...)
				process += typstTakes(b, typstSource(d), "")
				process10 += typstTakes(b, typstSource(ten...), "")
				empty += typstTakes(b, "#pagebreak(weak: true)\n", "")
			}
			ms := func(t time.Duration) float64 { return float64(t.Microseconds()) / 1e3 / float64(b.N) }
			b.ReportMetric(ms(ours), "ours-cpu-ms")
			b.ReportMetric(ms(process), "typst-cpu-ms")
			b.ReportMetric(ms(empty), "typst-start-cpu-ms")
			b.ReportMetric(float64(process)/float64(ours), "x-process")
			b.ReportMetric(float64(process-empty)/float64(ours), "x-setting")
			b.ReportMetric(float64(process10-empty)/float64(ours10), "x-of-ten")
			keepBoth(b, d, bk.Key)
		})
	}
}

// threePages are job descriptions of three pages, and ten different ones of the
// same form that the first of them is among.
func threePages(b *testing.B, bk *book.Book) (first *book.Document, ten []*book.Document) {
	for _, r := range bk.Roles {
		d := r.Document(book.Form{Scenario: "job-description", Detail: catalog.Brief, Style: book.Formal})
		pages, err := Write(&bytes.Buffer{}, d, faces(b), A4)
		if err != nil {
			b.Fatal(err)
		}
		if pages == 3 && first == nil {
			first = d
		}
		ten = append(ten, d)
		if len(ten) > 10 {
			ten = ten[1:]
		}
		if first != nil && len(ten) == 10 {
			return first, ten
		}
	}
	b.Fatal("no job description has three pages")
	return nil, nil
}

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// oursTakes is the processor time of setting and writing documents, warm.
func oursTakes(b *testing.B, list ...*book.Document) time.Duration {
	rounds := time.Duration(200 / len(list))
	c := typeset.NewCompositor(faces(b))
	var out bytes.Buffer
	set := func() {
		for _, d := range list {
			c.Reset()
			out.Reset()
			if _, err := setDocument(c, d, A4).WriteTo(&out); err != nil {
				b.Fatal(err)
			}
		}
	}
	set()
	before := processorTime(b)
	for range rounds {
		set()
	}
	return (processorTime(b) - before) / rounds
}

// typstTakes is the processor time of a process that sets a source. It finds
// our fonts and no others: to search the system's would take it longer.
func typstTakes(b *testing.B, source, out string) time.Duration {
	dir := b.TempDir()
	if out == "" {
		out = filepath.Join(dir, "out.pdf")
	}
	fonts, err := filepath.Abs("../../../fonts")
	if err != nil {
		b.Fatal(err)
	}
	config := "<fontconfig><dir>" + dir + "</dir></fontconfig>"
	for name, text := range map[string]string{"in.typ": source, "fonts.conf": config} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	cmd := exec.Command(*typstProgram, "compile", "--font-path", fonts, filepath.Join(dir, "in.typ"), out)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"), "HOME="+dir)
	if said, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// keepBoth writes both documents as PDF and PNG, where a folder is given.
func keepBoth(b *testing.B, d *book.Document, key string) {
	if *typstKeep == "" {
		return
	}
	ours, theirs := filepath.Join(*typstKeep, key+"-rolebook.pdf"), filepath.Join(*typstKeep, key+"-typst.pdf")
	if err := os.WriteFile(ours, written(b, d), 0o600); err != nil {
		b.Fatal(err)
	}
	typstTakes(b, typstSource(d), theirs)
	for _, file := range []string{ours, theirs} {
		to := strings.TrimSuffix(file, ".pdf")
		if said, err := exec.Command("pdftoppm", "-r", "70", "-png", file, to).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
	}
}
