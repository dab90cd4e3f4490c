// Package notice tells continuous integration what a command has found.
//
// Start at [Report]. A command turns its outcome into notices, and a report
// writes them in a form that machines show: SARIF, JUnit or GitHub's workflow
// commands. A [Baseline] holds which of them were known before.
package notice

import (
	"crypto/sha256"
	"encoding/hex"

	"rolebook/generator/source"
)

// Level is how grave a notice is, in SARIF's words.
type Level string

// The levels.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// State says what is to be done about a notice.
type State uint8

// The states.
const (
	Failing State = iota // it is what the command was asked to fail on
	Minor                // found, and less than what was asked for
	Settled              // accepted, or guarded by a condition
	Known                // as Failing or Minor, but a baseline lists it
	Passed               // nothing is wrong: only JUnit, which counts, tells of it
)

// Entry tells a notice from all others of its command, run after run: ids
// only, no lines and no words of a language.
type Entry struct {
	Rule string `json:"rule"`
	What string `json:"what"`
}

// Notice is one thing that a command has found.
type Notice struct {
	Entry
	Level   Level
	State   State
	Text    string   // in one line
	More    []string // lines below it: reasons, remedies
	At      source.Span
	Related []Related
	Case    string // what JUnit calls it; empty: What
	Reason  string // why it was accepted; else empty
	Grave   bool   // no baseline excuses it
}

// Related is a further place, with an optional word on it.
type Related struct {
	At   source.Span
	Text string
}

// Rule describes a kind of notice.
type Rule struct {
	ID    string
	What  string // what it says
	Why   string // why it matters; may be empty
	Level Level  // of its notices unless they say otherwise; may be empty
}

// Suite is notices that belong together. One without any tells that nothing
// was found there.
type Suite struct {
	Name    string
	Class   string // what JUnit calls the class of its cases
	Notices []Notice
}

// Report is what a command has found.
type Report struct {
	Command  string // sod
	Language string // a BCP 47 tag
	Root     string // stands before file names, so that they can be followed
	None     string // says that a suite has no notice
	Rules    []Rule
	Suites   []Suite

	compared bool // with a baseline
}

// Apply marks what a baseline lists. What is settled needs none.
func (r *Report) Apply(b *Baseline) {
	if b == nil {
		return
	}
	r.compared = true
	for _, s := range r.Suites {
		for i := range s.Notices {
			if n := &s.Notices[i]; n.State <= Minor && !n.Grave && b.Knows(n.Entry) {
				n.State = Known
			}
		}
	}
}

// fingerprint is an entry as one short word.
func (r *Report) fingerprint(e Entry) string {
	sum := sha256.Sum256([]byte(r.Command + "\x00" + e.Rule + "\x00" + e.What))
	return hex.EncodeToString(sum[:16])
}
