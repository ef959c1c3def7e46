package exchange

import "time"

// Limits bound what is read from a file nobody vouches for. A zero field means
// the default of DefaultLimits.
type Limits struct {
	Bytes     int64         // of the file as sent
	Unpacked  int64         // of a workbook's parts that are read, unpacked, all together
	Ratio     int64         // unpacked to packed size of one part …
	RatioFrom int64         // … once it is longer than this
	Rows      int           // with something in them, per sheet
	Cols      int           // the last column with something in it
	Cells     int           // with something in them, all sheets together
	CellBytes int           // of one cell
	Time      time.Duration // for reading the file
}

// DefaultLimits let through every honest workbook the project has seen; the
// ratio and the unpacked size keep out files that are small only on the wire.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 20 << 20, Unpacked: 200 << 20, Ratio: 100, RatioFrom: 1 << 20,
		Rows: 100_000, Cols: 1024, Cells: 2_000_000, CellBytes: 128 << 10, Time: readingTime,
	}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	l.Bytes, l.Unpacked = either(l.Bytes, d.Bytes), either(l.Unpacked, d.Unpacked)
	l.Ratio, l.RatioFrom = either(l.Ratio, d.Ratio), either(l.RatioFrom, d.RatioFrom)
	l.Rows, l.Cols = either(l.Rows, d.Rows), either(l.Cols, d.Cols)
	l.Cells, l.CellBytes = either(l.Cells, d.Cells), either(l.CellBytes, d.CellBytes)
	l.Time = either(l.Time, d.Time)
	return l
}

func either[T comparable](given, otherwise T) T {
	var zero T
	if given == zero {
		return otherwise
	}
	return given
}
