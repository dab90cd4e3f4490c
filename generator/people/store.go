package people

import (
	"os"
	"sync"
)

// memorySize is how much a store keeps in memory; the rest goes to a file.
const memorySize = 32 << 20

// store keeps parts, each in the pieces in which it came.
type store struct {
	mu    sync.Mutex
	parts [][]piece
	room  int // bytes that may still be kept in memory
	file  *os.File
	close func()
	size  int64
	err   error // the first one of writing
}

// piece is in memory, or so many bytes of the file.
type piece struct {
	data []byte
	at   int64
	size int
}

func newStore(parts, room int) *store {
	return &store{parts: make([][]piece, parts), room: room, close: func() {}}
}

func (s *store) release() { s.close() }

// put adds to a part. It copies the data.
func (s *store) put(part int, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(data) == 0 || s.err != nil {
		return
	}
	p := piece{size: len(data)}
	if len(data) <= s.room {
		s.room -= len(data)
		p.data = append([]byte(nil), data...)
	} else {
		p.at = s.size
		s.write(data)
	}
	s.parts[part] = append(s.parts[part], p)
}

func (s *store) write(data []byte) {
	if s.file == nil {
		if s.file, s.close, s.err = newTemporary(); s.err != nil {
			s.close = func() {}
			return
		}
	}
	_, s.err = s.file.WriteAt(data, s.size)
	s.size += int64(len(data))
}

// get gives a part, and forgets it.
func (s *store) get(part int) ([]byte, error) {
	size := 0
	for _, p := range s.parts[part] {
		size += p.size
	}
	out := make([]byte, 0, size)
	for _, p := range s.parts[part] {
		if p.data != nil {
			out = append(out, p.data...)
			continue
		}
		n := len(out)
		out = out[:n+p.size]
		if _, err := s.file.ReadAt(out[n:], p.at); err != nil {
			return nil, err
		}
	}
	s.parts[part] = nil
	return out, nil
}
