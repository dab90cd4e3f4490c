package hugosite

import (
	"encoding/json"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// webManifest describes the site to browsers that keep it among their
// applications, see https://www.w3.org/TR/appmanifest/.
type webManifest struct {
	Name        string    `json:"name"`
	ShortName   string    `json:"short_name"`
	Description string    `json:"description"`
	Lang        string    `json:"lang"`
	StartURL    string    `json:"start_url"`
	Scope       string    `json:"scope"`
	Display     string    `json:"display"`
	Background  string    `json:"background_color"`
	Icons       []webIcon `json:"icons"`
}

type webIcon struct {
	Src   string `json:"src"`
	Sizes string `json:"sizes"`
	Type  string `json:"type"`
}

// writeManifest writes <lang>/manifest.webmanifest, with links relative to it,
// where the site will be on a server: browsers read none from a file share.
func writeManifest(set *book.Set, b *book.Book, sink *output.Sink) error {
	if set.BaseURL == "" {
		return nil
	}
	organization := output.Clean(b.Organization.Plain())
	data, err := json.MarshalIndent(webManifest{
		Name: "Rolebook" + b.T("site_title_separator") + organization, ShortName: organization, Description: output.Clean(b.Home.Lead), Lang: b.Tag,
		StartURL: "./", Scope: "../", Display: "minimal-ui", Background: "#ffffff",
		Icons: []webIcon{{"../favicon.svg", "any", "image/svg+xml"}},
	}, "", "  ")
	if err != nil {
		return err
	}
	return sink.Write(b.Key+"/manifest.webmanifest", append(data, '\n'))
}
