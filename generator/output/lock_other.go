//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

// lock stands for a hold on a folder where the system offers none that ends
// with the process: builds work, and nothing is ever taken for abandoned.
type lock struct{ sure bool }

func take(string) (lock, error) { return lock{}, nil }

func (lock) holds(string) bool { return true }

func (lock) release() {}
