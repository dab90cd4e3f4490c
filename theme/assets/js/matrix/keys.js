// The grid by keyboard and pointer: one stop for the tabulator, arrows from
// cell to cell, heads included, Enter for what stands behind a cell.
(m => {
  if (m.lost) return;
  m.keys = (grid, open) => {
    const { holder } = grid;
    const clamp = (n, low, high) => Math.min(Math.max(n, low), high);
    const target = (e, { r, c }) => {
      const last = grid.last(), all = e.ctrlKey || e.metaKey;
      switch (e.key) {
        case 'ArrowLeft': return { r, c: c - 1 };
        case 'ArrowRight': return { r, c: c + 1 };
        case 'ArrowUp': return { r: r - 1, c };
        case 'ArrowDown': return { r: r + 1, c };
        case 'Home': return all ? { r: 0, c: 0 } : { r, c: 0 };
        case 'End': return all ? last : { r, c: last.c };
        case 'PageUp': return { r: r < 0 ? r : Math.max(r - grid.page(), 0), c };
        case 'PageDown': return { r: r + grid.page(), c };
      }
      return null;
    };
    holder.addEventListener('keydown', e => {
      const at = e.target.closest('.g-cell, .g-first, .g-name')?.place;
      if (!at || e.altKey) return;
      if ((e.key === 'Enter' || e.key === ' ') && at.r >= 0 && at.c >= 0) {
        e.preventDefault();
        open(at);
        return;
      }
      const to = target(e, at), last = grid.last();
      if (!to) return;
      e.preventDefault();
      to.r = clamp(to.r, -1, last.r);
      to.c = clamp(to.c, -1, last.c);
      if (to.r < 0 && to.c < 0) return; // the corner leads nowhere
      grid.move(to);
    });
    holder.addEventListener('click', e => {
      const at = e.target.closest('.g-cell')?.place;
      if (!at) return;
      grid.move(at);
      open(at);
    });
    holder.addEventListener('focusin', e => {
      const at = e.target.closest('.g-cell, .g-first, .g-name')?.place;
      if (at && (at.r !== grid.at.r || at.c !== grid.at.c)) grid.move(at, false);
    });
  };
})(self.rolebookMatrix);
