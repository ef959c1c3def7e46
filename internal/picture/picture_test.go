package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/picture"
)

// corners is a picture whose quarters are red, green / blue, black.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{A: 255}
			switch {
			case y < h/2 && x < w/2:
				c.R = 255
			case y < h/2:
				c.G = 255
			case x < w/2:
				c.B = 255
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withExif puts an orientation, and a secret beside it, into a JPEG file.
func withExif(file []byte, how int) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00GPS 22.4312N 106.0123E")
	binary.BigEndian.PutUint16(tiff[18:], uint16(how))
	body := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xff, 0xe1, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(body)+2))
	return bytes.Join([][]byte{file[:2], head, body, file[2:]}, nil)
}

// A picture is kept in two sizes, and nothing that came with it.
func TestTwoSizesAndNothingElse(t *testing.T) {
	sent := withExif(jpegOf(t, corners(2400, 1200)), 1)
	s, err := picture.Read("IMG_2231.JPG", append(sent, "<script>alert(1)</script>"...))
	if err != nil {
		t.Fatal(err)
	}
	for want, got := range map[[2]int]picture.Sized{{1600, 800}: s.Large, {480, 240}: s.Small} {
		head, err := jpeg.DecodeConfig(bytes.NewReader(got.JPEG))
		if err != nil || head.Width != want[0] || head.Height != want[1] || got.Width != want[0] || got.Height != want[1] {
			t.Errorf("%v: %dx%d, file %dx%d, %v", want, got.Width, got.Height, head.Width, head.Height, err)
		}
		for _, secret := range []string{"GPS", "Exif", "script"} {
			if bytes.Contains(got.JPEG, []byte(secret)) {
				t.Errorf("%v still has %q", want, secret)
			}
		}
	}
	if s, err = picture.Read("x", pngOf(t, corners(90, 300))); err != nil || s.Large.Width != 90 || s.Small.Height != 300 {
		t.Errorf("a small picture is left as large as it is: %+v %v", s.Large.Width, err)
	}
}

// Each way of holding the camera gives the same upright picture.
func TestUpright(t *testing.T) {
	quarters := func(how int) (out [4]byte) {
		s, err := picture.Read("x", withExif(jpegOf(t, corners(200, 100)), how))
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(s.Large.JPEG))
		if err != nil {
			t.Fatal(err)
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		if wide := how < 5 || how > 8; wide != (w > h) {
			t.Errorf("%d: %dx%d", how, w, h)
		}
		for i, at := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
			r, g, b, _ := img.At(at.X, at.Y).RGBA()
			switch {
			case r > 0xc000:
				out[i] = 'r'
			case g > 0xc000:
				out[i] = 'g'
			case b > 0xc000:
				out[i] = 'b'
			default:
				out[i] = 'k'
			}
		}
		return out
	}
	for how, want := range map[int]string{0: "rgbk", 1: "rgbk", 2: "grkb", 3: "kbgr", 4: "bkrg", 5: "rbgk", 6: "brkg", 7: "kgbr", 8: "gkrb", 9: "rgbk"} {
		if got := quarters(how); string(got[:]) != want {
			t.Errorf("%d: %s, want %s", how, got[:], want)
		}
	}
}

// header is a PNG file that says it is of a size and has nothing in it.
func header(w, h uint32, depth, kind byte) []byte {
	body := append([]byte("IHDR"), make([]byte, 13)...)
	binary.BigEndian.PutUint32(body[4:], w)
	binary.BigEndian.PutUint32(body[8:], h)
	body[12], body[13] = depth, kind
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

// What is no picture, is cut short or too large is refused, and large ones before
// they take any memory.
func TestRefused(t *testing.T) {
	whole := jpegOf(t, corners(400, 300))
	for name, c := range map[string]struct {
		file []byte
		kind errs.Kind
		key  string
	}{
		"a page called a picture.jpg": {[]byte("<html><script>alert(1)</script></html>"), errs.Invalid, "picture.none"},
		"nothing.png":                 {nil, errs.Invalid, "picture.none"},
		"of a phone.heic":             {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), errs.Invalid, "picture.none"},
		"moving.gif":                  {[]byte("GIF89a\x01\x00\x01\x00"), errs.Invalid, "picture.none"},
		"cut.jpg":                     {whole[:len(whole)/2], errs.Invalid, "picture.broken"},
		"only a head.jpg":             {[]byte("\xff\xd8\xff\xe0"), errs.Invalid, "picture.broken"},
		"cut.webp":                    {[]byte("RIFF\x00\x00\x00\x00WEBPVP8 "), errs.Invalid, "picture.broken"},
		"just in.png":                 {header(10000, 5000, 8, 2), errs.Invalid, "picture.broken"}, // 50 megapixels: read, and there is nothing
		"one more.png":                {header(50_000_001, 1, 8, 2), errs.TooLarge, "picture.pixels"},
		"huge.png":                    {header(60000, 60000, 8, 2), errs.TooLarge, "picture.pixels"},
		"deep.png":                    {header(7000, 7000, 16, 6), errs.TooLarge, "picture.pixels"},
	} {
		_, err := picture.Read(name, c.file)
		list := errs.All(err)
		if len(list) != 1 || list[0].Kind != c.kind || list[0].What.Key != c.key || list[0].Field != "files" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(jpegOf(f, corners(20, 10)))
	f.Add(withExif(jpegOf(f, corners(20, 10)), 6))
	f.Add(pngOf(f, corners(9, 9)))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := picture.Read("x", file)
		if err == nil && (s.Large.Width < 1 || max(s.Large.Width, s.Large.Height) > picture.LargeSide || len(s.Small.JPEG) == 0) {
			t.Errorf("%+v", s)
		}
	})
}
