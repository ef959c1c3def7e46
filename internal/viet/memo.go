package viet

import "sync"

// Memo remembers what was last worked out of a text, so that a name that is
// looked at thirty times while a row is read is worked out once. It is bounded:
// two generations of at most Most texts each, the older dropped when the younger
// is full, and no text of more than longest bytes. It is for what depends on the
// text alone; the zero Most remembers nothing.
type Memo[V any] struct {
	Most int

	mu         sync.RWMutex
	young, old map[string]V
}

// longest is the longest text a Memo remembers, in bytes: names, units and cells,
// not the paragraphs of documents.
const longest = 300

// Of gives what work makes of the text.
func (m *Memo[V]) Of(text string, work func(string) V) V {
	if len(text) > longest || m.Most == 0 {
		return work(text)
	}
	m.mu.RLock()
	v, ok := m.young[text]
	if !ok {
		v, ok = m.old[text]
	}
	m.mu.RUnlock()
	if ok {
		return v
	}
	v = work(text)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.young == nil || len(m.young) >= m.Most {
		m.old, m.young = m.young, make(map[string]V, m.Most)
	}
	m.young[text] = v
	return v
}
