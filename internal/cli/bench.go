package cli

type benchCmd struct{}
