package book

// points are what the reviewer looks into before the lines: what changed, what
// is open, what ends, and what stands out. Each can be ticked.
func (w *writer) points() []Block {
	list := Items{Ticks: true}
	add := func(t Text, note Text) {
		if !w.holds.paths {
			note = Text{}
		}
		list.Items = append(list.Items, Item{Text: t, Note: note})
	}
	add(w.label("book_review_actual"), Text{})
	add(w.label("book_review_holders"), Text{})
	w.lifePoints(add)
	w.conflictPoints(add)
	w.grantPoints(add)
	return []Block{list}
}

// lifePoints are about the role as a whole.
func (w *writer) lifePoints(add func(Text, Text)) {
	p := w.role
	if p.Status != "active" {
		add(w.label("book_review_is_"+p.Status), Text{})
	}
	if last := w.lastReview(); !last.IsZero() && p.Effective.Date > last.Date {
		add(w.label("book_review_new", "Date", p.Effective.Words, "Last", last.Words), Text{})
	}
	if p.Overdue {
		add(w.label("book_review_overdue", "Date", p.Review.Words), Text{})
	}
	for _, x := range w.book.Coverage.Open {
		if x.Role.ID == p.ID {
			add(w.label("book_review_record", "Says", x.Says), x.Comment)
		}
	}
	if places := w.untranslated(); len(places) > 0 {
		add(w.words(w.N("book_review_untranslated", len(places))), w.words(w.book.locale.List(places)))
	}
}

// untranslated names the texts of the role that lack a language: the sheet may
// show them in another than its own.
func (w *writer) untranslated() []string {
	var out []string
	for _, t := range w.book.Coverage.Translations {
		if t.File == w.role.Source {
			out = append(out, t.Path)
		}
	}
	return out
}

// conflictPoints are about findings and exceptions.
func (w *writer) conflictPoints(add func(Text, Text)) {
	b := w.book
	for _, f := range w.role.Findings {
		rule := b.ruleTitle(f.Rule, f.Name).Plain()
		switch f.Status {
		case "open":
			var repair Text
			if r := f.Repair(); r != nil {
				repair = w.words(r.Sentence)
			}
			add(w.label("book_review_conflict", "Rule", rule), repair)
		case "mitigated":
			add(w.label("book_review_mitigated", "Rule", rule), Text{})
		}
	}
	for _, e := range w.exceptions() {
		id := "book_review_excepted"
		if e.Expired {
			id = "book_review_expired"
		}
		add(w.label(id, "Rule", b.ruleTitle(e.Rule, e.RuleName).Plain(), "Left", e.Left), Text{})
	}
}

// grantPoints are about permissions that stand out: those that reach everything
// of the most sensitive class, those without a duty, those that a duty needs but
// a denial takes away, and duties that no grant is for.
func (w *writer) grantPoints(add func(Text, Text)) {
	b := w.book
	if n, where := w.standOut(w.wideOpen); n > 0 {
		class, scope := b.Classes[len(b.Classes)-1].Name.Plain(), b.Scopes[len(b.Scopes)-1].Name.Plain()
		add(w.words(w.N("book_review_wide", n, "Class", class, "Scope", scope)), where)
	}
	if n, where := w.standOut(func(_ PermissionRow, g CellGrant) bool { return len(g.For) == 0 }); n > 0 {
		add(w.words(w.N("book_review_unfounded", n)), where)
	}
	for _, d := range b.Coverage.WithoutPermission {
		if d.Role.ID == w.role.ID {
			add(w.label("book_review_idle", "Duty", d.Duty.Name.Plain()), Text{})
		}
	}
	for _, u := range b.Coverage.Undoable {
		if u.Role.ID == w.role.ID {
			what := w.T("book_action_on_object", "Action", u.Action.Name.Plain(), "Object", u.Object.Name.Plain())
			add(w.label("book_review_undoable", "Duty", u.Duty.Name.Plain(), "What", what), Text{})
		}
	}
}

// wideOpen reports whether a grant reaches everything of an object of the most
// sensitive class, without a condition. One class alone is not sensitive.
func (w *writer) wideOpen(r PermissionRow, g CellGrant) bool {
	return len(w.book.Classes) > 1 && r.Class.Rank == r.Class.Of && g.Scope.Rank == len(w.book.Scopes) && len(g.When) == 0
}

// standOut counts the permissions with a grant of some kind, and names them.
func (w *writer) standOut(is func(PermissionRow, CellGrant) bool) (n int, where Text) {
	var clauses []string
	for _, m := range w.role.Permissions.Modules {
		for _, r := range m.Rows {
			var actions []string
			for i, c := range r.Cells {
				for _, g := range c.Grants {
					if is(r, g) {
						actions = append(actions, w.book.Actions[i].Name.Plain())
						break
					}
				}
			}
			if n += len(actions); len(actions) > 0 {
				clauses = append(clauses, r.Object.Name.Plain()+w.book.locale.T("colon")+w.book.locale.List(actions))
			}
		}
	}
	return n, w.optionalWords(w.book.locale.Clauses(clauses))
}
