package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// The administrator makes a link; its holder sets a password by it, once.
func TestPasswordLinkPages(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	admin.get("/admin/accounts")
	before, _, found := strings.Cut(admin.page, `">can-bo</a>`)
	if !found {
		t.Fatal("no account can-bo")
	}
	account := before[strings.LastIndex(before, "/")+1:]
	admin.post("/admin/accounts/"+account, url.Values{"do": {"link"}}).sees(200, "Liên kết đặt mật khẩu:")
	link := "/sign-in/once/" + admin.between("/sign-in/once/", "<")
	stranger := s.as("", "vi")
	stranger.get(link).sees(200, "Đặt mật khẩu cho tài khoản can-bo")
	stranger.post(link, url.Values{"password": {"mat-khau-moi-hon"}, "again": {"khac"}}).sees(422, "!mat-khau-moi-hon")
	stranger.post(link, url.Values{"password": {"mat-khau-moi-hon"}, "again": {"mat-khau-moi-hon"}}).sees(200, "Đăng nhập")
	stranger.get(link).sees(404, "Liên kết này đã dùng")
	stranger.post("/sign-in", url.Values{"username": {"can-bo"}, "password": {"mat-khau-moi-hon"}}).sees(200, "Việc của tôi")
}
