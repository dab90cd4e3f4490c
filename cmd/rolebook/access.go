package main

import (
	"errors"

	"rolebook/server/guard"
)

// accessOptions say who else than this machine may ask a server.
type accessOptions struct{ host, tokenFile string }

func (f flags) access(o *accessOptions) {
	f.word(&o.host, "host", "name")
	f.word(&o.tokenFile, "token-file", "file")
}

// needs refuses the flags where the one that starts the server is missing.
func (o accessOptions) needs(flag string, given bool) error {
	for _, f := range [][2]string{{"--host", o.host}, {"--token-file", o.tokenFile}} {
		if f[1] != "" && !given {
			return wrong("cli_flag_needs_flag", "Flag", f[0], "Other", flag)
		}
	}
	return nil
}

// guardOptions says who may ask a server. Where others than this machine can
// reach it, they have to show a token.
func (a *app) guardOptions(addr string, o accessOptions) (guard.Options, error) {
	opt := guard.Options{Lang: a.say.Lang}
	if o.host != "" {
		opt.Hosts = []string{o.host}
	}
	if o.tokenFile == "" {
		if !guard.Loopback(addr) {
			return opt, wrong("cli_needs_token", "Addr", addr).hint("cli_needs_token_hint")
		}
		return opt, nil
	}
	token, err := guard.ReadToken(o.tokenFile)
	switch {
	case errors.Is(err, guard.ErrOpenToken):
		return opt, wrong("cli_open_token", "Path", o.tokenFile).hint("cli_open_token_hint", "Path", o.tokenFile)
	case errors.Is(err, guard.ErrShortToken):
		return opt, wrong("cli_short_token", "Path", o.tokenFile).hint("cli_short_token_hint", "Path", o.tokenFile)
	}
	opt.Token = token
	return opt, err
}
