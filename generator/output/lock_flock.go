//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock is a hold on a folder that ends with the process, however that ends.
// The zero lock holds nothing.
type lock struct {
	folder *os.File
	sure   bool // nobody else holds it; false on a file system without locks
}

// take holds a folder. It fails when another process, or another sink of this
// one, has it.
func take(dir string) (lock, error) {
	f, err := os.Open(dir)
	if err != nil {
		return lock{}, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return lock{}, errors.Join(err, f.Close())
	}
	return lock{folder: f, sure: err == nil}, nil
}

// holds reports whether the folder at dir is still the one that is locked.
func (l lock) holds(dir string) bool {
	held, err := l.folder.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(dir)
	return err == nil && os.SameFile(held, there)
}

func (l lock) release() {
	if l.folder != nil {
		l.folder.Close() //nolint:errcheck // nothing was written to it
	}
}
