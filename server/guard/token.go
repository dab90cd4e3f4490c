package guard

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
)

// Token is a secret that requests show as "Authorization: Bearer …". Only what
// it is compared by is kept.
type Token struct{ digest [sha256.Size]byte }

// leastToken is how many characters a token has at least: fewer could be tried
// out.
const leastToken = 16

// The reasons for which a file gives no token.
var (
	ErrOpenToken  = errors.New("everybody on the machine can read the token's file")
	ErrShortToken = errors.New("the token has fewer than 16 characters")
)

// ReadToken takes a token from a file that holds nothing else; white space
// around it does not count. It fails with [ErrOpenToken] where others than the
// file's owner and group may read it, and with [ErrShortToken].
func ReadToken(name string) (*Token, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o007 != 0 && runtime.GOOS != "windows" { // where it says nothing
		return nil, ErrOpenToken
	}
	data, err := io.ReadAll(io.LimitReader(f, 1<<16))
	if err != nil {
		return nil, err
	}
	return NewToken(string(bytes.TrimSpace(data)))
}

// NewToken makes a token of a secret. It fails with [ErrShortToken].
func NewToken(secret string) (*Token, error) {
	if len(secret) < leastToken {
		return nil, ErrShortToken
	}
	return &Token{sha256.Sum256([]byte(secret))}, nil
}

// shownBy reports whether a request shows the token. What it takes tells nothing
// of how much of the token was right. No token is shown by everybody.
func (t *Token) shownBy(r *http.Request) bool {
	if t == nil {
		return true
	}
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	digest := sha256.Sum256([]byte(strings.TrimSpace(secret)))
	return subtle.ConstantTimeCompare(digest[:], t.digest[:]) == 1 && strings.EqualFold(scheme, "bearer")
}
