package hugosite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
)

// buildHugo has Hugo render the project into public.
func buildHugo(p *project, public *publishFs, data *site) error {
	h, err := openHugo(p, public)
	if err != nil {
		return err
	}
	return errors.Join(h.build(data), h.close())
}

// hugo is Hugo with a project that is not built yet: it has read the
// configuration and the templates, and no content.
type hugo struct {
	sites      *hugolib.HugoSites
	public     *publishFs
	cache      string
	complaints *bytes.Buffer
}

// openHugo reads a project but for its content, which is most of the work of
// building a page.
func openHugo(p *project, public *publishFs) (h *hugo, err error) {
	// Hugo compiles what it needs for images into this folder on the disk,
	// whatever file system it works in.
	cache, err := os.MkdirTemp("", "rolebook-hugo-")
	if err != nil {
		return nil, err
	}
	h = &hugo{public: public, cache: cache, complaints: new(bytes.Buffer)}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(cache))
		}
	}()
	logger := loggers.New(loggers.Options{Level: logg.LevelWarn, StdOut: h.complaints, StdErr: h.complaints})
	flags := p.flags(cache)
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: p.files, Flags: flags, Logger: logger,
		// Without any, Hugo would read settings from the process environment.
		Environ: []string{"ROLEBOOK=1"},
	})
	if err != nil {
		return nil, fmt.Errorf("site configuration: %w", err)
	}
	h.sites, err = hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(p.files, public, flags),
		LogLevel: logg.LevelWarn, StdOut: h.complaints, StdErr: h.complaints,
	})
	if err != nil {
		return nil, siteError(err, h.complaints.String())
	}
	return h, nil
}

// build renders the project once. Whatever Hugo complains of, be it a warning,
// fails the build.
func (h *hugo) build(data *site) error {
	data.stopped = h.public.stopped
	// Data is Hugo's own map of what data/ files hold; templates read it as
	// hugo.Data. Go values are as welcome there, which Hugo does not promise:
	// a test holds it to that.
	h.sites.Data()["book"] = data.set
	h.sites.Data()["site"] = data
	err := run(h.sites)
	if failed := h.public.failure(); failed != nil {
		return failed
	}
	return siteError(err, h.complaints.String())
}

func (h *hugo) close() error { return errors.Join(h.sites.Close(), os.RemoveAll(h.cache)) }

// patience is how long a build may take to end once Hugo has given it up.
const patience = 3 * time.Second

// run builds. Once ten pages have failed, Hugo stops its renderers, but the one
// who hands them pages may go on waiting for a renderer to take the next: then
// this gives up and leaves Hugo where it is.
func run(h *hugolib.HugoSites) error {
	done, givenUp := make(chan error, 1), h.Done()
	go func() { done <- h.Build(hugolib.BuildCfg{}) }()
	select {
	case err := <-done:
		return err
	case <-givenUp:
	}
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errors.New("very many pages failed")
	}
}

// flags is the part of the configuration that only the build knows.
func (p *project) flags(cache string) config.Provider {
	flags := config.New()
	flags.Set("workingDir", root)
	flags.Set("publishDir", publishRoot)
	flags.Set("cacheDir", cache)
	flags.Set("theme", p.themeNames())
	flags.Set("languages", p.languages())
	flags.Set("defaultContentLanguage", p.set.Default().Key)
	return flags
}

// siteError joins the error of a build, which may be nil, with what Hugo said
// on the way. It names templates by their paths in the theme's own folder.
func siteError(err error, complaints string) error {
	message := strings.TrimSpace(complaints)
	if err != nil {
		message = strings.TrimSpace(message + "\n" + err.Error())
	}
	if message == "" {
		return nil
	}
	message = strings.ReplaceAll(message, root+"/themes/user/", "theme/")
	message = strings.ReplaceAll(message, root+"/themes/rolebook/", "built-in theme/")
	return errors.New("site: " + message)
}
