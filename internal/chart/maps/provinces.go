package maps

import (
	"strings"

	"dondoc/internal/viet"
)

// provinces are the 34 provinces and cities of the Resolution 202/2025/QH15 on a
// grid, column and row: where each lies beside the others, drawn by hand; no
// geometry is borrowed.
var provinces = map[string][2]int{
	"lai chau": {1, 0}, "lao cai": {2, 0}, "tuyen quang": {3, 0}, "cao bang": {4, 0},
	"dien bien": {0, 1}, "son la": {1, 1}, "phu tho": {2, 1}, "thai nguyen": {3, 1}, "lang son": {4, 1},
	"ha noi": {2, 2}, "bac ninh": {3, 2}, "quang ninh": {5, 2},
	"ninh binh": {2, 3}, "hung yen": {3, 3}, "hai phong": {4, 3},
	"thanh hoa": {2, 4}, "nghe an": {2, 5}, "ha tinh": {2, 6}, "quang tri": {3, 7}, "hue": {3, 8},
	"da nang": {3, 9}, "quang ngai": {3, 10}, "gia lai": {3, 11}, "dak lak": {3, 12}, "khanh hoa": {4, 13}, "lam dong": {3, 13},
	"tay ninh": {1, 14}, "dong nai": {2, 14}, "dong thap": {1, 15}, "ho chi minh": {2, 15},
	"an giang": {0, 16}, "vinh long": {1, 16}, "ca mau": {0, 17}, "can tho": {1, 17},
}

// Island is a tile of islands, shown as the province they belong to.
type Island struct {
	Name string
	Of   int // place of the province among the names given
	At   [2]int
}

var islands = map[string]Island{
	"da nang":   {Name: "Hoàng Sa", At: [2]int{5, 9}},
	"khanh hoa": {Name: "Trường Sa", At: [2]int{6, 13}},
}

// Short is a unit's name without what it is.
func Short(name string) string {
	for _, kind := range []string{"Ủy ban nhân dân ", "UBND ", "tỉnh ", "Tỉnh ", "thành phố ", "Thành phố ", "TP. ", "TP ", "xã ", "Xã ", "phường ", "Phường ", "huyện ", "Huyện "} {
		name = strings.TrimPrefix(name, kind)
	}
	return name
}

// Provinces gives the places of the provinces that some names are of; false where
// one of them is none, or fewer than ten are asked for.
func Provinces(names []string) (places [][2]int, with []Island, ok bool) {
	if len(names) < 10 {
		return nil, nil, false
	}
	for i, name := range names {
		fold := viet.Fold(Short(name))
		at, known := provinces[fold]
		if !known {
			return nil, nil, false
		}
		places = append(places, at)
		if island, has := islands[fold]; has {
			island.Of = i
			with = append(with, island)
		}
	}
	return places, with, true
}
