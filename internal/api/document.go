package api

import (
	"context"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/target"

	"github.com/danielgtaylor/huma/v2"
)

// written is a document as it is sent, with what its text does not say of itself.
type written struct {
	File   huma.FormFile `form:"file" required:"true" doc:"the .docx file, or plain text"`
	Number string        `form:"number" required:"false"`
	Issuer string        `form:"issuer" required:"false"`
	Issued string        `form:"issued_on" required:"false"`
	Title  string        `form:"title" required:"false"`
	Level  string        `form:"level" required:"false" doc:"superior or own; superior when empty"`
	Of     string        `form:"implements" required:"false" doc:"number of a document it implements"`
}

// documents takes in documents with their text and holds them against one another.
func (a *api) documents(h huma.API) {
	type upload struct {
		Unit    string `path:"unit"`
		DryRun  bool   `query:"dry_run" doc:"change nothing"`
		Take    bool   `query:"take" doc:"take in the tasks and targets of its annexes"`
		Stated  bool   `query:"take_stated" doc:"take in the tasks and targets that its text states"`
		RawBody huma.MultipartFormFiles[written]
	}
	withFiles(h, access.ManageTargets, http.MethodPost, "/api/v1/units/{unit}/documents/import", "import-document", func(ctx context.Context, c caller, in *upload) (answer.DocumentCut, error) {
		f := in.RawBody.Data()
		defer f.File.Close()
		if err := a.may(ctx, c, access.ManageTargets, in.Unit); err != nil { // before the file is read
			return answer.DocumentCut{}, err
		}
		read, err := papers.ReadCut(ctx, f.File.Filename, f.File)
		if err != nil {
			return answer.DocumentCut{}, err
		}
		text, cut := read.Written, read.Cut
		n := papers.NewWritten{Provisions: cut.Provisions, DryRun: in.DryRun}
		if n.NewDocument, err = f.heading(&cut); err != nil {
			return answer.DocumentCut{}, err
		}
		if n.Unit, err = a.unitID(ctx, c, in.Unit); err != nil {
			return answer.DocumentCut{}, err
		}
		annex, stated := text.Annexes(n.Cycle), read.Stated
		if in.Take {
			n.Tasks, n.Targets = annex.Tasks, annex.Targets
		}
		if in.Stated {
			rows, targets := exchange.StatedRows(stated)
			n.Tasks, n.Targets = append(n.Tasks, rows...), append(n.Targets, targets...)
		}
		if f.Of != "" {
			n.Relates = []string{f.Of}
		}
		notes, left := text.Told(cut, annex)
		out := answer.OfCut(c.lang, cut, answer.DocumentRead{Tables: len(text.Tables), Stated: stated, Notes: notes, Left: left}, in.DryRun)
		entered, err := a.app.ImportDocument(ctx, c.user.Actor, n)
		out.Entered(c.lang, entered)
		return out, err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodGet, "/api/v1/documents/{id}/provisions", "provisions", func(ctx context.Context, c caller, in *one) (answer.DocumentCut, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.DocumentCut{}, err
		}
		doc, kept, err := a.app.Provisions(ctx, c.user.Actor, which)
		if err != nil {
			return answer.DocumentCut{}, err
		}
		return answer.OfProvisions(c.lang, doc, kept), nil
	})
	a.coverage(h)
	a.directives(h)
}

// heading is what the text says of itself, or what was said beside it.
func (f written) heading(cut *resolution.Cut) (plan.NewDocument, error) {
	issued, err := day(f.Issued)
	if err != nil {
		return plan.NewDocument{}, err
	}
	h := &cut.Heading
	for _, one := range []struct {
		said string
		to   *string
	}{{f.Number, &h.Number}, {f.Title, &h.Title}, {string(issued), (*string)(&h.Date)}} {
		if strings.TrimSpace(one.said) != "" {
			*one.to = one.said
		}
	}
	out := plan.NewDocument{Number: h.Number, Issuer: f.Issuer, IssuedOn: h.Date, Title: h.Title, Kind: h.Kind, Level: target.Level(f.Level)}
	if f.Level == "" {
		out.Level = "superior"
	}
	if h.Date != "" {
		out.Cycle = period.Cycle(h.Date[:4])
	}
	return out, nil
}

func (a *api) coverage(h huma.API) {
	type pair struct {
		Superior string `path:"superior"`
		Own      string `path:"own"`
		AsKnown  string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/documents/{superior}/coverage/{own}", "coverage", func(ctx context.Context, c caller, in *pair) (answer.Coverage, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Coverage{}, err
		}
		m, err := a.app.Coverage(ctx, c.user.Actor, id.ID(in.Superior), id.ID(in.Own), known)
		if err != nil {
			return answer.Coverage{}, err
		}
		return answer.OfCoverage(c.lang, m), nil
	})
	type said struct {
		Superior string `path:"superior"`
		Own      string `path:"own"`
		Item     string `path:"item"`
		Body     struct {
			Status coverage.Status `json:"status" enum:"covered,partly,not_covered,not_applicable"`
			Links  []id.ID         `json:"links,omitempty" doc:"own items that take it up"`
			Reason string          `json:"reason,omitempty"`
			Owner  string          `json:"owner,omitempty" doc:"code of the unit that closes the gap"`
			Due    string          `json:"due,omitempty"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/documents/{superior}/coverage/{own}/{item}", "set-coverage", func(ctx context.Context, c caller, in *said) (none, error) {
		b := in.Body
		n := papers.NewCoverage{Superior: id.ID(in.Superior), Own: id.ID(in.Own), Item: id.ID(in.Item), Status: b.Status, Links: b.Links, Reason: b.Reason}
		var err error
		if n.Due, err = day(b.Due); err != nil {
			return none{}, err
		}
		if b.Owner != "" {
			if n.Owner, err = a.unitID(ctx, c, b.Owner); err != nil {
				return none{}, err
			}
		}
		return none{}, a.app.SetCoverage(ctx, c.user.Actor, n)
	})
	a.coverageMore(h)
	a.synonyms(h)
	type search struct {
		Words string `query:"q" required:"true"`
		Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}
	operation(h, http.MethodGet, "/api/v1/search", "search", func(ctx context.Context, c caller, in *search) (answer.FoundList, error) {
		found, err := a.app.Search(ctx, c.user.Actor, in.Words, in.Limit)
		if err != nil {
			return answer.FoundList{}, err
		}
		return answer.OfFound(found), nil
	})
}

// coverageMore finds what may take something up, and takes proposals as they are.
func (a *api) coverageMore(h huma.API) {
	type links struct {
		Superior string `path:"superior"`
		Own      string `path:"own"`
		Words    string `query:"find" required:"true" doc:"words of the item looked for"`
	}
	operation(h, http.MethodGet, "/api/v1/documents/{superior}/coverage/{own}/links", "coverage-links", func(ctx context.Context, c caller, in *links) (answer.Links, error) {
		found, err := a.app.FindLinks(ctx, c.user.Actor, id.ID(in.Own), in.Words)
		return answer.OfLinks(found), err
	})
	type accepted struct {
		Superior string `path:"superior"`
		Own      string `path:"own"`
		Body     struct {
			Items []id.ID `json:"items" doc:"whose proposals are taken as they are"`
			Owner string  `json:"owner,omitempty" doc:"code of the unit that closes the gaps among them"`
			Due   string  `json:"due,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/documents/{superior}/coverage/{own}/accept", "accept-coverage", func(ctx context.Context, c caller, in *accepted) (acceptedCount, error) {
		n := papers.NewCoverage{Superior: id.ID(in.Superior), Own: id.ID(in.Own)}
		var err error
		if n.Due, err = day(in.Body.Due); err != nil {
			return acceptedCount{}, err
		}
		if in.Body.Owner != "" {
			if n.Owner, err = a.unitID(ctx, c, in.Body.Owner); err != nil {
				return acceptedCount{}, err
			}
		}
		made, err := a.app.AcceptCoverage(ctx, c.user.Actor, n, in.Body.Items)
		return acceptedCount{made.N, made.Import}, err
	})
}

// acceptedCount is how many proposals were accepted, and by what they can be undone together.
type acceptedCount struct {
	Count  int   `json:"count"`
	Import id.ID `json:"import"`
}

// synonyms are what a unit writes in several ways.
func (a *api) synonyms(h huma.API) {
	type of struct {
		Unit string `path:"unit"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/synonyms", "synonyms", func(ctx context.Context, c caller, in *of) (answer.Synonyms, error) {
		s, err := a.app.Synonyms(ctx, c.user.Actor, in.Unit)
		return answer.OfSynonyms(s), err
	})
	type set struct {
		Unit string `path:"unit"`
		Body struct {
			Own []string `json:"own" doc:"expressions that mean the same, parted by semicolons; they take the place of those there were"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/units/{unit}/synonyms", "set-synonyms", func(ctx context.Context, c caller, in *set) (none, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.SetSynonyms(ctx, c.user.Actor, unit, in.Body.Own)
	})
}

func (a *api) directives(h huma.API) {
	type list struct {
		Unit    string `path:"unit"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/directives", "directives", func(ctx context.Context, c caller, in *list) (answer.Directives, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Directives{}, err
		}
		all, err := a.app.Directives(ctx, c.user.Actor, in.Unit, known)
		if err != nil {
			return answer.Directives{}, err
		}
		return answer.OfDirectives(c.lang, all), nil
	})
	type given struct {
		Unit string `path:"unit"`
		Body struct {
			Speaker  string `json:"speaker"`
			Post     string `json:"post,omitempty" doc:"of the speaker, as said"`
			Occasion string `json:"occasion,omitempty"`
			On       string `json:"on"`
			Text     string `json:"text"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/directives", "add-directive", func(ctx context.Context, c caller, in *given) (Made, error) {
		b := in.Body
		n := tasks.NewDirective{Speaker: b.Speaker, Post: b.Post, Occasion: b.Occasion, Text: b.Text}
		var err error
		if n.On, err = day(b.On); err != nil {
			return Made{}, err
		}
		if n.Unit, err = a.unitID(ctx, c, in.Unit); err != nil {
			return Made{}, err
		}
		made, err := a.app.AddDirective(ctx, c.user.Actor, n)
		return Made{made}, err
	})
}
