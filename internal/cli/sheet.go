package cli

import (
	"dondoc/internal/app/sheets"
)

// sheetFlags say what to take of a file, where its own words are not enough.
type sheetFlags struct {
	Table  string            `help:"trang tính cần đọc, hoặc trang!dòng tiêu đề | sheet to read, or sheet!row of the header" placeholder:"Sheet2"`
	Column map[string]string `help:"cột của một trường: plan=F; “-” là không có | column of a field: plan=F, - for none" mapsep:"none" placeholder:"plan=F"`
	Row    map[string]string `help:"dòng là gì: 12=skip (skip bỏ, row là một dòng riêng, part là ý con) | what a row is: skip, row, part" mapsep:"none" placeholder:"12=skip"`
	Match  map[string]string `help:"tên trong tệp=mã đơn vị; bảng số liệu: =số thứ tự hay mã chỉ tiêu | name in the file=unit code; of figures: =number or identifier of the target" mapsep:"none" placeholder:"Phòng NN=phong-nong-nghiep"`
}

// sheet receives a file with what was chosen in it.
func (f sheetFlags) sheet(path string) (sheets.Sheet, error) {
	s, err := readFile(path)
	if err != nil {
		return s, err
	}
	return s.With(f.Table, f.Column, f.Row, f.Match)
}
