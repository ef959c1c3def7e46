package desk

import "testing"

// A file's name keeps its last part and nothing that could act or mislead.
func TestFileName(t *testing.T) {
	for name, want := range map[string]string{"báo cáo.pdf": "báo cáo.pdf", "../../etc/passwd": "passwd", `C:\a\b.xlsx`: "b.xlsx", "bao\u202ecao.exe": "baocao.exe", "a\x00b.txt": "ab.txt", "": "tep", "a<b>?.txt": "ab.txt"} {
		if got := FileName(name); got != want {
			t.Errorf("%q is kept as %q, want %q", name, got, want)
		}
	}
}
