package cli

import (
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app/papers"
	"dondoc/internal/coverage"
	"dondoc/internal/measure"
)

// coverageScore is how proposals stand to what a person marked by reading.
type coverageScore struct {
	Superior string         `json:"superior"`
	Own      string         `json:"own"`
	First    tally          `json:"first"`  // first proposals that are right
	Shown    tally          `json:"shown"`  // all proposals that are right
	Strict   tally          `json:"strict"` // of all proposals those that take up, not only touch
	Found    tally          `json:"found"`  // marked own items that are proposed
	Taken    tally          `json:"taken"`  // provisions taken up for which one that does so is proposed
	Status   tally          `json:"status"` // statuses that are right
	Rows     []scoreRow     `json:"rows"`
	Issues   []answer.Issue `json:"issues"`
}

// tally is how many of some things are right, and their share in per cent.
type tally struct {
	Right   int             `json:"right"`
	Of      int             `json:"of"`
	Percent measure.Decimal `json:"percent"`
}

type scoreRow struct {
	Superior string   `json:"superior"`
	Marked   string   `json:"marked" enum:"covered,partly,not_covered,not_applicable,weaker,contrary"`
	Proposed string   `json:"proposed" enum:"covered,partly,not_covered"`
	Wrong    []string `json:"wrong"`  // own items proposed that were not marked
	Missed   []string `json:"missed"` // marked ones that are not proposed
}

// scoreOf gives how proposals stand to marks.
func scoreOf(m papers.CoverageMatrix, s coverage.Score) coverageScore {
	of := func(t coverage.Tally) tally { return tally{t.Right, t.Of, t.Percent()} }
	out := coverageScore{Superior: m.Superior.Number, Own: m.Own.Number, First: of(s.First), Shown: of(s.Shown), Strict: of(s.Strict),
		Found: of(s.Found), Taken: of(s.Taken), Status: of(s.Status), Rows: []scoreRow{}, Issues: []answer.Issue{}}
	for _, v := range s.Each {
		out.Rows = append(out.Rows, scoreRow{v.Superior, v.Marked, v.Proposed, append([]string{}, v.Wrong...), append([]string{}, v.NotFound...)})
	}
	return out
}

// rated prints how right proposals are, and where they are not.
func (a *ask) rated(out coverage.Score) {
	for _, one := range []struct {
		key string
		coverage.Tally
	}{{"cli.score_first", out.First}, {"cli.score_shown", out.Shown}, {"cli.score_strict", out.Strict}, {"cli.score_found", out.Found}, {"cli.score_taken", out.Taken}, {"cli.score_status", out.Status}} {
		a.say(one.key, "right", one.Right, "of", one.Of, "share", one.Percent().Say(string(a.lang)))
	}
	said := func(status string) string {
		if fit := coverage.Fit(status); fit == coverage.Weaker || fit == coverage.Contrary {
			return a.t("coverage.fit_" + status)
		}
		return a.t("coverage." + status)
	}
	var rows [][]string
	for _, r := range out.Each {
		if len(r.Wrong)+len(r.NotFound) > 0 || r.Marked != r.Proposed {
			rows = append(rows, []string{r.Superior, said(r.Marked), said(r.Proposed), strings.Join(r.Wrong, "; "), strings.Join(r.NotFound, "; ")})
		}
	}
	table(a.Stdout, []string{"", a.t("cli.score_marked"), a.t("cli.proposed"), a.t("cli.score_wrong"), a.t("cli.score_missed")}, rows, nil)
}
