package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"rolebook/generator"
	"rolebook/generator/diag"
	"rolebook/generator/output"
	"rolebook/server/mcp"
)

// The exit statuses.
const (
	statusFine   = 0
	statusFound  = 1 // the catalog has errors, a test fails, or findings reach --fail-on
	statusUsage  = 2 // the command line is wrong
	statusFailed = 3 // the machine failed
)

// errFound ends a command that has told already what it found.
var errFound = errors.New("found something, and said so")

// usageError says what is wrong with a command line, and what to do about it.
type usageError struct {
	msg   diag.Message
	hints []diag.Message
}

func (e *usageError) Error() string { return e.msg.ID }

// wrong makes a usageError from a message id and its arguments.
func wrong(id string, pairs ...any) *usageError { return &usageError{msg: diag.Msg(id, pairs...)} }

// hint adds a line of help.
func (e *usageError) hint(id string, pairs ...any) *usageError {
	e.hints = append(e.hints, diag.Msg(id, pairs...))
	return e
}

// status turns what a command came to into the exit status, and says what has
// not been said yet. It is the one place where this is decided.
func (a *app) status(err error) int {
	if err == nil {
		return statusFine
	}
	if errors.Is(err, errFound) {
		return statusFound
	}
	if usage := asUsage(err); usage != nil {
		a.complain(a.say.Message(usage.msg))
		for _, h := range usage.hints {
			a.tell("  " + a.say.Message(h))
		}
		return statusUsage
	}
	a.complain(a.reason(err))
	return statusFailed
}

func (a *app) complain(text string) { a.tell("rolebook" + a.say.T("colon") + text) }

// asUsage finds the errors of lower packages that a different command line
// would avoid; nil when err is none.
func asUsage(err error) *usageError {
	var usage *usageError
	var none *generator.NoCatalogError
	var revision *generator.RevisionError
	if what, help, ok := generator.Refusal(err); ok {
		return &usageError{what, help}
	}
	switch {
	case errors.As(err, &usage):
		return usage
	case errors.As(err, &none):
		return noCatalog(none)
	case errors.As(err, &revision) && revision.Reason != generator.GitFailed:
		id := "cli_revision_" + strings.ReplaceAll(string(revision.Reason), "-", "_")
		return wrong(id, "Revision", revision.Revision, "Folder", revision.Folder).hint(id+"_hint", "Folder", revision.Folder)
	case errors.Is(err, output.ErrForeign):
		return wrong("cli_foreign", "Path", strings.TrimSuffix(err.Error(), ": "+output.ErrForeign.Error())).hint("cli_foreign_hint")
	}
	return nil
}

func noCatalog(e *generator.NoCatalogError) *usageError {
	if e.Dir == "" {
		return wrong("cli_no_catalog_here").hint("cli_no_catalog_here_hint")
	}
	return wrong("cli_no_catalog", "Dir", e.Dir).hint("cli_no_catalog_hint", "Dir", e.Dir)
}

// reasons has messages for what machines commonly fail at. Anything else is
// told in the system's own words.
var reasons = []struct {
	err error
	id  string
}{
	{fs.ErrNotExist, "cli_reason_not_exist"},
	{fs.ErrPermission, "cli_reason_permission"},
	{fs.ErrExist, "cli_reason_exist"},
	{syscall.ENOSPC, "cli_reason_no_space"},
	{syscall.EROFS, "cli_reason_read_only"},
	{syscall.EISDIR, "cli_reason_is_folder"},
	{syscall.ENOTDIR, "cli_reason_no_folder"},
	{syscall.EADDRINUSE, "cli_reason_address"},
	{generator.ErrOutside, "cli_reason_outside"},
}

// reason tells why the machine failed, in the reader's language as far as
// possible.
func (a *app) reason(err error) string {
	var target *generator.TargetError
	switch {
	case errors.Is(err, context.Canceled):
		return a.say.T("cli_interrupted")
	case errors.Is(err, mcp.ErrNoMessage):
		return a.say.T("cli_mcp_no_message")
	case errors.As(err, &target):
		return a.say.T("cli_target_failed", "Target", target.Target, "Reason", a.reason(target.Err))
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return a.say.T("cli_failed_at", "What", subject(err), "Reason", a.say.T(r.id))
		}
	}
	return err.Error()
}

// subject is what an error of the system is about: a file or an address.
func subject(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return err.Error()
}
