// Command pictures takes the README's pictures of a built site:
//
//	pictures REPOSITORY SITE
//
// They go into the repository's folder docs. The browser has fixed sizes and
// draws with Noto fonts and no others, so that pictures taken on another machine
// are the same.
package main

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/emulation"
	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// picture is a page and how it is looked at.
type picture struct {
	name, page string // the page with what follows its path
	scheme     string
	wide, tall int64
	first      string // a script that brings the page there
	until      string // an expression: the page shows what it should
}

// The sizes of a desktop's window and of a telephone's, and how many pixels
// stand for one of theirs.
const (
	deskWide, deskTall   = 1366, 768
	phoneWide, phoneTall = 390, 720
	scale                = 2
)

var pictures = []picture{
	{"role", "en/roles/regional-sales-manager/index.html", "light", deskWide, deskTall, "", "true"},
	{
		"matrix", "en/matrix/index.html#cell=partner-channel-manager/lead", "light", deskWide, deskTall, "",
		"document.querySelector('.pop')?.checkVisibility()",
	},
	{
		"findings", "ja/sod/index.html", "dark", deskWide, deskTall,
		"document.querySelector('#pairs').scrollIntoView({behavior: 'instant'})", "scrollY > 0",
	},
	{
		"search", "zh/index.html?q=%E5%AE%A1%E6%89%B9%20%E6%8A%98%E6%89%A3", "light", phoneWide, phoneTall, "",
		"document.querySelector('dialog mark')?.checkVisibility()",
	},
	{"narrow", "ja/roles/regional-sales-manager/index.html", "dark", phoneWide, phoneTall, "", "true"},
	{
		"finder", "en/finder/index.html#need=quote/create+discount-request/approve", "light", phoneWide, phoneTall,
		"document.querySelector('#h-found').scrollIntoView({behavior: 'instant'})", "document.querySelector('#sets').children.length > 0",
	},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pictures REPOSITORY SITE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(repository, site string) error {
	site, err := filepath.Abs(site)
	if err != nil {
		return err
	}
	workshop, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(workshop)
	ctx, stop, err := browser(repository, workshop)
	if err != nil {
		return err
	}
	defer stop()
	for _, p := range pictures {
		data, err := p.take(ctx, "file://"+filepath.ToSlash(site)+"/")
		if err == nil {
			data, err = smaller(data)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		name := filepath.Join(repository, "docs", p.name+".png")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s %d KB\n", name, len(data)/1000)
	}
	return nil
}

// fonts is a configuration of fontconfig. Latin comes from the repository; its
// Chinese and Japanese fonts are cut for paper and cannot stand upright, so those
// that scripts/setup installs take their place.
const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>%[1]s</dir><dir>/usr/share/fonts/opentype/noto</dir><cachedir>%[2]s</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont>
<acceptfont><glob>%[1]s/NotoSans-*</glob><glob>%[1]s/NotoSansSymbols*</glob><glob>*/NotoSansCJK-*</glob></acceptfont></selectfont></fontconfig>
`

// browser starts Chromium, which sees those fonts only.
func browser(repository, workshop string) (context.Context, func(), error) {
	own, err := filepath.Abs(filepath.Join(repository, "fonts"))
	if err != nil {
		return nil, nil, err
	}
	config := filepath.Join(workshop, "fonts.conf")
	err = os.WriteFile(config, fmt.Appendf(nil, fonts, own, filepath.Join(workshop, "cache")), 0o644)
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(workshop, "chromium")),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Env("FONTCONFIG_FILE="+config),
	)
	if program := os.Getenv("CHROMIUM"); program != "" {
		options = append(options, chromedp.ExecPath(program))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator) // ends with the allocator
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}

// take opens the page and waits until it shows what it should.
func (p *picture) take(ctx context.Context, base string) ([]byte, error) {
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: p.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(ctx, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true}); err != nil {
		return nil, err
	}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(p.wide, p.tall, chromedp.EmulateScale(scale)), chromedp.Navigate("about:blank"), chromedp.Navigate(base+p.page))
	if err != nil {
		return nil, err
	}
	for range 200 {
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[bool](p.first+";Boolean("+p.until+")"))
		if err != nil {
			return nil, err
		}
		if shown {
			shot, err := chromedp.Call(ctx, devpage.CaptureScreenshot, devpage.CaptureScreenshotParams{Format: "png"})
			return shot.Data, err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, fmt.Errorf("%s never shows what it should", p.page)
}

// smaller writes a picture again, with a palette and pressed hard: a site has
// few colours.
func smaller(data []byte) ([]byte, error) {
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, reduce(full))
	return out.Bytes(), err
}
