package accounts

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/org"
	"dondoc/internal/viet"
)

// capacityOf reads how a post is held.
func capacityOf(text string) (org.Capacity, error) {
	switch fold := viet.Fold(viet.CleanSpaces(text)); {
	case fold == "", fold == "chinh thuc", fold == string(org.Substantive), fold == "khong":
		return org.Substantive, nil
	case strings.HasPrefix(fold, "kiem"), fold == string(org.Concurrent), fold == "x", fold == "co":
		return org.Concurrent, nil
	case strings.HasPrefix(fold, "quyen"), strings.HasPrefix(fold, "phu trach"), fold == string(org.Acting):
		return org.Acting, nil
	}
	return "", errs.New(errs.Invalid, "app.people_capacity", "text", text).In("capacity")
}

// roleWords are what offices call the roles, folded.
var roleWords = map[string]access.Role{
	"can bo tong hop": access.Officer, "tong hop": access.Officer, "bao cao": access.Officer, "nguoi bao cao": access.Officer,
	"nguoi tham dinh": access.Verifier, "tham dinh": access.Verifier,
	"nguoi dung dau": access.Head, "dung dau": access.Head, "lanh dao": access.Head, "thu truong": access.Head, "phe duyet": access.Head,
	"van phong": access.Office, "quan tri": access.Administrator, "thanh tra": access.Inspector, "chi xem": access.Inspector, "cap tren": access.Inspector,
}

func roleOf(text string) (access.Role, bool) {
	fold := viet.Fold(viet.CleanSpaces(text))
	if r := access.Role(fold); r.Valid() {
		return r, true
	}
	r, ok := roleWords[fold]
	return r, ok
}
