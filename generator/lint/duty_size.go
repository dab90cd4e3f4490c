package lint

import "rolebook/generator/diag"

// maxTasks is how many tasks a duty may have before it reads like several.
const maxTasks = 9

// dutySize tells of duties that are only a name, and of those that hold so much
// that nobody sees what they are about.
func dutySize(p *pass) {
	for _, role := range p.Catalog.Roles {
		for _, d := range role.Duties {
			item := "duties[" + d.ID + "]"
			switch n := len(d.Tasks); {
			case n == 0:
				p.warn(d.At, item, diag.Msg("lint_duty_empty", "Duty", d.ID), diag.Msg("lint_duty_empty_help"))
			case n > maxTasks:
				msg := diag.Msg("lint_duty_large", "Duty", d.ID)
				msg.Count = n
				p.warn(d.At, item, msg, diag.Msg("lint_duty_large_help", "Max", maxTasks))
			}
		}
	}
}
