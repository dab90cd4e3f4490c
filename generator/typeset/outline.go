package typeset

// writeOutline writes the bookmarks, all of them unfolded.
func (d *Document) writeOutline(f *file) {
	first := f.next
	f.next += len(d.outline)
	tree := newOutlineTree(d.outline)
	b := append(f.begin(d.outlineID()), "<</Type/Outlines"...)
	b = tree.appendRange(b, -1, first)
	f.end(append(b, ">>"...))
	for i, entry := range d.outline {
		node := tree.nodes[i]
		b := appendText(append(f.begin(first+i), "<</Title"...), clean(entry.title))
		b = appendPlace(append(b, "/Dest"...), entry.place)
		b = append(b, "/Parent "...)
		if node.parent < 0 {
			b = appendRef(b, d.outlineID())
		} else {
			b = appendRef(b, first+node.parent)
		}
		if node.prev >= 0 {
			b = appendRef(append(b, "/Prev "...), first+node.prev)
		}
		if node.next >= 0 {
			b = appendRef(append(b, "/Next "...), first+node.next)
		}
		b = tree.appendRange(b, i, first)
		f.end(append(b, ">>"...))
	}
}

// outlineTree links bookmarks by their levels. Places are indices; -1 is the
// root, or none.
type outlineTree struct {
	nodes []outlineNode
	root  outlineNode
}

// outlineNode is a bookmark's surroundings. Count is how many are below it.
type outlineNode struct {
	parent, prev, next, first, last, count int
}

// newOutlineTree links the entries, which never skip a level downwards.
func newOutlineTree(entries []bookmark) *outlineTree {
	t := &outlineTree{nodes: make([]outlineNode, len(entries)), root: outlineNode{first: -1, last: -1}}
	path := []int{-1} // the latest entry of each level
	for i, entry := range entries {
		path = path[:entry.level]
		parent := path[entry.level-1]
		above := t.node(parent)
		t.nodes[i] = outlineNode{parent: parent, prev: above.last, next: -1, first: -1, last: -1}
		if above.last >= 0 {
			t.nodes[above.last].next = i
		} else {
			above.first = i
		}
		above.last = i
		for _, j := range path {
			t.node(j).count++
		}
		path = append(path, i)
	}
	return t
}

// node is an entry or, for -1, the root.
func (t *outlineTree) node(i int) *outlineNode {
	if i < 0 {
		return &t.root
	}
	return &t.nodes[i]
}

// appendRange writes what is below a bookmark whose objects are numbered from first on.
func (t *outlineTree) appendRange(b []byte, i, first int) []byte {
	node := t.node(i)
	if node.count == 0 {
		return b
	}
	b = appendRef(append(b, "/First "...), first+node.first)
	b = appendRef(append(b, "/Last "...), first+node.last)
	return appendInt(append(b, "/Count "...), node.count)
}
