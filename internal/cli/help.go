package cli

import (
	"bytes"
	"strings"

	"dondoc/internal/i18n"

	"github.com/alecthomas/kong"
)

// localize keeps the reader's half of every "Vietnamese | English" help text,
// and shows the example of a command under it.
func localize(n *kong.Node, lang i18n.Lang) {
	half := func(text string) string {
		vi, en, two := strings.Cut(text, " | ")
		if two && lang != i18n.Vietnamese {
			return en
		}
		return vi
	}
	n.Help = half(n.Help)
	if n.Tag != nil && n.Tag.Has("example") {
		n.Detail = i18n.T(lang, "cli.example") + "\n\n    " + n.Tag.Get("example")
	}
	for _, f := range n.Flags {
		f.Help = half(f.Help)
		if f.Name == "help" {
			f.Help = i18n.T(lang, "cli.help_flag")
		}
	}
	for _, p := range n.Positional {
		p.Help = half(p.Help)
	}
	for _, child := range n.Children {
		localize(child, lang)
	}
}

// help prints kong's help with its headings in the reader's language.
func (a *ask) help(options kong.HelpOptions, ctx *kong.Context) error {
	var page bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &page
	err := kong.DefaultHelpPrinter(options, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = strings.NewReplacer(
		"Usage: ", a.t("cli.help_usage")+" ",
		"\nArguments:", "\n"+a.t("cli.help_arguments"),
		"\nFlags:", "\n"+a.t("cli.help_flags"),
		"\nCommands:", "\n"+a.t("cli.help_commands"),
		`Run "dondoc`, a.t("cli.help_run")+` "dondoc`,
		`--help" for more information on a command.`, `--help" `+a.t("cli.help_more"),
	).WriteString(out, page.String())
	return err
}
