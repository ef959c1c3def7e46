package raster_test

import (
	"bytes"
	"fmt"
	"image/png"
	"testing"

	"dondoc/internal/chart"
	"dondoc/internal/chart/maps"
	"dondoc/internal/chart/raster"
)

// picture is a drawing of a report: bars of 34 targets.
func picture() chart.Drawing {
	b := maps.Bars{Title: "Thực hiện so với kế hoạch", Plan: "kế hoạch"}
	for i := range 34 {
		b.Rows = append(b.Rows, maps.Bar{Label: fmt.Sprint(i + 1), Name: "Tỷ lệ hộ dùng nước hợp vệ sinh", Percent: float64(60 + 3*i), Figure: "100%", Missed: i%4 == 0})
	}
	return b.Draw()
}

// A picture has a byte a point where its colours allow it, and is a picture of its size.
func TestPNG(t *testing.T) {
	d := picture()
	text, err := raster.PNG(d, 1)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(text))
	if err != nil || img.Bounds().Dx() < int(d.Width) || img.Bounds().Dy() < int(d.Height) {
		t.Errorf("%v, %v", img.Bounds(), err)
	}
	colours := map[[3]uint32]bool{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			colours[[3]uint32{r, g, b}] = true
		}
	}
	if len(colours) < 10 {
		t.Errorf("%d colours: letters have soft edges", len(colours))
	}
}

func BenchmarkPNG(b *testing.B) {
	d := picture()
	size := 0
	for b.Loop() {
		text, err := raster.PNG(d, 3)
		if err != nil {
			b.Fatal(err)
		}
		size = len(text)
	}
	b.ReportMetric(float64(size), "B")
}
