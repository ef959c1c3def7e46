package exchange

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"dondoc/internal/errs"
)

// The records of a workbook of Excel 97–2003 (BIFF8) that are read, by [MS-XLS] 2.3.
const (
	biffFormula, biffEOF, biffDate1904, biffContinue, biffFilePass  = 0x0006, 0x000A, 0x0022, 0x003C, 0x002F
	biffFont, biffColInfo, biffBoundSheet, biffMulRK, biffXF        = 0x0031, 0x007D, 0x0085, 0x00BD, 0x00E0
	biffMergeCells, biffSST, biffLabelSST, biffNumber, biffLabel    = 0x00E5, 0x00FC, 0x00FD, 0x0203, 0x0204
	biffBoolErr, biffString, biffRow, biffRK, biffFormat, biffBegin = 0x0205, 0x0207, 0x0208, 0x027E, 0x041E, 0x0809
)

var errBIFF = errors.New("exchange: a record of the old workbook is cut off")

// bookStream gives the stream of an old workbook out of its container.
func bookStream(raw []byte, limits Limits) (stream []byte, err error) {
	defer func() { // the reader of containers trusts what is broken here and there
		if p := recover(); p != nil {
			stream, err = nil, fmt.Errorf("exchange: the container is broken: %v", p)
		}
	}()
	if !containerFits(raw) {
		return nil, errBIFF
	}
	doc, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	for _, f := range doc.File {
		switch f.Name {
		case "Workbook":
			stream, err := io.ReadAll(io.LimitReader(f, limits.Unpacked))
			if err == nil && (len(stream) < 8 || binary.LittleEndian.Uint16(stream) != biffBegin || binary.LittleEndian.Uint16(stream[4:]) != 0x0600) {
				err = errs.New(errs.Invalid, "exchange.old_excel").Try("exchange.old_excel_hint")
			}
			return stream, err
		case "Book": // Excel 5 and 95
			return nil, errs.New(errs.Invalid, "exchange.old_excel").Try("exchange.old_excel_hint")
		}
	}
	return nil, errs.New(errs.Invalid, "exchange.not_a_table_file").Try("exchange.old_excel_hint")
}

// containerFits sees that a container counts no more sectors than it has: its reader
// makes room for what the head says ([MS-CFB] 2.2).
func containerFits(raw []byte) bool {
	if len(raw) < 512 {
		return false
	}
	shift := binary.LittleEndian.Uint16(raw[30:])
	if shift != 9 && shift != 12 {
		return false
	}
	most := uint32(len(raw)>>shift) + 1
	for _, at := range []int{40, 44, 64, 72} { // of the directory, the FAT, the mini FAT, the DIFAT
		if binary.LittleEndian.Uint32(raw[at:]) > most {
			return false
		}
	}
	return true
}

// records walks the records of a stream.
type records struct {
	stream []byte
	at     int
	kind   uint16
	data   []byte
}

// next goes on to the next record; false at the end.
func (r *records) next() bool {
	if r.at+4 > len(r.stream) {
		return false
	}
	r.kind = binary.LittleEndian.Uint16(r.stream[r.at:])
	length := int(binary.LittleEndian.Uint16(r.stream[r.at+2:]))
	if r.at += 4; r.at+length > len(r.stream) {
		return false
	}
	r.data = r.stream[r.at : r.at+length]
	r.at += length
	return true
}

// pieces gives the record that was just read and what continues it.
func (r *records) pieces() *chars {
	c := &chars{pieces: [][]byte{r.data}}
	for r.at+4 <= len(r.stream) && binary.LittleEndian.Uint16(r.stream[r.at:]) == biffContinue {
		if !r.next() {
			break
		}
		c.pieces = append(c.pieces, r.data)
	}
	return c
}

// chars reads bytes and texts that may go on in the next piece.
type chars struct {
	pieces [][]byte
	err    error
}

// left is what is left of the piece that is read.
func (c *chars) left() int {
	for len(c.pieces) > 0 && len(c.pieces[0]) == 0 {
		c.pieces = c.pieces[1:]
	}
	if len(c.pieces) == 0 {
		return 0
	}
	return len(c.pieces[0])
}

func (c *chars) take(n int) []byte {
	var out []byte
	for n > 0 && c.err == nil {
		have := min(c.left(), n)
		if have == 0 {
			c.err = errBIFF
			break
		}
		out = append(out, c.pieces[0][:have]...)
		c.pieces[0] = c.pieces[0][have:]
		n -= have
	}
	if c.err != nil {
		return make([]byte, n+len(out))
	}
	return out
}

func (c *chars) u8() int  { return int(c.take(1)[0]) }
func (c *chars) u16() int { return int(binary.LittleEndian.Uint16(c.take(2))) }
func (c *chars) u32() int { return int(binary.LittleEndian.Uint32(c.take(4))) }

// biffText is a text with where its runs begin and their fonts.
type biffText struct {
	units []uint16
	runs  [][2]int // first character, font
}

// text reads a text of n characters; where it goes on in the next piece, that says
// anew how wide its characters are. rich is false for texts that have no runs.
func (c *chars) text(n int, rich bool, limit int) (t biffText) {
	flags, runs, after := c.u8(), 0, 0
	if rich && flags&0x08 != 0 {
		runs = c.u16()
	}
	if rich && flags&0x04 != 0 {
		after = c.u32()
	}
	if n > limit {
		c.err = errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", limit).Try("exchange.too_large_hint")
		return t
	}
	for wide := flags & 1; len(t.units) < n && c.err == nil; {
		have := c.left() >> wide
		if have == 0 {
			c.err = errBIFF
			return t
		}
		for range min(have, n-len(t.units)) {
			if wide == 1 {
				t.units = append(t.units, uint16(c.u16()))
			} else {
				t.units = append(t.units, uint16(c.u8()))
			}
		}
		if len(t.units) < n && c.left() > 0 {
			wide = c.u8() & 1
		}
	}
	for range runs {
		if t.runs = append(t.runs, [2]int{c.u16(), c.u16()}); c.err != nil {
			return t
		}
	}
	for after > 0 && c.err == nil { // reading aids of East Asian text
		n := min(after, 1<<16)
		c.take(n)
		after -= n
	}
	return t
}

func (t biffText) String() string { return string(utf16.Decode(t.units)) }
