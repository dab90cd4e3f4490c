package generator

import (
	"context"
	"fmt"

	"rolebook/generator/draft"
)

// IngestOptions say what to take from an answer.
type IngestOptions struct {
	Role string // the id of the role wanted, where an answer has several
	Dir  string // the catalog's folder, whose schema the draft points at; may be empty
}

// Ingested is what came of the answer of a language model.
type Ingested struct {
	*draft.Answer
	Trial *Trial   // of the role in the answer, by places of the answer; nil where there is none
	Draft *NewFile // the role as a draft, without fault when it was tried; nil unless the trial is good
}

// Ingest finds the role in an answer, whatever stands around it, and tries it.
// One that is good comes back as the file of a draft for the catalog's folder.
// Nothing is written.
func (p *Project) Ingest(ctx context.Context, answer []byte, opt IngestOptions) (*Ingested, error) {
	found, err := draft.Find(answer, opt.Role)
	if err != nil || found.Text == nil {
		return &Ingested{Answer: found}, err
	}
	trial, err := p.Try(ctx, found.Text)
	in := &Ingested{Answer: found, Trial: trial}
	if err != nil || !trial.Good() {
		return in, err
	}
	file := NewFile{trial.File, draft.Compose(found.Text, head(opt.Dir, trial.File))}
	again, err := p.Try(ctx, file.Data)
	if err != nil {
		return nil, err
	}
	if !again.Good() {
		return nil, fmt.Errorf("the draft of %s does not say what the answer does", trial.ID)
	}
	in.Draft = &file
	return in, nil
}

// head is the line by which editors find the schema of roles, where the catalog
// has it.
func head(dir, file string) string {
	if dir == "" {
		return ""
	}
	reference, missing, err := schemaFor(dir, "role", file)
	if err != nil || missing != nil {
		return ""
	}
	return "# yaml-language-server: $schema=" + reference + "\n\n"
}
