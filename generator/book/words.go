package book

// N says a message that counts something, in the book's language: its
// {{.Count}} is n.
func (b *Book) N(id string, n int, pairs ...any) string { return b.locale.N(id, n, pairs...) }

// List joins words as the language does.
func (b *Book) List(words []string) string { return b.locale.List(words) }

// Integer writes a number as the language does.
func (b *Book) Integer(n int) string { return b.locale.Integer(n) }
