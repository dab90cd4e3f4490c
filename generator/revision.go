package generator

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
)

// RevisionError says why a catalog could not be read from a git revision.
type RevisionError struct {
	Revision string
	Folder   string
	Reason   RevisionReason
	Err      error // what git said; may be nil
}

// RevisionReason is what stands in the way of reading a revision.
type RevisionReason string

// The reasons.
const (
	NoGit        RevisionReason = "no-git"        // the program git is not there
	NoRepository RevisionReason = "no-repository" // the folder is in none
	NoRevision   RevisionReason = "no-revision"   // the repository does not know it
	NotInIt      RevisionReason = "not-in-it"     // the revision has no catalog in the folder
	BadRevision  RevisionReason = "bad-revision"  // no revision is called so
	GitFailed    RevisionReason = "git-failed"    // git itself failed
)

func (e *RevisionError) Error() string {
	return fmt.Sprintf("revision %q of %q: %s: %v", e.Revision, e.Folder, e.Reason, e.Err)
}

// Unwrap returns what git said.
func (e *RevisionError) Unwrap() error { return e.Err }

// Revision reads the files of a folder as they were in a git revision: anything
// that git takes for one, such as HEAD~3, v1.2 or a branch. The folder itself
// need not look today as it did then. Nothing is written, and nothing is
// fetched. It fails with a [*RevisionError].
func Revision(ctx context.Context, folder, revision string) (fs.FS, error) {
	g := gitFolder{ctx, folder}
	fail := func(reason RevisionReason, err error) (fs.FS, error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &RevisionError{revision, folder, reason, err}
	}
	if revision == "" || strings.HasPrefix(revision, "-") || strings.ContainsAny(revision, ":\x00") {
		return fail(BadRevision, nil)
	}
	if _, err := exec.LookPath("git"); err != nil {
		return fail(NoGit, err)
	}
	below, err := g.run(nil, "rev-parse", "--show-prefix")
	if err != nil {
		return fail(NoRepository, err)
	}
	commit, err := g.run(nil, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return fail(NoRevision, err)
	}
	files, err := g.list(line(commit) + ":" + strings.TrimSuffix(line(below), "/"))
	if err != nil {
		return fail(NotInIt, err)
	}
	out, err := g.read(files)
	if err != nil {
		return fail(GitFailed, err)
	}
	return out, nil
}

// line is what a command printed, without the line's end.
func line(out []byte) string { return strings.TrimSuffix(string(out), "\n") }

// gitFolder runs git in a folder. No shell is involved; the folder and what is
// asked for are arguments of their own.
type gitFolder struct {
	ctx context.Context
	dir string
}

func (g gitFolder) run(stdin io.Reader, args ...string) ([]byte, error) {
	c := exec.CommandContext(g.ctx, "git", append([]string{"-C", g.dir, "--no-pager", "--no-replace-objects"}, args...)...)
	c.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	c.Stdin = stdin
	var says bytes.Buffer
	c.Stderr = &says
	out, err := c.Output()
	if err != nil && says.Len() > 0 {
		return nil, errors.New(strings.TrimSpace(says.String()))
	}
	return out, err
}

// gitFile is a file of a tree.
type gitFile struct{ name, object string }

// list lists the catalog's files in a tree: plain ones, as links lead nowhere here.
func (g gitFolder) list(tree string) ([]gitFile, error) {
	out, err := g.run(nil, "ls-tree", "-r", "-z", "--full-tree", tree)
	if err != nil {
		return nil, err
	}
	var files []gitFile
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		fields := strings.Fields(about) // mode, type, object
		if len(fields) == 3 && fields[1] == "blob" && fields[0] != "120000" && fs.ValidPath(name) {
			files = append(files, gitFile{name, fields[2]})
		}
	}
	return files, nil
}

// read fetches the content of files from git's store, byte for byte: no filter
// or attribute of the repository has a say. They come as a file system in
// memory.
func (g gitFolder) read(files []gitFile) (fs.FS, error) {
	var ask strings.Builder
	var wanted []gitFile
	for _, f := range files {
		if ext := path.Ext(f.name); ext == ".yaml" || ext == ".yml" {
			ask.WriteString(f.object + "\n")
			wanted = append(wanted, f)
		}
	}
	out, err := g.run(strings.NewReader(ask.String()), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	return packed(bufio.NewReader(bytes.NewReader(out)), wanted)
}

// packed turns what `git cat-file --batch` prints into a file system: for each
// object a line "<object> <type> <size>", its content and an end of line.
func packed(out *bufio.Reader, files []gitFile) (fs.FS, error) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b) // the standard library's one file system in memory
	for _, f := range files {
		head, err := out.ReadString('\n')
		if err != nil {
			return nil, err
		}
		fields := strings.Fields(head)
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s: %s", f.name, strings.TrimSpace(head))
		}
		size, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return nil, err
		}
		to, err := archive.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := io.CopyN(to, out, size); err != nil {
			return nil, err
		}
		if _, err := out.Discard(1); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
}
