package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"

	"dondoc/internal/web"
)

// A stranger sends a name and a password and nothing more, in whatever form.
func TestStrangersSendLittle(t *testing.T) {
	s := newSite(t)
	send := func(kind string, body io.Reader) int {
		r := httptest.NewRequest(http.MethodPost, "/sign-in", body)
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		web.New(s.App, web.Options{}).ServeHTTP(w, r)
		return w.Code
	}
	var big bytes.Buffer
	form := multipart.NewWriter(&big)
	part, err := form.CreateFormFile("file", "x.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	if code := send(form.FormDataContentType(), &big); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a megabyte at sign-in: %d", code)
	}
	if code := send("application/x-www-form-urlencoded", bytes.NewReader(append([]byte("username="), make([]byte, 1<<20)...))); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a name of a megabyte: %d", code)
	}
}
