package voice

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/errs"
)

// fake puts an espeak-ng of a test's own before all others: it notes what it is given
// and runs some lines of shell.
func fake(t *testing.T, lines string) (noted func() string) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	script := `#!/bin/sh
case "$1" in
--version) echo "eSpeak NG text-to-speech: 1.51"; exit;;
--voices=vi) echo " 5  vi              --/M      Vietnamese_(Northern) aav/vi"; exit;;
esac
{ echo "$@"; cat; echo; env; } >> ` + log + "\n" + lines + "\n"
	if err := os.WriteFile(filepath.Join(dir, program), []byte(script), 0o700); err != nil { // #nosec G306 -- it is run
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return func() string { text, _ := os.ReadFile(log); return string(text) }
}

// wave writes a WAV of so many samples, with the lengths a pipe gives.
func wave(samples int) string {
	return `printf 'RIFF\044\360\377\177WAVEfmt \020\000\000\000\001\000\001\000\042\126\000\000\104\254\000\000\002\000\020\000data\000\360\377\177'; head -c ` + fmt.Sprint(2*samples) + ` /dev/zero`
}

func found(t *testing.T) *Voice {
	t.Helper()
	v, err := Find(t.Context())
	if v == nil || err != nil {
		t.Fatalf("no voice: %v", err)
	}
	return v
}

// A sentence reaches the program by its input alone, is read once, and comes back as a
// WAV whose lengths are right.
func TestRead(t *testing.T) {
	t.Setenv("DONDOC_SECRET", "mat-khau")
	noted := fake(t, wave(22050))
	v := found(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			wav, err := v.Read(context.Background(), "--help; có hai mươi sáu chỉ tiêu [[x]]")
			if err != nil {
				t.Error(err)
				return
			}
			rate, size := binary.LittleEndian.Uint32(wav[24:]), binary.LittleEndian.Uint32(wav[40:])
			if string(wav[:4]) != "RIFF" || rate != 11025 || size != 22050 || len(wav) != 44+22050 || binary.LittleEndian.Uint32(wav[4:]) != uint32(len(wav)-8) {
				t.Errorf("%d samples a second, %d bytes of %d", rate, size, len(wav))
			}
		})
	}
	all.Wait()
	log := noted()
	if n := strings.Count(log, "-v vi --stdin --stdout\n--help; có hai mươi sáu chỉ tiêu [[x]]"); n != 1 || strings.Count(log, "--stdout") != 1 || strings.Contains(log, "mat-khau") {
		t.Errorf("it was given:\n%s", log)
	}
	if v.Mark("a") == v.Mark("b") || v.Mark("a") != v.Mark("a") {
		t.Error("marks")
	}
}

// What fails, takes too long, says too much or writes no sound is an error, and the
// next sentence is read all the same.
func TestReadFails(t *testing.T) {
	for name, lines := range map[string]string{
		"fails":       "exit 3",
		"no sound":    "echo hello",
		"two channel": strings.Replace(wave(10), `\001\000\001\000`, `\001\000\002\000`, 1),
		"nothing":     wave(0),
		"too much":    wave(mostRaw),
		"hangs":       "exec sleep 60",
	} {
		t.Run(name, func(t *testing.T) {
			fake(t, `if [ ! -e "$0.once" ]; then : > "$0.once"; `+lines+"; exit; fi; "+wave(100))
			v := found(t)
			v.limit = time.Second
			began := time.Now()
			if _, err := v.Read(t.Context(), "một"); !errs.Is(err, errs.Unavailable) {
				t.Errorf("%v", err)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
			if _, err := v.Read(t.Context(), "một"); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

// No more wait than may, and a long text is not begun.
func TestReadIsBounded(t *testing.T) {
	fake(t, wave(10))
	v := found(t)
	if _, err := v.Read(t.Context(), strings.Repeat("ộ", Longest+1)); !errs.Is(err, errs.TooLarge) {
		t.Errorf("a long text: %v", err)
	}
	v.turn <- struct{}{} // somebody is being read to
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range mostWait {
		all.Go(func() { _, _ = v.Read(ctx, fmt.Sprint(i)) })
	}
	for v.waiting.Load() < mostWait {
		time.Sleep(time.Millisecond)
	}
	if _, err := v.Read(t.Context(), "thêm"); !errs.Is(err, errs.Busy) {
		t.Errorf("one too many: %v", err)
	}
	cancel()
	all.Wait()
	<-v.turn
	if _, err := v.Read(t.Context(), "thêm"); err != nil || v.waiting.Load() != 0 {
		t.Errorf("afterwards: %v, %d wait", err, v.waiting.Load())
	}
	big := make([]byte, mostKept/3)
	for i := range 5 {
		v.keep(fmt.Sprint("big", i), big)
	}
	if v.size > mostKept || len(v.kept) > 4 {
		t.Errorf("%d bytes kept", v.size)
	}
}

// Without the program, or with one that has no Vietnamese, there is no voice.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if v, err := Find(t.Context()); v != nil || err != nil {
		t.Errorf("a voice out of nothing: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, program), []byte("#!/bin/sh\necho 'Pty Language'\n"), 0o700); err != nil { // #nosec G306 -- it is run
		t.Fatal(err)
	}
	if v, err := Find(t.Context()); v != nil || !errs.Is(err, errs.Unavailable) {
		t.Errorf("a voice that has no Vietnamese: %v", err)
	}
}
