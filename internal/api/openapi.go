package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// room is a group of operations under one heading of the description.
type room struct {
	tag, about string
	register   func(huma.API)
}

func (a *api) rooms() []room {
	return []room{
		{"Sign-in", "Sessions, one's own account, narrow tokens, delegation during leave.", func(h huma.API) { a.sessions(h); a.tokens(h); a.hooks(h); a.delegations(h) }},
		{"Units", "The tree of units, their names and reorganisation.", a.units},
		{"Boards", "Targets with their standing, for a unit and those below.", a.boards},
		{"Reports and the public page", "The report for the meeting, and what is made public, news too.", func(h huma.API) { a.papers(h); a.releases(h); a.news(h) }},
		{"Figures", "Reporting, verifying and approving figures; months and the schedule.", func(h huma.API) { a.reports(h); a.together(h); a.filling(h); a.datasets(h) }},
		{"Plans", "Documents, targets, allotment, who answers, next year.", func(h huma.API) { a.plans(h); a.correct(h); a.periods(h); a.imports(h); a.checks(h) }},
		{"Tasks", "Tasks from given to done, instructions, coverage.", func(h huma.API) { a.tasks(h); a.documents(h) }},
		{"Capital", "Public investment and the national target programmes.", a.money},
		{"Review", "Shortcomings, review, commendation, violations.", func(h huma.API) { a.shortcomings(h); a.reviews(h); a.commendations(h); a.violations(h) }},
		{"Chasing", "Requests between bodies, who is late, notices, jobs.", func(h huma.API) { a.charges(h); a.chasing(h) }},
		{"People", "People, posts, appointments and accounts.", func(h huma.API) { a.people(h); a.accounts(h) }},
		{"Log", "The tamper-evident log and its proofs.", a.ledger},
	}
}

// failures are the statuses with which every operation may answer besides its own.
var failures = []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable}

const bearer = "bearer" // the security scheme of all that asks who one is

// examples of what stands in addresses, so that a description can be tried on
// the sample commune.
var examples = map[string]any{
	"unit": "xa-ngan-son-01954", "cycle": "2026", "year": "2026", "month": "2026-10", "period": "2026-Q3", "as_known": "2026-10-31", "from": "2026-01-01",
	"document": "019b3f5e-2c00-7000-8000-000000000003", "superior": "019b3f5e-2c00-7000-8000-000000000004", "own": "019b3f5e-2c00-7000-8000-000000000005", "item": "019b3f5e-2c00-7000-8000-000000000006", "post": "019b3f5e-2c00-7000-8000-000000000007",
	"label": "exceeded", "grant": "officer@xa-ngan-son-01954", "import": "019b3f5e-2c00-7000-8000-000000000002", "id": "019b3f5e-2c00-7000-8000-000000000001", "q": "trồng rừng", "text": "trước 30/11/2026", "wording": "từ 95% trở lên", "lang": "vi", "form": "projects",
}

// describe completes an operation with what a reader of the description needs.
func describe(tag string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		op.Tags, op.Summary = []string{tag}, summaries[op.OperationID]
		if op.Metadata[toAnyone] != true {
			op.Security = []map[string][]string{{bearer: {}}}
		} else {
			op.Security = []map[string][]string{{}}
		}
		if onceAt(op) && !slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == onceHeader }) {
			op.Parameters = append(op.Parameters, &huma.Param{Name: onceHeader, In: "header", Schema: &huma.Schema{Type: "string", MaxLength: ptr(longestKey)}, Example: "8e03978e-40d5-43dd-bc93-6894a57f9324",
				Description: "A key of one's own for this request: sent again within a day under the same key it is not carried out twice, and is answered as the first time (" + againHeader + ": true)."})
		}
	}
}

func ptr[T any](v T) *T { return &v }

// head is what the description says of the whole.
func head(o *huma.OpenAPI, rooms []room) {
	o.Info.Description = "Targets and tasks of public bodies, tied to the head who answers. Sign in with POST /api/v1/sessions, or make a narrow token, and send it as Bearer. " +
		"Errors are problem documents (RFC 9457). Lists that go on have next, to be sent as after."
	o.Info.License = &huma.License{Name: "Apache License 2.0", Identifier: "Apache-2.0"}
	o.Servers = []*huma.Server{{URL: "/", Description: "this server"}}
	o.Components.SecuritySchemes = map[string]*huma.SecurityScheme{bearer: {Type: "http", Scheme: "bearer", Description: "the token of POST /api/v1/sessions, or a narrow token of POST /api/v1/account/tokens"}}
	for _, r := range rooms {
		o.Tags = append(o.Tags, &huma.Tag{Name: r.tag, Description: r.about})
	}
}

// exemplify gives parameters the examples of their names.
func exemplify(o *huma.OpenAPI) {
	for path, item := range o.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				if p.Example == nil && p.Schema != nil && p.Schema.Type == "string" && (p.In == "query" || strings.Contains(path, "{"+p.Name+"}")) {
					p.Example = examples[p.Name]
				}
			}
		}
	}
}
