package review

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

// Column is a column of the file that a reviewer fills in. Its title is the
// message review_column_<name>.
type Column string

// The columns that are read back. Their titles may be in any language.
const (
	PackColumn     Column = "pack"
	IDColumn       Column = "id"
	DecisionColumn Column = "decision"
	CommentColumn  Column = "comment"
)

// Columns lists all columns in their order: what readers read, what they fill
// in, and what tells the program which line of which pack it is.
var Columns = []Column{"role", "subject", "reach", "note", DecisionColumn, CommentColumn, IDColumn, PackColumn}

// Title is what a column is called.
func (c Column) Title(l *locale.Locale) string { return l.T("review_column_" + string(c)) }

// Word is what a decision is called.
func Word(d catalog.Decision, l *locale.Locale) string { return l.T("review_" + string(d)) }

// sheet is a file that came back.
type sheet struct {
	name  string
	lang  catalog.Lang // of its head; empty when that has ids
	lines []string
	rows  []row
	diags diag.List
}

// row is a line of the file that says something.
type row struct {
	cells map[Column]string
	at    map[Column]source.Span
}

// Line gives a line of the file; see [diag.Lines].
func (s *sheet) Line(_ string, line int) (text string, ok bool) {
	if line < 1 || line > len(s.lines) {
		return "", false
	}
	return s.lines[line-1], true
}

const byteOrderMark = "\ufeff"

// firstLine is where problems stand that are about the file as a whole.
var firstLine = source.Position{Line: 1, Column: 1}

// readSheet reads a file with commas, semicolons or tabs, as spreadsheet
// programs of one country or another write it.
func readSheet(name string, data []byte) *sheet {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	s := &sheet{name: name}
	if !utf8.Valid(data) {
		s.wrong(firstLine, 0, diag.Encoding, diag.Msg("people_encoding"), diag.Msg("people_encoding_help"))
		return s
	}
	s.lines = strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = separator(s.head()), -1
	head, err := r.Read()
	if err != nil {
		s.unreadable(err)
		return s
	}
	places := s.columns(head)
	for len(s.diags) == 0 {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			s.unreadable(err)
			break
		}
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			s.rows = append(s.rows, s.row(r, cells, places))
		}
	}
	return s
}

// head is the first line that says anything, as the reader of CSV has it.
func (s *sheet) head() string {
	i := slices.IndexFunc(s.lines, func(line string) bool { return line != "" })
	return s.lines[max(i, 0)]
}

// separator finds what stands between the columns of the head.
func separator(head string) rune {
	best := ','
	for _, r := range ";\t" {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

// columns finds the columns by their titles in any language.
func (s *sheet) columns(head []string) map[Column]int {
	out := map[Column]int{}
	for _, c := range []Column{PackColumn, IDColumn, DecisionColumn, CommentColumn} {
		at := -1
		for i, cell := range head {
			if at < 0 && means(cell, string(c), c.Title) {
				at = i
			}
		}
		if at < 0 {
			title := diag.Msg("review_column_" + string(c))
			s.wrong(firstLine, 0, diag.MissingKey, diag.Msg("review_no_column", "Name", title), diag.Msg("review_no_column_help"))
		}
		out[c] = at
	}
	for _, l := range catalog.AllLanguages {
		if at := out[DecisionColumn]; at >= 0 && strings.EqualFold(strings.TrimSpace(head[at]), DecisionColumn.Title(locale.New(l))) {
			s.lang = l
		}
	}
	return out
}

// means reports whether a word is an id, or what that is called in any language.
func means(word, id string, name func(*locale.Locale) string) bool {
	word = strings.TrimSpace(word)
	if strings.EqualFold(word, id) {
		return true
	}
	for _, l := range catalog.AllLanguages {
		if strings.EqualFold(word, name(locale.New(l))) {
			return true
		}
	}
	return false
}

func (s *sheet) row(r *csv.Reader, cells []string, places map[Column]int) row {
	out := row{cells: map[Column]string{}, at: map[Column]source.Span{}}
	for c, i := range places {
		cell := ""
		at := min(i, len(cells)-1)
		if i < len(cells) {
			cell = cells[i]
		}
		line, column := r.FieldPos(at)
		out.cells[c] = strings.TrimSpace(cell)
		out.at[c] = s.span(s.position(line, column), utf8.RuneCountInString(cell))
	}
	return out
}

// position counts characters where the reader counted bytes.
func (s *sheet) position(line, column int) source.Position {
	text, _ := s.Line("", line)
	return source.Position{Line: line, Column: 1 + utf8.RuneCountInString(text[:max(0, min(column-1, len(text)))])}
}

func (s *sheet) span(at source.Position, length int) source.Span {
	return source.Span{File: s.name, Start: at, End: source.Position{Line: at.Line, Column: at.Column + max(1, length)}}
}

// unreadable notes where the file stops being CSV.
func (s *sheet) unreadable(err error) {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		s.wrong(firstLine, 0, diag.MissingKey, diag.Msg("people_empty"), diag.Msg("review_no_column_help"))
		return
	}
	s.wrong(s.position(parse.Line, parse.Column), 0, diag.Syntax, diag.Msg("people_bare_quote"), diag.Msg("people_quote_help"))
}

func (s *sheet) wrong(at source.Position, length int, code diag.Code, msg diag.Message, help ...diag.Message) {
	s.diags.Add(code, s.span(at, length), msg, help...)
}

// reject notes a problem with a cell.
func (s *sheet) reject(r row, c Column, code diag.Code, msg diag.Message, help ...diag.Message) {
	s.diags.Add(code, r.at[c], msg, help...)
}
