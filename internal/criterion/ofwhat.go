package criterion

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Of what a count or a percentage is: "11/12 tiêu chí" says nothing of twelve
// communes, "75% số xã" nothing of the plan of nine, "96% hộ gia đình" nothing
// of the people.

// ofWhat asks about a count or a percentage that is of something else.
func (r *reader) ofWhat(a *Actual, cl clause, c Criterion, ofPlan bool) {
	r.countOfShare(a, cl, c)
	r.countOfOthers(a, cl, c)
	r.otherNoun(a, cl, c)
	r.pointsOrPart(a, cl, c)
	r.shareOfAll(a, cl, c, ofPlan)
}

// countOfOthers asks about "n/m X" where X is not what the plan counts.
func (r *reader) countOfOthers(a *Actual, cl clause, c Criterion) {
	if cl.how != RatioCount || c.Unit == "" || measure.LookupUnit(c.Unit).Share() || c.Kind == Rank {
		return
	}
	said := text{strings.TrimSpace(cl.unit + " " + cl.rest), !marked(cl.unit + cl.rest)}
	if !startsWithLetter(said.s) || said.begins(ofWords) && r.isPlan(cl, c) || said.begins(fillers) || said.begins(force) && !said.begins(harmless) || said.begins(remarkHeads) || said.begins(notNouns) {
		return
	}
	thing := " " + strings.Join(lettersOf(said.s), " ") + " "
	for _, own := range []string{c.Unit, r.in.Unit} {
		if own = strings.Join(lettersOf(own), " "); own != "" && (alikeHeads(thing, own) || measure.LookupUnit(cl.unit).Known() && measure.LookupUnit(cl.unit).Fits(measure.LookupUnit(c.Unit))) {
			return
		}
	}
	r.ask(ask("actual", "target.unit_differs", "text", said.s, "unit", c.Unit))
}

// isPlan says whether the m of "n/m chỉ tiêu" is the plan itself.
func (r *reader) isPlan(cl clause, c Criterion) bool {
	plan := c.PlanValue()
	return plan != nil && cl.total.Cmp(*plan) == 0
}

var notNouns = words("đã|được|của|trong|trên|theo|về|tại|điểm")

// alikeHeads says whether words begin with the unit, or with another word for it.
func alikeHeads(thing, own string) bool {
	begins := func(word string) bool {
		return strings.HasPrefix(thing, " "+word+" ") || strings.HasPrefix(" "+word+" ", strings.TrimRight(thing, " ")+" ")
	}
	if begins(own) || strings.HasPrefix(own, strings.TrimSpace(thing)+" ") {
		return true
	}
	for _, group := range alike {
		if slices.Contains(group, own) && slices.ContainsFunc(group, begins) {
			return true
		}
	}
	return false
}

// shareOfAll asks about a percentage of the things themselves where a number of
// them is planned: "75% số xã" is of all, and not of the plan.
func (r *reader) shareOfAll(a *Actual, cl clause, c Criterion, ofPlan bool) {
	if ofPlan && r.bareShareOfCount(cl, c) {
		r.ask(ask("actual", "target.share_of_all", "text", a.Text))
		return
	}
	if !ofPlan || cl.plan || cl.how == RatioCount || cl.base != "" || cl.rest == "" || !measure.LookupUnit(c.Unit).Known() && c.Unit != r.in.Unit {
		return
	}
	said := " " + strings.Join(lettersOf(cl.rest), " ") + " "
	own, _, _ := strings.Cut(strings.Join(lettersOf(c.Unit), " "), "/")
	if !allOfThem.MatchString(said) && (own == "" || !alikeHeads(said, own)) {
		return
	}
	r.ask(ask("actual", "target.share_of_all", "text", a.Text))
}

var allOfThem = regexp.MustCompile(`^ (?:tren |trong |cua )?(?:so|tong so|tong|cac|toan bo) `)

// heads are words for those that a percentage is of, each with its others.
var heads = [][]string{
	folded("nguoi lao dong|lao dong|cong nhan"), folded("nguoi dan|nguoi|dan so|dan|nhan khau|cong dan|nhan dan"), folded("ho gia dinh|ho dan|gia dinh|ho"),
	folded("tre em|tre|chau"), folded("hoc sinh|hoc vien|sinh vien"), folded("doanh nghiep|dn|cong ty"), folded("hop tac xa|htx"), folded("dang vien"),
	folded("can bo|cong chuc|vien chuc"), folded("giao vien"), folded("thon|ban|khu dan cu|to dan pho|xom|buon|lang"), folded("chi bo|to chuc dang|dang bo"),
	folded("truong hoc|truong"), folded("phu nu|hoi vien"), folded("thanh nien|doan vien"), folded("ho so|thu tuc"), folded("xa"), folded("co so"), folded("dien tich"), folded("can ho"),
}

var headSaid = regexp.MustCompile(`\d ?% (?:(?:so|tong so|cac|tren|cua) )*([^\d,;(]+)`)

// ofOtherHead gives those that a percentage is said to be of, where the target's
// name is of others: "96% học sinh" of "Tỷ lệ người dân …".
func ofOtherHead(c Criterion, own, text string) string {
	if !measure.LookupUnit(c.Unit).Share() {
		return ""
	}
	m := headSaid.FindStringSubmatch(viet.Fold(text))
	if m == nil {
		return ""
	}
	known := " " + strings.Join(lettersOf(own), " ") + " "
	has := func(w string) bool { return strings.Contains(known, " "+w+" ") }
	named, said := false, ""
	var of []string
	for _, group := range heads {
		for _, w := range group {
			if said == "" && strings.HasPrefix(m[1]+" ", w+" ") {
				said, of = w, group
			}
			named = named || has(w)
		}
	}
	if said == "" || !named || slices.ContainsFunc(of, has) {
		return ""
	}
	return said
}

var (
	// begun are steps before a thing is finished, over those after it.
	begun    = regexp.MustCompile(`\b(?:khoi cong|phe duyet|trinh|dang ki|khoi dong)\b`)
	overWith = regexp.MustCompile(`\b(?:hoan thanh|nghiem thu|ban giao|khanh thanh)\b`)
	overPlan = regexp.MustCompile(`\b(?:hoan thanh|nghiem thu) (?:(?:vuot|dat) )*(?:ke hoach|kh|chi tieu|muc tieu|nhiem vu|\d[\d.,]* ?%)`)
	// opposite are things that are told in like words, with what names them.
	opposite = []struct{ said, named *regexp.Regexp }{
		{regexp.MustCompile(`\b(?:tong chi|chi (?:ngan sach|nsnn|thuong xuyen|dau tu|\d[\d.,]*))\b`), regexp.MustCompile(`\bchi\b`)},
		{regexp.MustCompile(`\b(?:tong thu|thu (?:ngan sach|nsnn|noi dia|(?:duoc )?\d[\d.,]*))\b`), regexp.MustCompile(`\bthu\b`)},
		{regexp.MustCompile(`\bnhap khau\b`), regexp.MustCompile(`\bnhap khau\b|\bxuat nhap khau\b`)},
	}
)

// ranked is a rank, whose "thứ" is no "thu", and the compounds of "thu".
var ranked = regexp.MustCompile(`\b(?:xep|dung|hang) (?:thu|hang) \d+|\b(?:nghiem|tiep|doanh) thu\b`)

// otherSide gives words of a result that say the opposite of what the target is
// of, or another step: "chi ngân sách" of what comes in, "hoàn thành 21 dự án" of
// those to be begun.
func otherSide(own, said string) string {
	own, said = viet.Fold(own), ranked.ReplaceAllString(viet.Fold(strings.ReplaceAll(strings.ToLower(viet.Canonical(said)), "thứ", "hạng")), " ")
	for _, o := range opposite {
		if w := o.said.FindString(said); w != "" && !o.named.MatchString(own) {
			return w
		}
	}
	if w := overWith.FindString(overPlan.ReplaceAllString(said, "")); w != "" && begun.MatchString(own) && !overWith.MatchString(own) {
		return w
	}
	return ""
}

// lesserPart says whether a statement gives a part of the figure before it, in
// its unit and less than it: "26 tỷ đồng, trong đó thu tiền sử dụng đất 12 tỷ
// đồng". A percentage, a condition or a part that is more is none.
func (r *reader) lesserPart(t, figure text) bool {
	whole := t.s
	if !t.cut(ofWhichWords) || r.own.Share() {
		return false
	}
	name := ""
	for t.s != "" && !startsWithDigit(t.s) {
		name += t.cutLoose() + " "
	}
	part, rest, err := measure.ReadQuantity(t.s, r.own)
	if ok, _ := accounted(name, viet.Fold(r.in.Name), t.bare); !ok || err != nil || len(part.Readings) != 1 || rest != "" || !oneNumber.MatchString(t.s) || r.intended(name) || r.targets(name) || r.otherFlow(name) {
		return false
	}
	i := strings.IndexAny(figure.s, "0123456789")
	all, after, err := measure.ReadQuantity(figure.s[max(i, 0):], r.own)
	if err != nil || i < 0 || len(all.Readings) != 1 || after != "" || !part.Unit.Fits(all.Unit) && !bothPeople(part.Unit, all.Unit) || part.Unit.Factor != all.Unit.Factor || part.Unit.Text == "" {
		return false
	}
	r.lesser = append(r.lesser, whole)
	return part.Readings[0].Cmp(all.Readings[0]) <= 0
}

// bothPeople says whether two units count people.
func bothPeople(a, b measure.Unit) bool {
	people := func(u measure.Unit) bool { return viet.Fold(u.Text) == "nguoi" || persons[viet.Fold(u.Text)] }
	return people(a) && people(b)
}

// targets says whether the words of a part are such as the target itself is
// named by, or none: then the part may be what is asked for.
func (r *reader) targets(part string) bool {
	named, own := spelledOf(part), spelledOf(r.in.Name)
	all := true
	for _, w := range named {
		has := slices.Contains(own, w)
		if has && !telling[w] {
			return true
		}
		all = all && has
	}
	return all
}

var oneNumber = regexp.MustCompile(`^\d[\d.,]* ?[^\d]+$`)

var ofWhichWords = words("trong đó có|trong đó|gồm có|of which")
