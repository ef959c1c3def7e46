package kit

import (
	"crypto/sha256"
	"encoding/hex"
)

// AccountPrint tells an account's things in a browser from another's.
func (r *Ask) AccountPrint() string {
	sum := sha256.Sum256([]byte(r.User.Account))
	return hex.EncodeToString(sum[:5])
}
