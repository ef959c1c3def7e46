package docx

import (
	"archive/zip"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// newZip writes the parts of a file, packed by what is used again from file to file.
func newZip(w io.Writer) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		p := packers.Get().(*flate.Writer)
		p.Reset(to)
		return &packer{p}, nil
	})
	return z
}

var packers = sync.Pool{New: func() any {
	p, _ := flate.NewWriter(nil, flate.DefaultCompression) // the level is one there is
	return p
}}

// packer packs one part.
type packer struct{ *flate.Writer }

func (p *packer) Close() error {
	err := p.Writer.Close()
	packers.Put(p.Writer)
	p.Writer = nil
	return err
}
