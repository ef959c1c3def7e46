package chase

import (
	"dondoc/internal/id"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/static"
	"net/http"
	"strconv"

	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// notices shows what the reader was told.
func (s *server) notices(w http.ResponseWriter, r *kit.Ask) error {
	all, err := s.App.Notices(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Notices{Frame: s.PlainFrame(r), WishURL: chases.Wish, AllURL: chases.Notices}
	v.Title = i18n.T(r.Lang, "web.notices_title")
	v.Only = onlyNewest(v.Frame, len(all), "web.notices_newest")
	for _, n := range all {
		one := noticeView(n)
		if one.New {
			v.New++
		}
		v.Rows = append(v.Rows, one)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// onlyNewest says that older ones are not shown, where there may be some.
func onlyNewest(f page.Frame, shown int, key string) string {
	if shown < chasing.MostShown {
		return ""
	}
	return f.T(key, "n", shown)
}

func noticeView(n chasing.Told) Notice {
	return Notice{URL: chases.Notice(n.ID), Says: n.Says(n.Unit), Parts: n.Parts(), Note: n.Note, Where: n.Unit, At: n.At, New: n.Opened.IsZero()}
}

func (s *server) openAll(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.OpenNotice(r.Context(), r.User.Actor, ""); err != nil {
		return err
	}
	return s.Redirect(w, r, chases.Notices, "")
}

// notice shows one: the link of a letter leads here. Looking changes nothing;
// opening is a press of a button, and only then is it told that it was opened.
func (s *server) notice(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	n, err := s.App.Notice(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	v := One{Frame: s.PlainFrame(r), Notice: noticeView(n), AllURL: chases.Notices}
	v.Title = v.Say(v.Says)
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.notices_title"), URL: chases.Notices}}
	if v.New {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	for _, thing := range n.Items {
		link := page.Link{Text: thing.Name, URL: href.Report(thing.ID, n.Month)}
		switch n.Kind {
		case chase.OfTasks, chase.OfTheHead:
			link.URL = href.Task(thing.ID)
		case chase.OfHead:
			link.URL = href.Target(thing.ID, "")
		}
		v.Items = append(v.Items, link)
	}
	v.GoText, v.GoURL = i18n.T(r.Lang, "web.work_title"), href.Work
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) open(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	n, err := s.App.Notice(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	if err := s.App.OpenNotice(r.Context(), r.User.Actor, which); err != nil {
		return err
	}
	if n.Kind == chase.OfTheDay {
		return s.Redirect(w, r, href.Work, "")
	}
	return s.Redirect(w, r, chases.Notice(which), "")
}

// wish is how the reader wants to be told.
func (s *server) wish(w http.ResponseWriter, r *kit.Ask) error {
	now, err := s.App.Wish(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		now.Address, now.Mail, now.Digest = r.PostFormValue("address"), r.PostFormValue("mail"), r.PostFormValue("digest") != ""
		now.Push = r.PostFormValue("push")
		now.QuietFrom, now.QuietTo = hour(r, "quiet_from"), hour(r, "quiet_to")
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := Wish{Simple: page.Simple{Frame: s.PlainFrame(r)}, Worker: registers.Worker, Script: static.Asset("push.js")}
	if v.Browsers, v.Key, err = s.App.Browsers(r.Context(), r.User.Actor); err != nil {
		return err
	}
	v.Title = t("web.wish_title")
	v.Crumbs = []page.Link{{Text: t("web.profile"), URL: href.Account}}
	hours := func(chosen int) (out []page.Option) {
		for h := range 24 {
			out = append(out, page.Option{Value: strconv.Itoa(h), Text: strconv.Itoa(h) + ":00", Selected: h == chosen})
		}
		return out
	}
	v.Form = page.Form{Action: chases.Wish, Submit: t("web.save"), Lead: t("web.wish_lead"), Fields: []page.Field{
		{Kind: "check", Name: "digest", Value: "1", Checked: now.Digest, Label: t("web.wish_digest"), Hint: t("web.wish_digest_hint")},
		{Kind: "radio", Name: "mail", Label: t("web.wish_mail"), Options: []page.Option{
			{Value: chase.NoMail, Text: t("web.wish_mail_none"), Selected: now.Mail == chase.NoMail},
			{Value: chase.MailDaily, Text: t("web.wish_mail_daily"), Selected: now.Mail == chase.MailDaily},
			{Value: chase.MailEach, Text: t("web.wish_mail_each"), Selected: now.Mail == chase.MailEach}}},
		{Kind: "email", Name: "address", Label: t("web.wish_address"), Hint: t("web.wish_address_hint"), Value: now.Address, Auto: "email"},
		{Kind: "radio", Name: "push", Label: t("web.wish_push"), Hint: t("web.wish_push_hint"), Options: []page.Option{
			{Value: chase.NoMail, Text: t("web.wish_push_none"), Selected: now.Push == chase.NoMail},
			{Value: chase.MailDaily, Text: t("web.wish_mail_daily"), Selected: now.Push == chase.MailDaily},
			{Value: chase.MailEach, Text: t("web.wish_mail_each"), Selected: now.Push == chase.MailEach}}},
		{Kind: "select", Name: "quiet_from", Label: t("web.wish_quiet_from"), Hint: t("web.wish_quiet_hint"), Options: hours(now.QuietFrom)},
		{Kind: "select", Name: "quiet_to", Label: t("web.wish_quiet_to"), Options: hours(now.QuietTo)}}}
	if now.Address != "" && !now.Reachable() && r.Method != http.MethodPost {
		v.After = append(v.After, i18n.T(r.Lang, "web.wish_unconfirmed", "address", now.Address))
	}
	if !s.Opts.Mails {
		v.After = []string{t("web.wish_no_server")}
	}
	status := http.StatusOK
	if r.Method == http.MethodPost {
		err := s.App.SetWish(r.Context(), r.User.Actor, now)
		if err == nil {
			return s.Redirect(w, r, chases.Wish, "wish_kept")
		}
		ok := false
		if status, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, status, v.Page())
}

// browsers has a browser told, or no more.
func (s *server) browsers(w http.ResponseWriter, r *kit.Ask) error {
	var err error
	if r.PostFormValue("do") == "add" {
		err = s.App.AddBrowser(r.Context(), r.User.Actor, chase.Browser{Endpoint: r.PostFormValue("endpoint"), P256dh: r.PostFormValue("p256dh"), Auth: r.PostFormValue("auth"), Name: r.PostFormValue("name")})
	} else {
		err = s.App.DropBrowser(r.Context(), r.User.Actor, id.ID(r.PostFormValue("id")))
	}
	if err != nil {
		return err
	}
	return s.Redirect(w, r, chases.Wish, "wish_kept")
}

func hour(r *kit.Ask, field string) int {
	n, err := strconv.Atoi(r.PostFormValue(field))
	if err != nil {
		return -1
	}
	return n
}

// confirm takes an address for its owner's, by the link that was sent to it.
func (s *server) confirm(w http.ResponseWriter, r *kit.Ask) error {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = t("web.wish_confirm")
	v.Crumbs = []page.Link{{Text: t("web.wish_title"), URL: chases.Wish}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.wish_confirm"), Cancel: chases.Wish, Lead: t("web.wish_confirm_lead"), Fields: []page.Field{
		{Kind: "hidden", Name: "key", Value: r.FormValue("key")}}}
	return s.Form(w, r, v, chases.Wish, "wish_confirmed", func() error {
		return s.App.ConfirmAddress(r.Context(), r.User.Actor, r.PostFormValue("key"))
	})
}
