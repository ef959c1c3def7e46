package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// keyFile is where the private key of checkpoints lies: outside the database,
// so that who can write the one cannot sign for it. The public key lies beside
// it, under the same name with ".pub".
func (a *ask) keyFile() string {
	if a.root.KeyFile != "" {
		return a.root.KeyFile
	}
	if path := a.Getenv("DONDOC_KEY_FILE"); path != "" {
		return path
	}
	return a.beside(".key")
}

// beside names a file beside the database; in the folder the program runs in
// where the database is no file.
func (a *ask) beside(suffix string) string {
	path := strings.TrimPrefix(a.dsn(), "sqlite:")
	if strings.Contains(path, "://") {
		return "dondoc" + suffix
	}
	return path + suffix
}

// makeKey makes the key pair where there is none.
func (a *ask) makeKey(name string) error {
	path := a.keyFile()
	private, public, err := ledger.NewKey(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err == nil {
		_, err = f.WriteString(private + "\n")
		err = errors.Join(err, f.Sync(), f.Close(), os.WriteFile(path+".pub", []byte(public+"\n"), 0o644))
	}
	if err != nil {
		return errs.New(errs.Unavailable, "cli.key_unwritten", "path", path).Because(err)
	}
	return nil
}

// checkpoint signs the log as it is now; "" where it is empty.
func (a *ask) checkpoint(p *app.App) (string, int64, error) {
	private, err := os.ReadFile(a.keyFile())
	if err != nil {
		return "", 0, errs.New(errs.NotFound, "cli.no_key", "path", a.keyFile()).Try("cli.no_key_hint")
	}
	size, root, err := p.Head(a.Context)
	if err != nil || size == 0 {
		return "", 0, err
	}
	c, err := ledger.ReadCheckpoint(size, root)
	if err != nil {
		return "", 0, err
	}
	signed, err := ledger.Sign(c, a.Now(), string(private))
	return signed, size, err
}

type ledgerCheckpointCmd struct{}

// Run prints a signed checkpoint of the log as it is now.
func (c *ledgerCheckpointCmd) Run(a *ask) error {
	return a.with(func(p *app.App, _ access.Actor) error {
		signed, _, err := a.checkpoint(p)
		if err != nil {
			return err
		}
		_, err = io.WriteString(a.Stdout, signed)
		return err
	})
}

type ledgerKeyCmd struct {
	Name string `default:"dondoc" help:"tên khóa | name of the key"`
}

// Run makes the key where there is none, and prints the public one.
func (c *ledgerKeyCmd) Run(a *ask) error {
	if err := a.makeKey(c.Name); err != nil {
		return err
	}
	public, err := os.ReadFile(a.keyFile() + ".pub")
	if err != nil {
		return errs.New(errs.NotFound, "cli.no_key", "path", a.keyFile()+".pub").Because(err)
	}
	_, err = a.Stdout.Write(public)
	return err
}

// known reads the checkpoint files that are given, or else those kept beside
// the database, and checks their signatures.
func (a *ask) known(files []string, dir, keyFile string) ([]ledger.Checkpoint, error) {
	if dir == "" {
		dir = a.beside(".checkpoints")
	}
	kept, err := filepath.Glob(filepath.Join(dir, "*.checkpoint"))
	if err != nil {
		return nil, err
	}
	slices.Sort(kept)
	files = append(slices.Clone(files), kept[max(0, len(kept)-366):]...)
	if len(files) == 0 {
		return nil, nil
	}
	if keyFile == "" {
		keyFile = a.keyFile() + ".pub"
	}
	public, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, errs.New(errs.NotFound, "cli.no_key", "path", keyFile).Because(err)
	}
	var out []ledger.Checkpoint
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, errs.New(errs.NotFound, "cli.no_checkpoint", "path", f).Because(err)
		}
		c, _, err := ledger.ReadSigned(string(text), string(public))
		if err != nil {
			return nil, errs.New(errs.Invalid, "cli.checkpoint_wrong", "path", f).Because(err)
		}
		out = append(out, c)
	}
	return out, nil
}
