package report

import (
	"strings"

	"dondoc/internal/i18n"
)

// Quantity says in words what the rules of a review count: "việc đúng hạn của đơn vị".
func Quantity(lang i18n.Lang, name string) string {
	scope, rest, scoped := strings.Cut(name, ".")
	axis, ofAxis := strings.CutPrefix(scope, "axis")
	switch {
	case scoped && ofAxis:
		return i18n.T(lang, "review.q_"+rest) + i18n.T(lang, "review.scope_axis", "axis", axis)
	case scoped && (scope == "own" || scope == "led"):
		return i18n.T(lang, "review.q_"+rest) + i18n.T(lang, "review.scope_"+scope)
	}
	return i18n.T(lang, "review.q_"+strings.ReplaceAll(name, ".", "_"))
}
