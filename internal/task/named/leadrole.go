package named

import (
	"regexp"
	"strings"

	"dondoc/internal/viet"
)

var (
	leadsBefore = regexp.MustCompile(`(?i)^\s*(?:(?:đơn vị|cơ quan)\s+)?chủ trì\s*[:–-]?\s+`)
	leadsAfter  = regexp.MustCompile(`(?i)\s+chủ trì(?:\s+thực hiện)?[\s,;.]*$`)
	worksWith   = regexp.MustCompile(`(?i)(?:^|[\s,;.])(?:và\s+)?(?:(?:các\s+)?(?:đơn vị|cơ quan)\s+)?phối hợp(?:\s+(?:với|cùng))?\s*[:–-]?\s+`)
	shortRole   = regexp.MustCompile(`(^|[\s,;.(])(CT|PH)\s*:\s*`)
	leadsLater  = regexp.MustCompile(`(?i)[\s,;.](?:(?:đơn vị|cơ quan)\s+)?chủ trì\s*[:–-]\s*`)
	bulletRole  = regexp.MustCompile(`(?im)^\s*[-–—+•*]+\s*((?:(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp)|(?:CT|PH)\s*:)`)
	roleMark    = regexp.MustCompile(`(?i)\s*\(\s*(?:(?:đơn vị|cơ quan)\s+)?(chủ trì|phối hợp)(?:\s+thực hiện)?\s*\)`)
)

// ReadLead reads a cell of leads that may say which of its bodies leads and
// which coordinate: "A (chủ trì), B", "A chủ trì, phối hợp với B",
// "Chủ trì: A; phối hợp: B", each with a bullet before it or without. Where it does not say, all its names lead.
func ReadLead(cell string) (leads, coordinating []Name) {
	cell = bulletRole.ReplaceAllString(cell, "$1")
	cell = shortRole.ReplaceAllStringFunc(cell, func(role string) string {
		m := shortRole.FindStringSubmatch(role)
		return m[1] + map[string]string{"CT": "chủ trì: ", "PH": "phối hợp: "}[m[2]]
	})
	if roleMark.MatchString(cell) {
		return markedRoles(cell)
	}
	said := false
	if m := worksWith.FindStringIndex(cell); m != nil {
		with, lead := cell[m[1]:], cell[:m[0]]
		if later := leadsLater.FindStringIndex(with); later != nil && strings.TrimSpace(lead) == "" {
			with, lead = with[:later[0]], with[later[1]:]
		}
		if coordinating = Read(with); len(coordinating) > 0 {
			cell, said = lead, true
		}
	}
	bare := leadsAfter.ReplaceAllString(leadsBefore.ReplaceAllString(cell, ""), "")
	if said || bare != cell {
		cell = bare
	}
	return Read(cell), coordinating
}

// markedRoles reads names whose role stands behind them in brackets; beside a
// marked lead, names without a mark coordinate.
func markedRoles(cell string) (leads, coordinating []Name) {
	var bare []Name
	from := 0
	for _, m := range roleMark.FindAllStringSubmatchIndex(cell, -1) {
		names := Read(strings.Trim(cell[from:m[0]], " ,;\n"))
		from = m[1]
		if len(names) == 0 {
			continue
		}
		before, marked := names[:len(names)-1], names[len(names)-1]
		bare = append(bare, before...)
		if viet.Fold(cell[m[2]:m[3]]) == viet.Fold("chủ trì") {
			leads = append(leads, marked)
		} else {
			coordinating = append(coordinating, marked)
		}
	}
	bare = append(bare, Read(strings.Trim(cell[from:], " ,;\n"))...)
	if len(leads) == 0 {
		return bare, coordinating
	}
	return leads, append(bare, coordinating...)
}
