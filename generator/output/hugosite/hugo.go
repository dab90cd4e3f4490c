package hugosite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
)

// buildHugo has Hugo render the project into public. Whatever Hugo complains
// of, be it a warning, fails the build.
func buildHugo(p *project, data *site, public *publishFs) (err error) {
	// Hugo compiles what it needs for images into this folder on the disk,
	// whatever file system it works in.
	cache, err := os.MkdirTemp("", "rolebook-hugo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(cache)) }()

	var complaints bytes.Buffer
	logger := loggers.New(loggers.Options{Level: logg.LevelWarn, StdOut: &complaints, StdErr: &complaints})
	flags := p.flags(cache)
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: p.files, Flags: flags, Logger: logger,
		// Without any, Hugo would read settings from the process environment.
		Environ: []string{"ROLEBOOK=1"},
	})
	if err != nil {
		return fmt.Errorf("site configuration: %w", err)
	}
	h, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(p.files, public, flags),
		LogLevel: logg.LevelWarn, StdOut: &complaints, StdErr: &complaints,
	})
	if err != nil {
		return fmt.Errorf("site templates: %w", err)
	}
	defer func() { err = errors.Join(err, h.Close()) }()

	// Data is Hugo's own map of what data/ files hold; templates read it as
	// hugo.Data. Go values are as welcome there, which Hugo does not promise:
	// a test holds it to that.
	h.Data()["book"] = data.set
	h.Data()["site"] = data
	err = h.Build(hugolib.BuildCfg{})
	if failed := public.failure(); failed != nil {
		return failed // Hugo ignores some of these, and words the others oddly
	}
	if err != nil {
		return fmt.Errorf("site: %w", tidyError(err))
	}
	if complaints.Len() > 0 {
		return fmt.Errorf("site: %s", strings.TrimSpace(complaints.String()))
	}
	return nil
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

// tidyError names a template by its path in the theme's own folder.
func tidyError(err error) error {
	message := err.Error()
	message = strings.ReplaceAll(message, root+"/themes/user/", "theme/")
	message = strings.ReplaceAll(message, root+"/themes/rolebook/", "built-in theme/")
	return errors.New(message)
}
