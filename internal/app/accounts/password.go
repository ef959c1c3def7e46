package accounts

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"dondoc/internal/errs"

	"golang.org/x/crypto/argon2"
)

// argon2id parameters: OWASP's password storage cheat sheet (19 MiB, 2 passes, 1 lane).
const (
	argonTime   = 2
	argonMemory = 19 * 1024 // KiB
	argonLanes  = 1
	argonKey    = 32
)

// shortestPassword is in characters; NIST SP 800-63B asks at least 8, and longer where it stands alone.
const shortestPassword = 10

// longestPassword keeps hashing from being used to wear the machine out; in bytes.
const longestPassword = 256

// Hashed is a password with its hash, made once for accounts that share it:
// those of the sample world. Nobody can make one of a hash alone.
type Hashed struct{ password, hash string }

// Hash makes the hash of a password.
func Hash(password string) (Hashed, error) {
	hash, err := HashPassword(password)
	return Hashed{password, hash}, err
}

// HashPassword gives the argon2id hash of a password in PHC form.
func HashPassword(password string) (string, error) {
	if utf8.RuneCountInString(password) < shortestPassword {
		return "", errs.New(errs.Invalid, "app.password_short", "least", shortestPassword).In("password")
	}
	if len(password) > longestPassword {
		return "", errs.New(errs.Invalid, "app.password_long", "most", longestPassword).In("password")
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, argonKey)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// passwordFits says whether the password is the one hashed.
func passwordFits(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > longestPassword {
		return false
	}
	var version int
	var memory, time uint32
	var lanes uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(want) == 0 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, time, memory, lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}

// generatePassword makes a password to be shown once: four groups of letters
// and digits that cannot be mistaken for one another, about 79 bits.
func generatePassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	var b strings.Builder
	for i := 0; i < 16; i++ {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[randomBelow(len(letters))])
	}
	return b.String()
}

func randomBelow(n int) int {
	limit := 256 - 256%n
	var one [1]byte
	for {
		rand.Read(one[:])
		if int(one[0]) < limit {
			return int(one[0]) % n
		}
	}
}

// newToken makes a session token (256 bits) and the hash that is kept of it.
func newToken() (token, hash string) {
	var b [32]byte
	rand.Read(b[:])
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, hashToken(token)
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
