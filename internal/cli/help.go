package cli

import (
	"bytes"
	"regexp"
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

var negative = regexp.MustCompile(`^-[0-9]`)

// negatives keeps a negative number ("-1,30") from being taken for a flag: one
// after a flag becomes its value, any other goes to the end, behind "--".
func negatives(args []string, n *kong.Node) []string {
	valued := map[string]bool{}
	valuedFlags(n, valued)
	var out, behind []string
	for i, arg := range args {
		switch {
		case arg == "--":
			return append(append(append(out, "--"), behind...), args[i+1:]...)
		case !negative.MatchString(arg):
			out = append(out, arg)
		case i > 0 && valued[args[i-1]]:
			out[len(out)-1] += "=" + arg
		default:
			behind = append(behind, arg)
		}
	}
	if len(behind) > 0 {
		out = append(append(out, "--"), behind...)
	}
	return out
}

func valuedFlags(n *kong.Node, into map[string]bool) {
	for _, f := range n.Flags {
		if !f.IsBool() {
			into["--"+f.Name] = true
		}
	}
	for _, child := range n.Children {
		valuedFlags(child, into)
	}
}
