package app

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// Labels an office may word its own way: what a target is called that is on
// track within the year, or behind ("đúng hướng", "đảm bảo tiến độ").
var ownLabels = map[string]bool{"track.met": true, "track.not_met": true}

const (
	labelsKey    = "labels"
	longestLabel = 60 // bytes
)

// OwnLabel gives the office's own words for a label in a language, "" where it
// has none.
func (d *Directory) OwnLabel(lang, key string) string { return d.labels[lang+" "+key] }

func readLabels(ctx context.Context, tx *store.Tx) (map[string]string, error) {
	text, err := tx.Setting(ctx, labelsKey)
	if err != nil || text == "" {
		return nil, err
	}
	out := map[string]string{}
	return out, json.Unmarshal([]byte(text), &out)
}

// SetLabel words a label the office's own way; "" gives it its usual words again.
func (a *App) SetLabel(ctx context.Context, actor access.Actor, lang, key, words string) error {
	words = strings.TrimSpace(words)
	if !ownLabels[key] || lang != "vi" && lang != "en" {
		return errs.New(errs.Invalid, "app.label_unknown", "label", key, "known", "track.met, track.not_met").In("label")
	}
	if bad(words) || len(words) > longestLabel {
		return errs.New(errs.Invalid, "app.text_bad").In("words")
	}
	return a.write(ctx, actor, func(ctx context.Context, tx *store.Tx) (entry, error) {
		if err := anywhere(actor, access.ManageTargets); err != nil {
			return entry{}, err
		}
		known, err := readLabels(ctx, tx)
		if err != nil {
			return entry{}, err
		}
		labels := maps.Clone(known)
		if labels == nil {
			labels = map[string]string{}
		}
		if labels[lang+" "+key] = words; words == "" {
			delete(labels, lang+" "+key)
		}
		text, err := json.Marshal(labels)
		if err != nil {
			return entry{}, err
		}
		if err := tx.SetSetting(ctx, labelsKey, string(text)); err != nil {
			return entry{}, err
		}
		return entry{action: "label.set", body: map[string]any{"label": key, "lang": lang, "before": known[lang+" "+key], "after": words}}, a.changedDirectory(ctx, tx)
	})
}
