// Package page is the look of Dondoc on the web: the frame around every page
// and the components pages are made of. The pages themselves live beside it,
// one folder per part of the work (board, entry, people, plan, account, audit).
//
// A page is a plain Go struct with a Page method; a handler fills the struct
// and renders it. Texts that come from data (names, wordings, numbers) arrive
// ready to print; enumerations arrive as the codes the domain uses and are
// said here; sentences arrive as phrases. Nothing here reads the database, the
// clock or the request.
package page

import (
	"time"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Frame is what stands around every page. Every page struct embeds one.
type Frame struct {
	Today      period.Date
	Lang       i18n.Lang
	Title      string // of the page, also its h1 where the page has no other
	Path       string // path and query of this page, for the language switch
	Place      Place
	Nav        []NavWord
	Crumbs     []Link // from the top to the page's parent; the page itself is its title
	Account    *Account
	Notices    []Notice
	LedgerSize int64  // entries in the ledger when the page was made; 0 shows nothing
	LedgerRoot string // root of its hash tree, for the foot of the page
	LedgerURL  string
	Heading    *Heading // the office's heading, shown on paper and in the print view
	Print      bool     // the print view: the heading, the page and nothing else
	Landscape  bool     // on A4 across
}

// T says a key in the page's language.
func (f Frame) T(key string, namesAndValues ...any) string {
	return i18n.T(f.Lang, key, namesAndValues...)
}

// Say says a phrase in the page's language; the zero phrase is the empty text.
func (f Frame) Say(p phrase.Phrase) string {
	if p.IsZero() {
		return ""
	}
	return i18n.Say(f.Lang, p)
}

// Date writes a date; the zero date is the empty text.
func (f Frame) Date(d period.Date) string { return d.Say(string(f.Lang)) }

// Moment writes an instant as "14:32 05/01/2024" in Vietnam's time; the zero time is the empty text.
func (f Frame) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(period.Zone).Format("15:04 02/01/2006")
}

// Place is the unit and the cycle the page is about, and where else one can go.
// The zero Place shows nothing (sign-in, first run).
type Place struct {
	Unit   string // name in full, "Huyện Ngân Sơn"
	Cycle  period.Cycle
	DataTo period.Date // figures are for periods up to here
	Known  period.Date // figures are as known on this day
	Units  []Link      // other units the reader may open, the same page where it has one
	Cycles []Link
}

// NavWord is one of the seven words of the navigation, or "admin".
type NavWord struct {
	Word string // work, targets, tasks, capital, shortcomings, review, public, admin
	URL  string // empty while the page does not exist for this reader
	Here bool
	Open int // things waiting there; 0 shows nothing
}

// Link leads somewhere. Here marks the one that is shown now; Count, when
// Counted, stands after the text.
type Link struct {
	Text    string
	URL     string
	Here    bool
	Count   int
	Counted bool
}

// Account is who is signed in.
type Account struct {
	Name        string
	Post        string // "Cán bộ tổng hợp, Huyện Ngân Sơn"
	ProfileURL  string // the person's own page; may be empty
	PasswordURL string
	SessionsURL string
	SignOutURL  string // POST
	NoticesURL  string
	NewsURL     string // where the news of the unit are written; "" for who neither writes nor releases
	New         int    // notices that were not opened
}

// Notice is a message above the page: what just happened, or what to mind.
type Notice struct {
	Kind string // done, info, warning, error
	Text phrase.Phrase
	Hint phrase.Phrase
	URL  string // where to look, may be empty
	Act  string // what the link says; "see" when empty
}

// Heading is the head of an office's document (NĐ 30/2020 Phụ lục I; for the
// Party HD 05-HD/VPTW).
type Heading struct {
	Party    bool
	Superior string // cơ quan chủ quản
	Issuer   string // cơ quan ban hành
	Number   string // "Số: …/BC-UBND"; may be empty
	Place    string // địa danh
	Date     period.Date
	Title    string // tên loại và trích yếu, each on a line of its own
	Subtitle string
	Same     bool // the title is the page's own: it need not stand twice on paper

	Signed    bool     // a list, or what else an office signs
	OnBehalf  string   // "TM. ỦY BAN NHÂN DÂN"
	Post      string   // "CHỦ TỊCH"
	Signer    string   // who holds the post
	Receivers []string // nơi nhận
}

// Sign has a page print the signature and to whom it goes.
func (f *Frame) Sign() {
	if f.Heading != nil {
		f.Heading.Signed = f.Heading.Post != ""
	}
}

// HeadWith gives the page another title on paper than its own.
func (f *Frame) HeadWith(title, subtitle string) {
	if f.Heading != nil {
		f.Heading.Title, f.Heading.Subtitle, f.Heading.Same = title, subtitle, false
	}
}

// Figure is a number as it is shown, with the path it came by.
type Figure struct {
	Text string        // "673", "122,36 %", "giảm 4,07"; empty is shown as a dash
	URL  string        // the reports it comes from; empty for a plain number
	How  phrase.Phrase // "673/550 ha = 122,36 %; báo in 122,5 %"
	ID   string        // unique on the page where How is given
}

// Holder is who answers: the person in the post on the day the page speaks of.
type Holder struct {
	Name     string // empty when the post was vacant
	URL      string
	Post     string // "Trưởng phòng"
	Unit     string
	UnitURL  string
	Capacity string      // substantive, concurrent, acting
	Invented bool        // a name made up for sample data
	Until    period.Date // the last day, where the unit ended with it
}

// Status says how firm a figure is.
const (
	Estimate     = "estimate"     // ước
	Final        = "final"        // chính thức
	Illustrative = "illustrative" // minh hoạ
	Pending      = "pending"      // chờ duyệt
	Locked       = "locked"       // đã khóa
	Reopened     = "reopened"     // mở lại
	Restated     = "restated"     // tính lại từ đơn vị trước sắp xếp
)

// Step is something somebody did, for histories of approval.
type Step struct {
	What   string // submit, verify, approve, return, withdraw, reopen, save
	By     string
	ByURL  string
	Post   string
	At     time.Time
	Reason string
}
