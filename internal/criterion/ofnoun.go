package criterion

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// The noun directly behind a figure is its unit. No list of words that tell any
// result takes it away: "32 hồ sơ" says nothing of 30 households, "32 cầu" nothing
// of 30 km.

// nouns are things that are counted, of the words with which any result may be told.
var nouns, nounsBare = syllables("hộ người trường xã phường huyện tỉnh thôn bản con vụ cuộc nhà giường lớp lượt ca khách tổ điểm đàn căn cây quả hồ sơ văn cầu hạng mục công trình cái chiếc cơ sở đơn nhiệm nghị báo cáo ủy đợt nhóm lần tháng năm quý tuần ngày kỳ thị thành chủ thể gia sản mô dự chi tiêu vị ban hội đồng đội phòng cục nước mốc bộ lao xóm làng khu buôn")

// nounLed begin words that are no noun though their first syllable may be one.
var nounLed = words("thành lập|hội tụ|báo cáo|công nhận|công bố|tổ chức|chi trả|chi thường xuyên|chi cho|đồng loạt|đồng bộ|đồng đều|nhà nước|năm 20|năm 19|năm nay|năm trước|năm ngoái|tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|quý|ngày|kỳ|cơ bản|con số|thành công|người dân|điểm %|điểm phần trăm|đạt|được|của|trên|trong|theo|tại|sản xuất|sản lượng")

// otherNoun asks about a figure whose noun is none of the target's own words.
func (r *reader) otherNoun(a *Actual, cl clause, c Criterion) {
	if cl.how == RatioCount || c.Kind == Rank || r.own.Share() || cl.plan {
		return
	}
	unit := c.Unit
	if unit == "" {
		unit = r.in.Unit
	}
	if said := nounAt(a.Text, cl); lookAlike(said, unit) {
		r.ask(ask("actual", "target.unit_differs", "text", said, "unit", unit))
		return
	}
	if cl.written && measure.LookupUnit(cl.unit).Known() {
		return
	}
	said := text{strings.TrimSpace(pick(cl.written, cl.unit+" ", "") + cl.rest), !marked(cl.unit + cl.rest)}
	if unit == "" || !startsWithLetter(said.s) || said.begins(force) || said.begins(nounLed) || said.begins(remarkHeads) {
		return
	}
	spelled, folds := spelledOf(said.s), lettersOf(said.s)
	if len(spelled) == 0 || len(folds) == 0 || said.bare && !nounsBare[folds[0]] || !said.bare && !nouns[spelled[0]] {
		return
	}
	own := " " + strings.Join(lettersOf(strings.Join([]string{unit, r.in.Unit, c.Text, r.in.Name, c.Rest}, " ")), " ") + " "
	thing := " " + strings.Join(folds, " ") + " "
	if strings.Contains(own, " "+folds[0]+" ") || alikeHeads(thing, strings.Join(lettersOf(unit), " ")) || alikeHeads(thing, strings.Join(lettersOf(r.in.Unit), " ")) || headNamed(folds[0], func(w string) bool { return strings.Contains(own, " "+w+" ") }) {
		return
	}
	r.ask(ask("actual", "target.unit_differs", "text", said.s, "unit", unit))
}

// behindFigure are the words directly behind the first figure of a result.
var behindFigure = regexp.MustCompile(`\d[\d.,]* ?(\pL+(?: \pL+)?)`)

// nounAt gives the words behind the figure of a result as they are written.
func nounAt(written string, cl clause) string {
	if m := behindFigure.FindStringSubmatch(viet.CleanSpaces(written)); m != nil && !measure.LookupUnit(cl.unit).Share() {
		return m[1]
	}
	return ""
}

// lookAlike says whether two nouns begin alike only without their marks: "hồ sơ"
// and "hộ", which no reader may take for each other.
func lookAlike(said, unit string) bool {
	a, b := spelledOf(said), spelledOf(unit)
	return len(a) > 0 && len(b) > 0 && marked(said) && marked(unit) && a[0] != b[0] && viet.Fold(a[0]) == viet.Fold(b[0])
}

// ofNumber says that a percentage is of a number of things, and no points.
var ofNumber = regexp.MustCompile(`^(?:tren |trong |cua |so voi )?(?:tong )?so `)

// pointsOrPart asks about points where a part of what there was is asked for, and
// about such a part where points are: neither says anything of the other.
func (r *reader) pointsOrPart(a *Actual, cl clause, c Criterion) {
	if c.Kind != Change && c.Move == "" && c.Kind != PerYear {
		return
	}
	said, asked := measure.LookupUnit(cl.unit), measure.LookupUnit(c.Unit)
	part := c.Relative || asked.Family == "percent" && ofNumber.MatchString(viet.Fold(c.Rest)+" ")
	switch {
	case said.Family == "point" && cl.written && (part || !asked.Share() && asked.Family != "point"):
	case said.Family == "percent" && asked.Family == "point" && (cl.relative || ofNumber.MatchString(viet.Fold(strings.TrimSpace(cl.rest+" "+cl.base))+" ")):
	default:
		return
	}
	r.ask(ask("actual", "target.unit_differs", "text", a.Text, "unit", pick(part, "% (tương đối)", c.Unit)))
}

// partOfAllSaid begins a share of all there are.
var partOfAllSaid = regexp.MustCompile(`^(?:dat )?chiem |^(?:dat |chiem )?ti le `)

// bareShareOfCount says whether a percentage that does not say of what stands where
// a number of things is planned: "80%" may be of the plan, or of all there are.
func (r *reader) bareShareOfCount(cl clause, c Criterion) bool {
	unit := measure.LookupUnit(c.Unit)
	if c.Kind == RatioCount { // ofPlan asks of which of its two counts
		return false
	}
	if cl.base == "" && !cl.plan && cl.value.Cmp(measure.Int(100)) < 0 && !unit.Share() && isLevelKind(c.Kind) && partOfAllSaid.MatchString(viet.Fold(r.told)) {
		return true // "chiếm 80%" is of all there are, whatever is counted
	}
	if cl.plan || cl.base != "" || cl.rest != "" || cl.how == RatioCount || unit.Text == "" || unit.Share() || unit.Known() && !unit.Counted() || cl.value.Cmp(measure.Int(100)) >= 0 {
		return false
	}
	return isLevelKind(c.Kind)
}
