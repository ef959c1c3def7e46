package api

import (
	"context"
	"io"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// tableFile is a table as it is sent.
type tableFile struct {
	File    huma.FormFile `form:"file" required:"true" doc:"the .xlsx, .xls, .ods or .csv file"`
	Table   string        `form:"table" required:"false" doc:"sheet to read, or sheet!row of the header"`
	Columns string        `form:"columns" required:"false" doc:"columns of fields: plan=F; actual=-"`
	Rows    string        `form:"rows" required:"false" doc:"what rows are: 12=skip; 13=row; 14=part"`
	Match   string        `form:"match" required:"false" doc:"names in the file and the codes of their units: Phòng NN=phong-nong-nghiep"`
}

func (f tableFile) sheet() (sheets.Sheet, error) {
	s, err := sheetOf(f.File)
	if err != nil {
		return s, err
	}
	return s.With(f.Table, sheets.Pairs(f.Columns), sheets.Pairs(f.Rows), sheets.Pairs(f.Match))
}

// sheetOf receives a file.
func sheetOf(f huma.FormFile) (sheets.Sheet, error) {
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		return sheets.Sheet{}, errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
	}
	return sheets.Sheet{Name: f.Filename, Content: content}, nil
}

// checks reads sheets and lists without keeping anything, and reorganises units.
func (a *api) checks(h huma.API) {
	type check struct {
		Cycle   string `query:"cycle" doc:"the year, where the sheet has several"`
		RawBody huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.Read, http.MethodPost, "/api/v1/targets/check", "check-targets", func(ctx context.Context, c caller, in *check) (answer.Checked, error) {
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return answer.Checked{}, err
		}
		if in.Cycle != "" {
			if sheet.Choice.Cycle, err = period.ParseCycle(in.Cycle); err != nil {
				return answer.Checked{}, err
			}
		}
		done, err := plan.CheckTargets(ctx, sheet)
		if err != nil && done.Table == nil {
			return answer.Checked{}, err
		}
		return answer.OfImport(c.lang, done, errs.All(err), true), nil
	})
	type unitSheet struct {
		Under    string `query:"under" doc:"code of the unit above those without one"`
		From     string `query:"from" doc:"from this day"`
		Decision string `query:"decision"`
		DryRun   bool   `query:"dry_run" doc:"change nothing"`
		RawBody  huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.ManageUnits, http.MethodPost, "/api/v1/units/import", "import-units", func(ctx context.Context, c caller, in *unitSheet) (answer.UnitImport, error) {
		from, err := day(in.From)
		if err != nil {
			return answer.UnitImport{}, err
		}
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return answer.UnitImport{}, err
		}
		done, err := a.app.ImportUnits(ctx, c.user.Actor, units.UnitsImport{Under: in.Under, From: from, Decision: in.Decision, Sheet: sheet, DryRun: in.DryRun})
		return taken(c.lang, done.Table != nil, answer.OfUnitImport(c.lang, done, errs.All(err), in.DryRun), err)
	})
	a.peopleLists(h)
	a.reorganisation(h)
}

// peopleLists takes in lists of people.
func (a *api) peopleLists(h huma.API) {
	type peopleSheet struct {
		Under   string `query:"under" required:"true" doc:"code of the unit whose people they are"`
		From    string `query:"from" doc:"from this day, where a row has none"`
		DryRun  bool   `query:"dry_run" doc:"change nothing"`
		RawBody huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.ManagePeople, http.MethodPost, "/api/v1/people/import", "import-people", func(ctx context.Context, c caller, in *peopleSheet) (answer.PeopleImport, error) {
		from, err := day(in.From)
		if err != nil {
			return answer.PeopleImport{}, err
		}
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return answer.PeopleImport{}, err
		}
		done, err := a.app.ImportPeople(ctx, c.user.Actor, accounts.PeopleImport{Under: in.Under, From: from, Sheet: sheet, DryRun: in.DryRun})
		return taken(c.lang, done.Table != nil, answer.OfPeopleImport(c.lang, done, errs.All(err), in.DryRun), err)
	})
}

// reorganisation merges, divides, renames and moves units by a map.
func (a *api) reorganisation(h huma.API) {
	type reorganise struct {
		On          string `query:"on" doc:"the day it takes effect"`
		Decision    string `query:"decision"`
		SkipUnknown bool   `query:"skip_unknown" doc:"leave out lines whose unit does not stand"`
		DryRun      bool   `query:"dry_run" doc:"change nothing"`
		RawBody     huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.ManageUnits, http.MethodPost, "/api/v1/units/reorganise", "reorganise-units", func(ctx context.Context, c caller, in *reorganise) (answer.Reorganisation, error) {
		on, err := day(in.On)
		if err != nil {
			return answer.Reorganisation{}, err
		}
		if on == "" {
			on = period.DateOf(a.app.Now())
		}
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return answer.Reorganisation{}, err
		}
		read, faults := reform.ReadMap(ctx, sheet)
		if read.Table == nil {
			return answer.Reorganisation{}, faults
		}
		done, err := a.app.Reorganise(ctx, c.user.Actor, reform.Reorganisation{On: on, Decision: in.Decision, Moves: read.Moves, Faults: faults, SkipUnknown: in.SkipUnknown, DryRun: in.DryRun})
		return taken(c.lang, true, answer.OfReorganisation(c.lang, done, read, errs.All(err), in.DryRun), err)
	})
	type label struct {
		Label string `path:"label" doc:"track.met, track.not_met"`
		Body  struct {
			Unit  string `json:"unit" doc:"code of the unit whose words they are; it and the units below see them"`
			Lang  string `json:"lang" enum:"vi,en"`
			Words string `json:"words" doc:"empty for the usual ones"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/labels/{label}", "set-label", func(ctx context.Context, c caller, in *label) (none, error) {
		return none{}, a.app.SetLabel(ctx, c.user.Actor, in.Body.Unit, in.Body.Lang, in.Label, in.Body.Words)
	})
}
