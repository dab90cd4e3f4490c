package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Digest identifies everything that the files say: the SHA-256, in hexadecimal,
// of a list with a line a file, in the order of names by their bytes, of the
// file's own SHA-256, two spaces and its name. This is how sha256sum lists
// files, so that whoever has the folder can check a digest without this
// program: sha256sum FILES | sha256sum.
func (fs Files) Digest() string {
	list := sha256.New()
	for _, f := range fs {
		fmt.Fprintf(list, "%s  %s\n", hex.EncodeToString(f.sum[:]), f.Name)
	}
	return hex.EncodeToString(list.Sum(nil))
}
