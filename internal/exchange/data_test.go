package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/errs"
)

// dataFolder gives the folder of real files that are not part of the project.
func dataFolder(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("DONDOC_DATA")
	if dir == "" {
		t.Skip("set DONDOC_DATA to the folder of real data to run this check")
	}
	return dir
}

// each calls see for every file under the folder whose name ends so.
func each(t *testing.T, dir string, see func(path string, raw []byte), endings ...string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, e := range endings {
			if strings.HasSuffix(path, e) {
				raw, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				seen++
				see(path, raw)
			}
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatalf("%s: %d files, %v", dir, seen, err)
	}
}

func TestRealTargetSheets(t *testing.T) {
	dir := dataFolder(t)
	want := map[string]int{"02": 4, "03": 8, "04": 15, "05": 7, "06": 9, "07": 10, "08": 6, "09": 8, "10": 15, "11": 12, "12": 6,
		"14": 14, "15": 15, "16": 18, "21": 11, "PL": 56}
	see := func(path string, raw []byte) {
		table, err := readTable(context.Background(), path, bytes.NewReader(raw), Limits{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		n := want[filepath.Base(path)[:2]]
		if !table.IsTargetSheet() || strings.Contains(path, "PL2") {
			if table.IsTargetSheet() || n != 0 && !strings.Contains(path, "PL2") {
				t.Errorf("%s: targets sheet: %v", path, table.IsTargetSheet())
			}
			return
		}
		rows, problems := ReadTargetRows(table, Choice{})
		if len(problems) > 0 || len(rows) != n {
			t.Errorf("%s: %d rows, not %d; %v", path, len(rows), n, problems)
		}
	}
	each(t, filepath.Join(dir, "vn-targets"), see, ".csv")
	each(t, filepath.Join(dir, "nq57-nq03"), see, ".csv")
}

func TestCSVSpectrum(t *testing.T) {
	dir := filepath.Join(dataFolder(t), "bad-input", "csv-spectrum")
	each(t, filepath.Join(dir, "csvs"), func(path string, raw []byte) {
		table, err := readTable(context.Background(), path, bytes.NewReader(raw), Limits{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		var want []map[string]string
		answer, err := os.ReadFile(filepath.Join(dir, "json", strings.TrimSuffix(filepath.Base(path), ".csv")+".json"))
		if err == nil && answer[0] == '{' { // a single record stands without brackets
			answer = []byte("[" + string(answer) + "]")
		}
		if err == nil {
			err = json.Unmarshal(answer, &want)
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(want) != len(table.Rows) {
			t.Errorf("%s: %d rows, not %d", path, len(table.Rows), len(want))
			return
		}
		for i, record := range want {
			for key, value := range record {
				if key == "Contact Phone Number" { // the two files differ here themselves
					continue
				}
				if got := table.Cell(table.Rows[i], key); got != strings.ReplaceAll(value, "\r\n", "\n") {
					t.Errorf("%s row %d, %s: %q, not %q", path, i, key, got, value)
				}
			}
		}
	}, ".csv")
}

// Nothing hostile takes long or much memory, and every refusal has words and a way out.
func TestHostileFiles(t *testing.T) {
	each(t, filepath.Join(dataFolder(t), "bad-input"), func(path string, raw []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		started := time.Now()
		_, err := ReadTables(context.Background(), path, bytes.NewReader(raw), Limits{})
		runtime.ReadMemStats(&after)
		for _, e := range errs.All(err) {
			if e.Hint.IsZero() || e.Kind == errs.Internal {
				t.Errorf("%s: %v", path, e)
			}
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 200<<20 {
			t.Errorf("%s: %d MB allocated", path, grown>>20)
		}
		t.Logf("%-80s %8s %v", filepath.Base(path), time.Since(started).Round(time.Millisecond), err)
	}, ".xlsx", ".xlsm", ".xls", ".csv", ".txt")
}

// Every cell of the statisticians' workbooks is read, and as excelize reads it.
func TestStatisticsWorkbooks(t *testing.T) {
	each(t, filepath.Join(dataFolder(t), "gso-monthly"), func(path string, raw []byte) {
		grids, err := readWorkbook(context.Background(), raw, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		cells := 0
		for _, g := range grids {
			if g.sheet == "" {
				continue // what is told of the file
			}
			rows, err := f.GetRows(g.sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				at := g.find(i + 1)
				for col, text := range row {
					var got gridCell
					if at < len(g.rows) && g.rows[at].number == i+1 {
						got = g.rows[at].at(col)
					}
					if strings.TrimSpace(text) == "" {
						continue
					}
					cells++
					if strings.ContainsAny(got.text, "²³") || at < len(g.rows) && slices.ContainsFunc(g.rows[at].marks, func(m Mark) bool { return m.Col == col }) {
						continue // shown raised or struck out
					}
					if got.kind == Text && got.text != clean(text) || got.kind == Empty {
						t.Errorf("%s %s %s: %q, excelize reads %q", filepath.Base(path), g.sheet, CellName(col, i+1), got.text, text)
					}
				}
			}
		}
		t.Logf("%s: %d sheets, %d cells alike", filepath.Base(path), len(grids), cells)
	}, ".xlsx")
}
