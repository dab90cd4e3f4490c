package pdf

import (
	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Widths in a table of permissions.
const (
	objectMost  = 31 * mm
	objectLeast = 20 * mm
	remarkLeast = 44 * mm // a column of remarks is no narrower, it goes below the tiles
	remarkGap   = 2.5 * mm
	tileLeast   = 8.6 * mm
	tileMost    = 14 * mm
	markPad     = 0.6 * mm // of white on either side of a tile, room for its ring
)

// markColumns lays out a table of permissions: the objects as wide as their
// names, a tile an action, and the rest for the remarks. Where too little is
// left for these, they stand below the tiles, which then share the width.
func (ts *tableSetter) markColumns() []typeset.Column {
	first := min(max(ts.firstWidth()+2*mm, objectLeast), objectMost)
	tile, heads := ts.leastTile()
	remark, spread := ts.remarkColumn(), 1.0
	left := ts.width - first - sum(heads)
	if remark >= 0 && left < remarkLeast {
		ts.below, remark = remark, -1
	}
	switch {
	case remark >= 0: // give tiles what the remarks can spare
		tile = min(tileWidth, tile+max(0, left-remarkLeast)/float64(len(heads)))
	case ts.below >= 0:
		spread = (ts.width - first) / sum(heads)
		tile = max(tile, min(tileMost, tile*spread-1*mm))
	}
	ts.tiles = ts.newTiler(tile, ts.names())
	return ts.tileColumns(first, heads, remark, spread)
}

// tileColumns are the columns: the objects', those of the tiles as wide as their
// heads ask, times spread, and the remarks'.
func (ts *tableSetter) tileColumns(first float64, heads []float64, remark int, spread float64) []typeset.Column {
	out := []typeset.Column{{Width: first, Pad: 1 * mm, Even: true}}
	for i := 1; i < len(ts.t.Columns); i++ {
		switch {
		case i == ts.below:
		case i == remark:
			last := &out[len(out)-1]
			last.Width, last.Pad = last.Width+remarkGap, remarkGap
			out = append(out, typeset.Column{Weight: 1})
		default:
			width := max(ts.tiles.width+2*markPad, heads[0]*spread)
			heads = heads[1:]
			out = append(out, typeset.Column{Width: width, Align: typeset.Center})
		}
	}
	return out
}

// remarkColumn is the column of words behind the tiles; -1 if there is none.
func (ts *tableSetter) remarkColumn() int {
	for i := 1; i < len(ts.t.Columns); i++ {
		if ts.t.Columns[i].Weight > 0 {
			return i
		}
	}
	return -1
}

// leastTile is the width of the narrowest tile that holds the words of the
// table, and of the columns with their heads.
func (ts *tableSetter) leastTile() (tile float64, heads []float64) {
	tile = tileLeast
	for _, name := range ts.names() {
		word := ts.c.Prepare(ts.words(face{size: 6.2}, name), false)
		tile = max(tile, word.MinWidth()+2*tilePad)
	}
	tile = min(tile, tileMost)
	for i := 1; i < len(ts.t.Columns); i++ {
		if ts.t.Columns[i].Weight == 0 {
			head := ts.c.Prepare(ts.words(ts.markHead(), ts.t.Columns[i].Title), true)
			heads = append(heads, max(tile+2*markPad, min(head.MinWidth()+1.2*mm, 20*mm)))
		}
	}
	return tile, heads
}

// sum adds up.
func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// firstWidth is the width of the widest name in the first column.
func (ts *tableSetter) firstWidth() float64 {
	width := 0.0
	for i := range ts.t.Groups {
		for j := range ts.t.Groups[i].Rows {
			cells := ts.t.Groups[i].Rows[j].Cells
			if len(cells) == 0 {
				continue
			}
			for _, line := range cells[0].Lines {
				width = max(width, ts.c.Prepare(ts.inline(ts.table, line), false).Width())
			}
		}
	}
	return width
}

// markHead is the type of the head of a column of tiles.
func (s *setter) markHead() face {
	f := s.head
	if s.lang == "en" {
		f.size = 7
	}
	return f
}

// names are the words that stand on the tiles of the table.
func (ts *tableSetter) names() []string {
	seen := map[string]bool{}
	var names []string
	ts.eachMark(func(m *book.Mark) {
		name := m.Scope
		if m.State == book.Denied {
			name = m.Label
		}
		if name != "" && m.State >= book.Granted && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

// eachMark visits the marks of the table.
func (ts *tableSetter) eachMark(visit func(*book.Mark)) {
	for i := range ts.t.Groups {
		for j := range ts.t.Groups[i].Rows {
			for _, c := range ts.t.Groups[i].Rows[j].Cells {
				if c.Mark != nil {
					visit(c.Mark)
				}
			}
		}
	}
}
