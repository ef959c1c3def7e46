package record_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
)

// What is changed in the database and not through Dondoc is found, though the
// log itself was not touched.
func TestAChangedTableIsFound(t *testing.T) {
	for name, change := range map[string]string{
		"a figure":            `UPDATE observation SET text = '95,3' WHERE text = '71,3'`,
		"an approval":         `UPDATE observation_step SET state = 'approved' WHERE state = 'submitted'`,
		"a figure taken away": `DELETE FROM observation_step WHERE no = 1`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.db")
			w := apptest.New(t, path)
			officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
			w.Approved(officer, verifier, head, w.Forest, "2023-05", "71,3")
			w.Submit(officer, w.Forest, "2023-06", "80")
			apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "82", Cumulative: true, Final: true}))(t)
			verdict := func() bool {
				v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t)
				return v.OK()
			}
			if !verdict() {
				t.Fatal("an honest log does not fit")
			}
			raw, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			if _, err := raw.Exec(change); err != nil {
				t.Fatal(err)
			}
			if verdict() {
				t.Errorf("%s was changed and not found", name)
			}
		})
	}
}
