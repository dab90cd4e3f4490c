package source

// Position is a place in a file. Both numbers are 1-based; columns count
// characters (Unicode code points), never bytes. The zero Position means "no
// particular place".
type Position struct {
	Line, Column int
}

// Span is a stretch of a source file: End is the place just behind it, on the
// same line as Start or, for a text that runs over several lines, at the end
// of its first one. A Span without a line stands for the whole file, one
// without a file for the whole catalog.
type Span struct {
	File       string // slash-separated, relative to the catalog's folder
	Start, End Position
}

// IsZero reports whether the span names no place at all.
func (s Span) IsZero() bool { return s == Span{} }

// Before orders spans by file, line and column.
func (s Span) Before(t Span) bool {
	if s.File != t.File {
		return s.File < t.File
	}
	if s.Start.Line != t.Start.Line {
		return s.Start.Line < t.Start.Line
	}
	return s.Start.Column < t.Start.Column
}
