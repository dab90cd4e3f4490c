// Package cards draws the pictures that chats and networks show beside a link
// to a page: the name of a role, or of the organisation, in the language of the
// page.
//
// Whoever shows them asks for PNG and for whole addresses, so that they are made
// only where it is known where the site will be served. They are few colours on
// much paper: about 5 KB and one or two milliseconds each.
package cards

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"sync"

	"golang.org/x/sync/errgroup"

	"rolebook/fonts"
	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// builtin parses the faces of the program once.
var builtin = sync.OnceValues(func() (*typeset.Fonts, error) { return typeset.LoadFonts(fonts.FS) })

// Target writes the cards. The zero value uses the program's own faces.
type Target struct {
	Fonts *typeset.Fonts
}

// Name is cards.
func (Target) Name() string { return "cards" }

// Render writes <lang>/card.png and <lang>/roles/<id>/card.png, the languages
// side by side.
func (t Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	if set.BaseURL == "" {
		return ctx.Err()
	}
	if t.Fonts == nil {
		var err error
		if t.Fonts, err = builtin(); err != nil {
			return err
		}
	}
	var group errgroup.Group
	for _, b := range set.Books {
		group.Go(func() error { return t.language(ctx, b, sink) })
	}
	return group.Wait()
}

// language writes the cards of a language. What the cards of a family have in
// common is drawn once.
func (t Target) language(ctx context.Context, b *book.Book, sink *output.Sink) error {
	p := newPainter(t.Fonts, b)
	if err := ctx.Err(); err != nil {
		return err
	}
	front := p.ground("Rolebook", b.Matrix.Summary)
	p.title(front, b.Organization.Plain())
	if err := p.write(sink, b.Key+"/card.png", front); err != nil {
		return err
	}
	for _, f := range b.Families {
		ground := p.ground(b.Organization.Plain(), f.Name.Plain())
		for _, r := range f.Roles {
			if err := ctx.Err(); err != nil {
				return err
			}
			card := *ground
			card.Pix = bytes.Clone(ground.Pix)
			p.title(&card, r.Name.Plain())
			if err := p.write(sink, b.Key+"/roles/"+r.ID+"/card.png", &card); err != nil {
				return err
			}
		}
	}
	return nil
}

// write encodes a card.
func (p *painter) write(sink *output.Sink, name string, card *image.Paletted) error {
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: p}
	if err := encoder.Encode(&data, card); err != nil {
		return err
	}
	return sink.Write(name, data.Bytes())
}

// Get and Put lend the encoder the same room for every card.
func (p *painter) Get() *png.EncoderBuffer  { return p.room }
func (p *painter) Put(b *png.EncoderBuffer) { p.room = b }
