// Package account has the pages about who may come in: sign-in, password,
// sessions, and the administration of accounts.
package account

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /admin/accounts", s.accounts)
	s.On("GET /admin/accounts/new", s.newAccount)
	s.On("POST /admin/accounts/new", s.newAccount)
	s.On("GET /admin/accounts/{id}/correct", s.correctAccount)
	s.On("POST /admin/accounts/{id}/correct", s.correctAccount)
	s.On("GET /admin/accounts/{id}", s.account)
	s.On("POST /admin/accounts/{id}", s.account)
	s.Open("GET /sign-in", s.signIn)
	s.Open("POST /sign-in", s.signIn)
	s.Open("GET /sign-in/once/{token}", s.once)
	s.Open("POST /sign-in/once/{token}", s.once)
	s.On("POST /sign-out", s.signOut)
	s.On("GET /account", s.sessions)
	s.On("POST /account", s.setLang)
	s.On("POST /account/sign-out-everywhere", s.signOutEverywhere)
	s.On("POST /account/sessions/{hash}/end", s.endSession)
	s.On("GET /account/delegations", s.delegations)
	s.On("POST /account/delegations", s.delegations)
	s.On("GET /account/tokens", s.tokens)
	s.On("POST /account/tokens", s.tokens)
	s.On("GET /account/webhooks", s.hooks)
	s.On("POST /account/webhooks", s.hooks)
	s.On("GET /account/password", s.password)
	s.On("POST /account/password", s.password)
}
