package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/errs"
	"dondoc/internal/web"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
)

// drawn are the pages of money as a reader gets them: asked over HTTP within the
// process and drawn anew each time, since a page that stands is kept otherwise.
func (c *benchMoneyCmd) drawn(ctx context.Context, p *app.App, operator access.Actor) (pages []benchStep, err error) {
	token, err := benchSignIn(ctx, p, operator, "lanh-dao")
	if err != nil {
		return nil, err
	}
	handler, n := web.New(p, web.Options{}), 0
	for _, unit := range []string{"xa-0000", "tinh-00", "ca-nuoc"} {
		for _, address := range []string{href.Capital(unit, "2025", ""), href.Capital(unit, "2025", "sums"), href.With(href.Capital(unit, "2025", "sums"), "by", "investor"), href.Capital(unit, "2025", "pictures"),
			href.With(href.Capital(unit, "2025", "pictures"), "as-known", "17/08/2025"), href.With(href.Capital(unit, "2025", "waiting"), "for", "open")} {
			pages = append(pages, benchStep{"drawn: " + address, func(ctx context.Context) error {
				n++
				r := httptest.NewRequestWithContext(ctx, http.MethodGet, href.With(address, "round", fmt.Sprint(n)), nil)
				r.AddCookie(&http.Cookie{Name: kit.SessionCookie, Value: token})
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
					return fmt.Errorf("%s: %d", address, w.Code)
				}
				return nil
			}})
		}
	}
	return pages, nil
}

// benchSignIn gives an account of a made-up nation a password and signs it in.
func benchSignIn(ctx context.Context, p *app.App, operator access.Actor, username string) (string, error) {
	known, err := p.Accounts(ctx, operator)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(known, func(v accounts.AccountView) bool { return v.Username == username })
	if at < 0 {
		return "", errs.New(errs.NotFound, "access.not_found")
	}
	link, _, err := p.NewPasswordLink(ctx, operator, known[at].ID)
	if err != nil {
		return "", err
	}
	const password = "bench of a made-up nation"
	if err := p.UsePasswordLink(ctx, link, password); err != nil {
		return "", err
	}
	return p.SignIn(ctx, username, password, "", "")
}
