package page

// Request is what one body asks a unit that is not under it to take on.
type Request struct {
	Text   Link   // what it is about
	What   string // "Xã A đề nghị Sở B chủ trì nhiệm vụ"
	Reason string
	State  string // in words
	Answer string // what was said with it
	By     string // who asked, when
	Due    string
	URL    string // where it is answered or taken back; "" where it waits for others
	Act    string // what is done there
}
