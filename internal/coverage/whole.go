package coverage

import (
	"regexp"
	"slices"
	"strings"
)

var (
	shareOfWhole = regexp.MustCompile(`(?i)\d ?% (?:của )?(?:tổng số|tổng|toàn bộ)(?: các)? (\p{L}+(?: \p{L}+)*)`)
	shareOf      = regexp.MustCompile(`(?i)\d ?% (?:của )?(?:số |các )*(\p{L}+(?: \p{L}+)*)`)

	// nameNoPart are words behind a name that name no part of it.
	nameNoPart = strings.Fields("dân trên của ở tại trong thuộc và được có đạt là phải đã hiện toàn theo cho với để vào đến trước từ về sẽ cần do như nằm phát sinh vật")
)

// partOfWhole says whether the superior's text asks for a share of a whole and the
// own one for a share of a part of it that it names: "80% tổng đàn", "80% đàn trâu".
func partOfWhole(superior, own string) bool {
	whole, part := shareOfWhole.FindStringSubmatch(superior), shareOf.FindStringSubmatch(own)
	if whole == nil || part == nil || shareOfWhole.MatchString(own) {
		return false
	}
	a, b := strings.Fields(strings.ToLower(whole[1])), strings.Fields(strings.ToLower(part[1]))
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n == 0 || n == len(b) {
		return false
	}
	said := strings.FieldsFunc(strings.ToLower(superior), func(r rune) bool { return strings.ContainsRune(" ,.;:()–-", r) })
	return !slices.Contains(said, b[n]) && !slices.Contains(nameNoPart, b[n])
}
