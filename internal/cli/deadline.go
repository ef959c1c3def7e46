package cli

import (
	"fmt"
	"strconv"

	"dondoc/internal/answer"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

type deadlineCmd struct {
	Explain deadlineExplainCmd `cmd:"" help:"cách hiểu một thời hạn | how a deadline is understood" example:"dondoc deadline explain --json 'Quý II/2025'"`
}

type deadlineExplainCmd struct {
	Text         []string `arg:"" help:"thời hạn như văn bản ghi | the deadline as written"`
	DocumentDate string   `help:"ngày văn bản, khi thời hạn thiếu năm | date of the document, where the year is missing" placeholder:"09/01/2025"`
	From         string   `help:"ngày bắt đầu tính, với số ngày | the day a duration counts from" placeholder:"01/06/2025"`
	Off          []string `help:"ngày nghỉ thêm (Tết, Giỗ Tổ, nghỉ bù) | further days off"`
	Monday       bool     `help:"hạn rơi ngày nghỉ thì chuyển sang ngày làm việc kế tiếp | an end on a day off moves to the next working day"`
}

func (c *deadlineExplainCmd) Run(a *ask) error {
	context, err := c.context()
	if err != nil {
		return err
	}
	out := struct {
		Rows   []answer.ExplainedDeadline `json:"rows"`
		Issues []answer.Issue             `json:"issues"`
	}{Issues: []answer.Issue{}}
	for _, text := range c.Text {
		out.Rows = append(out.Rows, answer.ExplainDeadline(a.lang, text, context))
	}
	if a.root.JSON {
		a.print(out)
		return nil
	}
	for _, r := range out.Rows {
		fmt.Fprintln(a.Stdout, i18n.Title(r.Explanation))
		for _, q := range r.Questions {
			fmt.Fprintln(a.Stdout, "?", q.Text)
		}
	}
	return nil
}

func (c *deadlineExplainCmd) context() (period.DeadlineContext, error) {
	out := period.DeadlineContext{Monday: c.Monday}
	var err error
	if out.Issued, err = optionalDate(c.DocumentDate); err != nil {
		return out, in(err, "document_date")
	}
	if out.Base, err = optionalDate(c.From); err != nil {
		return out, in(err, "from")
	}
	var off []period.Date
	for _, text := range c.Off {
		d, err := period.ParseDate(text)
		if err != nil {
			return out, in(err, "off")
		}
		off = append(off, d)
	}
	year := 2000
	if out.Base != "" {
		year, _ = strconv.Atoi(string(out.Base[:4]))
	}
	out.Holidays = period.NewCalendar(min(year, 2000), max(year, 2000)+60, off...)
	return out, nil
}
