package units

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Labels an office may word its own way: what a target is called that is on
// track within the year, or behind ("đúng hướng", "đảm bảo tiến độ").
var ownLabels = map[string]bool{"track.met": true, "track.not_met": true}

const longestLabel = 60 // bytes

// SetLabel words a label a unit's own way, for it and the units below that have
// no words of their own; "" gives it its usual words again. The unit is a code;
// none is the whole database, which the operator alone may word.
func (a *Wing) SetLabel(ctx context.Context, actor access.Actor, code, lang, key, words string) error {
	words = strings.TrimSpace(words)
	if !ownLabels[key] || lang != "vi" && lang != "en" {
		return errs.New(errs.Invalid, "app.label_unknown", "label", key, "known", "track.met, track.not_met").In("label")
	}
	if desk.Bad(words) || len(words) > longestLabel {
		return errs.New(errs.Invalid, "app.text_bad").In("words")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit := id.ID("")
		if code != "" {
			var err error
			if unit, err = tx.Dir.UnitByCode(code); err != nil {
				return desk.Entry{}, err
			}
		}
		if err := tx.Dir.May(access.ManageTargets, unit); err != nil {
			return desk.Entry{}, err
		}
		at := desk.LabelKey(unit, lang, key)
		known := tx.Dir.Labels()
		labels := maps.Clone(known)
		if labels == nil {
			labels = map[string]string{}
		}
		if labels[at] = words; words == "" {
			delete(labels, at)
		}
		text, err := json.Marshal(labels)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.SetSetting(ctx, desk.LabelsKey, string(text)); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "label.set", Unit: unit, Body: map[string]any{"label": key, "lang": lang, "before": known[at], "after": words}}, tx.ChangedDirectory(ctx)
	})
}
