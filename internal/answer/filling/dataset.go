package filling

import (
	"dondoc/internal/answer"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

// DataSet is what came of figures of another program, or would: DHIS2's import
// summary, with the reasons.
type DataSet struct {
	Status      string     `json:"status" enum:"SUCCESS,WARNING,ERROR"`
	DryRun      bool       `json:"dryRun"`
	ImportCount counts     `json:"importCount"`
	Conflicts   []conflict `json:"conflicts"`
}

type counts struct {
	Imported int `json:"imported"`
	Updated  int `json:"updated"`
	Ignored  int `json:"ignored" doc:"what stands already as it is, and the conflicts"`
	Deleted  int `json:"deleted"`
}

type conflict struct {
	Place   int            `json:"place" doc:"among the values, from 1"`
	Object  string         `json:"object" doc:"the data element"`
	OrgUnit string         `json:"orgUnit"`
	Period  string         `json:"period"`
	Value   string         `json:"value"`
	Issues  []answer.Issue `json:"issues"`
}

// OfDataSet writes it.
func OfDataSet(lang i18n.Lang, done figures.DataSetTaken, dryRun bool) DataSet {
	out := DataSet{Status: "SUCCESS", DryRun: dryRun, ImportCount: counts{done.Imported, done.Updated, done.Ignored, 0}, Conflicts: []conflict{}}
	for _, c := range done.Conflicts {
		out.Conflicts = append(out.Conflicts, conflict{c.Place, c.DataElement, c.OrgUnit, c.Period, c.Value.Value, answer.Issues(lang, errs.All(c.Why))})
	}
	switch {
	case len(done.Conflicts) > 0 && done.Imported+done.Updated == 0:
		out.Status = "ERROR"
	case len(done.Conflicts) > 0:
		out.Status = "WARNING"
	}
	return out
}
