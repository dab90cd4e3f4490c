// On paper nothing scrolls: what is shown becomes tables as wide as a sheet of
// A3 across, one after another, made before printing and taken away after.
(m => {
  if (m.lost) return;
  const { make, words } = m;
  const sheet = 1480, first = 200; // CSS pixels between the margins, and of a row's head

  const table = (view, rows, columns) => {
    const t = make('table', { className: 'mx g-table' }), groups = make('tr', {}), names = make('tr', {});
    groups.append(make('th', { className: 'corner', scope: 'col', rowSpan: 2 }, make('div', { className: 'h' }, view.upright ? words.object : words.role)));
    columns.forEach((column, c) => {
      const group = m.groupOf(column), begins = !c || m.groupOf(columns[c - 1]) !== group;
      if (begins) {
        let span = 1;
        while (c + span < columns.length && m.groupOf(columns[c + span]) === group) span++;
        groups.append(make('th', { className: 'first', scope: 'colgroup', colSpan: span }, m.named(group)));
      }
      names.append(make('th', { className: begins ? 'first' : '', scope: 'col' },
        make('div', { className: 'h' }, ...m.head(view, column, false).filter(Boolean)), view.single ? null : m.letters(view)));
    });
    t.append(make('caption', { className: 'vh' }, view.upright ? words.upright : words.turned), make('thead', {}, groups, names));
    let body, group;
    for (const row of rows) {
      if (m.groupOf(row) !== group) {
        group = m.groupOf(row);
        body = make('tbody', {}, make('tr', { className: 'mod' }, make('th', { scope: 'rowgroup' }, m.named(group)), make('td', { colSpan: columns.length })));
        t.append(body);
      }
      const tr = make('tr', {}, make('th', { scope: 'row' }, make('div', {}, ...m.head(view, row, true).filter(Boolean))));
      columns.forEach((column, c) => {
        const face = m.face(view, ...(view.upright ? [column, row] : [row, column])), cell = face.e.cloneNode(true);
        for (const a of ['role', 'tabindex', 'aria-label']) cell.removeAttribute(a);
        if (!cell.firstChild) cell.append(make('span', { className: 'vh' }, face.says));
        tr.append(make('td', { className: !c || m.groupOf(columns[c - 1]) !== m.groupOf(column) ? 'first' : '' }, cell));
      });
      body.append(tr);
    }
    return t;
  };

  m.paper = (grid, frame) => {
    let tables = null;
    addEventListener('beforeprint', () => {
      tables?.remove();
      const { view } = grid, [rows, columns] = view.upright ? [view.items, view.roles] : [view.roles, view.items];
      const slot = 12, width = view.single ? 72 : Math.max(view.actions.length * (slot + 1) + 4, 64);
      const most = Math.floor((sheet - first) / width), sheets = Math.ceil(columns.length / most), each = Math.ceil(columns.length / sheets);
      m.prepare(view, slot);
      tables = make('div', { className: 'g-paper' + (view.single ? ' by-action' : '') });
      tables.style.setProperty('--slot', slot + 'px');
      tables.style.setProperty('--column', width + 'px');
      for (let c = 0; c < columns.length; c += each) tables.append(table(view, rows, columns.slice(c, c + each)));
      frame.after(tables);
    });
    addEventListener('afterprint', () => {
      tables?.remove();
      tables = null;
      grid.show(grid.view);
    });
  };
})(self.rolebookMatrix);
