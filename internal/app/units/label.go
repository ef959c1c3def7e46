package units

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
)

// Labels an office may word its own way: what a target is called that is on
// track within the year, or behind ("đúng hướng", "đảm bảo tiến độ").
var ownLabels = map[string]bool{"track.met": true, "track.not_met": true}

const longestLabel = 60 // bytes

// SetLabel words a label the office's own way; "" gives it its usual words again.
func (a *Wing) SetLabel(ctx context.Context, actor access.Actor, lang, key, words string) error {
	words = strings.TrimSpace(words)
	if !ownLabels[key] || lang != "vi" && lang != "en" {
		return errs.New(errs.Invalid, "app.label_unknown", "label", key, "known", "track.met, track.not_met").In("label")
	}
	if desk.Bad(words) || len(words) > longestLabel {
		return errs.New(errs.Invalid, "app.text_bad").In("words")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.Anywhere(access.ManageTargets); err != nil {
			return desk.Entry{}, err
		}
		known := tx.Dir.Labels()
		labels := maps.Clone(known)
		if labels == nil {
			labels = map[string]string{}
		}
		if labels[lang+" "+key] = words; words == "" {
			delete(labels, lang+" "+key)
		}
		text, err := json.Marshal(labels)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.SetSetting(ctx, desk.LabelsKey, string(text)); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "label.set", Body: map[string]any{"label": key, "lang": lang, "before": known[lang+" "+key], "after": words}}, tx.ChangedDirectory(ctx)
	})
}
