package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
)

// RecordFolder is where the records of reviews stand in a catalog.
const RecordFolder = "reviews"

// recordName is the form of their names. No more than it asks for is taken from
// roles, which may have any name in any folder.
var recordName = regexp.MustCompile(`^` + RecordFolder + `/[0-9]{4}-[0-9]{2}-[0-9]{2}-[^/]+$`)

// IsRecord reports whether a file of a catalog is the record of a review, by its
// name: reviews/YYYY-MM-DD-OWNER.yaml.
func IsRecord(name string) bool { return recordName.MatchString(name) }

// Digest identifies everything that the files say: the SHA-256, in hexadecimal,
// of a list with a line a file, in the order of names by their bytes, of the
// file's own SHA-256, two spaces and its name. This is how sha256sum lists
// files, so that whoever has the folder can check a digest without this
// program: sha256sum FILES | sha256sum.
//
// Records of reviews are left out: they speak of a digest, and to sign what was
// reviewed must not change it.
func (fs Files) Digest() string {
	list := sha256.New()
	for _, f := range fs {
		if IsRecord(f.Name) {
			continue
		}
		fmt.Fprintf(list, "%s  %s\n", hex.EncodeToString(f.sum[:]), f.Name)
	}
	return hex.EncodeToString(list.Sum(nil))
}
