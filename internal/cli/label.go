package cli

import (
	"dondoc/internal/access"
	"dondoc/internal/app"
)

type labelCmd struct {
	Label string `arg:"" help:"track.met, track.not_met"`
	Words string `arg:"" optional:"" help:"chữ dùng ở cơ quan, để trống để dùng lại chữ mặc định | the office's own words; empty for the usual ones"`
	Unit  string `help:"mã đơn vị dùng chữ này (và các đơn vị trực thuộc) | code of the unit whose words they are; it and the units below see them"`
	In    string `default:"vi" enum:"vi,en" help:"bằng tiếng | in this language"`
}

func (c *labelCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		return p.SetLabel(a.Context, actor, c.Unit, c.In, c.Label, c.Words)
	})
}
