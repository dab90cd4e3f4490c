package hugosite

import (
	"context"
	"errors"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// RenderRole writes the page of one role in one language, with the styles and
// scripts that it asks for, for a reader who waits for that page alone. A
// [book.Sketch] is enough of a set.
func (t *Target) RenderRole(ctx context.Context, set *book.Set, lang, role string, sink *output.Sink) error {
	hugoInUse.Lock()
	defer hugoInUse.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	project, err := newProject(set, t.options.Theme, func(b *book.Book) []string {
		if b.Key != lang {
			return nil
		}
		return []string{"roles/" + role}
	})
	if err != nil {
		return err
	}
	if err := project.hideHomes(); err != nil {
		return err
	}
	return buildHugo(project, newPublishFs(ctx, sink), t.newSite(set, sink))
}

// hideHomes keeps the front pages, without which Hugo would make its own, from
// being rendered.
func (p *project) hideHomes() error {
	var failed []error
	for _, b := range p.set.Books {
		failed = append(failed, p.writeMatter("_index", b, map[string]any{"build": map[string]string{"render": "never", "list": "never"}}))
	}
	return errors.Join(failed...)
}
