package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// parse fills the file's Root and Problems from its text.
func (f *File) parse() {
	if len(f.text) > MaxSize {
		f.add(Problem{Fault: TooLarge, At: f.Start()})
		f.text = f.text[:MaxSize]
		return
	}
	if offset, size := badByte(f.text); size > 0 {
		f.addBadByte(offset, size)
		return
	}
	b := builder{file: f, cursor: newCursor(f.text)}
	document, err := f.documents(&b)
	if err != nil {
		b.syntax(err)
		return
	}
	if document == nil || len(document.Content) == 0 {
		return
	}
	root, _ := b.node(document.Content[0], 0)
	if !b.refused && !empty(document.Content[0]) {
		f.Root = root
	}
}

// empty tells a file of comments alone from one that says null.
func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 }

func (f *File) addBadByte(offset, size int) {
	at := advance(Position{1, 1}, f.text[:offset])
	p := Problem{
		Fault: NotUTF8,
		Name:  fmt.Sprintf("0x%02X", f.text[offset]),
		At:    Span{File: f.Name, Start: at, End: Position{at.Line, at.Column + 1}},
	}
	if r, _ := utf8.DecodeRune(f.text[offset:]); r != utf8.RuneError || size > 1 {
		p.Fault, p.Name = ControlChar, fmt.Sprintf("U+%04X", r)
	}
	f.add(p)
}

// documents reads the first document and complains about a second one. The
// library's loader is asked for a tree without values: it would resolve
// aliases, of which a small file can make billions.
func (f *File) documents(b *builder) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(f.text))
	if err != nil {
		return nil, err
	}
	first := new(yaml.Node)
	if err := loader.Load(first); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	second := new(yaml.Node)
	switch err := loader.Load(second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, err
	default:
		f.add(Problem{Fault: Document, At: newBuilder(f).word(second.Line, second.Column)})
	}
	return first, nil
}

// syntax turns the library's error into problems. Its sentences are English
// and may change: only a few known ones are told apart, by what they share.
func (b *builder) syntax(err error) {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many) && len(many.Errors) > 0:
		for _, e := range many.Errors {
			b.syntaxError(e)
		}
	case errors.As(err, &one):
		b.syntaxError(one)
	default:
		b.file.add(Problem{Fault: SyntaxOther, At: b.file.Start()})
	}
}

func (b *builder) syntaxError(e *yaml.LoadError) {
	p := Problem{Fault: fault(e), At: b.word(e.Mark.Line, e.Mark.Column)}
	switch p.Fault {
	case SyntaxList, SyntaxMapping:
		p.Related = b.word(e.ContextMark.Line, e.ContextMark.Column)
	case SyntaxQuote: // the library's place is the end of the file
		p.At = b.word(e.ContextMark.Line, e.ContextMark.Column)
	case SyntaxCharacter:
		if b.atByte(e.Mark, '\t') {
			p.Fault = SyntaxTab
		}
	case SyntaxIndent:
		if !b.startsLine(e.Mark) {
			p.Fault = SyntaxBehind
		}
	}
	b.file.add(p)
}

func (b *builder) atByte(at yaml.Mark, c byte) bool {
	b.cursor.to(at.Line, at.Column)
	return b.cursor.offset < len(b.cursor.text) && b.cursor.text[b.cursor.offset] == c
}

// startsLine reports whether nothing but blanks stands before a place.
func (b *builder) startsLine(at yaml.Mark) bool {
	b.cursor.to(at.Line, 1)
	start := b.cursor.offset
	b.cursor.to(at.Line, at.Column)
	return len(bytes.Trim(b.cursor.text[start:b.cursor.offset], " \t")) == 0
}

// fault picks the fault for an error. Order matters: a message may hold
// several of the phrases.
func fault(e *yaml.LoadError) Fault {
	said := e.ContextMsg + ": " + e.Message
	for _, known := range phrases {
		if strings.Contains(said, known.phrase) {
			return known.fault
		}
	}
	return SyntaxOther
}

var phrases = []struct {
	phrase string
	fault  Fault
}{
	{"unknown anchor", Alias},
	{"scanning an alias", Alias},
	{"scanning an anchor", Anchor},
	{"scanning a tag", Tag},
	{"tag handle", Tag},
	{"depth", TooDeep},
	{"increasing flow level", TooDeep},
	{"increasing indent level", TooDeep},
	{"tab", SyntaxTab},
	{"block scalar", SyntaxBlock},
	{"escape", SyntaxEscape},
	{"hexadecimal", SyntaxEscape},
	{"quoted scalar", SyntaxQuote},
	{"flow sequence", SyntaxList},
	{"flow mapping", SyntaxMapping},
	{"mapping values are not allowed", SyntaxColon},
	{"expected ':'", SyntaxNoColon},
	{"sequence entries are not allowed", SyntaxDash},
	{"cannot start any token", SyntaxCharacter},
	{"node content", SyntaxCharacter},
	{"block mapping", SyntaxIndent},
	{"block collection", SyntaxIndent},
	{"<document start>", SyntaxIndent},
}
