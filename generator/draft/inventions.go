package draft

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// inventions finds what a text made up: what diagnostics say is not known, then
// duties and grants that stand for nothing.
func inventions(f *source.File, found diag.List) []Remark {
	var out []Remark
	for _, d := range found {
		if kind, name := invented(d); kind != "" {
			out = append(out, Remark{kind, name, d.At, d.Msg, d.Help})
		}
	}
	if f.Root != nil {
		out = append(out, idle(f)...)
		out = append(out, groundless(f)...)
	}
	return sorted(out)
}

func sorted(list []Remark) []Remark {
	slices.SortStableFunc(list, func(a, b Remark) int {
		switch {
		case a.At.Before(b.At):
			return -1
		case b.At.Before(a.At):
			return 1
		}
		return 0
	})
	return list
}

// invented tells what a diagnostic says was made up; nothing for any other.
func invented(d diag.Diagnostic) (kind Kind, name string) {
	arg := func(key string) string { return fmt.Sprint(d.Msg.Args[key]) }
	switch d.Code {
	case diag.UnknownReference:
		noun, ok := d.Msg.Args["Noun"].(diag.Message)
		if !ok { // of fields, which are looked for in some objects only
			return Field, arg("Name")
		}
		return Kind(strings.TrimPrefix(noun.ID, "diag_noun_")), arg("Name")
	case diag.NotApplicable:
		return Permission, arg("Action") + " " + arg("Object")
	case diag.UnknownKey:
		if lang, ok := d.Msg.Args["Lang"]; ok {
			return Key, fmt.Sprint(lang)
		}
		return Key, arg("Name")
	case diag.BadValue:
		if d.Msg.ID == "diag_bad_choice" {
			return Value, arg("Value")
		}
	}
	return "", ""
}

// idle finds duties without tasks.
func idle(f *source.File) []Remark {
	var out []Remark
	for _, d := range items(f.Root, "duties") {
		_, tasks := d.Field("tasks")
		if d.Kind == source.Mapping && (tasks == nil || tasks.Kind == source.Null || tasks.Kind == source.Sequence && len(tasks.Items) == 0) {
			name := valueOf(d, "id")
			out = append(out, Remark{Idle, name, f.Span(d), diag.Msg("lint_duty_empty", "Duty", name), []diag.Message{diag.Msg("lint_duty_empty_help")}})
		}
	}
	return out
}

// groundless finds grants that no duty needs.
func groundless(f *source.File) []Remark {
	_, permissions := f.Root.Field("permissions")
	if permissions == nil {
		return nil
	}
	var out []Remark
	for _, g := range items(permissions, "allow") {
		if g.Kind == source.Mapping && len(items(g, "for")) == 0 {
			name := strings.TrimSpace(words(g, "actions") + " " + words(g, "objects"))
			out = append(out, Remark{Groundless, name, f.Span(g), diag.Msg("lint_grant_without_duty"), []diag.Message{diag.Msg("lint_grant_without_duty_help")}})
		}
	}
	return out
}

// items are those of the list under a key; none where there is no list.
func items(n *source.Node, key string) []*source.Node {
	if _, list := n.Field(key); list != nil && list.Kind == source.Sequence {
		return list.Items
	}
	return nil
}

func valueOf(n *source.Node, key string) string {
	if _, v := n.Field(key); v != nil {
		return v.Value
	}
	return ""
}

// words joins the list of ids under a key.
func words(n *source.Node, key string) string {
	var out []string
	for _, i := range items(n, key) {
		out = append(out, i.Value)
	}
	return strings.Join(out, ",")
}
