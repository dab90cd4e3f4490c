package guard

import (
	"sync"

	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered at most.
const maxClients = 4096

// clients counts what each client asks for.
type clients struct {
	limit rate.Limit
	burst int

	mu    sync.Mutex
	known map[string]*rate.Limiter // by address
}

func newClients(limit rate.Limit, burst int) *clients {
	return &clients{limit: limit, burst: burst, known: map[string]*rate.Limiter{}}
}

// allow reports whether the client at an address may ask now, and counts that.
func (c *clients) allow(addr string) bool {
	addr = hostname(addr)
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.known[addr]
	if l == nil {
		c.forget()
		l = rate.NewLimiter(c.limit, c.burst)
		c.known[addr] = l
	}
	return l.Allow()
}

// forget makes room for a client: those have to be remembered no longer that
// may ask for as much as new ones, or all when so many are asking.
func (c *clients) forget() {
	if len(c.known) < maxClients {
		return
	}
	for addr, l := range c.known {
		if l.Tokens() >= float64(c.burst) {
			delete(c.known, addr)
		}
	}
	if len(c.known) >= maxClients {
		clear(c.known)
	}
}
