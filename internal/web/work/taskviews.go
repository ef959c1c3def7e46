package work

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"dondoc/internal/app/tasks"
	"dondoc/internal/chart"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// taskViews are the ways a unit's tasks are looked at.
var taskViews = []string{"", "board", "calendar", "timeline"}

// viewLinks leads from one way to the others, keeping the search.
func viewLinks(lang i18n.Lang, at *kit.Address) (out []page.Link) {
	here := at.Query.Get("view")
	for _, v := range taskViews {
		key := v
		if v == "" {
			key = "list"
		}
		bare := &kit.Address{Path: at.Path, Query: map[string][]string{}}
		for _, keep := range []string{"q", "as", "as-known"} {
			if value := at.Query.Get(keep); value != "" {
				bare.Query.Set(keep, value)
			}
		}
		out = append(out, page.Link{Text: i18n.T(lang, "web.task_view_"+key), URL: bare.With("view", v), Here: here == v})
	}
	return out
}

// exportTasks sends a list of tasks as a workbook or a document.
func (s *server) exportTasks(w http.ResponseWriter, r *kit.Ask) error {
	q, err := taskFilter(r)
	if err != nil {
		return err
	}
	e, err := s.App.ExportTasks(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	format := r.URL.Query().Get("format")
	var b bytes.Buffer
	if err := report.WriteTasks(&b, format, r.Lang, e); err != nil {
		return err
	}
	w.Header().Set("Content-Type", exchange.MediaType(format))
	w.Header().Set("Content-Disposition", `attachment; filename="nhiem-vu-`+e.Unit.Code+"-"+string(e.Today)+"."+format+`"`)
	w.Header().Set("Cache-Control", "private, no-store")
	_, err = w.Write(b.Bytes())
	return quiet(err)
}

// taskBoard shows tasks in a column for each way they stand.
func (s *server) taskBoard(w http.ResponseWriter, r *kit.Ask, q tasks.Tasks) error {
	q.Limit = 20
	list, columns, err := s.App.TaskColumns(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	v, at, err := s.taskFrame(r, q, list)
	if err != nil {
		return err
	}
	v.Board = true
	for _, c := range columns {
		bare := &kit.Address{Path: at.Path, Query: at.Query}
		bare.Query.Del("view")
		col := Column{Count: Count{Status: string(c.Status), Text: i18n.Title(i18n.T(r.Lang, "task.status_"+string(c.Status))), N: c.Count, URL: bare.With("status", string(c.Status))}, More: c.Count - len(c.Rows)}
		for _, row := range c.Rows {
			col.Rows = append(col.Rows, v.row(row))
		}
		v.Columns = append(v.Columns, col)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// taskCalendar shows the tasks due in a month, day by day.
func (s *server) taskCalendar(w http.ResponseWriter, r *kit.Ask, q tasks.Tasks) error {
	month := s.Today().Month()
	if q.AsKnown != "" {
		month = min(q.AsKnown, s.Today()).Month()
	}
	if text := r.URL.Query().Get("month"); text != "" {
		m, err := period.ParseMonth(text)
		if err != nil {
			return err
		}
		month = m
	}
	q.AfterDue, q.AfterID, q.Before, q.Limit = month.Start().AddDays(-1), "zzzz", month.Next().Start(), 1000
	list, err := s.App.TaskList(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	v, at, err := s.taskFrame(r, q, list)
	if err != nil {
		return err
	}
	before := month.Start().AddDays(-1).Month()
	v.Calendar = &Calendar{Title: i18n.T(r.Lang, "web.task_month", "month", month, "n", len(list.Rows)), Weekdays: weekdays(r.Lang),
		Before: page.Link{Text: "‹ " + before.Say(""), URL: at.With("month", string(before))}, After: page.Link{Text: month.Next().Say("") + " ›", URL: at.With("month", string(month.Next()))}}
	byDay := map[period.Date][]Row{}
	for _, row := range list.Rows {
		byDay[row.State.Due] = append(byDay[row.State.Due], v.row(row))
	}
	first := int(month.Start().Time().Weekday()+6) % 7 // Monday is 0
	week := make([]Day, first, 7)
	for day := month.Start(); day <= month.End(); day = day.AddDays(1) {
		weekday := int(day.Time().Weekday()+6) % 7
		week = append(week, Day{No: strconv.Itoa(day.Time().Day()), Name: v.Calendar.Weekdays[weekday] + " " + day.Say(""), Today: day == list.Today, Rows: byDay[day]})
		if len(week) == 7 {
			v.Calendar.Weeks, week = append(v.Calendar.Weeks, week), nil
		}
	}
	if len(week) > 0 {
		v.Calendar.Weeks = append(v.Calendar.Weeks, append(week, make([]Day, 7-len(week))...))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func weekdays(lang i18n.Lang) (out []string) {
	for d := range 7 {
		out = append(out, i18n.T(lang, "web.weekday_"+strconv.Itoa(d)))
	}
	return out
}

// taskTimeline shows when tasks began and are due, as bars one under the other.
func (s *server) taskTimeline(w http.ResponseWriter, r *kit.Ask, q tasks.Tasks) error {
	q.Limit = 100
	if q.AfterDue == "" {
		q.AfterID = "zzzz" // past those without a day
	}
	list, err := s.App.TaskList(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	v, at, err := s.taskFrame(r, q, list)
	if err != nil {
		return err
	}
	v.Timeline = &Timeline{}
	var axis [2]int
	for i, row := range list.Rows {
		from, to := spanOf(row)
		if i == 0 || from < axis[0] {
			axis[0] = from
		}
		axis[1] = max(axis[1], to)
	}
	axis[1] = max(axis[1], min(dayNo(list.Today), axis[1]+60))
	for _, row := range list.Rows {
		from, to := spanOf(row)
		shown := v.row(row)
		span := chart.Span{Lang: r.Lang, Title: row.Name, Axis: axis, From: from, To: to, Today: dayNo(list.Today), Tone: spanTone(row.Status),
			FromShown: beginning(row).Say(""), ToShown: row.State.Due.Say("")}
		v.Timeline.Rows = append(v.Timeline.Rows, Bar{Row: shown, From: beginning(row), Picture: span.Draw()})
	}
	if n := len(list.Rows); n == q.Limit {
		last := list.Rows[n-1]
		next := &kit.Address{Path: at.With("after_due", string(last.State.Due))}
		v.NextURL = next.Join("after", string(last.ID))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// beginning is the day a task begins: as its deadline says, else the day it was given out.
func beginning(row tasks.TaskRow) period.Date {
	if begins := row.Begins(); begins != "" {
		return begins
	}
	given := period.DateOf(row.At)
	if row.State.Due != "" {
		given = min(given, row.State.Due)
	}
	return given
}

func spanOf(row tasks.TaskRow) (from, to int) { return dayNo(beginning(row)), dayNo(row.State.Due) }

func dayNo(d period.Date) int { return int(d.Time().Unix() / int64(24*time.Hour/time.Second)) }

func spanTone(s task.Status) chart.Tone {
	switch s {
	case task.RunningLate, task.DoneLate:
		return chart.NotMet
	case task.DoneOnTime:
		return chart.Met
	case task.Paused, task.Withdrawn, task.NotDue:
		return chart.NotAssessed
	}
	return chart.Forecast
}
