package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
)

// PaperNumber is an entry of a body's register of numbers.
type PaperNumber struct {
	Symbol    string `json:"symbol" doc:"05/BC-UBND; of the Party 05-BC/ĐU"`
	Series    string `json:"series" doc:"the year; of the Party the term"`
	Kind      string `json:"kind"`
	No        int    `json:"no"`
	Title     string `json:"title"`
	On        string `json:"on"`
	Cycle     string `json:"cycle,omitempty" doc:"of the report"`
	Version   int64  `json:"version,omitempty" doc:"of the report, frozen"`
	Cancelled string `json:"cancelled,omitempty"`
	ByName    string `json:"by_name"`

	Was []PaperNumberWas `json:"was,omitempty" doc:"what it said before it was put right"`
}

// PaperNumberWas is what an entry said until it was put right.
type PaperNumberWas struct {
	Sign   string `json:"sign"`
	Title  string `json:"title"`
	On     string `json:"on"`
	Reason string `json:"reason"`
	ByName string `json:"by_name"`
}

func paperNumber(n edit.Numbered, party bool) PaperNumber {
	out := PaperNumber{n.Symbol(party), n.Series, n.Kind, n.No, n.Title, string(n.On), string(n.Paper.Cycle), n.Version, n.Cancelled, n.ByName, nil}
	for _, w := range n.Was {
		out.Was = append(out.Was, PaperNumberWas{w.Sign, w.Title, string(w.On), w.Reason, w.ByName})
	}
	return out
}

// numbers keep a body's register of the numbers of its papers.
func (a *api) numbers(h huma.API) {
	type paperNumberList struct {
		Numbers []PaperNumber `json:"numbers"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/numbers", "paper-numbers", func(ctx context.Context, c caller, in *struct {
		Unit string `path:"unit"`
	}) (paperNumberList, error) {
		kept, err := a.app.PaperNumbers(ctx, c.user.Actor, in.Unit)
		out := paperNumberList{Numbers: []PaperNumber{}}
		for _, n := range kept.Rows {
			out.Numbers = append(out.Numbers, paperNumber(n, kept.Party))
		}
		return out, err
	})
	type paperNumberGiven struct {
		PaperOf
		Body struct {
			Version int64  `json:"version,omitempty" doc:"of the report, frozen; left out for a paper made elsewhere"`
			On      string `json:"on" doc:"day of issue"`
			No      int    `json:"no,omitempty" doc:"the next where left out"`
			Kind    string `json:"kind,omitempty" doc:"of a paper made elsewhere"`
			Title   string `json:"title,omitempty" doc:"of a paper made elsewhere"`
			Sign    string `json:"sign,omitempty" doc:"letters of the issuing body"`
			Series  string `json:"series,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/report/{cycle}/number", "number-report", func(ctx context.Context, c caller, in *paperNumberGiven) (PaperNumber, error) {
		b := in.Body
		ask := reports.NewNumber{Version: b.Version, No: b.No, Kind: b.Kind, Title: b.Title, Sign: b.Sign, Series: b.Series}
		var err error
		if ask.Query, err = in.asked(c); err != nil {
			return PaperNumber{}, err
		}
		if ask.On, err = day(b.On); err != nil {
			return PaperNumber{}, err
		}
		n, err := a.app.NumberPaper(ctx, c.user.Actor, ask)
		if err != nil {
			return PaperNumber{}, err
		}
		kept, err := a.app.PaperNumbers(ctx, c.user.Actor, ask.Unit)
		return paperNumber(n, kept.Party), err
	})
	a.cancelNumber(h)
	a.correctNumber(h)
}

func (a *api) correctNumber(h huma.API) {
	type paperNumberCorrection struct {
		Unit string `path:"unit"`
		Body struct {
			Series string `json:"series"`
			Kind   string `json:"kind"`
			No     int    `json:"no"`
			Title  string `json:"title,omitempty" doc:"as it should be; of a paper made elsewhere"`
			On     string `json:"on,omitempty" doc:"the day as it should be"`
			Sign   string `json:"sign,omitempty" doc:"the letters as they should be"`
			Reason string `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/numbers/correct", "correct-number", func(ctx context.Context, c caller, in *paperNumberCorrection) (PaperNumber, error) {
		b := in.Body
		of := reports.NumberCorrection{WhichNumber: reports.WhichNumber{Unit: in.Unit, Series: b.Series, Kind: b.Kind, No: b.No, Reason: b.Reason}, Title: b.Title, Sign: b.Sign}
		var err error
		if of.On, err = day(b.On); err != nil {
			return PaperNumber{}, err
		}
		n, err := a.app.CorrectNumber(ctx, c.user.Actor, of)
		if err != nil {
			return PaperNumber{}, err
		}
		kept, err := a.app.PaperNumbers(ctx, c.user.Actor, in.Unit)
		return paperNumber(n, kept.Party), err
	})
}

func (a *api) cancelNumber(h huma.API) {
	type paperNumberCancel struct {
		Unit string `path:"unit"`
		Body struct {
			Series string `json:"series"`
			Kind   string `json:"kind"`
			No     int    `json:"no"`
			Reason string `json:"reason"`
		}
	}
	type paperNumberCancelled struct {
		Cancelled bool `json:"cancelled"`
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/numbers/cancel", "cancel-number", func(ctx context.Context, c caller, in *paperNumberCancel) (paperNumberCancelled, error) {
		b := in.Body
		err := a.app.CancelNumber(ctx, c.user.Actor, reports.WhichNumber{Unit: in.Unit, Series: b.Series, Kind: b.Kind, No: b.No, Reason: b.Reason})
		return paperNumberCancelled{err == nil}, err
	})
}
