package ahead

import (
	"dondoc/internal/answer"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

// Answering is what came of a sheet of who is to answer for targets.
type Answering struct {
	DryRun bool            `json:"dry_run"`
	Notes  []string        `json:"notes"`
	Rows   []AnsweringLine `json:"rows"`
	Issues []answer.Issue  `json:"issues"`
}

// AnsweringLine is a row of the sheet.
type AnsweringLine struct {
	Row      int    `json:"row"`
	Target   string `json:"target"`
	Name     string `json:"name"`
	Now      string `json:"now" doc:"code of the unit that answers"`
	Then     string `json:"then" doc:"code of the one that will"`
	From     string `json:"from"`
	Decision string `json:"decision"`
	Change   string `json:"change"`
}

// OfAnswering gives what was read of a sheet with what stands in the way.
func OfAnswering(lang i18n.Lang, done plan.AnsweringRead, list errs.List, dry bool) Answering {
	out := Answering{DryRun: dry, Notes: []string{}, Rows: []AnsweringLine{}, Issues: answer.Issues(lang, list)}
	if done.Table != nil {
		for _, n := range done.Table.Told() {
			out.Notes = append(out.Notes, i18n.Say(lang, n))
		}
	}
	for _, r := range done.Rows {
		out.Rows = append(out.Rows, AnsweringLine{r.Row, string(r.Target.ID), r.Name, r.Now.Code, r.Then.Code, string(r.From), r.Decision, string(r.Change)})
	}
	return out
}
