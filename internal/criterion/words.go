package criterion

import (
	"regexp"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// assessZero judges a count of events that must not happen.
func assessZero(c Criterion, a Actual, o Options) Assessment {
	if a.Value == nil && a.Low == nil {
		if saysNone(text{a.Words, true}, viet.Fold(c.Scope)) {
			return Assessment{Class: Met, Explanation: c.noEvent()}
		}
		return undecided("target.undecided", "actual", a.Text, "plan", "0")
	}
	zero := measure.Int(0)
	known, _ := a.known()
	l, _ := lineOf(Criterion{Kind: AtMost, Value: &zero}, o)
	classes := l.classes(known)
	switch {
	case a.PercentOfPlan || len(classes) != 1:
		return undecided("target.undecided", "actual", a.Text, "plan", "0")
	case classes[0] == NotMet:
		key := "target.events"
		if noneLeft.MatchString(viet.Fold(c.Text)) {
			key = "target.some_left"
		}
		return Assessment{Class: NotMet, Difference: a.Value, Explanation: phrase.New(key, "count", a.Text)}
	}
	return Assessment{Class: Met, Difference: a.Value, Explanation: c.noEvent()}
}

// noneLeft asks that nothing of a thing be left, rather than that it not happen.
var noneLeft = regexp.MustCompile(`\b(?:khong con|xoa het|left|remain(?:s|ing)?)\b`)

func (c Criterion) noEvent() phrase.Phrase {
	if noneLeft.MatchString(viet.Fold(c.Text)) {
		return phrase.New("target.none_left")
	}
	return phrase.New("target.no_event")
}

// assessMilestone judges a date, or words that say done or not.
func assessMilestone(c Criterion, a Actual) Assessment {
	how := isDone
	if a.Words != "" {
		how, _, _, _ = stage(text{a.Words, !marked(a.Words)}, c, "")
		if how == between && a.Date != "" {
			how = isDone
		}
	}
	switch {
	case how == isDone && a.How == MoreThan: // a higher degree than was asked for
		return Assessment{Class: Exceeded, Explanation: phrase.New("target.milestone_above", "text", a.Text)}
	case how == notDone:
		return Assessment{Class: NotMet, Explanation: phrase.New("target.milestone_not_done", "text", a.Text)}
	case how == between:
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	case a.Date != "" && c.Due != "" && a.Date > c.lastDay():
		key := "target.milestone_late"
		if c.Compare == LessThan {
			key = "target.milestone_not_before"
		}
		return Assessment{Class: NotMet, Explanation: phrase.New(key, "date", a.Date, "due", c.Due)}
	case a.Date != "" && c.Due != "":
		return Assessment{Class: Met, Explanation: phrase.New("target.milestone_in_time", "date", a.Date, "due", c.lastDay())}
	}
	return Assessment{Class: Met, Explanation: phrase.New("target.milestone_done", "text", a.Text)}
}

// strengths are the upper levels of bodies that are "vững mạnh".
var strengths = map[string]bool{"strong": true, "strong_all": true}

// assessOrdinal judges a level on a scale of words.
func assessOrdinal(c Criterion, a Actual) Assessment {
	level, ok := levelOf(a.Words)
	if !ok {
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	}
	if strengths[level] != strengths[c.Level] && rank[level] > rank["fair"] && rank[c.Level] > rank["fair"] { // "vững mạnh" is on no scale with "tốt"
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	}
	class := Met
	switch {
	case rank[level] < rank[c.Level]:
		class = NotMet
	case rank[level] > rank[c.Level]:
		class = Exceeded
	}
	return Assessment{Class: class, Explanation: phrase.New("target.ordinal", "actual", phrase.New("target.level_"+level), "plan", phrase.New("target.level_"+c.Level))}
}

// assessParts judges each part and then the whole: all parts must be met, and
// the whole is exceeded only where every part is.
func assessParts(c Criterion, a Actual, o Options) Assessment {
	if c.Kind == AllOf && a.Value != nil && a.Total != nil {
		class := pick(a.Value.Cmp(*a.Total) == 0, Met, NotMet)
		return Assessment{Class: class, Explanation: phrase.New("target.as_reported", "text", a.Text)}
	}
	if len(a.Parts) != len(c.Parts) {
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	}
	out := Assessment{Class: Exceeded}
	var said []phrase.Phrase
	for i, part := range c.Parts {
		one := Assess(part, &a.Parts[i], o)
		scope := part.Scope
		if scope == "" {
			scope = part.Text
		}
		said = append(said, phrase.New("target.part", "scope", scope, "class", phrase.New("class."+string(one.Class)), "then", one.Explanation))
		out.Questions, out.Flags = append(out.Questions, one.Questions...), append(out.Flags, one.Flags...)
		out.Class = worse(out.Class, one.Class)
	}
	out.Explanation = phrase.New("target.parts", "parts", said)
	return out
}

// worse gives the class of two together: one that is not met decides, then one
// that is not assessed.
func worse(a, b Class) Class {
	for _, class := range []Class{NotMet, NotAssessed, Met} {
		if a == class || b == class {
			return class
		}
	}
	return Exceeded
}
