package book

// N says a message that counts something, in the book's language: its
// {{.Count}} is n.
func (b *Book) N(id string, n int, pairs ...any) string { return b.locale.N(id, n, pairs...) }
