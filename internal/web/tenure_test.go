package web_test

import (
	"regexp"
	"testing"
)

// personOf gives the address of a person named on the page that was read last.
func (r *reader) personOf(name string) string {
	r.Helper()
	m := regexp.MustCompile(`href="(/people/[0-9a-f-]{36})"[^>]*>` + name + `<`).FindStringSubmatch(r.page)
	if m == nil {
		r.Fatalf("no link to %s:\n%s", name, main(r.page))
	}
	return m[1]
}

func TestPersonByCycle(t *testing.T) {
	s := newSite(t)
	r := s.as("can-bo", "vi")
	r.get("/u/ngan-son-nong-nghiep")
	successor, before := r.personOf("Ma Kim Sơn"), r.personOf("Lý Cát Uy")
	r.get(successor+"?cycle=2023").sees(200, "chỉ tiêu năm 2023 gắn với chức vụ", "chịu trách nhiệm từ 01/07/2023 đến 31/12/2023", "cycle=2024", "Diện tích trồng rừng")
	r.get(successor+"?cycle=2024").sees(200, "chỉ tiêu năm 2024 gắn với chức vụ", "!chịu trách nhiệm từ")
	r.get(successor+"?cycle=1999").sees(200, "chỉ tiêu năm 2024")
	// Both sides of a hand-over are named, and the figures are those of the day.
	r.get(successor).sees(200, "Bàn giao", ">Lý Cát Uy</a>", "→ Ma Kim Sơn", "450 ha", "500 ha")
	r.get(before+"?cycle=2023").sees(200, "Lý Cát Uy →", ">Ma Kim Sơn</a>", "đến 30/06/2023", "!31/12/2023")
	s.as("can-bo", "en").get(successor+"?cycle=2023").sees(200, "of 2023 tied to the post", "answered from 01/07/2023 to 31/12/2023", "!chịu trách nhiệm")
}

func TestUnitsOnADay(t *testing.T) {
	s := newSite(t)
	r := s.as("can-bo", "vi")
	r.get("/units?on=30/06/2023").sees(200, "/u/ngan-son-nong-nghiep?on=2023-06-30", "Lý Cát Uy", "!Ma Kim Sơn", "Chỉ tiêu năm 2023", "!\"></a>")
	r.get("/u/ngan-son-nong-nghiep?on=30/06/2023").sees(200, "Chức danh tại ngày 30/06/2023", "/u/ngan-son?on=2023-06-30", "/units?on=2023-06-30")
	r.get("/u/ngan-son?on=30/06/2023").sees(200, "/u/na-phac?on=2023-06-30")
	r.get("/u/ngan-son?on=hôm+kia").sees(422, "hôm kia")
	r.get("/u/khong-co").sees(404)
	// Who reads one unit only sees it at the top of the tree, and no way up.
	commune := s.as("can-bo-na-phac", "vi")
	commune.get("/units").sees(200, `class="full "`, "!depth-", "!Huyện Ngân Sơn</a>")
	commune.get("/u/na-phac").sees(200, "Huyện Ngân Sơn", `!href="/u/ngan-son"`)
	commune.get("/u/ngan-son").sees(404)
	s.as("can-bo", "en").get("/u/na-phac").sees(200, "Posts on", "township", "!Chức danh tại ngày")
}

// Forms of administration are only for who may use them: they list names.
func TestAdministrationIsForAdministrators(t *testing.T) {
	s := newSite(t)
	paths := []string{"/admin/accounts", "/admin/accounts/new", "/admin/units/new"}
	for _, who := range []string{"can-bo", "van-phong", "can-bo-na-phac", "thanh-tra"} {
		r := s.as(who, "vi")
		for _, path := range paths {
			r.get(path).sees(403, "!Ma Kim Sơn")
		}
	}
	admin := s.as("quan-tri", "vi")
	for _, path := range paths {
		admin.get(path).sees(200)
	}
	admin.get("/admin/accounts/new").sees(200, "Ma Kim Sơn")
	admin.get("/admin/accounts?q=quan-tri").sees(200, "09:00 15/01/2024", "!hiện không đăng nhập")
	admin.get("/admin/accounts?q=nong-nghiep").sees(200, "hiện không đăng nhập", "!09:00 15/01/2024")
	s.as("", "vi").get("/admin/accounts/new").sees(200, "Đăng nhập", "next=")
}
