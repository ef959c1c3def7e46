package access

import "net/netip"

// Network is whom limits take for one caller: an IPv4 address, the /64 of an
// IPv6 one, since a single reader has all of that.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	p, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}
