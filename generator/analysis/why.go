package analysis

import (
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// Why tells the reason of an answer, a sentence a message, the short answer
// first. Roles, objects and the like go by their ids, as in the question.
func (a Answer) Why() []diag.Message {
	var out []diag.Message
	switch a.Reason {
	case TooNarrow:
		widest, _ := a.Widest()
		out = append(out, diag.Msg("analysis_too_narrow", "Scope", widest.ID, "Asked", a.Asked.Scope.ID))
	case Missing:
		out = append(out, diag.Msg("analysis_missing", "Action", a.Asked.Action.ID, "Object", a.Asked.Object.ID))
	case NotApplicable:
		out = append(out, diag.Msg("analysis_not_applicable", "Action", a.Asked.Action.ID, "Object", a.Asked.Object.ID))
	}
	for _, p := range append(a.Paths[:len(a.Paths):len(a.Paths)], a.Short...) {
		out = append(out, p.Message())
	}
	for _, d := range a.Denied {
		out = append(out, d.messages()...)
	}
	return append(out, a.otherMessages()...)
}

// Message says what a path over a grant allows, where it comes from and under
// which conditions.
func (p Path) Message() diag.Message {
	var from, when any = "", ""
	if p.From != p.Role {
		from = diag.Msg("analysis_path_from", "From", p.From.ID)
	}
	if len(p.When) > 0 {
		when = diag.Msg("analysis_path_when", "When", diag.Join(conditionIDs(p.When)))
	}
	return diag.Msg("analysis_path", "Role", p.Role.ID, "Action", p.Action.ID, "Object", p.Object.ID,
		"Scope", p.Scope.ID, "From", from, "When", when)
}

func conditionIDs(conditions []*catalog.Condition) []any {
	ids := make([]any, len(conditions))
	for i, c := range conditions {
		ids[i] = c.ID
	}
	return ids
}

// messages tells who denies it to the role, and what is lost by that.
func (r Refusal) messages() []diag.Message {
	var out []diag.Message
	for _, d := range r.Denied.By {
		if d.Role == r.Role {
			out = append(out, diag.Msg("analysis_denied", "Role", r.Role.ID))
		} else {
			out = append(out, diag.Msg("analysis_denied_inherited", "Role", r.Role.ID, "From", d.Role.ID))
		}
	}
	for _, h := range r.Denied.Lost {
		out = append(out, diag.Msg("analysis_lost", "From", h.From.ID, "Scope", h.Scope.ID))
	}
	return out
}

// otherMessages tells what each role may else do to the object.
func (a Answer) otherMessages() []diag.Message {
	var out []diag.Message
	for i := 0; i < len(a.Others); {
		role := a.Others[i].Role
		var actions []any
		for ; i < len(a.Others) && a.Others[i].Role == role; i++ {
			actions = append(actions, a.Others[i].Cell.Action.ID)
		}
		out = append(out, diag.Msg("analysis_others", "Role", role.ID, "Object", a.Asked.Object.ID, "Actions", diag.Join(actions)))
	}
	return out
}
