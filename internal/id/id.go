// Package id mints identifiers: UUID version 7 (RFC 9562), which sort by the
// time they were made and can be made offline, on any node, without a sequence.
package id

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"regexp"
	"sync"
	"time"
)

// ID is a UUIDv7 in its usual text form. The zero value means "none".
type ID string

var minter struct {
	sync.Mutex
	last uint64 // 48 bits of milliseconds, then 12 bits of counter
}

// New mints an identifier for the moment. Identifiers minted by one process
// always ascend, even within a millisecond or when the clock steps back.
func New(now time.Time) ID {
	var b [16]byte
	if _, err := rand.Read(b[8:]); err != nil {
		panic(err) // crypto/rand never fails on a supported system
	}
	minter.Lock()
	tick := uint64(now.UnixMilli()) << 12
	if tick <= minter.last {
		tick = minter.last + 1
	}
	minter.last = tick
	minter.Unlock()

	binary.BigEndian.PutUint64(b[:8], tick>>12<<16|0x7000|tick&0xfff)
	b[8] = b[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[0:8], b[0:4])
	hex.Encode(text[9:13], b[4:6])
	hex.Encode(text[14:18], b[6:8])
	hex.Encode(text[19:23], b[8:10])
	hex.Encode(text[24:36], b[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return ID(text[:])
}

// Minted gives the moment an identifier was minted, to the millisecond; false for
// what New did not mint. Many minted within a millisecond may run ahead of it.
func (i ID) Minted() (time.Time, bool) {
	if !i.Valid() {
		return time.Time{}, false
	}
	var b [8]byte
	if _, err := hex.Decode(b[2:], []byte(string(i[0:8]+i[9:13]))); err != nil {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(b[:]))), true
}

var form = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// Valid says whether the text has the form of an identifier minted here.
func (i ID) Valid() bool { return form.MatchString(string(i)) }
