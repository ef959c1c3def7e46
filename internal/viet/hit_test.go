package viet_test

import (
	"testing"

	"dondoc/internal/viet"
)

// Words are looked for from the start of a word; as typed goes before what is
// alike without diacritics, a whole word before the beginning of one.
func TestHit(t *testing.T) {
	for _, c := range []struct {
		text, words string
		rank        int
		ok          bool
	}{
		{"Tỷ lệ che phủ rừng", "rừng", 0, true},
		{"Diện tích (rừng trồng)", "rừng", 0, true},
		{"Rụng lá", "rừng", 2, true},
		{"Trung tâm Y tế", "rừng", 0, false},
		{"Trung tâm Y tế", "rung", 0, false},
		{"Trung tâm Y tế", "trung", 0, true},
		{"Trung tâm Y tế", "TRU", 1, true},
		{"Trung tâm, rung chuông", "rung", 0, true},
		{"Văn phòng", "Vân", 2, true},
		{"Xã Bằng Vân", "vân", 0, true},
		{"Hoà bình", "hòa", 0, true},
		{"xa-ngan-son-01954", "01954", 0, true},
		{"05/NQ-HĐND", "nq-hđnd", 0, true},
		{"05/NQ-HĐND", "/nq", 0, true},
		{"Trồng rừng", "trồng rừng", 0, true},
		{"trồng rừng phòng hộ", "trồng rừ", 1, true},
		{"", "rừng", 0, false},
		{"Trồng rừng", " ", 0, true},
	} {
		if rank, ok := viet.Hit(c.text, c.words); rank != c.rank || ok != c.ok {
			t.Errorf("%q in %q: %d %v, want %d %v", c.words, c.text, rank, ok, c.rank, c.ok)
		}
	}
}
