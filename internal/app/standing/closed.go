package standing

import (
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
)

// Closing is what a board came to when its year was closed, and how many targets
// stand otherwise since. It stays beside the count for good: whoever changes a
// class, a wording or a figure afterwards, alone or not, is seen to have moved it.
type Closing struct {
	On             period.Date // when the last month was first closed
	Reached, Total int         // then
	Changed        int

	at time.Time
}

// note compares how a target stood at the closing with how it stands now, and
// gives the flag of one that stands otherwise.
func (c *Closing) note(f target.Facts, listed bool, now criterion.Class) []criterion.Flag {
	if c == nil {
		return nil
	}
	was := f.Verdict(c.at.Add(time.Millisecond))
	if was.Listed {
		c.Total++
		if was.Class == criterion.Exceeded || was.Class == criterion.Met {
			c.Reached++
		}
	}
	if was.Listed == listed && (!listed || was.Class == now) {
		return nil
	}
	c.Changed++
	if !was.Listed {
		return []criterion.Flag{{Code: "after_close", What: phrase.New("target.flag_added_after_close", "on", c.On)}}
	}
	return []criterion.Flag{{Code: "after_close", What: phrase.New("target.flag_after_close", "on", c.On, "was", phrase.New("class."+string(was.Class)))}}
}

// flag says what the count was at the closing, where it was moved since.
func (b *Board) flagClosing() {
	if c := b.Closed; c != nil && c.Changed > 0 {
		b.Flags = append(b.Flags, criterion.Flag{Code: "after_close", What: phrase.New("target.flag_board_after_close", "on", c.On, "reached", c.Reached, "total", c.Total, "n", c.Changed)})
	}
}
