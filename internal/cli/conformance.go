package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"dondoc/conformance"
	"dondoc/internal/answer"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

type conformanceCmd struct {
	Run   conformanceRunCmd   `cmd:"" help:"chạy bộ kiểm chứng, với Dondoc hoặc chương trình khác | run the suite, on Dondoc or on another program" example:"dondoc conformance run --against 'node score.js'"`
	Serve conformanceServeCmd `cmd:"" help:"trả lời từng dòng như một chương trình được kiểm chứng | answer line by line, as a program that is held to the suite" example:"dondoc conformance run --against 'dondoc conformance serve'"`
}

type conformanceRunCmd struct {
	Against string        `help:"chương trình cần kiểm chứng, với đối số của nó | the program, with its arguments" placeholder:"CMD"`
	Kind    string        `help:"chỉ một loại chỉ tiêu | only one kind" placeholder:"range"`
	File    string        `help:"bộ kiểm chứng khác | another suite" placeholder:"FILE.json"`
	Timeout time.Duration `default:"10s" help:"chờ mỗi câu trả lời | wait for each answer"`
}

func (c *conformanceRunCmd) Run(a *ask) error {
	var text []byte
	if c.File != "" {
		var err error
		if text, err = os.ReadFile(c.File); err != nil {
			return errs.New(errs.NotFound, "cli.no_file", "path", c.File).Because(err)
		}
	}
	suite, err := conformance.Read(text)
	if err != nil || len(suite.Cases) == 0 {
		return errs.New(errs.Invalid, "conformance.no_suite", "path", c.File).Because(err)
	}
	scorer := scorer(answer.Conform)
	if c.Against != "" {
		p, err := startProgram(a, c.Against, c.Timeout)
		if err != nil {
			return err
		}
		defer p.stop()
		scorer = p.answer
	}
	out := answer.Conformance{Version: suite.Version, Against: c.Against, Kinds: []answer.ConformanceKind{}, Rows: []answer.ConformanceRow{}, Issues: []answer.Issue{}}
	for _, one := range suite.Cases {
		if c.Kind != "" && one.Expect.Kind != c.Kind {
			continue
		}
		for _, lang := range i18n.Langs() {
			q := one.Ask(string(lang))
			got, err := scorer(q)
			if err != nil {
				return err
			}
			out.Add(one, q, got)
		}
	}
	if out.Cases == 0 {
		return errs.New(errs.Invalid, "conformance.no_kind", "kind", c.Kind).In("kind")
	}
	a.conformance(out)
	if out.Failed > 0 {
		return errSaid
	}
	return nil
}

// scorer answers a question.
type scorer func(conformance.Question) (conformance.Answer, error)

func (a *ask) conformance(out answer.Conformance) {
	if a.root.JSON {
		a.print(out)
		return
	}
	show := func(s *string) string {
		if s == nil {
			return "–"
		}
		return *s
	}
	for _, r := range out.Rows {
		if !r.Passed {
			a.say("conformance.failed", "id", r.ID, "lang", r.Lang, "wording", r.Wording, "actual", show(r.Actual),
				"want", r.Expect.Class+" "+show(r.Expect.Achievement), "got", strings.TrimSpace(r.Got.Class+" "+show(r.Got.Achievement)+" "+r.Error), "wrong", strings.Join(r.Wrong, ", "))
		}
	}
	var rows [][]string
	for _, k := range out.Kinds {
		rows = append(rows, []string{k.Kind, fmt.Sprint(k.Passed), fmt.Sprint(k.Failed)})
	}
	table(a.Stdout, []string{a.t("conformance.kind"), a.t("conformance.passed_n"), a.t("conformance.failed_n")}, rows, map[int]bool{1: true, 2: true})
	a.say("conformance.sum", "passed", out.Passed, "cases", out.Cases)
}

// program is another program held to the suite.
type program struct {
	name  string
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan string
	wait  time.Duration
}

func startProgram(a *ask, command string, wait time.Duration) (*program, error) {
	words := strings.Fields(command)
	if len(words) == 0 {
		return nil, errs.New(errs.Invalid, "conformance.no_program", "program", command)
	}
	p := &program{name: command, cmd: exec.CommandContext(a.Context, words[0], words[1:]...), lines: make(chan string), wait: wait}
	p.cmd.Stderr = a.Stderr
	in, err := p.cmd.StdinPipe()
	if err == nil {
		p.in = in
		var out io.Reader
		if out, err = p.cmd.StdoutPipe(); err == nil {
			if err = p.cmd.Start(); err == nil {
				go p.read(out)
				return p, nil
			}
		}
	}
	return nil, errs.New(errs.Unavailable, "conformance.no_start", "program", command).Because(err)
}

func (p *program) read(out io.Reader) {
	defer close(p.lines)
	s := bufio.NewScanner(out)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		p.lines <- s.Text()
	}
}

// stop ends the program; what it still says is not waited for.
func (p *program) stop() {
	p.in.Close()
	go func() {
		for range p.lines {
		}
	}()
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
		p.cmd.Process.Kill()
	}
}

func (p *program) answer(q conformance.Question) (conformance.Answer, error) {
	line, err := json.Marshal(q)
	if err != nil {
		return conformance.Answer{}, err
	}
	fail := func(key string, args ...any) (conformance.Answer, error) {
		return conformance.Answer{}, errs.New(errs.Unavailable, key, append([]any{"program", p.name, "id", q.ID}, args...)...)
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return fail("conformance.died")
	}
	select {
	case text, ok := <-p.lines:
		if !ok {
			return fail("conformance.died")
		}
		var got conformance.Answer
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			return fail("conformance.not_json", "line", clip(text, 80))
		}
		if got.ID != q.ID {
			return fail("conformance.out_of_order", "got", got.ID)
		}
		return got, nil
	case <-time.After(p.wait):
		return fail("conformance.silent", "seconds", int(p.wait.Seconds()))
	}
}

func clip(text string, most int) string {
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

type conformanceServeCmd struct{}

// Run answers until the input ends.
func (c *conformanceServeCmd) Run(a *ask) error {
	in, out := bufio.NewReader(os.Stdin), json.NewEncoder(a.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			var q conformance.Question
			got := conformance.Answer{}
			if bad := json.Unmarshal(line, &q); bad != nil {
				got.Error = bad.Error()
			} else if got, bad = answer.Conform(q); bad != nil {
				got.Error = bad.Error()
			}
			if err := out.Encode(got); err != nil {
				return nil // nobody listens any more
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errs.New(errs.Unavailable, "conformance.no_input").Because(err)
		}
	}
}
