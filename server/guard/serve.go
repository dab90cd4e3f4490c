package guard

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

const (
	headerTime  = 10 * time.Second // for the head of a request to come
	idleTime    = 2 * time.Minute  // for a connection to stay open without a request
	grace       = 5 * time.Second  // for requests under way when the server stops
	headerBytes = 1 << 16
	connections = 512 // open at a time; more wait
)

// Serve answers requests until ctx is done. Those that are under way then are
// still answered, if that does not take long.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if err := server.Shutdown(last); err != nil {
			stopped <- server.Close()
			return
		}
		stopped <- nil
	})
	err := server.Serve(netutil.LimitListener(l, connections))
	if stop() || !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
