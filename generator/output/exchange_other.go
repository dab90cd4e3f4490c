//go:build !linux && !darwin

package output

import "errors"

// exchange is what this system cannot do: folders are replaced by two renames.
func exchange(string, string) error { return errors.ErrUnsupported }
