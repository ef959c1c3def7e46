package ledger

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/errs"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// origin is the first line of a signed checkpoint's text: what it is of.
const origin = "dondoc log"

// NewKey makes a key pair (Ed25519) under a name, in the text forms of signed
// notes: the private one for a file that only the server reads, the public one
// for whoever checks.
func NewKey(name string) (private, public string, err error) {
	return note.GenerateKey(rand.Reader, name)
}

// signer reads a private key.
func signer(private string) (note.Signer, error) {
	s, err := note.NewSigner(strings.TrimSpace(private))
	if err != nil {
		return nil, errs.New(errs.Invalid, "ledger.key_unread").Because(err)
	}
	return s, nil
}

// Sign writes a checkpoint as a signed note: origin, size, root, and when.
func Sign(c Checkpoint, at time.Time, private string) (string, error) {
	s, err := signer(private)
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n%s\n", origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]), at.UTC().Format(time.RFC3339))
	signed, err := note.Sign(&note.Note{Text: text}, s)
	return string(signed), err
}

// ReadSigned checks the signature of a checkpoint by the public key and gives
// what it says. Invalid where it is not signed by the key or cannot be read.
func ReadSigned(signed, public string) (Checkpoint, time.Time, error) {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return Checkpoint{}, time.Time{}, errs.New(errs.Invalid, "ledger.key_unread").Because(err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, time.Time{}, errs.New(errs.Invalid, "ledger.signature_wrong").Because(err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != origin {
		return Checkpoint{}, time.Time{}, errs.New(errs.Invalid, "ledger.signature_wrong")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, rootErr := base64.StdEncoding.DecodeString(lines[2])
	at, atErr := time.Parse(time.RFC3339, lines[3])
	if err != nil || rootErr != nil || atErr != nil || len(root) != tlog.HashSize || size < 0 {
		return Checkpoint{}, time.Time{}, errs.New(errs.Invalid, "ledger.signature_wrong")
	}
	return Checkpoint{Size: size, Root: tlog.Hash(root)}, at, nil
}
