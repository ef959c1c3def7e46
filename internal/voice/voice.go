// Package voice has Vietnamese sentences read into sound by espeak-ng, where that is
// installed on the machine.
package voice

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dondoc/internal/errs"
)

// program is what reads; it is given the text of a page on its input and nothing that
// a reader sent.
const program = "espeak-ng"

// Bounds: of a sentence in letters, of what the program may write in bytes, of how long
// it may take, of how many may wait for it, and of the sounds that are remembered.
const (
	Longest  = 400
	mostRaw  = 8 << 20
	readsFor = 10 * time.Second
	waitsFor = 20 * time.Second // and reads
	mostWait = 16
	mostKept = 32 << 20
)

// Voice reads one sentence at a time.
type Voice struct {
	path, version string
	turn          chan struct{}
	limit         time.Duration // of one sentence
	waiting       atomic.Int64

	mu   sync.Mutex
	kept map[string][]byte // sounds by the mark of their text
	size int
}

// Find gives the voice of this machine; nil where none is installed. Unavailable where
// one is that does not run, or has no Vietnamese.
func Find(ctx context.Context) (*Voice, error) {
	path, err := exec.LookPath(program)
	if errors.Is(err, exec.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, errs.New(errs.Unavailable, "public.voice_failed").Because(err)
	}
	ctx, cancel := context.WithTimeout(ctx, readsFor)
	defer cancel()
	version, err := run(ctx, path, "", "--version")
	if err != nil {
		return nil, errs.New(errs.Unavailable, "public.voice_failed").Because(err)
	}
	voices, err := run(ctx, path, "", "--voices=vi")
	if err != nil {
		return nil, errs.New(errs.Unavailable, "public.voice_failed").Because(err)
	}
	if !strings.Contains(string(voices), " vi ") {
		return nil, errs.New(errs.Unavailable, "public.voice_foreign")
	}
	return &Voice{path: path, version: string(version), limit: readsFor, turn: make(chan struct{}, 1), kept: map[string][]byte{}}, nil
}

// Mark is the name of a text's sound: the same for the same words read by the same
// program, and another for others.
func (v *Voice) Mark(text string) string {
	sum := sha256.Sum256([]byte(v.version + "\x00" + text))
	return hex.EncodeToString(sum[:12])
}

// Read gives a text as a WAV file: 16 bits, one channel. Busy where too many wait,
// Unavailable where the program fails, TooLarge for a text over Longest letters.
func (v *Voice) Read(ctx context.Context, text string) ([]byte, error) {
	if len([]rune(text)) > Longest {
		return nil, errs.New(errs.TooLarge, "public.voice_long", "most", Longest)
	}
	mark := v.Mark(text)
	if sound := v.known(mark); sound != nil {
		return sound, nil
	}
	defer v.waiting.Add(-1)
	if v.waiting.Add(1) > mostWait {
		return nil, errs.New(errs.Busy, "public.voice_busy")
	}
	ctx, cancel := context.WithTimeout(ctx, waitsFor)
	defer cancel()
	select {
	case v.turn <- struct{}{}:
		defer func() { <-v.turn }()
	case <-ctx.Done():
		return nil, errs.New(errs.Busy, "public.voice_busy").Because(ctx.Err())
	}
	if sound := v.known(mark); sound != nil { // another asked for the same meanwhile
		return sound, nil
	}
	ctx, stop := context.WithTimeout(ctx, v.limit)
	defer stop()
	raw, err := run(ctx, v.path, text, "-v", "vi", "--stdin", "--stdout")
	if err != nil {
		return nil, errs.New(errs.Unavailable, "public.voice_failed").Because(err)
	}
	sound, err := half(raw)
	if err != nil {
		return nil, errs.New(errs.Unavailable, "public.voice_failed").Because(err)
	}
	v.keep(mark, sound)
	return sound, nil
}

func (v *Voice) known(mark string) []byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.kept[mark]
}

// keep remembers a sound, and lets others go at random where there are too many.
func (v *Voice) keep(mark string, sound []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for old, s := range v.kept {
		if v.size+len(sound) <= mostKept {
			break
		}
		v.size -= len(s)
		delete(v.kept, old)
	}
	v.kept[mark] = sound
	v.size += len(sound)
}

// run runs the program with a text on its input, and gives what it wrote. It is given
// nothing of this process's environment but where programs and voices are.
func run(ctx context.Context, path, text string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, path, args...) // #nosec G204 -- a fixed program with fixed words
	out := &bounded{}
	cmd.Stdin, cmd.Stdout, cmd.Dir, cmd.WaitDelay = strings.NewReader(text), out, os.TempDir(), time.Second
	cmd.Env = []string{"LANG=C.UTF-8", "PATH=" + os.Getenv("PATH"), "HOME=" + os.TempDir()}
	if data := os.Getenv("ESPEAK_DATA_PATH"); data != "" {
		cmd.Env = append(cmd.Env, "ESPEAK_DATA_PATH="+data)
	}
	err := cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return out.b.Bytes(), err
}

// bounded takes what a program writes, up to a bound: past it the program is stopped
// by its pipe.
type bounded struct{ b bytes.Buffer }

func (w *bounded) Write(p []byte) (int, error) {
	if w.b.Len()+len(p) > mostRaw {
		return 0, errs.New(errs.TooLarge, "public.voice_failed")
	}
	return w.b.Write(p)
}
