package desk

import (
	"context"
	"encoding/json"

	"dondoc/internal/id"
	"dondoc/internal/store"
)

// LabelsKey is the setting that holds the offices' own words.
const LabelsKey = "labels"

// OwnLabel gives a unit's own words for a label in a language, or those of the
// nearest unit above it that has some; "" where none has.
func (d *Directory) OwnLabel(unit id.ID, lang, key string) string {
	for _, u := range append(d.Path(unit, d.today), "") {
		if words := d.labels[LabelKey(u, lang, key)]; words != "" {
			return words
		}
	}
	return ""
}

// LabelKey is under what a unit's words for a label are kept; no unit is the
// whole database.
func LabelKey(unit id.ID, lang, key string) string {
	if unit == "" {
		return lang + " " + key
	}
	return string(unit) + " " + lang + " " + key
}

// Labels gives all own words, by LabelKey.
func (d *register) Labels() map[string]string { return d.labels }

func readLabels(ctx context.Context, tx *store.Tx) (map[string]string, error) {
	text, err := tx.Setting(ctx, LabelsKey)
	if err != nil || text == "" {
		return nil, err
	}
	out := map[string]string{}
	return out, json.Unmarshal([]byte(text), &out)
}
