package approval_test

import (
	"testing"

	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"

	"pgregory.net/rapid"
)

func TestWholeWay(t *testing.T) {
	past := []approval.Past{{Step: approval.Submit, By: "officer"}}
	state := approval.Submitted
	for _, s := range []struct {
		step approval.Step
		by   id.ID
		want approval.State
	}{
		{approval.Verify, "office", approval.Verified},
		{approval.Approve, "head", approval.Approved},
	} {
		next, err := approval.Usual.Next(state, s.step, s.by, "officer", past, "")
		if err != nil || next != s.want {
			t.Fatalf("%s by %s: %s, %v", s.step, s.by, next, err)
		}
		state, past = next, append(past, approval.Past{Step: s.step, By: s.by})
	}
	if next, err := approval.Usual.Next(state, approval.Reopen, "office", "officer", past, "số liệu thiếu một xã"); err != nil || next != approval.Returned {
		t.Fatalf("reopen: %s, %v", next, err)
	}
}

func TestRefusals(t *testing.T) {
	submitted := []approval.Past{{Step: approval.Submit, By: "officer"}}
	verified := append(submitted, approval.Past{Step: approval.Verify, By: "office"})
	tests := []struct {
		name   string
		now    approval.State
		step   approval.Step
		by     id.ID
		past   []approval.Past
		reason string
		kind   errs.Kind
	}{
		{"verify one's own", approval.Submitted, approval.Verify, "officer", submitted, "", errs.Forbidden},
		{"approve one's own", approval.Verified, approval.Approve, "officer", verified, "", errs.Forbidden},
		{"approve what one verified", approval.Verified, approval.Approve, "office", verified, "", errs.Forbidden},
		{"approve before verification", approval.Submitted, approval.Approve, "head", submitted, "", errs.Conflict},
		{"approve twice", approval.Approved, approval.Approve, "head", verified, "", errs.Conflict},
		{"return without a reason", approval.Submitted, approval.Return, "office", submitted, "", errs.Invalid},
		{"reopen without a reason", approval.Approved, approval.Reopen, "office", verified, "", errs.Invalid},
		{"approve one's own that another handed in", approval.Verified, approval.Approve, "officer", []approval.Past{{Step: approval.Submit, By: "other"}, {Step: approval.Verify, By: "office"}}, "", errs.Forbidden},
		{"approve what one handed in", approval.Verified, approval.Approve, "other", []approval.Past{{Step: approval.Submit, By: "other"}, {Step: approval.Verify, By: "office"}}, "", errs.Forbidden},
		{"approve what one verified, nothing else known", approval.Verified, approval.Approve, "office", []approval.Past{{Step: approval.Verify, By: "office"}}, "", errs.Forbidden},
		{"anything with the withdrawn", approval.Withdrawn, approval.Submit, "officer", submitted, "", errs.Conflict},
	}
	for _, tt := range tests {
		if state, err := approval.Usual.Next(tt.now, tt.step, tt.by, "officer", tt.past, tt.reason); errs.KindOf(err) != tt.kind || state != tt.now {
			t.Errorf("%s: %s, %v; want to stay and %s", tt.name, state, err, tt.kind)
		}
	}
}

// However the steps are mixed, an approved figure went through the hands of as many
// people as the chain asks for, and each was another.
func TestDifferentPeople(t *testing.T) {
	people := rapid.SampledFrom([]id.ID{"a", "b", "c", "d", "e"})
	steps := rapid.SampledFrom([]approval.Step{approval.Submit, approval.Verify, approval.Approve, approval.Return, approval.Reopen, approval.Withdraw})
	for _, chain := range []approval.Chain{approval.Short, approval.Usual, approval.Long} {
		rapid.Check(t, func(t *rapid.T) {
			author := people.Draw(t, "author")
			state := approval.Draft
			var past []approval.Past
			for range rapid.IntRange(1, 24).Draw(t, "steps") {
				by, step := people.Draw(t, "by"), steps.Draw(t, "step")
				if step == approval.Submit || step == approval.Withdraw {
					by = author // app lets nobody else
				}
				next, err := chain.Next(state, step, by, author, past, "lý do")
				if err != nil {
					continue
				}
				state, past = next, append(past, approval.Past{Step: step, By: by})
				if state != approval.Approved {
					continue
				}
				hands := map[id.ID]bool{author: true}
				for i := len(past) - 1; past[i].Step != approval.Submit; i-- {
					hands[past[i].By] = true
				}
				if len(hands) != int(chain)+1 {
					t.Fatalf("chain %d: %d people, %+v", chain, len(hands), past)
				}
			}
		})
	}
}

// What the chains differ in, and what becomes of a figure on its way when another
// is agreed on.
func TestChains(t *testing.T) {
	sent := []approval.Past{{Step: approval.Submit, By: "officer"}}
	once := append(sent, approval.Past{Step: approval.Verify, By: "office"})
	for _, tt := range []struct {
		chain approval.Chain
		now   approval.State
		step  approval.Step
		by    id.ID
		past  []approval.Past
		want  approval.State
		kind  errs.Kind
	}{
		{approval.Short, approval.Submitted, approval.Approve, "head", sent, approval.Approved, 0},
		{approval.Short, approval.Submitted, approval.Verify, "office", sent, approval.Submitted, errs.Conflict},
		{approval.Short, approval.Submitted, approval.Approve, "officer", sent, approval.Submitted, errs.Forbidden},
		{approval.Short, approval.Verified, approval.Approve, "head", once, approval.Approved, 0},
		{approval.Short, approval.Checked, approval.Approve, "head", once, approval.Approved, 0},
		{approval.Short, approval.Checked, approval.Approve, "office", once, approval.Checked, errs.Forbidden},
		{approval.Usual, approval.Checked, approval.Verify, "other", once, approval.Verified, 0},
		{approval.Usual, approval.Checked, approval.Approve, "head", once, approval.Checked, errs.Conflict},
		{approval.Long, approval.Submitted, approval.Verify, "office", sent, approval.Checked, 0},
		{approval.Long, approval.Submitted, approval.Approve, "head", sent, approval.Submitted, errs.Conflict},
		{approval.Long, approval.Checked, approval.Verify, "office", once, approval.Checked, errs.Forbidden},
		{approval.Long, approval.Checked, approval.Verify, "other", once, approval.Verified, 0},
		{approval.Long, approval.Checked, approval.Return, "other", once, approval.Returned, 0},
		{approval.Long, approval.Checked, approval.Approve, "head", once, approval.Checked, errs.Conflict},
		{approval.Long, approval.Verified, approval.Approve, "head", once, approval.Approved, 0}, // verified before the long chain was agreed on
	} {
		got, err := tt.chain.Next(tt.now, tt.step, tt.by, "officer", tt.past, "lý do")
		if got != tt.want || err != nil && errs.KindOf(err) != tt.kind || err == nil && tt.kind != 0 {
			t.Errorf("chain %d, %s by %s of %s: %s, %v", tt.chain, tt.step, tt.by, tt.now, got, err)
		}
	}
}

// What is refused to one is not to another, and the steps offered are those
// that the state knows.
func TestStepsOffered(t *testing.T) {
	past := []approval.Past{{Step: approval.Submit, By: "officer"}}
	for _, step := range []approval.Step{approval.Return, approval.Withdraw} {
		if _, err := approval.Usual.Next(approval.Submitted, step, "officer", "officer", past, "lý do"); err != nil {
			t.Errorf("one's own figure, %s: %v", step, err)
		}
	}
	for _, now := range approval.States() {
		offered := map[approval.Step]bool{}
		for _, s := range approval.Usual.Steps(now) {
			offered[s] = true
		}
		for _, s := range []approval.Step{approval.Submit, approval.Verify, approval.Approve, approval.Return, approval.Reopen, approval.Withdraw} {
			if _, err := approval.Usual.Next(now, s, "who", "officer", nil, "lý do"); offered[s] != (err == nil) {
				t.Errorf("%s, %s: offered %v, %v", now, s, offered[s], err)
			}
		}
	}
}
