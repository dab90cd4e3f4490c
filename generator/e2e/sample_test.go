package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing/fstest"
)

// say gives the Text of a field, named by its place in its file.
type say func(field string) any

type dict = map[string]any

// plainly says the field's name in English, and nothing else.
func plainly(field string) any { return "The " + field + "." }

// smallCatalog makes a catalog of three roles that uses every key of the
// format: the clerk, whose every text is said by role, and two that it refers
// to. The texts of the vocabulary and of the rules are said by rest.
func smallCatalog(role, rest say) fstest.MapFS {
	out := fstest.MapFS{}
	put := func(name string, doc any) { // JSON is YAML
		data, err := json.Marshal(doc)
		if err != nil { // there is nothing in them that JSON has no words for
			panic(err)
		}
		out[name] = &fstest.MapFile{Data: escapeControls(data)}
	}
	put("catalog.yaml", vocabulary(rest))
	put("sod.yaml", rules(rest))
	put("tests.yaml", []dict{{"role": "clerk", "can": []string{"create order"}, "cannot": []string{"delete order"}}})
	put("desk/clerk.yaml", fullRole(role))
	put("desk/junior.yaml", briefRole("junior", dict{}))
	put("desk/senior.yaml", briefRole("senior", dict{"inherits": []string{"clerk"}}))
	return out
}

// escapeControls writes what YAML, unlike JSON, does not take for text as it
// stands: U+007F to U+009F and U+FFFE.
func escapeControls(data []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(data) {
		if r >= 0x7f && r < 0xa0 || r == 0xfffe {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

func vocabulary(say say) dict {
	named := func(kind string, ids ...string) []dict {
		var list []dict
		for _, id := range ids {
			list = append(list, dict{"id": id, "name": say(kind + " " + id)})
		}
		return list
	}
	object := dict{
		"id": "order", "name": say("object order"), "class": "internal",
		"fields": []dict{
			{"id": "margin", "name": say("field margin"), "class": "secret"},
			{"id": "owner", "name": say("field owner"), "class": "internal"},
		},
	}
	return dict{
		"organization": say("organization"), "languages": []string{"en", "zh", "ja"},
		"families": named("family", "desk"), "actions": named("action", "read", "create", "approve", "delete"),
		"scopes": named("scope", "own", "all"), "classes": named("class", "internal", "secret"),
		"conditions": named("condition", "logged"),
		"modules":    []dict{{"id": "trade", "name": say("module trade"), "objects": []dict{object}}},
	}
}

func rules(say say) dict {
	function := func(id string) dict {
		return dict{"id": id, "name": say("function " + id), "any": []dict{{"objects": []string{"order"}, "actions": []string{id}}}}
	}
	return dict{
		"functions": []dict{function("create"), function("approve")},
		"rules": []dict{{
			"id": "s01", "name": say("rule s01"), "functions": []string{"create", "approve"}, "severity": "high",
			"risk": say("risk s01"), "control": say("control s01"),
		}},
		"exceptions": []dict{{
			"rule": "s01", "roles": []string{"senior"}, "until": "2027-01-31",
			"approved_by": say("approver s01"), "reason": say("reason s01"), "control": say("exception control s01"),
		}},
	}
}

// fullRole uses every key of a role.
func fullRole(say say) dict {
	list := func(fields ...string) []any {
		var out []any
		for _, f := range fields {
			out = append(out, say(f))
		}
		return out
	}
	return dict{
		"id": "clerk", "name": say("name"), "family": "desk", "status": "draft", "version": "1.0",
		"effective": "2026-10-01", "owner": say("owner"), "review": dict{"every": "quarter", "last": "2026-09-30"},
		"reports_to": "senior", "inherits": []string{"junior"}, "overview": say("overview"),
		"duties": []dict{{"id": "work", "name": say("duty"), "tasks": []any{
			say("task"),
			dict{"text": say("brief task"), "detail": "brief", "note": say("note")},
			dict{"text": say("full task"), "detail": "full"},
		}}},
		"permissions": dict{
			"allow": []dict{{
				"objects": []string{"order"}, "actions": []string{"read", "create", "approve"}, "scope": "all",
				"when": []string{"logged"}, "for": []string{"work"},
				"fields": dict{"hidden": []string{"margin"}, "read_only": []string{"owner"}},
			}},
			"deny":   []dict{{"objects": []string{"order"}, "actions": []string{"delete"}, "note": say("denial note")}},
			"limits": list("limit"),
		},
		"collaboration": []dict{
			{"with": "senior", "purpose": say("purpose"), "gives": list("gives"), "receives": list("receives")},
			{"party": say("party"), "purpose": say("party purpose"), "gives": list("party gives"), "receives": list("party receives")},
		},
		"requirements": dict{
			"education": say("education"), "experience": []dict{{"text": say("experience"), "years": 3}},
			"skills":         []dict{{"name": say("skill"), "level": "working", "required": true}},
			"certifications": list("certification"), "qualities": list("quality"),
		},
		"kpis": []dict{
			{
				"id": "speed", "name": say("kpi"), "target": ">= 99.5 %", "period": "month",
				"formula": say("formula"), "source": say("source"), "duties": []string{"work"},
			},
			{"id": "mood", "name": say("kpi mood"), "target": say("target")},
		},
		"onboarding": []dict{{"by": "day-1", "tasks": list("first day")}},
		"career":     dict{"from": []string{"junior"}, "to": []string{"senior"}},
	}
}

func briefRole(id string, more dict) dict {
	role := dict{
		"id": id, "name": "The " + id, "family": "desk", "overview": "Works at the desk.",
		"duties":      []dict{{"id": "help", "name": "Help", "tasks": []string{"Help."}}},
		"permissions": dict{"allow": []dict{{"objects": []string{"order"}, "actions": []string{"read"}, "scope": "own", "for": []string{"help"}}}},
	}
	for k, v := range more {
		role[k] = v
	}
	return role
}
