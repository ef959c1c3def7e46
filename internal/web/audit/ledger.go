package audit

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/record"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

func (s *server) ledger(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.ledgerView(r)
	if err != nil {
		return err
	}
	if list.AsFile(r) {
		return list.Send(w, r, v.Title, v.Entries, logColumns(r.Lang))
	}
	v.SheetURL = list.FileURL(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// logColumns are those of the entries that are shown, as a file. Nothing sorts
// them: their order is what the log is about.
func logColumns(lang i18n.Lang) []list.Column[Entry] {
	column := func(label string, of func(Entry) any) list.Column[Entry] {
		return list.Column[Entry]{Label: i18n.T(lang, label), Cell: of}
	}
	return []list.Column[Entry]{
		column("page.ledger.seq", func(e Entry) any { return int(e.Seq) }),
		column("page.ledger.at", func(e Entry) any { return e.At.Format("02/01/2006 15:04:05") }),
		column("page.ledger.by", func(e Entry) any { return e.By }),
		column("page.ledger.what", func(e Entry) any {
			said := append([]string{i18n.Say(lang, e.What)}, e.Corrected.Lines...)
			if e.Corrected.Why != "" {
				said = append(said, e.Corrected.Why)
			}
			return strings.Join(said, "; ")
		}),
		column("page.ledger.object", func(e Entry) any { return e.Object.URL }),
	}
}

func (s *server) ledgerView(r *kit.Ask) (Ledger, error) {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // anything else is the newest page
	known := period.Date("")
	if r.Method == http.MethodGet { // a check is of the whole log
		day, err := kit.AsKnown(r)
		if err != nil {
			return Ledger{}, err
		}
		known = day
	}
	p, err := s.App.Ledger(r.Context(), r.User.Actor, before, known)
	if err != nil {
		return Ledger{}, err
	}
	v := Ledger{Frame: s.PlainFrame(r), Size: p.Size, Root: p.Root, VerifyURL: href.Ledger, FormURL: href.Ledger,
		Checkpoint: fmt.Sprintf("dondoc ledger verify --size %d --root %s", p.Size, p.Root)}
	v.Checked, v.Grown = p.Checked.At, p.Size-p.Checked.Size
	v.Title = i18n.T(r.Lang, "web.ledger_title")
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return v, err
	}
	s.OwnHeading(r, d, &v.Frame)
	for _, e := range p.Entries {
		if e.Leaf != "" {
			e.Action = "hidden"
		}
		if n := len(v.Entries); e.Action == "hidden" && n > 0 && v.Entries[n-1].hidden && !list.AsFile(r) {
			v.Entries[n-1].Last = e.Seq // a screen of them says nothing
			continue
		}
		one := Entry{hidden: e.Action == "hidden", Seq: e.Seq, At: e.At, By: e.Actor, What: phrase.New(kit.LogKey(e.Action))}
		if strings.HasPrefix(e.Action, "observation.") || strings.HasPrefix(e.Action, "target.") {
			one.Object = page.Link{Text: i18n.T(r.Lang, "web.log_target"), URL: href.History(id.ID(e.Object))}
		}
		one.Corrected = corrected(v.Frame, d, e)
		v.Entries = append(v.Entries, one)
	}
	if p.Older > 0 {
		v.Older = href.AsKnown(href.LedgerBefore(p.Older), known)
	}
	if before > 0 {
		v.Newer = href.AsKnown(href.Ledger, known)
	}
	return v, nil
}

// corrected says what a correction made of what stood there, where the entry is
// one of a record that keeps no past reading but in the log and its own history.
func corrected(f page.Frame, d *desk.Directory, e ledger.Entry) page.Amended {
	if !slices.Contains(corrections, e.Action) {
		return page.Amended{}
	}
	var told struct {
		Before, After amend.Fields
		Reason        string
	}
	if err := json.Unmarshal(e.Body, &told); err != nil {
		return page.Amended{} // the check of the log says what cannot be read
	}
	return kit.Amended(f, d, amend.Amendment{Before: told.Before, After: told.After, Reason: told.Reason, At: e.At}, "")
}

var corrections = []string{"unit.corrected", "post.corrected", "person.corrected", "appointment.corrected", "account.corrected", "document.renamed"}

// verifyLedger checks the whole log and shows the verdict.
func (s *server) verifyLedger(w http.ResponseWriter, r *kit.Ask) error {
	start := time.Now()
	var verdict record.LedgerVerdict
	var err error
	if r.PostFormValue("new") == "1" {
		verdict, err = s.App.VerifyLedgerSince(r.Context(), r.User.Actor, ledger.Checkpoint{}, nil, nil)
	} else {
		verdict, err = s.App.VerifyLedger(r.Context(), r.User.Actor, nil, nil)
	}
	if err != nil {
		return err
	}
	v, err := s.ledgerView(r)
	if err != nil {
		return err
	}
	v.Check = &Check{OK: verdict.OK(), At: s.App.Now(), Entries: verdict.Size, Took: time.Since(start).Round(time.Millisecond), FirstAt: -1, More: verdict.More, From: verdict.From}
	out := answer.OfVerdict(r.Lang, verdict, false)
	v.Check.Left = out.Left
	if wrong := out.FirstWrong; wrong != nil {
		v.Check.FirstAt, v.Check.Found = wrong.Seq, append(v.Check.Found, wrong.Message)
	}
	for _, f := range out.Found {
		v.Check.Found = append(v.Check.Found, f.Message)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}
