package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"dondoc/internal/errs"
)

// decode gives the text of a file in UTF-8 (with or without byte order mark),
// UTF-16 (likewise) or Windows-1258, the code page of Vietnamese Windows. The
// name of the encoding is given when it is not UTF-8.
func decode(raw []byte) (text, name string, err error) {
	if cut, ok := bytes.CutPrefix(raw, []byte("\xef\xbb\xbf")); ok {
		raw = cut
	}
	if little, ok := isUTF16(raw); ok {
		order, name := unicode.BigEndian, "UTF-16BE"
		if little {
			order, name = unicode.LittleEndian, "UTF-16LE"
		}
		return transcode(unicode.UTF16(order, unicode.UseBOM), raw, name)
	}
	switch {
	case bytes.IndexByte(raw, 0) >= 0:
		return "", "", errs.New(errs.Invalid, "exchange.not_a_table_file").Try("exchange.old_excel_hint")
	case utf8.Valid(raw):
		return string(raw), "", nil
	case brokenUTF8(raw):
		return strings.ToValidUTF8(string(raw), "\ufffd"), "", nil
	}
	switch text, _, err = transcode(charmap.ISO8859_1, raw, ""); {
	case err == nil && isVNI(text):
		return fromVNI(text), "VNI", nil
	case err == nil && isTCVN3(text):
		return fromTCVN3(text), "TCVN3 (ABC)", nil
	}
	return transcode(charmap.Windows1258, raw, "Windows-1258")
}

// brokenUTF8 says whether a text is UTF-8 but for a few bytes: a file of another
// encoding has hardly a letter in it that is right by chance.
func brokenUTF8(raw []byte) bool {
	right, wrong := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			wrong++
		case n > 1:
			right++
		}
		raw = raw[n:]
	}
	return right > 4*wrong
}

func transcode(from encoding.Encoding, raw []byte, name string) (string, string, error) {
	out, err := from.NewDecoder().Bytes(raw)
	if err != nil || strings.ContainsRune(string(out), 0) {
		return "", "", errs.New(errs.Invalid, "exchange.not_a_table_file").Because(err).Try("exchange.old_excel_hint")
	}
	// Windows-1258 keeps tones as marks of their own.
	return norm.NFC.String(string(out)), name, nil
}

// isUTF16 says whether the bytes are UTF-16, and which half comes first: by the
// byte order mark, else by the zero halves of the separators and digits.
func isUTF16(raw []byte) (little, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return true, true
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return false, true
	case len(raw) < 4 || len(raw)%2 != 0:
		return false, false
	}
	var zero [2]int
	sample := raw[:min(len(raw), 4096)]
	for i, b := range sample {
		if b == 0 {
			zero[i%2]++
		}
	}
	// Vietnamese text has about two thirds of its letters in ASCII.
	need := len(sample) / 8
	switch {
	case zero[1] > need && zero[0] == 0:
		return true, true
	case zero[0] > need && zero[1] == 0:
		return false, true
	}
	return false, false
}
