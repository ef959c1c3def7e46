package criterion

// Options are interpretations where practice differs. The zero value is the
// usual one everywhere. No rule of law settles them; the 2019 national table
// (Thanh Niên, cited in the domain notes) itself is not of one mind: it took
// 33,9 in the range 33-34 as Đạt, 1,1 in 1-1,5 as Vượt, unemployment of 3,1
// under "dưới 4" as Đạt, a price index of 2,79 under "khoảng 4" as Vượt.
type Options struct {
	// AboutTolerance is how far from "khoảng X" still meets it, in percent of
	// X, where the wording states no tolerance; 5 when zero.
	AboutTolerance int64 `json:"about_tolerance,omitempty"`
	// AboveRange is the class of a result above a range of which more is
	// better: Exceeded when empty, or Met where the range is all that is wanted.
	AboveRange Class `json:"above_range,omitempty"`
	// BelowCeiling is the class of a result below a ceiling: Met when empty (as
	// unemployment 3,1 under "dưới 4"), or Exceeded.
	BelowCeiling Class `json:"below_ceiling,omitempty"`
	// AboveKept is the class of a result above a level to be kept up (duy trì):
	// Met when empty, or Exceeded.
	AboveKept Class `json:"above_kept,omitempty"`
	// Ceiling is how a result under a ceiling is put in percent. The press
	// prints the change and no percentage, so none is the usual way.
	Ceiling CeilingFormula `json:"ceiling,omitempty"`
	// Interim are the plans within the year, as written; see ReadInterims.
	Interim string `json:"interim,omitempty"`
	// Source says who reads it so: the document, or the practice.
	Source string `json:"source,omitempty"`
}

// CeilingFormula puts a result of which less is better in percent of its plan.
type CeilingFormula string

// The formulas in use where an office wants a percentage all the same.
const (
	NoPercent CeilingFormula = ""          // only the difference is shown
	Inverse   CeilingFormula = "inverse"   // plan / actual: half the ceiling is 200 %
	TwoMinus  CeilingFormula = "two_minus" // 2 − actual / plan: half the ceiling is 150 %
)

// Valid says whether every option is one of those there are.
func (o Options) Valid() bool {
	between := func(c Class) bool { return c == "" || c == Met || c == Exceeded }
	return o.AboutTolerance >= 0 && o.AboutTolerance <= 50 && between(o.AboveRange) && between(o.BelowCeiling) && between(o.AboveKept) &&
		(o.Ceiling == NoPercent || o.Ceiling == Inverse || o.Ceiling == TwoMinus)
}

func (o Options) about() int64 {
	if o.AboutTolerance <= 0 {
		return 5
	}
	return o.AboutTolerance
}
