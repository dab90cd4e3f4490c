package generator

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/output/csv"
	"rolebook/generator/output/pdf"
	"rolebook/generator/review"
	"rolebook/generator/source"
)

// Reviews gives the packs that owners decide on: of the owner named, by id or by
// name in any language, or of all. It fails with an [*UnknownError].
func (p *Project) Reviews(owner string) ([]*review.Pack, error) {
	packs := review.Packs(p.Analysis)
	if owner == "" {
		return packs, nil
	}
	var known []string
	for _, pack := range packs {
		if pack.Owner.Is(owner) {
			return []*review.Pack{pack}, nil
		}
		known = append(known, pack.Owner.ID)
	}
	return nil, &UnknownError{OwnerKind, owner, load.Suggest(owner, known)}
}

// ReviewFiles makes the files of packs in a language: of each a PDF to sign and,
// where there is something to decide, a CSV to fill in.
func (p *Project) ReviewFiles(ctx context.Context, packs []*review.Pack, lang catalog.Lang, fonts *Fonts, paper pdf.Paper) ([]NewFile, error) {
	faces, err := fonts.Load()
	if err != nil {
		return nil, err
	}
	b := p.Book().Book(string(lang))
	var out []NewFile
	for _, pack := range packs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		name := pack.File() + "." + b.Key
		var paperwork, sheet bytes.Buffer
		if _, err := pdf.Write(&paperwork, b.Recertification(pack), faces, paper); err != nil {
			return nil, err
		}
		out = append(out, NewFile{name + ".pdf", paperwork.Bytes()})
		if !pack.Asks() {
			continue
		}
		if err := csv.WriteReview(&sheet, b, pack); err != nil {
			return nil, err
		}
		out = append(out, NewFile{name + ".csv", sheet.Bytes()})
	}
	return out, nil
}

// Record is what became of decisions that came back.
type Record struct {
	*review.Answer
	Files []NewFile // the record, and the schema that it points at where the catalog in dir lacks it; empty when nothing holds
}

// RecordReview makes the record of a file that a reviewer has filled in, for the
// catalog in the folder dir. It writes nothing.
func (p *Project) RecordReview(ctx context.Context, dir, name string, data []byte) (*Record, error) {
	out := &Record{Answer: review.Read(name, data, p.Analysis)}
	if out.SignOff == nil {
		return out, nil
	}
	out.SignOff.File = p.recordName(out.SignOff)
	schema, missing, err := schemaFor(dir, "review", out.SignOff.File)
	if err != nil {
		return nil, err
	}
	file := NewFile{out.SignOff.File, recordText(out.SignOff, schema)}
	if err := p.admits(ctx, file); err != nil {
		return nil, err
	}
	out.Files = append([]NewFile{file}, missing...)
	return out, nil
}

// recordName is the first name that is free.
func (p *Project) recordName(s *catalog.SignOff) string {
	stem := path.Join(source.RecordFolder, s.Day.String()+"-"+s.Owner)
	name := stem + ".yaml"
	for n := 2; p.Files.File(name) != nil; n++ {
		name = fmt.Sprintf("%s-%d.yaml", stem, n)
	}
	return name
}

// RecordError says that a record would not be read back.
type RecordError struct {
	File string
	Why  diag.Message // the first reason
}

func (e *RecordError) Error() string { return "record " + e.File + " would be refused: " + e.Why.ID }

// admits tries a file before it is written: a record must not break the catalog
// that it is about. One owner may have more roles than a file holds.
func (p *Project) admits(ctx context.Context, f NewFile) error {
	files := append(slices.Clone(p.Files), source.Parse(f.Path, f.Data))
	slices.SortFunc(files, func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
	_, diags := load.Load(ctx, files)
	for _, d := range diags {
		if d.At.File == f.Path && d.Severity == diag.Error {
			return &RecordError{f.Path, d.Msg}
		}
	}
	return ctx.Err()
}
