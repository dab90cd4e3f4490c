package diag

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-runewidth"

	"rolebook/generator/source"
)

// Lines gives the lines of the files that diagnostics point at.
// [source.Files] does.
type Lines interface {
	Line(file string, line int) (text string, ok bool)
}

// TextOptions say how [Text] writes.
type TextOptions struct {
	Color bool
	// Root is put before file names, so that a reader can follow them from
	// where the command ran.
	Root string
}

// excerptCells is how many terminal cells of a source line are shown: a longer
// line is cut to a window round the place.
const excerptCells = 100

// Text writes diagnostics for people: each with its message, the source line
// with a caret below the right cells (wide characters count two), related
// places and help, and a count at the end. Without lines, which may be nil, it
// leaves the excerpts out.
func Text(w io.Writer, list List, lines Lines, say Localizer, opt TextOptions) error {
	t := &textWriter{lines: lines, say: say, opt: opt, paint: newPaint(opt.Color)}
	for i := range list {
		t.diagnostic(&list[i])
	}
	t.count(list)
	_, err := io.WriteString(w, t.b.String())
	return err
}

type textWriter struct {
	b     strings.Builder
	lines Lines
	say   Localizer
	opt   TextOptions
	paint paint

	last  source.Span // whose line runes holds
	runes []rune
}

// paint colours the parts of a diagnostic.
type paint struct{ error, warning, place, caret, help *color.Color }

func newPaint(on bool) paint {
	p := paint{color.New(color.FgRed, color.Bold), color.New(color.FgYellow, color.Bold), color.New(color.Bold), color.New(color.FgRed, color.Bold), color.New(color.FgCyan)}
	for _, c := range []*color.Color{p.error, p.warning, p.place, p.caret, p.help} {
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

func (t *textWriter) diagnostic(d *Diagnostic) {
	severity := t.paint.error
	if d.Severity == Warning {
		severity = t.paint.warning
	}
	if at := t.place(d.At); at != "" {
		t.b.WriteString(t.paint.place.Sprint(at+":") + " ")
	}
	t.b.WriteString(severity.Sprint(t.say.Message(Msg("diag_severity_"+d.Severity.String()))) + t.say.Message(Msg("colon")))
	t.b.WriteString(printable(t.say.Message(d.Msg)) + " [" + string(d.Code) + "]\n")
	t.excerpt(d.At)
	for _, r := range d.Related {
		t.b.WriteString("  " + t.paint.place.Sprint(t.place(r.At)+":") + " " + printable(t.say.Message(r.Msg)) + "\n")
		t.excerpt(r.At)
	}
	for _, h := range d.Help {
		t.b.WriteString("  " + t.paint.help.Sprint(t.say.Message(Msg("diag_help"))) + t.say.Message(Msg("colon")) + printable(t.say.Message(h)) + "\n")
	}
	t.b.WriteByte('\n')
}

// place writes file:line:column as far as it is known.
func (t *textWriter) place(s source.Span) string {
	if s.File == "" {
		return strings.TrimSuffix(t.opt.Root, "/")
	}
	name := t.opt.Root + s.File
	if s.Start.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, s.Start.Line, s.Start.Column)
}

// excerpt shows the source line and marks the span in it.
func (t *textWriter) excerpt(s source.Span) {
	if t.lines == nil || s.Start.Line == 0 {
		return
	}
	line, ok := t.line(s)
	if !ok {
		return
	}
	window := newWindow(line, s)
	gutter := fmt.Sprint(s.Start.Line)
	blank := strings.Repeat(" ", len(gutter))
	fmt.Fprintf(&t.b, "  %s | %s\n", gutter, window.text)
	fmt.Fprintf(&t.b, "  %s | %s%s\n", blank, strings.Repeat(" ", window.before), t.paint.caret.Sprint(strings.Repeat("^", window.under)))
}

// line gives the characters of the line on which a span starts. It keeps the
// last one: a long line often has many diagnostics.
func (t *textWriter) line(s source.Span) (line []rune, ok bool) {
	if t.last.File != s.File || t.last.Start.Line != s.Start.Line {
		text, ok := t.lines.Line(s.File, s.Start.Line)
		if !ok {
			return nil, false
		}
		t.last, t.runes = s, []rune(text)
	}
	return t.runes, true
}

// window is the part of a source line that is shown, in terminal cells.
type window struct {
	text   string
	before int // cells left of the caret
	under  int // cells under which carets stand, at least one
}

func newWindow(runes []rune, s source.Span) window {
	start := min(max(s.Start.Column-1, 0), len(runes))
	end := min(start+1, len(runes))
	if s.End.Line == s.Start.Line && s.End.Column-1 > start {
		end = min(s.End.Column-1, len(runes))
	}
	from, to := frame(runes, start, end)
	w := window{text: visible(runes[from:to])}
	if from > 0 {
		w.text, w.before = "…"+w.text, 1
	}
	if to < len(runes) {
		w.text += "…"
	}
	w.before += cells(runes[from:start])
	w.under = max(1, cells(runes[start:max(start, min(end, to))]))
	return w
}

// frame picks the stretch of a line to show: what is marked, at most half of
// the room to its left, what follows it, and in what room remains more of what
// is to its left.
func frame(runes []rune, start, end int) (from, to int) {
	n, room := forward(runes[start:end], excerptCells)
	to = start + n
	n, rest := backward(runes[:start], min(room, excerptCells/2))
	from, room = start-n, room-min(room, excerptCells/2)+rest
	n, room = forward(runes[to:], room)
	to += n
	n, _ = backward(runes[:from], room)
	return from - n, to
}

// forward counts the characters from the first on that fit into room cells.
func forward(runes []rune, room int) (n, rest int) {
	for n < len(runes) {
		width := cells(runes[n : n+1])
		if width > room {
			break
		}
		n, room = n+1, room-width
	}
	return n, room
}

// backward does the same from the last one back.
func backward(runes []rune, room int) (n, rest int) {
	for n < len(runes) {
		width := cells(runes[len(runes)-n-1 : len(runes)-n])
		if width > room {
			break
		}
		n, room = n+1, room-width
	}
	return n, room
}

// terminal measures characters. Those that Unicode calls ambiguous count one
// cell, as terminals for UTF-8 have it, whatever the environment says.
var terminal = &runewidth.Condition{StrictEmojiNeutral: true}

// cells counts the terminal cells of what visible shows.
func cells(runes []rune) int { return terminal.StringWidth(visible(runes)) }

// visible replaces what would move the cursor or hide: tabs become two spaces,
// control characters and marks of writing direction a dot.
func visible(runes []rune) string {
	var b strings.Builder
	for _, r := range runes {
		switch {
		case r == '\t':
			b.WriteString("  ")
		case unprintable(r):
			b.WriteRune('·')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2066 && r <= 0x2069 || r == 0xFEFF || r == 0x2028 || r == 0x2029
}

// printable keeps a message, which may quote the author, on its line.
func printable(s string) string { return visible([]rune(s)) }

func (t *textWriter) count(list List) {
	counts := []Message{
		{ID: "diag_count_errors", Count: list.Count(Error)},
		{ID: "diag_count_warnings", Count: list.Count(Warning)},
	}
	var says []string
	for _, m := range counts {
		if m.Count > 0 {
			says = append(says, t.say.Message(m))
		}
	}
	if len(says) > 0 {
		t.b.WriteString(strings.Join(says, t.say.Message(Msg("list_separator"))) + "\n")
	}
}
