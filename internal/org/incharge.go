package org

import (
	"strings"

	"dondoc/internal/viet"
)

// InCharge says whether a post is, by its title, that of a deputy who leads the
// unit while it has no head: "Phó Trưởng phòng phụ trách".
func (p Post) InCharge() bool {
	folded := viet.Fold(viet.CleanSpaces(p.Title))
	return strings.HasPrefix(folded, "pho ") && (strings.HasSuffix(folded, " phu trach") || strings.HasSuffix(folded, " phu trach phong") ||
		strings.HasSuffix(folded, " phu trach don vi") || strings.HasSuffix(folded, " phu trach ban"))
}
