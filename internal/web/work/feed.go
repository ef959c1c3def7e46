package work

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app/tasks"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// feed makes the address of the reader's own feed, shown once, or drops it.
func (s *server) feed(w http.ResponseWriter, r *kit.Ask) error {
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.feed_title")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.profile"), URL: href.Account}}
	v.Form = page.Form{Action: href.Feed, Lead: i18n.T(r.Lang, "web.feed_lead"), Submit: i18n.T(r.Lang, "web.feed_make"), Cancel: href.Account,
		Extra: []page.Button{{Name: "do", Value: "drop", Text: i18n.T(r.Lang, "web.feed_drop"), Quiet: true}}}
	if r.Method == http.MethodPost && r.PostFormValue("do") == "drop" {
		if err := s.App.DropFeeds(r.Context(), r.User.Actor); err != nil {
			return err
		}
		return s.Redirect(w, r, href.Feed, "feed_dropped")
	}
	if r.Method == http.MethodPost {
		token, err := s.App.NewFeed(r.Context(), r.User.Actor)
		if err != nil {
			return err
		}
		base := strings.TrimSuffix(s.Opts.Public, "/") + href.Feeds(token)
		v.After = []string{i18n.T(r.Lang, "web.feed_once"), base + ".ics", base + ".json"}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) feedTasks(w http.ResponseWriter, r *kit.Ask) ([]tasks.TaskRow, error) {
	w.Header().Set("Cache-Control", "private, max-age=300")
	w.Header().Set("Referrer-Policy", "no-referrer")
	return s.App.FeedTasks(r.Context(), r.PathValue("token"))
}

func (s *server) calendarFeed(w http.ResponseWriter, r *kit.Ask) error {
	rows, err := s.feedTasks(w, r)
	if err != nil {
		return err
	}
	var events []exchange.Event
	for _, row := range rows {
		if row.Status == task.Withdrawn {
			continue
		}
		events = append(events, exchange.Event{UID: string(row.ID), Day: row.State.Due, Summary: row.Name, Changed: row.Changed, Changes: row.Steps, Done: row.State.DoneOn != "",
			Text: i18n.Title(i18n.T(r.Lang, "task.status_"+string(row.Status))) + ": " + i18n.Say(r.Lang, row.Why)})
	}
	var b bytes.Buffer
	if err := exchange.WriteCalendar(&b, i18n.T(r.Lang, "page.tasks.title")+" · Dondoc", events); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	_, err = w.Write(b.Bytes())
	return quiet(err)
}

func (s *server) jsonFeed(w http.ResponseWriter, r *kit.Ask) error {
	rows, err := s.feedTasks(w, r)
	if err != nil {
		return err
	}
	out := struct {
		Rows   []any          `json:"rows"`
		Issues []answer.Issue `json:"issues"`
	}{[]any{}, []answer.Issue{}}
	for _, row := range rows {
		out.Rows = append(out.Rows, answer.OfTask(r.Lang, row))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return quiet(json.NewEncoder(w).Encode(out))
}

// quiet drops the error of a reader who went away.
func quiet(error) error { return nil }
