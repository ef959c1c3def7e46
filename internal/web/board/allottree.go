package board

import (
	"dondoc/internal/app/desk"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// allotmentTree shows a target's allotment down to its ends, each level put
// together from the ends.
func (s *server) allotmentTree(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	known, badDay := kit.AsKnown(r)
	if badDay != nil {
		return badDay
	}
	tree, err := s.App.AllotmentTree(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := AllotTree{Frame: s.Frame(r, d, tree.Target.Unit, tree.Cycle, i18n.T(r.Lang, "web.allot_tree_title", "name", tree.Target.Name)),
		Target: page.Link{Text: tree.Target.Name, URL: href.Target(which, known)}, Unit: tree.UnitOfMeasure}
	v.Sign()
	v.Sentence = i18n.T(r.Lang, "web.allot_tree_sentence", "name", tree.Target.Name, "reported", tree.Reported, "ends", tree.Ends)
	if len(tree.Parts) == 0 {
		v.Empty = &page.Empty{What: phrase.New("web.allot_tree_empty"), Action: v.Target}
	} else {
		f := foldOf(r, string(which), known, tree.Node)
		v.Rows = allotRows(d, r.Lang, tree, tree.Node, 0, f)
		if len(tree.Node.Parts) < count(tree.Node)-1 { // some part has parts of its own
			v.OpenAll, v.FoldAll = f.all("none"), f.all("all")
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// allotRows gives a node and everything under it, wholes before parts.
func allotRows(d *desk.Directory, lang i18n.Lang, tree plan.Allotment, n target.Node, depth int, f fold) []AllotTreeRow {
	which := n.Target.ID
	at := href.Target(which, tree.AsKnown)
	row := AllotTreeRow{Depth: depth, Unit: page.Link{Text: n.Name, URL: at}, Head: kit.HolderIn(d, tree.Answers[which], n.Cycle, f.known), Plan: kit.Bare(n.Current().Wording, n.UnitOfMeasure)}
	row.Head.Unit, row.Head.UnitURL = "", ""
	if n.Counted != nil {
		row.Own = page.Figure{Text: kit.Given(lang, *n.Counted, n.UnitOfMeasure), URL: at + "#reports"}
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
			row.Below = kit.Bare(n.FromBelow.Text, n.UnitOfMeasure)
		}
		if n.Cannot != nil {
			e := errs.All(n.Cannot)[0]
			row.Doubts = append(row.Doubts, e.What)
		}
		for _, f := range n.Doubts {
			row.Doubts = append(row.Doubts, f.What)
		}
	}
	row.Percent, _ = percentFigure(lang, judged, n.UnitOfMeasure, at, "a"+string(which)[24:])
	if judged.Class != "" {
		row.Class = string(judged.Class)
	}
	folded := depth > 0 && len(n.Parts) > 0 && f.folded(which)
	if depth > 0 && len(n.Parts) > 0 {
		row.Fold = page.Link{URL: f.toggled(which), Text: i18n.T(lang, "web.allot_tree_fold", "name", n.Name)}
		if row.Folded = folded; folded {
			row.Fold.Text = i18n.T(lang, "web.allot_tree_unfold", "n", count(n)-1, "name", n.Name)
		}
	}
	out := []AllotTreeRow{row}
	if folded {
		return out
	}
	for _, p := range n.Parts {
		out = append(out, allotRows(d, lang, tree, p, depth+1, f)...)
	}
	return out
}

// mostUnfolded is how many rows a tree has at most that opens unfolded.
const mostUnfolded = 60

// fold says which nodes of a tree are folded: all or none but for some. It is
// kept in the address, so that it works without script and can be sent on.
type fold struct {
	address string
	known   period.Date
	every   bool
	but     map[string]bool
}

func foldOf(r *kit.Ask, which string, known period.Date, root target.Node) fold {
	f := fold{address: href.Tree(id.ID(which), ""), known: known, but: map[string]bool{}}
	switch r.URL.Query().Get("fold") {
	case "all":
		f.every = true
	case "none":
	default:
		f.every = count(root) > mostUnfolded
	}
	for _, one := range r.URL.Query()["but"] {
		f.but[one] = true
	}
	return f
}

// count gives how many nodes there are, with the node itself.
func count(n target.Node) int {
	sum := 1
	for _, p := range n.Parts {
		sum += count(p)
	}
	return sum
}

func (f fold) folded(node id.ID) bool { return f.every != f.but[string(node)] }

// toggled gives the address of the tree with one node the other way.
func (f fold) toggled(node id.ID) string {
	but := maps.Clone(f.but)
	if but[string(node)] {
		delete(but, string(node))
	} else {
		but[string(node)] = true
	}
	return f.at(f.every, but)
}

func (f fold) all(how string) string { return f.at(how == "all", nil) }

func (f fold) at(every bool, but map[string]bool) string {
	q := url.Values{"fold": {"none"}}
	if every {
		q.Set("fold", "all")
	}
	if f.known != "" {
		q.Set("as-known", string(f.known))
	}
	q["but"] = slices.Sorted(maps.Keys(but))
	return href.Query(f.address, q)
}
