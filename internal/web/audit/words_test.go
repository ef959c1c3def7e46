package audit

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/amend"
	"dondoc/internal/approval"
	"dondoc/internal/capital/works"
	"dondoc/internal/charge"
	"dondoc/internal/i18n"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
)

// action finds what a use-case calls its entry in the log.
var action = regexp.MustCompile(`(?:Action: +|action := |action = )"([a-z_]+\.[a-z_]+)"`)

// TestEveryEntryIsInWords: whatever a use-case writes into the log has words on
// the page, also where the name is put together from a step.
func TestEveryEntryIsInWords(t *testing.T) {
	var actions []string
	err := filepath.WalkDir(filepath.Join("..", "..", "app"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range action.FindAllStringSubmatch(string(text), -1) {
			actions = append(actions, m[1])
		}
		return err
	})
	if err != nil || len(actions) < 30 {
		t.Fatal(len(actions), err)
	}
	for _, s := range []task.Step{task.Start, task.Progress, task.Done, task.Accept, task.Reject, task.Pause, task.Resume, task.Withdraw, task.Ask, task.Grant, task.Refuse, task.Move, task.Comment, task.Correct} {
		actions = append(actions, "task."+string(s))
	}
	for _, s := range []approval.Step{approval.Save, approval.Submit, approval.Verify, approval.Approve, approval.Return, approval.Withdraw, approval.Reopen} {
		actions = append(actions, "observation."+string(s))
	}
	for _, subject := range []string{amend.Unit, amend.Post, amend.Person, amend.Appointment, amend.Account} {
		actions = append(actions, subject+".corrected")
	}
	for _, s := range []charge.State{charge.Accepted, charge.Declined, charge.Withdrawn} {
		actions = append(actions, "charge."+string(s))
	}
	for _, s := range []string{"assessed", "verified", "returned", "decided", "reopened", "notified", "petitioned", "answered", "undone", "commented", "rules_added", "rules_dropped"} {
		actions = append(actions, "review."+s)
	}
	put := map[string][]string{"capital.payment_": nil, "capital.works_": nil}
	for _, s := range []approval.State{approval.Submitted, approval.Verified, approval.Approved, approval.Returned, approval.Withdrawn} {
		put["capital.payment_"] = append(put["capital.payment_"], string(s))
	}
	for _, k := range []works.Kind{works.Progress, works.Contract, works.Gate, works.Schedule, works.Explained, works.Settles} {
		put["capital.works_"] = append(put["capital.works_"], string(k))
	}
	for begin, ends := range put {
		actions = slices.DeleteFunc(actions, func(a string) bool { return a == begin })
		for _, end := range ends {
			actions = append(actions, begin+end)
		}
	}
	for _, a := range actions {
		if key := kit.LogKey(a); !i18n.Has(key) {
			t.Errorf("the log says %s, and no text says it (%s)", a, key)
		}
	}
}
