package web_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"regexp"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// foot is what a kept page says of the log: the size and root of its moment.
var foot = regexp.MustCompile(`(?s)<footer.*</footer>`)

// A kept page is the page made anew, whatever was written on any node, and
// whoever reads it: random writes through the use-cases, on two nodes of one
// database, and after each the pages of the one that keeps them beside those of
// a server that has none.
func TestKeptPageIsThePageMadeAnew(t *testing.T) {
	s := newSite(t)
	ctx := context.Background()
	db, err := store.Open(ctx, s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other := app.New(db, func() time.Time { return s.now })
	w := &writes{site: s, nodes: []*app.App{s.App, other}, rand: rand.New(rand.NewPCG(8, 5))}
	w.look()
	for _, m := range period.Cycle("2023").Months() { // as far as they are closed
		_ = s.ReopenPeriod(ctx, desk.Operator("test"), w.unit, m, "2024-02-20", "để sửa")
	}
	addresses := []string{"/u/ngan-son/2023", "/u/ngan-son/2024", "/u/ngan-son/2023?as-known=2024-01-10", "/u/ngan-son/2023/below"}
	for _, row := range w.rows[:3] {
		addresses = append(addresses, "/targets/"+string(row.ID), "/targets/"+string(row.ID)+"/tree")
	}
	var readers []*reader
	for _, name := range []string{"can-bo", "nong-nghiep"} {
		readers = append(readers, s.as(name, "vi"))
	}
	const rounds = 40
	kept := 0
	for round := range rounds {
		what := w.one(ctx)
		fresh := httptest.NewServer(web.New(app.New(db, func() time.Time { return s.now }), web.Options{}))
		home, _ := url.Parse(s.url)
		there, _ := url.Parse(fresh.URL)
		for _, r := range readers {
			r.client.Jar.SetCookies(there, r.client.Jar.Cookies(home))
			for _, address := range addresses {
				before := s.db.Statements()
				got := r.get(address).page
				if s.db.Statements()-before <= 3 { // its turn was asked, and its subjects
					kept++
				}
				want := r.take(r.client.Get(fresh.URL + address)).page
				if foot.ReplaceAllString(got, "") != foot.ReplaceAllString(want, "") {
					t.Fatalf("round %d, after %s: %s is not the page made anew", round, what, address)
				}
			}
		}
		fresh.Close()
	}
	t.Logf("%d of %d pages were kept ones", kept, rounds*len(readers)*len(addresses))
	if kept < rounds*len(readers)*len(addresses)/4 {
		t.Errorf("only %d pages were kept ones", kept)
	}
}

// writes makes random writes of all sorts on several nodes.
type writes struct {
	*site
	nodes []*app.App
	rand  *rand.Rand
	rows  []standing.BoardRow
	unit  id.ID
	n     int
}

func (w *writes) look() {
	b, err := w.Scoreboard(context.Background(), desk.Operator("test"), standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"})
	if err != nil {
		w.Fatal(err)
	}
	w.rows, w.unit = b.Rows, b.Unit.ID
}

// one makes one write and says what it was. A write that is refused is one as well.
func (w *writes) one(ctx context.Context) string {
	a := w.nodes[w.rand.IntN(len(w.nodes))]
	operator := desk.Operator("test")
	row := w.rows[w.rand.IntN(len(w.rows))]
	month := period.Month(fmt.Sprintf("2023-%02d", 1+w.rand.IntN(12)))
	w.n++
	sorts := []func() (string, error){
		func() (string, error) {
			_, err := a.Report(ctx, w.actor("can-bo"), figures.NewReport{Target: row.ID, Month: month, Text: fmt.Sprint(w.rand.IntN(90)), Cumulative: true, Final: true})
			return "a report", err
		},
		func() (string, error) {
			box, err := a.Inbox(ctx, w.actor("tham-dinh"))
			if err != nil || len(box.ToVerify) == 0 {
				return "nothing to verify", err
			}
			_, err = a.Advance(ctx, w.actor("tham-dinh"), box.ToVerify[0].Observation.ID, approval.Verify, "")
			return "a verification", err
		},
		func() (string, error) {
			box, err := a.Inbox(ctx, w.actor("lanh-dao"))
			if err != nil || len(box.ToApprove) == 0 {
				return "nothing to approve", err
			}
			_, err = a.Advance(ctx, w.actor("lanh-dao"), box.ToApprove[0].Observation.ID, approval.Approve, "")
			return "an approval", err
		},
		func() (string, error) {
			return "a class", a.ConfirmClass(ctx, w.actor("lanh-dao"), row.ID, criterion.Classes()[w.rand.IntN(3)], "vì thế")
		},
		func() (string, error) {
			if w.rand.IntN(2) == 0 {
				return "a lock", a.LockPeriod(ctx, operator, w.unit, month)
			}
			return "a reopening", a.ReopenPeriod(ctx, operator, w.unit, month, "2024-01-20", "để sửa")
		},
		func() (string, error) {
			return "a revision", a.ReviseTarget(ctx, operator, plan.NewRevision{Target: row.ID, Wording: fmt.Sprintf("%d %s", 1+w.rand.IntN(90), row.UnitOfMeasure), Reason: "điều chỉnh", Document: row.Target.Document})
		},
		func() (string, error) {
			_, err := a.AddTarget(ctx, operator, plan.NewTarget{Document: row.Target.Document, Name: fmt.Sprint("Chỉ tiêu thêm ", w.n), Wording: "10 xã", UnitOfMeasure: "xã", Place: 90 + w.n})
			return "a target", err
		},
		func() (string, error) {
			d, err := a.Directory(ctx, operator)
			if err != nil {
				return "", err
			}
			v, _ := d.Unit(w.unit, period.DateOf(a.Now()))
			return "a unit's name", a.ReviseUnit(ctx, operator, w.unit, units.NewUnit{Code: v.Code, Name: fmt.Sprint("Huyện Ngân Sơn ", w.n), Kind: v.Kind, Parent: v.Parent})
		},
		func() (string, error) {
			return "a label", a.SetLabel(ctx, operator, "", "vi", "track.met", fmt.Sprint("đạt ", w.n))
		},
		func() (string, error) {
			if w.rand.IntN(2) == 0 {
				return "a right taken", a.Revoke(ctx, operator, w.actor("can-bo").Account, access.Grant{Role: access.Officer, Unit: w.unit})
			}
			return "a right", a.Grant(ctx, operator, w.actor("can-bo").Account, access.Grant{Role: access.Officer, Unit: w.unit})
		},
		func() (string, error) {
			_, err := a.AddTask(ctx, operator, tasks.NewTask{Unit: w.unit, Name: fmt.Sprint("Việc ", w.n), Leads: []id.ID{w.unit}})
			return "a task", err
		},
	}
	what, err := sorts[w.rand.IntN(len(sorts)+6)%len(sorts)]()
	if err != nil {
		return what + " refused: " + err.Error()
	}
	return what
}

func (w *writes) actor(name string) access.Actor {
	who, err := w.ActAs(context.Background(), desk.Operator("test"), name)
	if err != nil {
		w.Fatal(err)
	}
	return who
}
