package voice

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var errSound = errors.New("voice: not a WAV file of 16 bits and one channel")

// half writes a sound anew with half as many samples a second, which is half of what
// has to reach a phone. A program that writes to a pipe cannot know how long its sound
// will be: the lengths in the header are not believed, and are right afterwards.
func half(wav []byte) ([]byte, error) {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return nil, errSound
	}
	rate := uint32(0)
	for rest := wav[12:]; len(rest) >= 8; {
		name, size, body := string(rest[:4]), int64(binary.LittleEndian.Uint32(rest[4:])), rest[8:]
		if name == "data" {
			body = body[:min(size, int64(len(body)))]
			if rate == 0 || len(body) < 4 {
				return nil, errSound
			}
			return written(rate/2, halved(body)), nil
		}
		if size > int64(len(body)) {
			return nil, errSound
		}
		if name == "fmt " {
			if size < 16 || binary.LittleEndian.Uint16(body) != 1 || binary.LittleEndian.Uint16(body[2:]) != 1 || binary.LittleEndian.Uint16(body[14:]) != 16 {
				return nil, errSound
			}
			rate = binary.LittleEndian.Uint32(body[4:])
		}
		rest = body[min(size+size%2, int64(len(body))):]
	}
	return nil, errSound
}

// halved takes every other sample, each with a quarter of both its neighbours so that
// what is too high for the lower rate does not sound as something else.
func halved(pcm []byte) []byte {
	n := len(pcm) / 2
	at := func(i int) int { return int(int16(binary.LittleEndian.Uint16(pcm[2*min(max(i, 0), n-1):]))) }
	out := make([]byte, 0, len(pcm)/2+2)
	for i := 0; i < n; i += 2 {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16((at(i-1)+2*at(i)+at(i+1))/4))) // #nosec G115 -- a mean of samples is one
	}
	return out
}

// written is a WAV file of 16 bits and one channel.
func written(rate uint32, pcm []byte) []byte {
	var b bytes.Buffer
	b.WriteString("RIFF")
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(36+len(pcm)))) // #nosec G115 -- bounded by mostRaw
	b.WriteString("WAVEfmt ")
	b.Write(binary.LittleEndian.AppendUint32(nil, 16))
	for _, v := range []uint16{1, 1} {
		b.Write(binary.LittleEndian.AppendUint16(nil, v))
	}
	b.Write(binary.LittleEndian.AppendUint32(nil, rate))
	b.Write(binary.LittleEndian.AppendUint32(nil, 2*rate))
	for _, v := range []uint16{2, 16} {
		b.Write(binary.LittleEndian.AppendUint16(nil, v))
	}
	b.WriteString("data")
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(pcm)))) // #nosec G115 -- bounded by mostRaw
	b.Write(pcm)
	return b.Bytes()
}
