package criterion

import (
	"slices"
	"strings"
)

// Readings are wordings that say without a question what a wording may mean:
// what is offered to a person where Read asks. The wording itself stays as it
// was written. None where it is read without a question, or where nothing
// like it is.
func Readings(wording string, in Hints) []string {
	c, questions := Read(wording, in)
	if len(questions) == 0 {
		return nil
	}
	text := strings.TrimSpace(wording)
	amount := strings.TrimSpace(strings.TrimSuffix(text, "%"))
	try := []string{c.Wording()}
	if amount != text || c.Kind == Change && in.Unit == "%" { // the sign may stand in the column of the unit alone
		try = append(try, amount+" điểm %", amount+"% tương đối")
	}
	if c.Value != nil {
		value := strings.TrimSpace(c.Value.Say("vi") + " " + in.Unit)
		if in.Unit == "%" {
			value = c.Value.Say("vi") + "%"
		}
		try = append(try, value, "từ "+value+" trở lên", "không quá "+value)
	}
	var out []string
	var kept []Criterion
	for _, one := range try {
		read, open := Read(one, in)
		if len(open) > 0 || one == "" || slices.ContainsFunc(kept, read.Same) {
			continue
		}
		out, kept = append(out, one), append(kept, read)
	}
	return out
}
