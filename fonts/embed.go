// Package fonts holds the faces that documents are set in, cut from the Noto
// families by the script cut beside this file, with their licence (OFL.txt).
package fonts

import "embed"

// FS holds the faces (*.ttf) and OFL.txt.
//
//go:embed *.ttf OFL.txt
var FS embed.FS
