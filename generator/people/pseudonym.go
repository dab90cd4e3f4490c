package people

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
)

// MinKey is how many bytes a key for pseudonyms has at least: who can guess the
// key can try every name of a staff list.
const MinKey = 16

// ErrShortKey says that a key has fewer than [MinKey] bytes.
var ErrShortKey = errors.New("key too short")

// Pseudonyms puts other names in the place of people's: with one key the same
// for the same person, and without the key of no use to find out who it is.
type Pseudonyms struct{ key []byte }

// NewPseudonyms takes a key, or makes one that nobody knows when it is nil.
func NewPseudonyms(key []byte) (*Pseudonyms, error) {
	if key == nil {
		key = make([]byte, sha256.Size)
		rand.Read(key) //nolint:errcheck // never fails; see its documentation
	}
	if len(key) < MinKey {
		return nil, ErrShortKey
	}
	return &Pseudonyms{key}, nil
}

// alphabet leaves out what is easily mistaken for something else.
var alphabet = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// Of gives the pseudonym of a person: "p-" and 80 bits of an HMAC (RFC 2104)
// with SHA-256. Two of a million people share one with a chance below 1 in 10^12.
func (p *Pseudonyms) Of(name string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(name))
	return "p-" + alphabet.EncodeToString(mac.Sum(nil)[:10])
}

// Anonymise replaces every name of the report, and orders people by their new
// ones, so that not even the order of names is left.
func (r *Report) Anonymise(p *Pseudonyms) {
	for i := range r.Persons {
		r.Persons[i].Name = p.Of(r.Persons[i].Name)
	}
	r.sort()
}
