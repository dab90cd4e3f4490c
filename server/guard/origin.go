package guard

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"rolebook/generator"
)

// Loopback reports whether only this machine can reach an address to listen at,
// such as 127.0.0.1:8080.
func Loopback(addr string) bool {
	name := hostname(addr)
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

func hostname(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// mayCall reports whether the server goes by the host's name.
func (o *Options) mayCall(host string) bool {
	return generator.Local(host) || slices.ContainsFunc(o.Hosts, func(h string) bool { return strings.EqualFold(h, hostname(host)) })
}

// sameOrigin reports whether the page that asks, if one does, is the server's
// own. Browsers tell where a page is from unless it only reads from its own
// server; programs tell nothing.
func sameOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	u, err := url.Parse(origins[0])
	return len(origins) == 1 && err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}
