package figures

import (
	"dondoc/internal/approval"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Newest gives the newest figure of a month, or of one before it, that is on its
// way or through: neither a draft nor withdrawn nor sent back. Nil where none is.
func Newest(all []target.Observation, month period.Month) (newest *target.Observation) {
	for _, o := range all {
		switch o.State() {
		case approval.Withdrawn, approval.Returned, approval.Draft:
			continue
		}
		if o.Month <= month && (newest == nil || o.Month > newest.Month || o.Month == newest.Month && o.Seq > newest.Seq) {
			newest = &o
		}
	}
	return newest
}
