package notice

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Commands lists the commands that a baseline has entries of, in the order of
// the file.
var Commands = []string{"validate", "sod", "coverage"}

// versionKey begins every baseline.
const versionKey = "rolebook_baseline"

// ReadBaseline reads a baseline for a command. A file that is none, or broken,
// is told of in the diagnostics, with the line and the remedy.
func ReadBaseline(name string, data []byte, command string) (*Baseline, diag.List) {
	r := baselineReader{name: name, data: data, dec: json.NewDecoder(bytes.NewReader(data)), sections: map[string][]Entry{}}
	r.dec.UseNumber()
	if !r.file() {
		return nil, r.problems
	}
	b := NewBaseline(command)
	b.sections = r.sections
	for _, e := range b.sections[command] {
		b.listed[e] = false
	}
	return b, nil
}

// baselineReader reads token by token, so that it knows the line of each. Its
// methods report whether all is well.
type baselineReader struct {
	name     string
	data     []byte
	dec      *json.Decoder
	sections map[string][]Entry
	problems diag.List
}

func (r *baselineReader) file() bool {
	if !utf8.Valid(r.data) {
		return r.refuse(diag.Encoding, "ci_baseline_encoding")
	}
	if !r.delim('{') || !r.version() {
		return false
	}
	for r.dec.More() {
		if !r.section() {
			return false
		}
	}
	if !r.delim('}') {
		return false
	}
	if len(bytes.TrimSpace(r.data[r.dec.InputOffset():])) > 0 {
		return r.refuse(diag.Syntax, "ci_baseline_more")
	}
	return true
}

// version reads the first key, which says that this is a baseline, and which
// format it has.
func (r *baselineReader) version() bool {
	key, err := r.dec.Token()
	if err != nil {
		return r.broken(err)
	}
	if key != versionKey {
		return r.refuse(diag.MissingKey, "ci_baseline_none", "Key", versionKey)
	}
	value, err := r.dec.Token()
	switch {
	case err != nil:
		return r.broken(err)
	case value != json.Number(strconv.Itoa(baselineVersion)):
		return r.refuse(diag.BadValue, "ci_baseline_version", "Version", baselineVersion)
	}
	return true
}

func (r *baselineReader) section() bool {
	token, err := r.dec.Token()
	if err != nil {
		return r.broken(err)
	}
	command, _ := token.(string)
	if !slices.Contains(Commands, command) {
		return r.refuse(diag.UnknownKey, "ci_baseline_section", "Key", command, "Commands", strings.Join(Commands, ", "))
	}
	if _, twice := r.sections[command]; twice {
		return r.refuse(diag.DuplicateKey, "ci_baseline_twice", "Key", command)
	}
	if !r.delim('[') {
		return false
	}
	r.sections[command] = []Entry{}
	seen := map[Entry]bool{}
	for r.dec.More() {
		e, ok := r.entry()
		if !ok {
			return false
		}
		if seen[e] {
			return r.refuse(diag.DuplicateID, "ci_baseline_twice", "Key", e.Rule+" "+e.What)
		}
		seen[e] = true
		r.sections[command] = append(r.sections[command], e)
	}
	return r.delim(']')
}

// entry reads {"rule": …, "what": …}, and nothing else.
func (r *baselineReader) entry() (Entry, bool) {
	var raw json.RawMessage
	if err := r.dec.Decode(&raw); err != nil {
		return Entry{}, r.broken(err)
	}
	var e Entry
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&e); err != nil || e.Rule == "" || e.What == "" {
		return Entry{}, r.refuse(diag.WrongType, "ci_baseline_entry")
	}
	return e, true
}

// delim reads a bracket.
func (r *baselineReader) delim(want json.Delim) bool {
	token, err := r.dec.Token()
	switch {
	case err != nil:
		return r.broken(err)
	case token != want:
		return r.refuse(diag.WrongType, "ci_baseline_shape", "Want", want.String())
	}
	return true
}

// broken tells of what is no JSON.
func (r *baselineReader) broken(err error) bool {
	var syntax *json.SyntaxError
	at := r.dec.InputOffset()
	if errors.As(err, &syntax) {
		at = max(at, syntax.Offset)
	} else {
		at = int64(len(r.data)) // the file ends too early
	}
	for at > 0 && at < int64(len(r.data)) && bytes.IndexByte([]byte(" \t\r\n,"), r.data[at-1]) >= 0 {
		at++ // the decoder stops before blanks, and readers look behind them
	}
	return r.refuseAt(at, diag.Syntax, "ci_baseline_syntax")
}

func (r *baselineReader) refuse(code diag.Code, id string, pairs ...any) bool {
	return r.refuseAt(r.dec.InputOffset(), code, id, pairs...)
}

// refuseAt adds a diagnostic for the line of an offset. Everything has the same
// remedy: to write the file anew.
func (r *baselineReader) refuseAt(offset int64, code diag.Code, id string, pairs ...any) bool {
	before := r.data[:min(max(offset-1, 0), int64(len(r.data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	at := source.Span{File: r.name, Start: source.Position{Line: line, Column: column}, End: source.Position{Line: line, Column: column + 1}}
	r.problems.Add(code, at, diag.Msg(id, pairs...), diag.Msg("ci_baseline_help"))
	return false
}
