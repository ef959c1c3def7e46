// Package picture makes of a picture that somebody sent the two sizes in which it is
// shown: read by its content, not by its name, made anew without anything that came
// with it (place, device, thumbnails), and bounded before it is decoded.
package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"dondoc/internal/errs"
)

// The bounds: how many pixels a picture may have, how many bytes they may take when
// it is decoded, and how long the longer side is of the two sizes that are kept.
const (
	MostPixels = 50_000_000
	mostBytes  = 256 << 20
	LargeSide  = 1600
	SmallSide  = 480
)

// Sized is a picture of one size, as JPEG.
type Sized struct {
	Width, Height int
	JPEG          []byte
}

// Sizes is a picture in both.
type Sizes struct{ Large, Small Sized }

// format is a kind of file that is read, known by how it begins.
type format struct {
	begins func([]byte) bool
	size   func([]byte) (image.Config, error)
	read   func([]byte) (image.Image, error)
}

var formats = []format{
	{starts("\xff\xd8\xff"), func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
	{starts("\x89PNG\r\n\x1a\n"), func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
	{func(b []byte) bool { return starts("RIFF")(b) && len(b) > 12 && string(b[8:12]) == "WEBP" }, func(b []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }},
}

func starts(with string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(with)) }
}

// Read makes the two sizes of a picture; name is what the sender called it, for the
// reader of an error alone. Invalid where it is none, or is cut short; TooLarge where
// it has too many pixels, which is asked before any of them is decoded.
func Read(name string, content []byte) (Sizes, error) {
	f, err := formatOf(name, content)
	if err != nil {
		return Sizes{}, err
	}
	head, err := f.size(content)
	if err != nil || head.Width < 1 || head.Height < 1 {
		return Sizes{}, errs.New(errs.Invalid, "picture.broken", "name", name).In("files").Because(err)
	}
	if pixels := int64(head.Width) * int64(head.Height); pixels > MostPixels || pixels*perPixel(head.ColorModel) > mostBytes {
		return Sizes{}, errs.New(errs.TooLarge, "picture.pixels", "name", name, "width", head.Width, "height", head.Height, "most", MostPixels/1_000_000).In("files").Try("picture.pixels_hint")
	}
	img, err := f.read(content)
	if err != nil || img.Bounds().Dx() != head.Width || img.Bounds().Dy() != head.Height {
		return Sizes{}, errs.New(errs.Invalid, "picture.broken", "name", name).In("files").Because(err)
	}
	turn := 1
	if starts("\xff\xd8")(content) {
		turn = orientation(content)
	}
	large := turned(shrunk(img, LargeSide), turn)
	var out Sizes
	if out.Large, err = written(large, 82); err == nil {
		out.Small, err = written(shrunk(large, SmallSide), 78)
	}
	if err != nil {
		return Sizes{}, errs.New(errs.Internal, "error.internal").Because(err)
	}
	return out, nil
}

func formatOf(name string, content []byte) (format, error) {
	for _, f := range formats {
		if f.begins(content) {
			return f, nil
		}
	}
	e := errs.New(errs.Invalid, "picture.none", "name", name).In("files")
	if len(content) > 12 && string(content[4:8]) == "ftyp" { // HEIC, AVIF, or a film
		return format{}, e.Try("picture.none_phone")
	}
	return format{}, e.Try("picture.none_hint")
}

// perPixel is how many bytes a pixel takes when it is decoded.
func perPixel(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.Gray16Model:
		return 2
	}
	return 4
}

// shrunk makes a picture no longer than a side, on white: quickly to twice the size,
// then well. It is never made larger.
func shrunk(img image.Image, side int) *image.RGBA {
	b := img.Bounds()
	w, h := fitted(b.Dx(), b.Dy(), side)
	if w*2 < b.Dx() && h*2 < b.Dy() {
		half := white(w*2, h*2)
		draw.ApproxBiLinear.Scale(half, half.Bounds(), img, b, draw.Over, nil)
		img, b = half, half.Bounds()
	}
	out := white(w, h)
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(out, out.Bounds(), img, b.Min, draw.Over)
		return out
	}
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Over, nil)
	return out
}

func fitted(w, h, side int) (int, int) {
	long := max(w, h)
	if long <= side {
		return w, h
	}
	return max(1, w*side/long), max(1, h*side/long)
}

func white(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	return img
}

func written(img *image.RGBA, quality int) (Sized, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return Sized{img.Bounds().Dx(), img.Bounds().Dy(), b.Bytes()}, err
}
