package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"dondoc/internal/errs"
)

// spill keeps records apart by a number, in memory while they are few and in
// temporary files beyond, so that what is compared may be larger than memory.
type spill struct {
	parts [spillParts][]byte
	files [spillParts]*os.File
	held  int // bytes in memory
	most  int // from which they go to files
	dir   string
}

// spillParts is how many parts there are; one of them must fit in memory.
const spillParts = 128

// spillMost is how much a spill holds in memory.
const spillMost = 96 << 20

func (s *spill) add(part int, record []byte) error {
	b := binary.AppendUvarint(s.parts[part], uint64(len(record)))
	s.parts[part] = append(b, record...)
	s.held += len(record) + 2
	if s.most == 0 {
		s.most = spillMost
	}
	if s.held < s.most {
		return nil
	}
	return s.flush()
}

func (s *spill) flush() error {
	for i, b := range s.parts {
		if s.files[i] == nil {
			f, err := os.CreateTemp(s.dir, "dondoc-verify-")
			if err != nil {
				return errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
			}
			os.Remove(f.Name()) // where the system allows it, it goes with the program
			s.files[i] = f
		}
		if _, err := s.files[i].Write(b); err != nil {
			return errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
		}
		s.parts[i] = b[:0]
	}
	s.held = 0
	return nil
}

// each gives the records of one part in the order they were added. A record is
// valid until the next; the part is forgotten afterwards.
func (s *spill) each(part int, do func(record []byte) error) error {
	var from io.Reader
	if f := s.files[part]; f != nil {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		from = f
	}
	read := func(r *bufio.Reader) error {
		var record []byte
		for {
			n, err := binary.ReadUvarint(r)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if uint64(cap(record)) < n {
				record = make([]byte, n)
			}
			record = record[:n]
			if _, err := io.ReadFull(r, record); err != nil {
				return err
			}
			if err := do(record); err != nil {
				return err
			}
		}
	}
	if from != nil {
		if err := read(bufio.NewReaderSize(from, 1<<20)); err != nil {
			return err
		}
	}
	for b := s.parts[part]; len(b) > 0; {
		n, size := binary.Uvarint(b)
		if err := do(b[size : size+int(n)]); err != nil {
			return err
		}
		b = b[size+int(n):]
	}
	s.parts[part] = nil
	return nil
}

func (s *spill) close() {
	for _, f := range s.files {
		if f != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}
}
