package viet

import (
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A memo gives what its work gives, works once for a text that is asked for
// again, and never holds more than two generations.
func TestMemo(t *testing.T) {
	worked := 0
	m := Memo[int]{Most: 10}
	size := func(s string) int { worked++; return len(s) }
	for range 3 {
		if got := m.Of("bốn", size); got != len("bốn") {
			t.Fatalf("got %d", got)
		}
	}
	if worked != 1 {
		t.Errorf("worked %d times for one text", worked)
	}
	for i := range 1000 {
		if s := strconv.Itoa(i); m.Of(s, size) != len(s) {
			t.Fatalf("%q gives %d", s, m.Of(s, size))
		}
		if held := len(m.young) + len(m.old); held > 20 {
			t.Fatalf("holds %d texts", held)
		}
	}
	long := strings.Repeat("a", longest+1)
	if m.Of(long, size) != longest+1 || m.young[long] != 0 {
		t.Error("a long text is held")
	}
	var none Memo[int]
	if none.Of("a", size) != 1 || len(none.young) != 0 {
		t.Error("a memo of nothing holds something")
	}
}

// Many at once get what each asks for.
func TestMemoAtOnce(t *testing.T) {
	m := Memo[string]{Most: 7}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 2000 {
				if s := strconv.Itoa(i % 23); m.Of(s, func(s string) string { return s + "!" }) != s+"!" {
					t.Errorf("%q gives another's", s)
				}
			}
		})
	}
	wg.Wait()
}
