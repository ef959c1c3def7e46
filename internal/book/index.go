package book

import "dondoc/internal/id"

// Index numbers identifiers in the order they come. The zero value is ready.
type Index struct {
	numbers map[id.ID]int32
	ids     []id.ID
}

// Number gives an identifier's number, a new one when it was not seen before.
func (x *Index) Number(of id.ID) int32 {
	if n, ok := x.numbers[of]; ok {
		return n
	}
	return x.Set(of, int32(len(x.ids)))
}

// Set gives an identifier a number made elsewhere, such as AddTarget's.
func (x *Index) Set(of id.ID, number int32) int32 {
	if x.numbers == nil {
		x.numbers = map[id.ID]int32{}
	}
	x.numbers[of] = number
	for int(number) >= len(x.ids) {
		x.ids = append(x.ids, "")
	}
	x.ids[number] = of
	return number
}

// Find gives an identifier's number, and false when it has none.
func (x *Index) Find(of id.ID) (int32, bool) {
	n, ok := x.numbers[of]
	return n, ok
}

// ID gives the identifier of a number, none when there is none.
func (x *Index) ID(number int32) id.ID {
	if number < 0 || int(number) >= len(x.ids) {
		return ""
	}
	return x.ids[number]
}

// Len gives how many numbers there are.
func (x *Index) Len() int { return len(x.ids) }
