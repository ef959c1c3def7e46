package book

// Cells lie in tiles of 16 targets: the sixteen of January, the sixteen of
// February and so on. A unit reports a month for all its targets at once, so a
// pass over the log writes runs, and a pass over targets stays within a tile.
const (
	laneBits  = 4
	lanes     = 1 << laneBits
	tileCells = lanes * Months
)

// cellOf gives the cell of a target of a part and a month.
func cellOf(t, month int32) int32 { return t>>laneBits*tileCells + month<<laneBits + t&(lanes-1) }

// ofCell gives the target and the month of a cell.
func ofCell(cell int32) (t, month int32) {
	in := cell % tileCells
	return cell/tileCells<<laneBits + in&(lanes-1), in >> laneBits
}

// tilesFor gives how many cells n targets take, whole tiles.
func tilesFor(n int) int { return (n + lanes - 1) >> laneBits * tileCells }

// months are the twelve cells of a target, read out of their tile.
func months[T any](cells []T, t int32) (out [Months]T) {
	for m := range int32(Months) {
		out[m] = cells[cellOf(t, m)]
	}
	return out
}
