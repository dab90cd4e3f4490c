package typeset

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// What WriteTo refuses.
var (
	ErrWritten = errors.New("typeset: the document has been written already")
	ErrNoPages = errors.New("typeset: the document has no pages")
)

// producer is the name under which documents are made.
const producer = "Rolebook"

// WriteTo writes the document as PDF 1.7, such that it can be read aloud (PDF/UA-1,
// ISO 14289-1) and kept (PDF/A-2a, ISO 19005-2). It may be called once, and nothing may
// be drawn afterwards. A link to a destination that was never named is an error.
func (d *Document) WriteTo(w io.Writer) (int64, error) {
	if d.written {
		return 0, ErrWritten
	}
	if len(d.pages) == 0 {
		return 0, ErrNoPages
	}
	d.written = true
	for _, a := range d.links {
		if _, ok := d.destinations[a.dest]; !ok && a.uri == "" {
			return 0, fmt.Errorf("typeset: link to unknown destination %q", a.dest)
		}
	}
	f := newFile()
	defer f.release()
	d.write(f)
	n, err := w.Write(f.finish(d.catalogID(), d.infoID()))
	return int64(n), err
}

// The first objects have fixed numbers; the rest are numbered by assign.
func (d *Document) catalogID() int   { return 1 }
func (d *Document) infoID() int      { return 2 }
func (d *Document) pageTreeID() int  { return 3 }
func (d *Document) resourcesID() int { return 4 }
func (d *Document) structureID() int { return 5 }
func (d *Document) outlineID() int   { return 6 }
func (d *Document) metadataID() int  { return 7 }
func (d *Document) profileID() int   { return 8 }

// fixedObjects is how many objects have fixed numbers.
const fixedObjects = 8

// write puts all objects into the file.
func (d *Document) write(f *file) {
	f.next = fixedObjects + 1
	d.assign(f)
	d.writeCatalog(f)
	d.writeInfo(f)
	d.writePages(f)
	d.writeFonts(f)
	d.writeStructure(f)
	if len(d.outline) > 0 {
		d.writeOutline(f)
	}
	f.plainStream(d.metadataID(), "/Type/Metadata/Subtype/XML", d.info.xmp())
	f.plainStream(d.profileID(), "/N 3", sRGB)
}

// assign numbers the objects that others refer to.
func (d *Document) assign(f *file) {
	for _, p := range d.pages {
		p.id = f.alloc()
	}
	for _, a := range d.links {
		a.id = f.alloc()
	}
	d.root.assign(f)
}

// assign numbers the element and what is below it.
func (e *Element) assign(f *file) {
	e.id = f.alloc()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.assign(f)
		}
	}
}

// writeCatalog writes the document's root object.
func (d *Document) writeCatalog(f *file) {
	b := f.begin(d.catalogID())
	b = append(b, "<</Type/Catalog/Pages "...)
	b = appendRef(b, d.pageTreeID())
	b = append(b, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot "...)
	b = appendRef(b, d.structureID())
	b = append(b, "/Metadata "...)
	b = appendRef(b, d.metadataID())
	b = append(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile "...)
	b = append(appendRef(b, d.profileID()), ">>]"...)
	if d.info.Lang != "" {
		b = appendText(append(b, "/Lang"...), d.info.Lang)
	}
	if len(d.outline) > 0 {
		b = appendRef(append(b, "/PageMode/UseOutlines/Outlines "...), d.outlineID())
	}
	if len(d.destinations) > 0 {
		b = d.appendDestinations(append(b, "/Names<</Dests"...))
		b = append(b, ">>"...)
	}
	f.end(append(b, ">>"...))
}

// appendDestinations writes the name tree of the destinations.
func (d *Document) appendDestinations(b []byte) []byte {
	b = append(b, "<</Names["...)
	for _, name := range slices.Sorted(maps.Keys(d.destinations)) {
		b = appendBytes(b, name)
		b = appendPlace(b, d.destinations[name])
	}
	return append(b, "]>>"...)
}

// appendPlace writes a destination: a page with the given height at its top.
func appendPlace(b []byte, to place) []byte {
	b = appendRef(append(b, '['), to.page.id)
	b = appendNumber(append(b, "/XYZ 0 "...), to.page.height-to.y)
	return append(b, " 0]"...)
}

// writeInfo writes the document properties, which say the same as the XMP.
func (d *Document) writeInfo(f *file) {
	b := append(f.begin(d.infoID()), "<</Producer"...)
	b = appendText(b, producer)
	for _, entry := range [][2]string{
		{"/Title", d.info.Title},
		{"/Author", d.info.Author},
		{"/Subject", d.info.Subject},
		{"/Keywords", d.info.Keywords},
		{"/Creator", d.info.Creator},
	} {
		if entry[1] != "" {
			b = appendText(append(b, entry[0]...), clean(entry[1]))
		}
	}
	if !d.info.Created.IsZero() {
		b = appendDate(append(b, "/CreationDate"...), d.info.Created)
		b = appendDate(append(b, "/ModDate"...), d.info.Created)
	}
	f.end(append(b, ">>"...))
}

// writePages writes the page tree, the pages, their contents and their links.
func (d *Document) writePages(f *file) {
	b := append(f.begin(d.pageTreeID()), "<</Type/Pages/Kids["...)
	for _, p := range d.pages {
		b = append(appendRef(b, p.id), ' ')
	}
	b = appendInt(append(b, "]/Count "...), len(d.pages))
	f.end(append(b, ">>"...))
	for _, p := range d.pages {
		p.close()
		p.write(f)
	}
	for i, a := range d.links {
		a.write(f, len(d.pages)+i)
	}
}

// write writes the page and its contents.
func (p *Page) write(f *file) {
	contents := f.alloc()
	f.stream(contents, "", p.content.bytes)
	p.content.release()
	b := append(f.begin(p.id), "<</Type/Page/Parent "...)
	b = appendRef(b, p.doc.pageTreeID())
	b = appendRect(append(b, "/MediaBox"...), 0, 0, p.width, p.height, p.height)
	b = appendRef(append(b, "/Resources "...), p.doc.resourcesID())
	b = appendRef(append(b, "/Contents "...), contents)
	b = appendInt(append(b, "/Tabs/S/StructParents "...), p.index)
	if len(p.links) > 0 {
		b = append(b, "/Annots["...)
		for _, a := range p.links {
			b = append(appendRef(b, a.id), ' ')
		}
		b = append(b, ']')
	}
	f.end(append(b, ">>"...))
}

// write writes the annotation; key is its number in the parent tree.
func (a *annotation) write(f *file, key int) {
	b := append(f.begin(a.id), "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect"...)
	b = appendRect(b, a.area.left, a.area.top, a.area.right, a.area.bottom, a.page.height)
	b = appendRef(append(b, "/P "...), a.page.id)
	b = appendInt(append(b, "/StructParent "...), key)
	if a.alt != "" {
		b = appendText(append(b, "/Contents"...), a.alt)
	}
	if a.uri != "" {
		b = appendBytes(append(b, "/A<</S/URI/URI"...), ascii(a.uri))
		b = append(b, ">>"...)
	} else {
		b = appendBytes(append(b, "/Dest"...), a.dest)
	}
	f.end(append(b, ">>"...))
}
