package list

import "dondoc/internal/web/kit/page"

// Filter is one group of filter links; the first stands for all.
type Filter struct {
	Label   string
	Options []page.Link
}

// chosen is the text of the option in force; none for the first.
func (f Filter) chosen() string {
	for i, o := range f.Options {
		if o.Here && i > 0 {
			return o.Text
		}
	}
	return ""
}
