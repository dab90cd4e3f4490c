// Package clauses reads a PDF back and holds it against two standards: PDF/UA-1
// (ISO 14289-1), for documents that are read aloud, and PDF/A-2a (ISO 19005-2), for
// documents that are kept. Tests use it; the program does not.
//
// [Check] names each breach by the condition of the Matterhorn Protocol 1.02 (the PDF
// Association's list of what fails PDF/UA-1), or by the clause of the standard where
// that list has none. What only a person can judge, such as whether a title is apt,
// is left out, but for two things that script and order give away: text in a language
// that it is not declared to be, and real text among the decoration.
//
// The file is opened by a library that has nothing to do with its writer.
package clauses

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// A Breach is something in a file that a rule forbids.
type Breach struct {
	Rule string // "Matterhorn 14-003", "PDF/A-2 6.6.4"
	What string
}

func (b Breach) String() string { return b.Rule + ": " + b.What }

// Check returns every breach in a file, in the order of the checks. The error says
// that the file cannot be read at all, or not as ISO 32000-1 has it.
func Check(data []byte) ([]Breach, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	f.check()
	// It writes into the objects, so it comes last.
	if err := api.ValidateContext(f.ctx); err != nil {
		return f.breaches, fmt.Errorf("ISO 32000-1: %w", err)
	}
	return f.breaches, nil
}

// leaveHomeAlone keeps the reader from writing settings into the user's home.
var leaveHomeAlone = sync.OnceFunc(api.DisableConfigDir)

// read opens a file.
func read(data []byte) (*file, error) {
	leaveHomeAlone()
	settings := model.NewDefaultConfiguration()
	settings.ValidationMode = model.ValidationStrict
	ctx, err := pdfcpu.Read(bytes.NewReader(data), settings)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, data: data, fonts: map[int]*font{}, byObject: map[int]*element{}}
	f.root, err = ctx.Catalog()
	return f, err
}

// check runs all checks. The later ones need what the earlier ones read.
func (f *file) check() {
	f.checkContainer()
	f.checkCatalog()
	f.checkMetadata()
	f.checkOutput()
	f.readPages()
	f.readStructure()
	f.checkParents()
	f.checkElements()
	f.checkTables()
	f.checkLists()
	f.checkHeadings()
	f.checkLanguages()
	f.checkAnnotations()
	f.checkOutline()
	f.checkFonts()
}

// breach notes that a rule is broken.
func (f *file) breach(rule, format string, args ...any) {
	f.breaches = append(f.breaches, Breach{rule, fmt.Sprintf(format, args...)})
}
