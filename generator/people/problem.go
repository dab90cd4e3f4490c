package people

import (
	"unicode/utf8"

	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// maxProblems is how many problems of a file are told; the others are counted.
const maxProblems = 200

// Problems is what is wrong with a file of assignments. No message of it names
// a person; the lines that it quotes do.
type Problems struct {
	List  diag.List // in the order of the file
	lines map[int]string
}

// Line gives a line that a problem is on; see [diag.Lines].
func (p *Problems) Line(_ string, line int) (text string, ok bool) {
	text, ok = p.lines[line]
	return text, ok
}

// problem is one of a block's.
type problem struct {
	diag.Diagnostic
	role string // the unknown role that it is about, for which help is found when it is told
	line string // the text of its line
}

// problems collects the first problems of a block, and counts them all.
type problems struct {
	kept  []problem
	total int
}

// add notes a problem with a stretch of a block.
func (p *problems) add(b *block, at, length int, code diag.Code, msg diag.Message, help ...diag.Message) *problem {
	p.total++
	if len(p.kept) == maxProblems {
		return &problem{}
	}
	start := b.place(at)
	end := source.Position{Line: start.Line, Column: start.Column + max(1, utf8.RuneCount(b.data[at:min(at+length, len(b.data))]))}
	p.kept = append(p.kept, problem{
		Diagnostic: diag.Diagnostic{Code: code, At: source.Span{Start: start, End: end}, Msg: msg, Help: help},
		line:       b.around(at),
	})
	return &p.kept[len(p.kept)-1]
}

// merge takes over the problems of a later block.
func (p *problems) merge(q problems) {
	p.total += q.total
	p.kept = append(p.kept, q.kept[:min(len(q.kept), maxProblems-len(p.kept))]...)
}

// told makes diagnostics of what was collected; nil when there is nothing.
func (p *problems) told(file string, roles []string) *Problems {
	if p.total == 0 {
		return nil
	}
	out := &Problems{lines: map[int]string{}}
	nearest := map[string][]diag.Message{}
	for _, q := range p.kept {
		d := q.Diagnostic
		d.At.File = file
		if q.role != "" {
			if nearest[q.role] == nil {
				nearest[q.role] = append(load.Suggest(q.role, roles), diag.Msg("people_role_help"))
			}
			d.Help = nearest[q.role]
		}
		out.List = append(out.List, d)
		out.lines[d.At.Start.Line] = q.line
	}
	out.List.Sort()
	if more := p.total - len(p.kept); more > 0 {
		m := diag.Msg("people_more", "Shown", len(p.kept))
		m.Count = more
		out.List.Add(diag.Limit, source.Span{File: file}, m)
	}
	return out
}
