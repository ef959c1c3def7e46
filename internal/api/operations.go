package api

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/approval"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"github.com/danielgtaylor/huma/v2"
)

type none struct{}

// sessions signs in and out.
func (a *api) sessions(h huma.API) {
	type signIn struct {
		UserAgent string `header:"User-Agent"`
		Body      struct {
			Username string `json:"username"`
			Password string `json:"password"`
		}
	}
	type token struct {
		Token string `json:"token"`
	}
	huma.Register(h, huma.Operation{OperationID: "sign-in", Method: http.MethodPost, Path: "/api/v1/sessions"}, func(ctx context.Context, in *signIn) (*body[token], error) {
		t, err := a.app.SignIn(ctx, in.Body.Username, in.Body.Password, "api", in.UserAgent)
		if err != nil {
			return nil, problem(from(ctx).lang, err)
		}
		return &body[token]{token{t}}, nil
	})
	operation(h, http.MethodDelete, "/api/v1/sessions/current", "sign-out", func(ctx context.Context, c caller, _ *none) (none, error) {
		return none{}, a.app.SignOut(ctx, c.user)
	})
}

type unit struct {
	Code     string      `json:"code"`
	Name     string      `json:"name"`
	Kind     string      `json:"kind"`
	Parent   string      `json:"parent,omitempty"`
	Official string      `json:"official,omitempty"`
	Head     answer.Head `json:"head"`
}

// boards reads units, scoreboards and targets.
func (a *api) boards(h huma.API) {
	type on struct {
		On string `query:"on" doc:"the day, 2023-12-31; today when empty"`
	}
	type units struct {
		On     period.Date    `json:"on"`
		Rows   []unit         `json:"rows"`
		Issues []answer.Issue `json:"issues"`
	}
	operation(h, http.MethodGet, "/api/v1/units", "units", func(ctx context.Context, c caller, in *on) (units, error) {
		day := period.DateOf(a.app.Now())
		if in.On != "" {
			var err error
			if day, err = period.ParseDate(in.On); err != nil {
				return units{}, err
			}
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return units{}, err
		}
		out := units{On: day, Rows: []unit{}, Issues: []answer.Issue{}}
		tree := d.Tree(day)
		for _, top := range tree.Roots() {
			tree.Walk(top.ID, func(v org.Version, _ int) {
				parent, _ := tree.Unit(v.Parent)
				who := d.Answering(v.ID, "", day)
				out.Rows = append(out.Rows, unit{v.Code, v.Name, v.Kind, parent.Code, v.Official,
					answer.Head{Name: who.Person.Name, Post: who.Post.Title, Unit: v.Name, UnitCode: v.Code, Invented: who.Person.Invented}})
			})
		}
		return out, nil
	})
	type boardOf struct {
		Unit    string `path:"unit"`
		Cycle   string `path:"cycle"`
		AsKnown string `query:"as_known" doc:"what was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/scoreboard/{cycle}", "scoreboard", func(ctx context.Context, c caller, in *boardOf) (answer.Board, error) {
		q := app.BoardQuery{Unit: in.Unit}
		var err error
		if q.Cycle, err = period.ParseCycle(in.Cycle); err != nil {
			return answer.Board{}, err
		}
		if in.AsKnown != "" {
			if q.AsKnown, err = period.ParseDate(in.AsKnown); err != nil {
				return answer.Board{}, err
			}
		}
		b, err := a.app.Scoreboard(ctx, c.user.Actor, q)
		if err != nil {
			return answer.Board{}, err
		}
		return answer.OfBoard(c.lang, b), nil
	})
	a.targets(h)
}

type step struct {
	Step   approval.Step  `json:"step"`
	State  approval.State `json:"state"`
	By     string         `json:"by"`
	At     time.Time      `json:"at"`
	Reason string         `json:"reason,omitempty"`
}

type file struct {
	ID     id.ID  `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

type figure struct {
	ID           id.ID          `json:"id"`
	Month        period.Month   `json:"month"`
	Text         string         `json:"text"`
	Actual       target.Actual  `json:"actual"`
	Cumulative   bool           `json:"cumulative"`
	Final        bool           `json:"final"`
	Illustrative bool           `json:"illustrative,omitempty"`
	State        approval.State `json:"state"`
	By           string         `json:"by"`
	At           time.Time      `json:"at"`
	Note         string         `json:"note,omitempty"`
	Source       string         `json:"source,omitempty"`
	Steps        []step         `json:"steps"`
	Evidence     []file         `json:"evidence"`
}

func answerFigure(o target.Observation) figure {
	f := figure{ID: o.ID, Month: o.Month, Text: o.Text, Actual: o.Actual, Cumulative: o.Cumulative, Final: o.Final, Illustrative: o.Illustrative,
		State: o.State(), By: o.ByName, At: o.At, Note: o.Note, Source: o.Source, Steps: []step{}, Evidence: []file{}}
	for _, s := range o.Steps {
		f.Steps = append(f.Steps, step{s.Step, s.State, s.ByName, s.At, s.Reason})
	}
	for _, e := range o.Evidence {
		f.Evidence = append(f.Evidence, file{e.ID, e.Name, e.Size, e.SHA256})
	}
	return f
}

// targets reads one target and its history.
func (a *api) targets(h huma.API) {
	type one struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known"`
	}
	type detail struct {
		answer.BoardRow
		Figures []figure `json:"figures"`
	}
	operation(h, http.MethodGet, "/api/v1/targets/{id}", "target", func(ctx context.Context, c caller, in *one) (detail, error) {
		var known period.Date
		if in.AsKnown != "" {
			var err error
			if known, err = period.ParseDate(in.AsKnown); err != nil {
				return detail{}, err
			}
		}
		p, err := a.app.Target(ctx, c.user.Actor, id.ID(in.ID), known)
		if err != nil {
			return detail{}, err
		}
		b := answer.OfBoard(c.lang, app.Board{Rows: []app.BoardRow{p.BoardRow}})
		out := detail{BoardRow: b.Rows[0], Figures: []figure{}}
		for _, o := range p.Observations {
			out.Figures = append(out.Figures, answerFigure(o))
		}
		return out, nil
	})
	type entry struct {
		Seq    int64     `json:"seq"`
		At     time.Time `json:"at"`
		Actor  string    `json:"actor"`
		Action string    `json:"action"`
		Body   string    `json:"body"`
	}
	type history struct {
		Rows   []entry        `json:"rows"`
		Issues []answer.Issue `json:"issues"`
	}
	operation(h, http.MethodGet, "/api/v1/targets/{id}/history", "history", func(ctx context.Context, c caller, in *one) (history, error) {
		entries, err := a.app.History(ctx, c.user.Actor, id.ID(in.ID))
		out := history{Rows: []entry{}, Issues: []answer.Issue{}}
		for _, e := range entries {
			out.Rows = append(out.Rows, entry{e.Seq, e.At, e.Actor, e.Action, string(e.Body)})
		}
		return out, err
	})
}

// reports reports figures and takes steps with them.
func (a *api) reports(h huma.API) {
	type evidence struct {
		Name      string `json:"name"`
		MediaType string `json:"media_type,omitempty"`
		Content   []byte `json:"content" doc:"base64"`
	}
	type report struct {
		ID   string `path:"id"`
		Body struct {
			Month      string     `json:"month" doc:"2023-12"`
			Text       string     `json:"text" doc:"the figure as written"`
			Cumulative bool       `json:"cumulative,omitempty" doc:"year to date, else within the month"`
			Final      bool       `json:"final,omitempty" doc:"final, else an estimate"`
			Draft      bool       `json:"draft,omitempty"`
			Note       string     `json:"note,omitempty"`
			Source     string     `json:"source,omitempty"`
			SeenLast   string     `json:"seen_last,omitempty" doc:"the newest figure of the month the caller had seen"`
			Evidence   []evidence `json:"evidence,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/reports", "report", func(ctx context.Context, c caller, in *report) (figure, error) {
		month, err := period.ParseMonth(in.Body.Month)
		if err != nil {
			return figure{}, err
		}
		n := app.NewReport{Target: id.ID(in.ID), Month: month, Text: in.Body.Text, Cumulative: in.Body.Cumulative, Final: in.Body.Final,
			Draft: in.Body.Draft, Note: in.Body.Note, Source: in.Body.Source, SeenLast: id.ID(in.Body.SeenLast)}
		for _, e := range in.Body.Evidence {
			n.Files = append(n.Files, app.File{Name: e.Name, MediaType: e.MediaType, Content: e.Content})
		}
		o, err := a.app.Report(ctx, c.user.Actor, n)
		return answerFigure(o), err
	})
	type take struct {
		ID   string `path:"id"`
		Body struct {
			Step   approval.Step `json:"step" enum:"submit,verify,approve,return,reopen,withdraw"`
			Reason string        `json:"reason,omitempty"`
		}
	}
	type stands struct {
		ID    string         `json:"id"`
		State approval.State `json:"state"`
	}
	operation(h, http.MethodPost, "/api/v1/observations/{id}/steps", "step", func(ctx context.Context, c caller, in *take) (stands, error) {
		state, err := a.app.Advance(ctx, c.user.Actor, id.ID(in.ID), in.Body.Step, in.Body.Reason)
		return stands{in.ID, state}, err
	})
}

// imports takes in target sheets.
func (a *api) imports(h huma.API) {
	type sheet struct {
		Unit   string `path:"unit"`
		Cycle  string `path:"cycle"`
		DryRun bool   `query:"dry_run"`
		Body   struct {
			Name    string `json:"name" doc:"the file's name"`
			Content []byte `json:"content" doc:"the .xlsx or .csv file in base64"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/targets/{cycle}/import", "import-targets", func(ctx context.Context, c caller, in *sheet) (answer.Checked, error) {
		cycle, err := period.ParseCycle(in.Cycle)
		if err != nil {
			return answer.Checked{}, err
		}
		t, err := exchange.ReadTable(ctx, in.Body.Name, bytes.NewReader(in.Body.Content), exchange.DefaultLimits())
		if err != nil {
			return answer.Checked{}, err
		}
		rows, list := exchange.ReadTargetRows(t, exchange.Choice{Cycle: cycle})
		if len(list) > 0 {
			return answer.Checked{}, list
		}
		done, err := a.app.ImportTargets(ctx, c.user.Actor, app.Import{Unit: in.Unit, Cycle: cycle, FileName: in.Body.Name, Rows: exchange.ImportRows(rows), DryRun: in.DryRun})
		if err != nil {
			return answer.Checked{}, err
		}
		return answer.OfImport(c.lang, done, nil, in.DryRun), nil
	})
	type wording struct {
		Wording string `query:"wording" required:"true"`
		Unit    string `query:"unit"`
		Name    string `query:"name"`
		Actual  string `query:"actual"`
	}
	operation(h, http.MethodGet, "/api/v1/criterion", "explain-criterion", func(_ context.Context, c caller, in *wording) (answer.Explained, error) {
		return answer.Explain(c.lang, in.Wording, in.Actual, target.Hints{Name: in.Name, Unit: in.Unit}), nil
	})
}

// ledger reads and verifies the log.
func (a *api) ledger(h huma.API) {
	type checkpoint struct {
		Size int64  `json:"size"`
		Root string `json:"root"`
	}
	operation(h, http.MethodGet, "/api/v1/ledger", "ledger-head", func(ctx context.Context, c caller, _ *none) (checkpoint, error) {
		size, root, err := a.app.Head(ctx)
		return checkpoint{size, root}, err
	})
	type verdict struct {
		OK         bool   `json:"ok"`
		Size       int64  `json:"size"`
		Root       string `json:"root,omitempty"`
		FirstWrong int64  `json:"first_wrong,omitempty"`
		What       string `json:"what,omitempty"`
	}
	operation(h, http.MethodPost, "/api/v1/ledger/verify", "verify-ledger", func(ctx context.Context, c caller, _ *none) (verdict, error) {
		v, err := a.app.VerifyLedger(ctx, c.user.Actor, nil, nil)
		out := verdict{OK: v.Wrong == nil, Size: v.Size}
		if v.Wrong != nil {
			out.FirstWrong, out.What = v.Wrong.Seq, v.Wrong.What
		} else {
			out.Root = v.Root
		}
		return out, err
	})
}
