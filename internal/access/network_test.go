package access_test

import (
	"testing"

	"dondoc/internal/access"
)

// A network is one address of four parts, the first half of a long one, and
// whatever is no address is a network of its own.
func TestNetwork(t *testing.T) {
	for _, pair := range [][2]string{{"1.2.3.4", "1.2.3.4"}, {"2001:db8:1:2::1", "2001:db8:1:2:ffff::9"}, {"::ffff:1.2.3.4", "1.2.3.4"}} {
		if a, b := access.Network(pair[0]), access.Network(pair[1]); a != b || a == "" {
			t.Errorf("%s is of %q, %s of %q", pair[0], a, pair[1], b)
		}
	}
	seen := map[string]string{}
	for _, one := range []string{"1.2.3.4", "1.2.3.5", "2001:db8:1:2::1", "2001:db8:1:3::1", "x"} {
		n := access.Network(one)
		if other, ok := seen[n]; ok {
			t.Errorf("%s and %s are both of %q", one, other, n)
		}
		seen[n] = one
	}
}
