package cli

import (
	"io/fs"
	"os"
	"path"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/web"
	"dondoc/internal/web/public"
)

// publishCmd writes the public site out as plain files.
type publishCmd struct {
	Out  string `short:"o" required:"" help:"thư mục: chưa có, trống, hoặc của lần xuất trước | folder: new, empty, or of an earlier export" type:"path"`
	Base string `placeholder:"https://…" help:"địa chỉ thư mục sẽ có trên web; cần cho nguồn cấp và sơ đồ trang | the address the folder will have; feeds and sitemap need it"`
}

const (
	sums    = "SHA256SUMS"   // lists the files of an export: what of the last is not there any more goes
	halfway = ".dondoc-half" // the files until all are made
)

func (c *publishCmd) Run(a *ask) error {
	return a.reading(func(p *app.App, _ access.Actor) error {
		unwritten := func(err error) error {
			if err == nil || errs.KindOf(err) != errs.Internal {
				return err
			}
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(err)
		}
		if err := os.MkdirAll(c.Out, 0o755); err != nil {
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(err)
		}
		to, err := os.OpenRoot(c.Out)
		if err != nil {
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(err)
		}
		defer to.Close()
		old, err := earlier(to, c.Out)
		if err != nil {
			return err
		}
		now := map[string]string{}
		gone, err := public.Gone(a.Context, p)
		if err != nil {
			return err
		}
		left, err := public.Write(a.Context, web.New(p, web.Options{}), c.Base, gone, func(f public.File) error {
			now[f.Name] = f.Sum
			return put(to, path.Join(halfway, f.Name), f.Text)
		})
		if err == nil {
			err = replace(to, old, now)
		}
		if err != nil {
			_ = to.RemoveAll(halfway) // what was public stays as it is
			return unwritten(err)
		}
		if a.root.JSON {
			a.print(map[string]any{"folder": c.Out, "files": len(now), "left": append([]string{}, left...)})
			return nil
		}
		a.say("cli.published", "folder", c.Out, "n", len(now))
		if len(left) > 0 {
			a.say("cli.published_left", "files", strings.Join(left, ", "))
		}
		return nil
	})
}

// earlier gives the files of the export that is in a folder; Conflict where the
// folder has something else.
func earlier(to *os.Root, name string) ([]string, error) {
	list, err := fs.ReadDir(to.FS(), ".")
	if err != nil {
		return nil, errs.New(errs.Unavailable, "cli.file_unwritten", "path", name).Because(err)
	}
	text, err := to.ReadFile(sums)
	var out []string
	switch {
	case err == nil:
		for line := range strings.Lines(string(text)) {
			if _, file, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
				out = append(out, file)
			}
		}
	case len(list) > 1 || len(list) == 1 && list[0].Name() != halfway:
		return nil, errs.New(errs.Conflict, "cli.publish_folder", "path", name)
	}
	return out, nil
}

func put(to *os.Root, name string, text []byte) error {
	if err := to.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return to.WriteFile(name, text, 0o644)
}

// replace puts the new files in the places of the old, and takes away what is not
// public any more, that first.
func replace(to *os.Root, old []string, now map[string]string) error {
	for _, file := range old {
		if _, still := now[file]; !still {
			if err := to.Remove(file); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
	}
	if err := to.WriteFile(sums, public.Manifest(now), 0o644); err != nil { // before the files: a next run knows them all
		return err
	}
	for file := range now {
		if err := to.MkdirAll(path.Dir(file), 0o755); err != nil {
			return err
		}
		if err := to.Rename(path.Join(halfway, file), file); err != nil {
			return err
		}
	}
	return to.RemoveAll(halfway)
}
