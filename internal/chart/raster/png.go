package raster

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// png is what was painted as a file. Pictures are flat: trying harder hardly makes them
// smaller.
func (c *canvas) png() ([]byte, error) {
	var packed bytes.Buffer
	z := packers.Get().(*zlib.Writer)
	defer packers.Put(z)
	z.Reset(&packed)
	if _, err := z.Write(c.space.points); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	size := binary.BigEndian.AppendUint32(nil, uint32(c.wide)) // #nosec G115 -- of a picture in memory
	size = binary.BigEndian.AppendUint32(size, uint32(c.high)) // #nosec G115
	size = append(size, 8, 3, 0, 0, 0)                         // a byte a point, of a palette
	colours := make([]byte, 0, 3*len(c.palette))
	for _, of := range c.palette {
		colours = append(colours, of.R, of.G, of.B)
	}
	out := append(make([]byte, 0, packed.Len()+len(colours)+80), "\x89PNG\r\n\x1a\n"...)
	out = chunk(out, "IHDR", size)
	out = chunk(out, "PLTE", colours)
	out = chunk(out, "IDAT", packed.Bytes())
	return chunk(out, "IEND", nil), nil
}

var packers = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // the level is one there is
	return z
}}

// chunk is a part of the file: how long it is, what, and its sum.
func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data))) // #nosec G115 -- of a picture in memory
	from := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}
