package exchange

import (
	"regexp"
	"strings"
)

// formulaStart finds text that a spreadsheet program would run as a formula
// when it opens a text file, behind any number of apostrophes.
var formulaStart = regexp.MustCompile("^'*[=+\\-@\t\r\n＝＋－＠]")

var plainNumber = regexp.MustCompile(`^[+\-]?\d+([.,]\d+)*\s?%?$`)

// escape makes a text harmless in a text file that a spreadsheet program opens:
// what would be read as a formula (it begins with = + - @, a tab or a line end)
// gets an apostrophe in front; plain numbers stay. unescape takes it off again.
// See OWASP, "CSV Injection".
func escape(text string) string {
	if formulaStart.MatchString(text) && !plainNumber.MatchString(text) {
		return "'" + text
	}
	return text
}

// unescape gives back what escape was given.
func unescape(text string) string {
	if strings.HasPrefix(text, "'") && formulaStart.MatchString(text) {
		return text[1:]
	}
	return text
}
