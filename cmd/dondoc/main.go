// Command dondoc ties every target and task of a public body to the head who
// answers for it. See README.md.
package main

import (
	"context"
	"os"
	"time"

	"dondoc/internal/cli"
)

// version is set when the program is built; see Makefile.
var version = "dev"

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now, Version: version,
	}))
}
