package web

import (
	"net/http"
	"strconv"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/board"
)

// allotmentTree shows a target's allotment down to its ends, each level put
// together from the ends.
func (s *server) allotmentTree(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	known, badDay := asKnown(r)
	if badDay != nil {
		return badDay
	}
	tree, err := s.app.AllotmentTree(r.Context(), r.user.Actor, which, known)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := board.AllotTree{Frame: s.frame(r, d, tree.Target.Unit, tree.Cycle, i18n.T(r.lang, "web.allot_tree_title", "name", tree.Target.Name)),
		Target: page.Link{Text: tree.Target.Name, URL: targetURL(which, known)}, Unit: tree.UnitOfMeasure}
	v.Sentence = i18n.T(r.lang, "web.allot_tree_sentence", "name", tree.Target.Name, "reported", tree.Reported, "ends", tree.Ends)
	if len(tree.Parts) == 0 {
		v.Empty = &board.Empty{What: phrase.New("web.allot_tree_empty"), Action: v.Target}
	} else {
		v.Rows = allotRows(r.lang, tree, tree.Node, 0)
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// allotRows gives a node and everything under it, wholes before parts.
func allotRows(lang i18n.Lang, tree app.Allotment, n target.Node, depth int) []board.AllotTreeRow {
	which := n.Target.ID
	url := targetURL(which, tree.AsKnown)
	row := board.AllotTreeRow{Depth: depth, Unit: page.Link{Text: n.Name, URL: url}, Head: holder(tree.Answers[which]), Plan: bare(n.Current().Wording, n.UnitOfMeasure)}
	row.Head.Unit, row.Head.UnitURL = "", ""
	if n.Counted != nil {
		row.Own = page.Figure{Text: bare(n.Counted.Text, n.UnitOfMeasure), URL: url + "#reports"}
	}
	judged := n.Assessment
	if len(n.Parts) > 0 {
		judged = n.Judged
		row.Ends = strconv.Itoa(n.Reported) + "/" + strconv.Itoa(n.Ends)
		if n.Balance.Summable {
			row.Check = phrase.New("app.allot_sum", "plan", n.Balance.Plan, "sum", n.Balance.Sum, "reserve", n.Balance.Reserve, "rest", n.Balance.Rest)
			row.Open = !n.Balance.Rest.IsZero()
		}
		if n.Reserve != nil {
			row.Reason = n.Reserve.Reason
		}
		if n.FromBelow != nil {
			row.Below = bare(n.FromBelow.Text, n.UnitOfMeasure)
		}
		if n.Cannot != nil {
			e := errs.All(n.Cannot)[0]
			row.Doubts = append(row.Doubts, e.What)
		}
		for _, f := range n.Doubts {
			row.Doubts = append(row.Doubts, f.What)
		}
	}
	row.Percent = percentFigure(lang, judged, url, "a"+string(which)[24:])
	if judged.Class != "" {
		row.Class = string(judged.Class)
	}
	out := []board.AllotTreeRow{row}
	for _, p := range n.Parts {
		out = append(out, allotRows(lang, tree, p, depth+1)...)
	}
	return out
}
