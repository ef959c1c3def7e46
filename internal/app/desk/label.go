package desk

import (
	"context"
	"encoding/json"

	"dondoc/internal/store"
)

// LabelsKey is the setting that holds the office's own words.
const LabelsKey = "labels"

// OwnLabel gives the office's own words for a label in a language, "" where it
// has none.
func (d *register) OwnLabel(lang, key string) string { return d.labels[lang+" "+key] }

// Labels gives the office's own words, by language and key.
func (d *register) Labels() map[string]string { return d.labels }

func readLabels(ctx context.Context, tx *store.Tx) (map[string]string, error) {
	text, err := tx.Setting(ctx, LabelsKey)
	if err != nil || text == "" {
		return nil, err
	}
	out := map[string]string{}
	return out, json.Unmarshal([]byte(text), &out)
}
