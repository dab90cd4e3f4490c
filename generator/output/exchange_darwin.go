package output

import "golang.org/x/sys/unix"

// exchange swaps two folders in one step: at no moment is either name missing.
// File systems that cannot do it say so and change nothing.
func exchange(a, b string) error {
	return unix.RenamexNp(a, b, unix.RENAME_SWAP)
}
