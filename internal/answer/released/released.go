// Package released gives what a body made public in the one JSON shape of command
// line and API.
package released

import (
	"time"

	"dondoc/internal/app/releases"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/release"
)

// ReleasePreview is what would become public of a unit's year, and what would not.
type ReleasePreview struct {
	Unit         string                `json:"unit"`
	Name         string                `json:"name"`
	Cycle        string                `json:"cycle"`
	Mark         string                `json:"mark" doc:"of what was previewed; given back at the release"`
	Reached      int64                 `json:"reached"`
	Total        int64                 `json:"total"`
	Rows         []release.Row         `json:"rows"`
	Shortcomings []release.Shortcoming `json:"shortcomings" doc:"those that may be released"`
	Shown        []id.ID               `json:"shown" doc:"shortcomings that are public now"`
	Changes      []ReleaseChange       `json:"changes" doc:"against what is public or due"`
	Held         []string              `json:"held" doc:"what stays unreleased, and why"`
	Versions     []ReleaseVersion      `json:"versions"`
	May          bool                  `json:"may" doc:"whether you may release"`
}

// ReleaseChange is a target whose public words change.
type ReleaseChange struct {
	Name string `json:"name"`
	Was  string `json:"was"`
	Now  string `json:"now"`
}

// ReleaseVersion is a release, or a taking down.
type ReleaseVersion struct {
	No      int64     `json:"no"`
	Step    string    `json:"step" doc:"made, withdrawn"`
	From    string    `json:"from" doc:"from when it may be read: a day, or a minute of it in Vietnam"`
	Notice  string    `json:"notice"`
	Reached int64     `json:"reached"`
	Total   int64     `json:"total"`
	Entries int64     `json:"entries"`
	Root    string    `json:"root"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// Of gives a preview.
func Of(lang i18n.Lang, p releases.Preview) ReleasePreview {
	out := ReleasePreview{Unit: p.Unit.Code, Name: p.Unit.Name, Cycle: string(p.Cycle), Mark: p.Mark, May: p.May, Rows: append([]release.Row{}, p.Body.Rows...),
		Shortcomings: append([]release.Shortcoming{}, p.Body.Shortcomings...), Shown: append([]id.ID{}, p.Shown...), Changes: []ReleaseChange{}, Held: []string{}, Versions: []ReleaseVersion{}}
	out.Reached, out.Total = p.Body.Counts()
	for _, c := range p.Changes {
		out.Changes = append(out.Changes, ReleaseChange(c))
	}
	for _, h := range p.Held {
		out.Held = append(out.Held, i18n.Say(lang, h))
	}
	for _, v := range p.Versions {
		out.Versions = append(out.Versions, ReleaseVersion{v.No, string(v.Step), string(v.On), v.Notice, v.Reached, v.Total, v.Entries, v.Root, v.ByName, v.At.UTC()})
	}
	return out
}
