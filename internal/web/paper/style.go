package paper

import (
	_ "embed" // the sheet

	"dondoc/internal/web/kit/static"
)

//go:embed style.css
var style string

var _ = static.Style("paper", style)
