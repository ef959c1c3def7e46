package papers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// NewWritten is a document taken in with its text.
type NewWritten struct {
	plan.NewDocument
	Provisions []resolution.Provision
	Relates    []string             // numbers of the unit's documents that it does something to
	Does       string               // to them: implements, amends, replaces; implements when empty
	File       *figures.File        // what it was taken in from
	Tasks      []exchange.TaskRow   // of its annexes, taken in with it
	Targets    []exchange.TargetRow // likewise
	DryRun     bool
}

// Entered is a document taken in, and what is to be known of the tasks and targets
// taken in with it: rows left out, and what is asked about the others.
type Entered struct {
	ID   id.ID // "" of a rehearsal
	Told []phrase.Phrase
}

// ImportDocument keeps a document with its provisions. Conflict where the same
// number, date and issuer is kept already.
func (a *Wing) ImportDocument(ctx context.Context, actor access.Actor, in NewWritten) (Entered, error) {
	if err := in.ready(); err != nil {
		return Entered{}, err
	}
	var out Entered
	do := func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.May(access.ManageTargets, in.Unit); err != nil {
			return err // before it is told which documents there are
		}
		known, err := tx.Documents(ctx, in.Unit, "")
		if err != nil {
			return err
		}
		for _, k := range known {
			if resolution.SameDocument(k.Number, in.Number, k.IssuedOn, in.IssuedOn, k.Issuer, in.Issuer) {
				return errs.New(errs.Conflict, "app.document_exists", "number", in.Number, "issuer", in.Issuer).In("number")
			}
		}
		doc, e, err := plan.EnterDocument(ctx, tx, in.NewDocument)
		if err != nil {
			return err
		}
		if err := tx.InsertProvisions(ctx, doc, minted(tx, in.Provisions, nil)); err != nil {
			return err
		}
		for _, number := range in.Relates {
			at := slices.IndexFunc(known, func(k target.Document) bool { return strings.EqualFold(k.Number, number) })
			if at < 0 {
				return errs.New(errs.NotFound, "app.document_number", "number", number).In("relates")
			}
			if err := tx.Relate(ctx, store.Relation{From: doc, To: known[at].ID, Kind: in.Does}); err != nil {
				return err
			}
		}
		e.Body = map[string]any{"document": e.Body, "provisions": in.Provisions}
		if _, err = tx.Log(ctx, e); err != nil {
			return err
		}
		if err := keepFile(ctx, tx, doc, in.File); err != nil {
			return err
		}
		out.ID = doc
		out.Told, err = takeAnnexes(ctx, tx, doc, in)
		return err
	}
	if in.DryRun {
		err := a.desk.Rehearse(ctx, actor, do)
		return Entered{Told: out.Told}, err
	}
	err := a.keepUpload(ctx, actor, in)
	if err == nil {
		err = a.desk.WriteSeveral(ctx, actor, do)
	}
	return out, err
}

// ready checks what can be checked of a document before anything is read.
func (in *NewWritten) ready() error {
	if err := in.Check(); err != nil {
		return err
	}
	if len(in.Provisions) == 0 {
		return errs.New(errs.Invalid, "exchange.no_text")
	}
	if in.Does = cmp.Or(in.Does, "implements"); !slices.Contains(relations, in.Does) {
		return errs.New(errs.Invalid, "app.relation_unknown", "kind", in.Does).In("does")
	}
	if in.File != nil && len(in.File.Content) > figures.LargestDocument {
		return errs.New(errs.TooLarge, "app.file_large", "name", in.File.Name, "most", figures.LargestDocument>>20).In("file")
	}
	return nil
}

// keepUpload keeps the bytes of the document's file for who may keep the document.
func (a *Wing) keepUpload(ctx context.Context, actor access.Actor, in NewWritten) error {
	err := a.desk.Read(ctx, actor, func(_ context.Context, tx *desk.Tx) error {
		return tx.Dir.May(access.ManageTargets, in.Unit)
	})
	if err != nil {
		return err
	}
	return figures.KeepContents(ctx, a.desk, in.Unit, fileOf(in)...)
}

func fileOf(in NewWritten) []figures.File {
	if in.File == nil {
		return nil
	}
	return []figures.File{*in.File}
}

// relations are what a document may do to another.
var relations = []string{"implements", "amends", "replaces"}

func keepFile(ctx context.Context, tx *desk.Tx, doc id.ID, f *figures.File) error {
	if f == nil {
		return nil
	}
	return tx.InsertDocumentFile(ctx, task.File{ID: doc, Name: desk.FileName(f.Name), MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: figures.HashOf(f.Content)})
}

// DocumentFile gives the file a document was taken in from, to who may read the
// document. NotFound where it has none.
func (a *Wing) DocumentFile(ctx context.Context, actor access.Actor, document id.ID) (task.File, []byte, error) {
	var f task.File
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if _, _, err = documentFor(ctx, tx, access.Read, document); err != nil {
			return err
		}
		if f, err = tx.DocumentFile(ctx, document); err != nil {
			return desk.Missing(err)
		}
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f, content, err
}

// takeAnnexes gives out the tasks and sets the targets of a document's annexes, and
// says what was left out or is asked. Leads that are not known are kept as written.
func takeAnnexes(ctx context.Context, tx *desk.Tx, doc id.ID, in NewWritten) (told []phrase.Phrase, err error) {
	tell := func(name string, what phrase.Phrase) {
		told = append(told, phrase.New("app.taken_row", "name", name, "what", what))
	}
	if len(in.Tasks) > 0 {
		rows, err := tasks.TakeTasks(ctx, tx, in.Unit, doc, in.IssuedOn, in.Tasks)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, q := range row.Questions {
				tell(row.Name, q)
			}
		}
	}
	if len(in.Targets) > 0 {
		v, _ := tx.Dir.Unit(in.Unit, tx.Today)
		rows, err := plan.TakeTargets(ctx, tx, plan.Import{Unit: v.Code, Cycle: in.Cycle, Sheet: sheets.Sheet{Name: in.Number}, Under: doc}, plan.Checked(in.Targets))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, q := range row.Read.Questions {
				tell(row.Name, q.Ask)
			}
		}
	}
	return told, nil
}

// minted gives identifiers to provisions; those of before are kept where the
// words are the same, so that what points at them still does.
func minted(tx *desk.Tx, list []resolution.Provision, before []store.KeptProvision) []store.KeptProvision {
	free := map[string][]id.ID{}
	for _, b := range before {
		free[b.Text] = append(free[b.Text], b.ID)
	}
	out := make([]store.KeptProvision, len(list))
	for i, p := range list {
		out[i] = store.KeptProvision{Provision: p}
		if same := free[p.Text]; len(same) > 0 {
			out[i].ID, free[p.Text] = same[0], same[1:]
		} else {
			out[i].ID = tx.Mint()
		}
	}
	return out
}

// Correction is one change of how a document was cut.
type Correction struct {
	At   int    // place of the provision
	Do   string // merge, split, rank
	Char int    // split: before this character of the text
	Kind resolution.Kind
}

// CorrectProvisions changes how a document was cut; its words stay.
func (a *Wing) CorrectProvisions(ctx context.Context, actor access.Actor, document id.ID, c Correction) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		doc, _, err := documentFor(ctx, tx, access.ManageTargets, document)
		if err != nil {
			return desk.Entry{}, err
		}
		kept, err := tx.Provisions(ctx, doc.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		list := make([]resolution.Provision, len(kept))
		for i, k := range kept {
			list[i] = k.Provision
		}
		if c.At < 0 || c.At >= len(list) {
			return desk.Entry{}, errs.New(errs.NotFound, "app.provision_unknown").In("at")
		}
		switch c.Do {
		case "merge":
			list = resolution.Merge(list, c.At)
		case "split":
			list = resolution.Split(list, c.At, c.Char)
		case "rank":
			list = resolution.Rank(list, c.At, c.Kind)
		default:
			return desk.Entry{}, errs.New(errs.Invalid, "app.correction_unknown", "what", c.Do).In("do")
		}
		return desk.Entry{Action: "document.corrected", Object: doc.ID, Unit: doc.Unit, Body: c}, tx.InsertProvisions(ctx, doc.ID, minted(tx, list, kept))
	})
}

func documentFor(ctx context.Context, tx *desk.Tx, action access.Action, which id.ID) (target.Document, *desk.Directory, error) {
	d := tx.Dir
	doc, err := tx.Document(ctx, which)
	if err != nil {
		return doc, d, desk.Missing(err)
	}
	return doc, d, d.May(action, doc.Unit)
}

// Provisions gives a document's provisions in order, with what it relates to.
func (a *Wing) Provisions(ctx context.Context, actor access.Actor, document id.ID) (target.Document, []store.KeptProvision, error) {
	var doc target.Document
	var list []store.KeptProvision
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if doc, _, err = documentFor(ctx, tx, access.Read, document); err != nil {
			return err
		}
		list, err = tx.Provisions(ctx, document)
		return err
	})
	return doc, list, err
}
