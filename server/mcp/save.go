package mcp

import (
	"errors"
	"io/fs"
	"os"
	"sync"

	"rolebook/generator/diag"
)

// Drafts is the folder where drafts are saved, each as <id>.yaml. Nothing
// outside of it is touched, wherever links in it lead.
type Drafts struct {
	root *os.Root
	mu   sync.Mutex
}

// OpenDrafts takes an existing folder for drafts.
func OpenDrafts(dir string) (*Drafts, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Drafts{root: root}, nil
}

// Close gives the folder back; no drafts have none.
func (d *Drafts) Close() error {
	if d == nil {
		return nil
	}
	return d.root.Close()
}

// unfinished ends the name of a file that is being written.
const unfinished = ".unfinished"

// save writes a draft, whole or not at all, and gives the name of its file. One
// that is there stays, unless it is to be replaced. An id has nothing in it
// that would lead out of the folder; the root would refuse it as well.
func (d *Drafts) save(id string, text []byte, replace bool) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := id + ".yaml"
	if _, err := d.root.Lstat(name); err == nil && !replace {
		return "", refuse("mcp_draft_exists", "File", name).help(diag.Msg("mcp_draft_exists_help"))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	err := d.write(name+unfinished, text)
	if err == nil {
		err = d.root.Rename(name+unfinished, name)
	}
	if err != nil {
		return "", errors.Join(err, d.root.Remove(name+unfinished))
	}
	return name, nil
}

// write makes a new file: never through a link that somebody has put there.
func (d *Drafts) write(name string, text []byte) error {
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}
