package sql

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// postgres is a PostgreSQL server of this test's own, on a socket in a folder
// that goes when the test does.
type postgres struct {
	folder   string
	programs string
	as       *syscall.Credential // the server refuses to run as root
}

func newPostgres(t *testing.T) *postgres {
	t.Helper()
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(installed) == 0 {
		t.Fatal("PostgreSQL is missing; scripts/setup installs it")
	}
	p := &postgres{programs: filepath.Dir(slices.Max(installed))}
	if p.folder, err = os.MkdirTemp("", "pg"); err != nil { // a short name: it is part of the socket's
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(p.folder) })
	if os.Getuid() == 0 {
		p.as = unprivileged(t)
		if err := os.Chown(p.folder, int(p.as.Uid), int(p.as.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	p.run(t, "", "initdb", "-D", p.data(), "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C", "-E", "UTF8")
	p.start(t)
	return p
}

func unprivileged(t *testing.T) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (p *postgres) data() string { return filepath.Join(p.folder, "data") }

// command prepares one of the server's programs.
func (p *postgres) command(program string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(p.programs, program), args...)
	c.Dir = p.folder
	if p.as != nil {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	}
	return c
}

func (p *postgres) run(t *testing.T, in, program string, args ...string) string {
	t.Helper()
	var out, says bytes.Buffer
	c := p.command(program, args...)
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &out, &says
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, says.String())
	}
	return out.String()
}

// start starts the server and waits until it answers.
func (p *postgres) start(t *testing.T) {
	t.Helper()
	server := p.command("postgres", "-D", p.data(), "-k", p.folder, "-h", "", "-c", "fsync=off")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Signal(syscall.SIGINT) // ends sessions, and then itself
		server.Wait()
	})
	for end := time.Now().Add(time.Minute); p.command("pg_isready", "-q", "-h", p.folder).Run() != nil; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("PostgreSQL does not answer")
		}
	}
}

func (*postgres) dialect() Dialect { return Postgres }

func (p *postgres) ask(t *testing.T, effective, assignments, query string) []string {
	t.Helper()
	script := fmt.Sprintf(`SET client_min_messages = warning;
DROP TABLE IF EXISTS effective_permission, assignment;
CREATE TABLE effective_permission(role text, object text, action text, scope_rank integer, mitigated boolean);
CREATE TABLE assignment(person text, role text);
COPY effective_permission FROM stdin (FORMAT csv, HEADER);
%s\.
COPY assignment FROM stdin (FORMAT csv, HEADER);
%s\.
%s`, effective, assignments, query)
	out := p.run(t, script, "psql", "-h", p.folder, "-U", "postgres", "-d", "postgres", "-X", "-q", "-A", "-t", "-F", " ", "-v", "ON_ERROR_STOP=1")
	return strings.Split(strings.TrimSuffix(out, "\n"), "\n")[:strings.Count(out, "\n")]
}
