package book

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
)

// question asks whether the role may do something.
type question struct {
	kind   questionKind
	module int
	object *PermissionRow
	cell   *Cell
	action *Action
	scope  *Scope // of one that goes beyond what is granted
	order  uint32 // among questions that are as good
}

// questionKind is why a question is asked.
type questionKind uint8

// The kinds of questions, in the order in which they take turns.
const (
	askDenied      questionKind = iota
	askConditional              // allowed under a condition only
	askBeyond                   // allowed, but not as far as asked
	askGranted
	askMissing // not granted
	questionKinds
)

// quiz chooses the questions of the self-check: the kinds take turns, and each
// turn goes to the module, then to the object, that was asked about least. The
// choice is the same every time, and a longer quiz begins like a shorter one.
func (w *writer) quiz() []question {
	pool := w.candidates()
	modules, objects := map[int]int{}, map[*PermissionRow]int{}
	var out []question
	for turn := 0; len(out) < w.holds.questions && len(pool) > 0; turn++ {
		kind := questionKind(turn % int(questionKinds))
		best := -1
		for i, q := range pool {
			if q.kind == kind && (best < 0 || rarer(q, pool[best], modules, objects)) {
				best = i
			}
		}
		if best < 0 {
			continue
		}
		q := pool[best]
		pool = slices.Delete(pool, best, best+1)
		modules[q.module]++
		objects[q.object]++
		out = append(out, q)
	}
	return out
}

// rarer reports whether a question is about something asked about less.
func rarer(a, b question, modules map[int]int, objects map[*PermissionRow]int) bool {
	return cmp.Or(
		cmp.Compare(objects[a.object], objects[b.object]),
		cmp.Compare(modules[a.module], modules[b.module]),
		cmp.Compare(a.order, b.order),
	) < 0
}

// candidates are all questions that could be asked.
func (w *writer) candidates() []question {
	var out []question
	for m := range w.role.Permissions.Modules {
		rows := w.role.Permissions.Modules[m].Rows
		for i := range rows {
			for j := range rows[i].Cells {
				q := question{module: m, object: &rows[i], cell: &rows[i].Cells[j], action: &w.book.Actions[j]}
				out = append(out, w.asked(q)...)
			}
		}
	}
	return out
}

// asked are the questions that a cell gives rise to.
func (w *writer) asked(q question) []question {
	mark := q.cell.Mark
	q.order = shuffled(w.role.ID, q.cell.Object, q.cell.Action)
	switch {
	case mark.State == Denied:
		q.kind = askDenied
	case mark.State == NotGranted:
		q.kind = askMissing
	case mark.State != Granted:
		return nil
	case mark.Conditional:
		q.kind = askConditional
	case mark.Rank < len(w.book.Scopes):
		beyond := q
		beyond.kind, beyond.scope, q.kind = askBeyond, &w.book.Scopes[len(w.book.Scopes)-1], askGranted
		return []question{beyond, q}
	default:
		q.kind = askGranted
	}
	return []question{q}
}

// shuffled is an order without rhyme or reason that is always the same.
func shuffled(words ...string) uint32 {
	h := fnv.New32a()
	for _, s := range words {
		_, _ = h.Write([]byte(s + "\x00")) // a hash takes everything
	}
	return h.Sum32()
}

// words asks the question.
func (q question) words(w *writer) string {
	args := []any{"Action", q.action.Name.Plain(), "Object", q.object.Object.Name.Plain()}
	if q.scope != nil {
		return w.T("book_question_scope", append(args, "Scope", q.scope.Name.Plain())...)
	}
	return w.T("book_question", args...)
}

// answer is one of yes, under a condition and no.
func (q question) answer() string {
	switch q.kind {
	case askGranted:
		return "book_answer_yes"
	case askConditional:
		return "book_answer_conditional"
	}
	return "book_answer_no"
}

// why explains the answer.
func (q question) why(w *writer) Text {
	switch q.kind {
	case askDenied:
		if reason := q.cell.Denial.Note; !reason.IsZero() {
			return reason
		}
		return w.label("book_why_denied")
	case askMissing:
		return w.label("book_why_missing")
	case askBeyond:
		return w.label("book_why_beyond", "Scope", w.cellWords(q.cell))
	}
	return w.label("book_why_granted", "Scope", w.cellWords(q.cell))
}

// questions is the quiz, with boxes to tick.
func (w *writer) questions(list []question) []Block {
	if len(list) == 0 {
		return nil
	}
	t := Table{Caption: w.own("book_section_", "quiz"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_question_number", 0), w.column("book_question_asked", 1),
		{Title: w.T("book_answer_yes"), Align: Center}, {Title: w.T("book_answer_conditional"), Align: Center}, {Title: w.T("book_answer_no"), Align: Center},
	}}
	for i, q := range list {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			w.cell(strconv.Itoa(i + 1)), w.cell(q.words(w)), {Box: true}, {Box: true}, {Box: true},
		}})
	}
	return []Block{t}
}

// answers solves the quiz.
func (w *writer) answers(list []question) []Block {
	if len(list) == 0 {
		return nil
	}
	t := Table{Caption: w.own("book_section_", "answers"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_question_number", 0), w.column("book_question_asked", 1), w.column("book_answer", 0), w.column("book_why", 1.4),
	}}
	for i, q := range list {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			w.cell(strconv.Itoa(i + 1)), w.cell(q.words(w)), w.cell(w.T(q.answer())), cellOf(q.why(w)),
		}})
	}
	return []Block{t}
}
