package hugosite

import (
	"context"
	"errors"
	"slices"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Press renders the page of one role in one language, with the styles and
// scripts that it asks for, for a reader who waits for that page alone. It can
// be made while nobody knows yet what the page will say, and is good for one
// page.
type Press struct {
	target  *Target
	project *project
	hugo    *hugo
	titles  []string // of the languages it was made for
}

// NewPress reads the theme as it is now. Of the set only the languages matter.
func (t *Target) NewPress(set *book.Set) (*Press, error) {
	hugoInUse.Lock()
	defer hugoInUse.Unlock()
	project, err := newProject(set, t.options.Theme, func(*book.Book) []string { return nil })
	if err != nil {
		return nil, err
	}
	if err := project.hideHomes(); err != nil {
		return nil, err
	}
	hugo, err := openHugo(project, newPublishFs(context.Background(), nil))
	if err != nil {
		return nil, err
	}
	return &Press{t, project, hugo, titles(set)}, nil
}

// titles tells the languages of a set from others.
func titles(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		out = append(out, b.Key, b.Tag, b.Name)
	}
	return out
}

// Fits reports whether the press has the languages of a set.
func (p *Press) Fits(set *book.Set) bool { return slices.Equal(p.titles, titles(set)) }

// Render writes the page and lets go of the press. The set must fit; a
// [book.Sketch] is enough of one.
func (p *Press) Render(ctx context.Context, set *book.Set, lang, role string, sink *output.Sink) error {
	hugoInUse.Lock()
	defer hugoInUse.Unlock()
	if err := ctx.Err(); err != nil {
		return errors.Join(err, p.hugo.close())
	}
	p.hugo.public.ctx, p.hugo.public.sink = ctx, sink
	if err := p.project.writeMatter("roles/"+role, set.Book(lang), struct{}{}); err != nil {
		return errors.Join(err, p.hugo.close())
	}
	return errors.Join(p.hugo.build(p.target.newSite(set, sink)), p.hugo.close())
}

// Close lets go of a press that is not needed.
func (p *Press) Close() error {
	hugoInUse.Lock()
	defer hugoInUse.Unlock()
	return p.hugo.close()
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
