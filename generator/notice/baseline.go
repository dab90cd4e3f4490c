package notice

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Baseline is what was known of a catalog when somebody wrote it down: the
// entries of each command. Everything else is new.
type Baseline struct {
	command  string
	sections map[string][]Entry
	listed   map[Entry]bool // the command's; true once something asked for it
}

// baselineVersion is the number of the format.
const baselineVersion = 1

// NewBaseline makes one for a command, with nothing in it.
func NewBaseline(command string) *Baseline {
	return &Baseline{command: command, sections: map[string][]Entry{}, listed: map[Entry]bool{}}
}

// Knows reports whether the entry is listed; nil knows nothing.
func (b *Baseline) Knows(e Entry) bool {
	if b == nil {
		return false
	}
	if _, in := b.listed[e]; !in {
		return false
	}
	b.listed[e] = true
	return true
}

// Met returns how many entries were asked for.
func (b *Baseline) Met() int { return len(b.listed) - len(b.Stale()) }

// Stale lists the entries that nothing has asked for, sorted: what they name is
// no more.
func (b *Baseline) Stale() []Entry {
	var out []Entry
	for e, met := range b.listed {
		if !met {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, compareEntries)
	return out
}

// Set replaces what the baseline lists for its command.
func (b *Baseline) Set(entries []Entry) {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, compareEntries)
	b.sections[b.command] = slices.Compact(sorted)
	b.listed = map[Entry]bool{}
	for _, e := range b.sections[b.command] {
		b.listed[e] = false
	}
}

// Len returns how many entries the command has.
func (b *Baseline) Len() int { return len(b.listed) }

// Write writes the file: JSON with an entry a line, sorted, so that a change of
// it can be read.
func (b *Baseline) Write(w io.Writer) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	fmt.Fprintf(out, "{\n  %q: %d", versionKey, baselineVersion)
	for _, command := range Commands {
		entries, in := b.sections[command]
		if !in {
			continue
		}
		fmt.Fprintf(out, ",\n  %q: [", command)
		end := ""
		for i, e := range entries {
			if i > 0 {
				out.WriteString(",")
			}
			line, err := entryLine(e)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "\n    %s", line)
			end = "\n  "
		}
		out.WriteString(end + "]")
	}
	out.WriteString("\n}\n")
	return out.Flush()
}

func entryLine(e Entry) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(e)
	return bytes.TrimSpace(b.Bytes()), err
}

func compareEntries(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.What, b.What))
}
