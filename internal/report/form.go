package report

import (
	"io"
	"maps"
	"slices"
	"strings"

	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/prose"
)

// The places of an office's own form (mẫu văn bản) that stand for whole paragraphs.
const (
	formBody  = "noi_dung"
	formAnnex = "phu_luc"
	formStrip = "hinh.phan_loai"
)

// formPictures are the places of pictures, and the keys of the blocks they stand for.
var formPictures = map[string]string{formStrip: "strip", "hinh.thuc_hien": "bars", "hinh.giai_ngan": "course", "hinh.dien_bien": "trends", "hinh.ban_do_nhiet": "heat"}

// formFields name the columns of annexes in the places of a form's rows.
var formFields = map[string]string{
	"exchange.annex_no": "stt", "report.col_target": "ten", "report.col_unit": "don_vi_tinh", "report.col_plan": "ke_hoach", "report.col_actual": "thuc_hien",
	"report.col_sofar": "thuc_hien", "report.col_percent": "ty_le", "report.col_last": "nam_truoc", "report.col_class": "ket_qua", "report.col_next": "nam_sau", "report.col_same": "cung_ky",
	"report.col_project": "du_an", "report.col_investor": "chu_dau_tu", "report.col_money_plan": "ke_hoach", "report.col_money_paid": "giai_ngan",
	"report.col_shortcoming": "noi_dung", "report.col_cause": "nguyen_nhan", "report.col_answers": "trach_nhiem", "report.col_remedy": "bien_phap", "report.col_due": "thoi_han", "report.col_state": "trang_thai",
	"exchange.annex_task": "ten", "exchange.annex_lead": "chu_tri", "exchange.annex_product": "san_pham", "exchange.annex_deadline": "thoi_han", "exchange.annex_status": "trang_thai", "exchange.annex_done": "hoan_thanh",
}

// FormWords are the places that a form may have: what stands once, what stands in
// the rows of a table, what takes the place of a paragraph.
func FormWords() docx.Words {
	return docx.Words{
		Texts: []string{"co_quan_chu_quan", "co_quan_ban_hanh", "quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay_thang", "ten_loai", "trich_yeu", "thay_mat", "chuc_vu",
			"nguoi_ky", "noi_nhan", "dau_so_lieu", "nam", "tong_chi_tieu", "so_dat", "so_khong_dat", "so_vuot", "so_chua_danh_gia", "ghi_chu_chi_tieu", "ghi_chu_von", "ghi_chu_ton_tai", "ghi_chu_nhiem_vu"},
		Lists: map[string][]string{
			"chi_tieu": {"linh_vuc", "stt", "ten", "don_vi_tinh", "ke_hoach", "thuc_hien", "ty_le", "nam_truoc", "ket_qua", "nam_sau", "cung_ky"},
			"von":      {"stt", "du_an", "chu_dau_tu", "ke_hoach", "giai_ngan", "ty_le"},
			"ton_tai":  {"stt", "noi_dung", "nguyen_nhan", "trach_nhiem", "bien_phap", "thoi_han", "trang_thai"},
			"nhiem_vu": {"stt", "ten", "chu_tri", "san_pham", "thoi_han", "trang_thai", "hoan_thanh"},
		},
		Pictures: slices.Sorted(maps.Keys(formPictures)), Body: formBody, Annex: formAnnex,
	}
}

// FormReader reads forms for the use-cases that keep them; see reports.FormReader.
type FormReader struct{}

// Places gives the places of a form, each name once. Errors name what is wrong, and where.
func (FormReader) Places(content []byte) (names []string, err error) {
	f, err := docx.ReadForm(content, FormWords())
	if err != nil {
		return nil, err
	}
	for _, p := range f.Places() {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return nil, errs.New(errs.Invalid, "report.form_empty").In("files").Try("report.form_empty_hint")
	}
	return names, nil
}

// FormLeaves names what a paper has and a form with these places does not print:
// what an office would miss.
func FormLeaves(names []string) (left []string) {
	has := func(name string) bool { return slices.Contains(names, name) }
	for _, n := range []string{"co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay_thang", "trich_yeu", formBody, "nguoi_ky", "noi_nhan", "dau_so_lieu"} {
		if !has(n) {
			left = append(left, n)
		}
	}
	if has(formAnnex) {
		return left
	}
	left = append(left, formAnnex)
	for list := range FormWords().Lists {
		if slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, list+".") }) && !has("ghi_chu_"+list) {
			left = append(left, "ghi_chu_"+list)
		}
	}
	slices.Sort(left[1:])
	return left
}

// WriteForm writes a paper in an office's own form, as .docx.
func WriteForm(w io.Writer, lang i18n.Lang, content []byte, d prose.Document) error {
	f, err := docx.ReadForm(content, FormWords())
	if err != nil {
		return err
	}
	set := docx.Set{Paper: d, Texts: formTexts(lang, d), Lists: map[string][]map[string]string{}, Body: formBody, Annex: formAnnex, Draw: map[string]prose.Block{}, Empty: i18n.T(lang, "report.form_none")}
	for _, b := range d.Blocks {
		for place, key := range formPictures {
			if b.Kind == prose.Picture && b.Key == key {
				set.Draw[place] = b
			}
		}
	}
	for name := range FormWords().Lists {
		set.Lists[name] = nil
	}
	for _, a := range d.Annexes {
		if a.Key == "" { // kept before forms were
			return errs.New(errs.Invalid, "report.form_old").Try("report.form_old_hint")
		}
		set.Lists[a.Key] = formRows(a.Table)
		set.Texts["ghi_chu_"+a.Key] = strings.Join(a.Notes, "\n")
	}
	if !f.Has(formBody) {
		set.Paper.Figures = nil // none of them is in the text
	}
	if err := f.Fill(w, set); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

func formTexts(lang i18n.Lang, d prose.Document) map[string]string {
	h := d.Head
	out := map[string]string{"co_quan_chu_quan": h.Superior, "co_quan_ban_hanh": h.Issuer, "quoc_hieu": h.Motto[0], "tieu_ngu": h.Motto[1], "so_ky_hieu": h.Number, "dia_danh_ngay_thang": h.Place,
		"ten_loai": d.Kind, "trich_yeu": d.Title, "thay_mat": d.Sign.OnBehalf, "chuc_vu": d.Sign.Post, "nguoi_ky": d.Sign.Name, "noi_nhan": strings.Join(d.Receivers, "\n"), "dau_so_lieu": d.Mark.Text, "nam": string(d.Mark.Cycle),
	}
	for place := range formPictures {
		out[place] = i18n.T(lang, "report.form_no_picture")
	}
	count := map[string]int{}
	for _, r := range d.Rows {
		if r.Kind == "target" {
			count["tong_chi_tieu"]++
			count[map[string]string{"exceeded": "so_vuot", "met": "so_dat", "not_met": "so_khong_dat"}[r.Class]]++
		}
	}
	count["so_dat"] += count["so_vuot"] // an exceeded target is a met one
	count["so_chua_danh_gia"] = count["tong_chi_tieu"] - count["so_dat"] - count["so_khong_dat"]
	for _, name := range []string{"tong_chi_tieu", "so_dat", "so_khong_dat", "so_vuot", "so_chua_danh_gia"} {
		out[name] = padded(count[name])
	}
	return out
}

// formRows are the rows of an annex by the names of its columns; each knows the
// field it stands under.
func formRows(t prose.Table) (out []map[string]string) {
	field := ""
	for _, r := range t.Rows {
		if r.Heading {
			field = r.Cells[0]
			continue
		}
		row := map[string]string{"linh_vuc": field, docx.RowOf: string(r.Of)}
		for i, c := range r.Cells {
			row[t.Columns[i].Key] = c
		}
		out = append(out, row)
	}
	return out
}

// StarterForm is a form to begin one's own from: the layout of NĐ 30/2020 with
// every place of a paper in it.
func StarterForm(w io.Writer, lang i18n.Lang) error {
	place := func(name string) string { return "{{" + name + "}}" }
	d := prose.Document{Head: prose.Head{Superior: place("co_quan_chu_quan"), Issuer: place("co_quan_ban_hanh"), Motto: [2]string{place("quoc_hieu"), place("tieu_ngu")}, Number: place("so_ky_hieu"), Place: place("dia_danh_ngay_thang")},
		Kind: place("ten_loai"), Title: place("trich_yeu"), Sign: prose.Sign{OnBehalf: place("thay_mat"), Post: place("chuc_vu"), Name: place("nguoi_ky")}, Receivers: []string{place("noi_nhan")}}
	d.Mark.Text = place("dau_so_lieu")
	columns := []prose.Column{}
	var cells []string
	for i, name := range []string{"stt", "ten", "don_vi_tinh", "ke_hoach", "thuc_hien", "ty_le", "ket_qua"} {
		key := []string{"exchange.annex_no", "report.col_target", "report.col_unit", "report.col_plan", "report.col_actual", "report.col_percent", "report.col_class"}[i]
		columns = append(columns, prose.Column{Title: i18n.T(lang, key, "year", place("nam")), Share: []int{6, 25, 9, 13, 13, 12, 12}[i]})
		cells = append(cells, place("chi_tieu."+name))
	}
	text := func(s string) prose.Block { return prose.Block{Runs: []prose.Run{{Text: s}}} }
	d.Blocks = []prose.Block{text(place(formBody)), {Kind: prose.Grid, Table: &prose.Table{Columns: columns, Rows: []prose.TableRow{{Cells: cells}}}}, text(place("ghi_chu_chi_tieu"))}
	return docx.WriteStarter(w, d, place(formAnnex))
}

// PlaceSays says what is set in a place.
func PlaceSays(lang i18n.Lang, name string) string {
	return i18n.T(lang, "report.place_"+strings.ReplaceAll(name, ".", "_"))
}
