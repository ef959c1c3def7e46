package report_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/report"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

func annexOf(names ...string) tasks.TaskExport {
	e := tasks.TaskExport{TaskList: tasks.TaskList{Unit: org.Version{Name: "Huyện Ngân Sơn"}, Today: "2024-01-15"}}
	for i, name := range names {
		deadline, _ := period.ReadDeadline("Quý II/2024", period.DeadlineContext{Issued: "2024-01-01"})
		row := tasks.TaskRow{TaskRow: store.TaskRow{Task: task.Task{Label: string(rune('1' + i)), Field: "Lâm nghiệp", Name: name, Product: "Kế hoạch", Authority: "UBND huyện", LeadText: "Phòng Nông nghiệp",
			Deadline: deadline, First: deadline.End}, State: task.State{Due: deadline.End}}, Judgement: task.Judgement{Status: task.RunningOnTime}}
		if i == 0 {
			row.Reason = &reason.Reason{Kind: "both", Cause: "mưa lũ; chậm giao đất", Remedy: "trồng bù", Promised: "2024-07-15", Who: "Trưởng phòng"}
		}
		e.Rows = append(e.Rows, tasks.ExportedTask{TaskRow: row, PartnerNames: []string{"Hạt Kiểm lâm", "Xã Bằng Vân"}})
	}
	return e
}

// An annex that was written is read again as the same tasks, in both languages
// and all formats that hold tables.
func TestAnnexRoundTrip(t *testing.T) {
	names := []string{"Trồng rừng; chăm sóc", "=HYPERLINK(\"x\")", "Báo cáo <kết quả> & đề xuất"}
	for _, lang := range i18n.Langs() {
		for _, format := range []string{"xlsx", "csv", "docx"} {
			var b bytes.Buffer
			if err := report.WriteTasks(&b, format, lang, annexOf(names...)); err != nil {
				t.Fatal(err)
			}
			var table *exchange.Table
			if format == "docx" {
				written, err := exchange.ReadDocument(context.Background(), "a.docx", &b, exchange.Limits{})
				if err != nil || len(written.Tables) == 0 {
					t.Fatalf("%s: %v, %d tables", format, err, len(written.Tables))
				}
				table = written.Tables[len(written.Tables)-1]
			} else {
				tables, err := exchange.ReadTables(context.Background(), "a."+format, &b, exchange.Limits{})
				if err != nil {
					t.Fatal(err)
				}
				table = tables[0]
			}
			text := ""
			for _, row := range table.Rows {
				text += strings.Join(row.Cells, "|") + "\n"
			}
			if !strings.Contains(text, "trồng bù") {
				t.Errorf("%s %s: the cause and remedy are not in %s", lang, format, text)
			}
			lines, list := exchange.ReadTaskRows(table, exchange.Choice{})
			if list != nil || len(lines) != len(names) {
				t.Fatalf("%s %s: %d lines, %v", lang, format, len(lines), list)
			}
			if told := table.Told(); len(told) != 0 {
				t.Errorf("%s %s: of its own columns it is told %v", lang, format, told)
			}
			for i, l := range lines {
				if strings.TrimPrefix(l.Name, "'") != names[i] || l.Lead != "Phòng Nông nghiệp" || l.Product != "Kế hoạch" || l.Deadline != "Quý II/2024" || l.Authority != "UBND huyện" ||
					strings.Join(strings.FieldsFunc(l.Partners, func(r rune) bool { return r == '\n' }), "|") != "Hạt Kiểm lâm|Xã Bằng Vân" || l.Field != "Lâm nghiệp" {
					t.Errorf("%s %s: %+v", lang, format, l)
				}
			}
		}
	}
	if err := report.WriteTasks(&bytes.Buffer{}, "exe", i18n.Vietnamese, annexOf()); !errs.Is(err, errs.Invalid) {
		t.Errorf("another format: %v", err)
	}
}
