// Draws the two axes as a grid of which only what is in sight is there. Rows
// and cells are made as they come into sight, from a pattern for every look,
// and taken away behind it; the cell that the keyboard is on always stays.
(m => {
  if (m.lost) return;
  const { make, words } = m, spareRows = 4, spareColumns = 1;

  // ---- faces: what a cell looks like and says; cells that look alike are copies
  m.face = (view, role, item) => {
    const slots = m.slots(view, role, item);
    const key = slots.map(s => (s.faint ? '-' : '') + s.code).join();
    let face = view.faces.get(key);
    if (!face) view.faces.set(key, face = makeFace(view, slots, item));
    return face;
  };
  const makeFace = (view, slots, item) => {
    const tiles = [], says = [];
    slots.forEach((slot, i) => {
      const action = m.actions[view.single ? item.action : view.actions[i]], mark = m.marks[slot.code];
      if (!mark) return;
      tiles.push(view.single ? wordTile(mark, slot) : make('span', {
        className: `m ${mark.classes} p${i}${slot.faint ? ' faint' : ''}`,
        'aria-hidden': 'true',
      }, slot.faint ? '' : action.letter));
      says.push(m.fill(words.mark, { action: action.name, mark: mark.label }));
    });
    const e = make('div', { className: 'g-cell' + (view.single ? '' : ' ' + patternOf(view, slots)), role: 'gridcell', tabIndex: -1 }, ...tiles);
    const said = says.join(words.clauses) || words.nothing;
    if (tiles.length) e.prepend(make('span', { className: 'vh' }));
    tell(e, said);
    return { e, says: said };
  };
  // Has a cell say something. What is not granted, by far the most, is one element.
  const tell = (e, said) => { if (e.firstChild) e.firstChild.textContent = said; else e.ariaLabel = said; };
  const wordTile = (mark, slot) => {
    const word = mark.rank ? m.scopes[mark.rank - 1].name : words.denied;
    return make('span', { className: (mark.rank ? 'scope ' + mark.classes : 'no') + (slot.faint ? ' faint' : ''), 'aria-hidden': 'true' }, slot.faint ? '\u00a0' : word);
  };
  const patternOf = (view, slots) => {
    const key = slots.map(s => (s.code < 0 ? 0 : 1)).join('');
    if (!view.patterns.has(key)) view.patterns.set(key, 'd' + view.patterns.size);
    return view.patterns.get(key);
  };
  // The dots of what is not granted are a background, one picture a cell: there
  // are very many, and all alike.
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const slotRules = (view, slot) => {
    for (const item of view.items) patternOf(view, item.places.map(p => ({ code: p })));
    const rules = view.actions.map((_, i) => `.p${i}{left:${2 + i * (slot + 1)}px}`);
    for (const [key, name] of view.patterns) {
      const dots = [...key].flatMap((on, i) => {
        const at = 2 + i * (slot + 1) + Math.round(slot / 2) - 1;
        return on === '1' ? [`#0000 ${at}px,var(--rule-2) ${at}px ${at + 2}px,#0000 ${at + 2}px`] : [];
      });
      rules.push(`.${name}{background:linear-gradient(to right,${dots.join() || '#0000,#0000'}) 0 50%/100% 2px no-repeat}`);
    }
    sheet.replaceSync(rules.join('\n'));
  };
  m.prepare = (view, slot) => {
    view.faces = new Map();
    view.patterns = new Map();
    if (!view.single) slotRules(view, slot);
  };

  // ---- heads
  m.head = (view, entry, long) => {
    const role = entry.family ? entry : null, thing = role || entry.object;
    const link = make('a', { href: m.link(role ? 'role' : 'object', thing.id), tabIndex: -1, title: thing.name }, m.named(thing));
    if (role) return [link, role.finding ? m.severity(role.finding.rule, role.finding.open, role.finding.rule.toUpperCase()) : null];
    const c = m.classes[thing.class];
    return [link, long ? make('span', { className: 'cls', 'data-c': c.step, lang: c.lang }, c.name) : null];
  };
  m.letters = view => make('span', { className: 'ltr', 'aria-hidden': 'true' }, ...view.actions.map(a => make('span', {}, m.actions[a].letter)));
  m.groupOf = entry => entry.family || entry.group;

  // ---- the grid
  m.grid = holder => {
    const head = make('div', { className: 'g-head', role: 'rowgroup' }), body = make('div', { className: 'g-body', role: 'rowgroup' });
    const groupRow = make('div', { className: 'g-groups', role: 'row', 'aria-rowindex': 1 });
    const nameRow = make('div', { className: 'g-names', role: 'row', 'aria-rowindex': 2 });
    head.append(groupRow, nameRow);
    holder.append(head, body);
    const grid = { holder, view: null, at: { r: 0, c: 0 } };
    let size, lines, rows, names, letters;

    const rowsOf = view => (view.upright ? view.items : view.roles), columnsOf = view => (view.upright ? view.roles : view.items);

    // Where everything stands, in pixels.
    const measure = view => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize), narrow = innerWidth < 47 * rem;
      const width = holder.clientWidth, columns = columnsOf(view).length, slots = view.actions.length;
      const first = narrow ? 8.5 * rem : Math.min(Math.max(widest(rowsOf(view), view) + (view.upright ? 6.5 : 3.5) * rem, 10 * rem), 22 * rem, width * .4);
      const most = narrow ? 25 : 18, slot = Math.min(Math.max(Math.floor((width - first - 2) / (columns * slots)) - 1, narrow && columns === 1 ? 10 : 12), most);
      const column = view.single ? 6.75 * rem : Math.max(slots * (slot + 1) + 3, 4.75 * rem);
      return { rem, narrow, first, slot, column, row: Math.round((narrow ? 2.25 : 1.6875) * rem), group: Math.round(1.9 * rem), head: Math.round((narrow && columns === 1 ? 4.4 : view.single ? (view.upright ? 5.25 : 4) : 6) * rem) };
    };
    const ruler = document.createElement('canvas').getContext('2d');
    const widest = list => {
      ruler.font = `500 13px ${getComputedStyle(holder).fontFamily}`;
      const names = list.map(e => (e.object || e).name), length = s => s.length + (s.match(/[\u1100-\uffff]/g)?.length || 0);
      return Math.max(...names.map(n => [length(n), n]).sort((x, y) => y[0] - x[0]).slice(0, 8).map(x => ruler.measureText(x[1]).width), 0);
    };

    grid.show = view => {
      const keep = grid.view && keyAt();
      grid.view = view;
      grid.width = holder.clientWidth;
      size = measure(view);
      m.prepare(view, size.slot);
      grid.size = size;
      layLines(view);
      rows = new Map();
      names = new Map();
      letters = view.single ? null : m.letters(view);
      body.replaceChildren();
      const columns = columnsOf(view), width = size.first + columns.length * size.column;
      holder.style.setProperty('--slot', size.slot + 'px');
      holder.style.setProperty('--first', size.first + 'px');
      holder.style.setProperty('--column', size.column + 'px');
      holder.style.setProperty('--row', size.row + 'px');
      holder.style.setProperty('--head', size.head + 'px');
      head.style.width = body.style.width = width + 'px';
      body.style.height = lines.end + 'px';
      holder.setAttribute('aria-rowcount', lines.list.length + 2);
      holder.setAttribute('aria-colcount', columns.length + 1);
      holder.classList.toggle('by-action', view.single);
      holder.classList.toggle('tall', lines.end > 9000); // on narrow pages a shorter one scrolls with the page
      drawGroups(columns);
      nameRow.replaceChildren();
      settle(keep);
      grid.render();
    };

    // Rows with the heads of their groups between them.
    const layLines = view => {
      lines = { list: [], tops: [], rows: [], end: 0 };
      let group = null;
      const add = (line, height) => { lines.list.push(line); lines.tops.push(lines.end); lines.end += height; };
      rowsOf(view).forEach((entry, r) => {
        if (m.groupOf(entry) !== group) add({ group: group = m.groupOf(entry) }, size.group);
        lines.rows[r] = lines.list.length;
        add({ entry, r }, size.row);
      });
    };

    const drawGroups = columns => {
      const corner = make('div', { className: 'g-corner', role: 'columnheader', 'aria-rowspan': 2, 'aria-colindex': 1 },
        grid.view.upright ? words.object : words.role);
      groupRow.replaceChildren(corner);
      for (let c = 0; c < columns.length;) {
        const group = m.groupOf(columns[c]);
        let end = c;
        while (end < columns.length && m.groupOf(columns[end]) === group) end++;
        const e = make('div', { className: 'g-group', role: 'columnheader', 'aria-colindex': c + 2, 'aria-colspan': end - c, title: group.name },
          make('span', {}, m.named(group)));
        e.style.left = size.first + c * size.column + 'px';
        e.style.width = (end - c) * size.column + 'px';
        groupRow.append(e);
        c = end;
      }
    };

    const lineAt = y => {
      let low = 0, high = lines.tops.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lines.tops[middle] <= y) low = middle; else high = middle - 1;
      }
      return low;
    };

    // Brings what is in sight into the page and takes away what is not. After a
    // leap over half of what is in sight, the rest waits until the reader rests.
    let rest = 0, was = { top: Infinity, left: Infinity };
    grid.render = () => {
      if (!lines || !lines.list.length) return;
      const columns = columnsOf(grid.view), top = holder.scrollTop, left = holder.scrollLeft, tall = holder.clientHeight, wide = holder.clientWidth;
      const leap = Math.abs(top - was.top) > tall / 2 || Math.abs(left - was.left) > wide / 2, [above, beside] = leap ? [0, 0] : [spareRows, spareColumns];
      was = { top, left };
      clearTimeout(rest);
      if (leap) rest = setTimeout(grid.render, 100);
      const from = Math.max(lineAt(top) - above, 0), to = Math.min(lineAt(top + tall) + above, lines.list.length - 1);
      const start = Math.max(Math.floor(left / size.column) - beside, 0);
      const stop = Math.min(Math.ceil((left + wide - size.first) / size.column) + beside, columns.length) - 1;
      const pinned = lines.rows[grid.at.r] ?? -1;
      for (const [i, row] of rows) if ((i < from || i > to) && i !== pinned) { row.e.remove(); rows.delete(i); }
      for (let i = from; i <= to; i++) rowAt(i, start, stop);
      if (pinned >= 0 && (pinned < from || pinned > to)) rowAt(pinned, 0, -1);
      fill(names, nameRow, start, stop, grid.at.r < 0 ? grid.at.c : -1, makeName);
    };

    const rowAt = (i, start, stop) => {
      let row = rows.get(i);
      const line = lines.list[i];
      if (!row) {
        rows.set(i, row = { e: makeRow(line, i), cells: new Map() });
        body.insertBefore(row.e, following(rows, i)?.e || null);
      }
      if (line.entry) fill(row.cells, row.e, start, stop, line.r === grid.at.r ? grid.at.c : -1, c => makeCell(line, c));
    };
    // Of what is there, the nearest after a place: the page keeps reading order.
    const following = (map, place) => {
      if (map.has(place + 1)) return map.get(place + 1);
      let nearest = Infinity;
      for (const k of map.keys()) if (k > place && k < nearest) nearest = k;
      return map.get(nearest);
    };

    // Has a row hold the cells from start to stop, and the one with the focus.
    const fill = (cells, row, start, stop, kept, cell) => {
      for (const [c, e] of cells) if ((c < start || c > stop) && c !== kept) { e.remove(); cells.delete(c); }
      const put = c => {
        if (cells.has(c)) return;
        const e = cell(c);
        row.insertBefore(e, following(cells, c) || null);
        cells.set(c, e);
      };
      for (let c = start; c <= stop; c++) put(c);
      if (kept >= 0) put(kept);
    };

    const makeRow = (line, i) => {
      const e = make('div', { className: line.group ? 'g-row g-mod' : 'g-row', role: 'row', 'aria-rowindex': i + 3 });
      e.style.top = lines.tops[i] + 'px';
      const h = line.group
        ? make('div', { className: 'g-first', role: 'rowheader', 'aria-colindex': 1, 'aria-colspan': columnsOf(grid.view).length + 1 }, m.named(line.group))
        : make('div', { className: 'g-first', role: 'rowheader', 'aria-colindex': 1 }, ...m.head(grid.view, line.entry, true).filter(Boolean));
      if (line.entry) { h.place = { r: line.r, c: -1 }; mark(h); }
      e.append(h);
      return e;
    };
    const makeCell = (line, c) => {
      const columns = columnsOf(grid.view), [role, item] = grid.view.upright ? [columns[c], line.entry] : [line.entry, columns[c]];
      const e = m.face(grid.view, role, item).e.cloneNode(true);
      e.place = { r: line.r, c };
      e.style.left = size.first + c * size.column + 'px';
      e.setAttribute('aria-colindex', c + 2);
      if (firstOf(columns, c)) e.classList.add('first');
      mark(e);
      return e;
    };
    const makeName = c => {
      const columns = columnsOf(grid.view), e = make('div', { className: 'g-name', role: 'columnheader', 'aria-colindex': c + 2 },
        make('div', { className: 'h' }, ...m.head(grid.view, columns[c], false).filter(Boolean)), letters ? letters.cloneNode(true) : null);
      e.place = { r: -1, c };
      e.style.left = size.first + c * size.column + 'px';
      if (firstOf(columns, c)) e.classList.add('first');
      mark(e);
      return e;
    };
    const firstOf = (columns, c) => !c || m.groupOf(columns[c]) !== m.groupOf(columns[c - 1]);

    // ---- the place of the keyboard
    const stopOf = e => (e.place.r < 0 || e.place.c < 0 ? e.querySelector('a') : e);
    const mark = e => { stopOf(e).tabIndex = e.place.r === grid.at.r && e.place.c === grid.at.c ? 0 : -1; };
    const keyAt = () => ({ row: rowsOf(grid.view)[grid.at.r], column: columnsOf(grid.view)[grid.at.c] });
    const same = (x, y) => x && y && (x === y || (x.object && x.object === y.object && x.action === y.action));
    // Stays with the same cell where that is still there.
    const settle = keep => {
      const find = (list, entry) => Math.max(list.findIndex(e => same(e, entry)), 0);
      grid.at = keep ? { r: find(rowsOf(grid.view), keep.row), c: find(columnsOf(grid.view), keep.column) } : { r: 0, c: 0 };
    };
    grid.element = ({ r, c }) => {
      if (r < 0) return names.get(c);
      const row = rows.get(lines.rows[r]);
      return c < 0 ? row?.e.firstChild : row?.cells.get(c);
    };
    grid.last = () => ({ r: rowsOf(grid.view).length - 1, c: columnsOf(grid.view).length - 1 });
    grid.page = () => Math.max(Math.floor((holder.clientHeight - size.head) / size.row) - 1, 1);
    grid.cell = ({ r, c }) => {
      const row = rowsOf(grid.view)[r], column = columnsOf(grid.view)[c];
      return grid.view.upright ? { role: column, item: row } : { role: row, item: column };
    };
    grid.find = (role, object, action) => {
      const is = e => (e.object ? e.object.id === object && (!grid.view.single || m.actions[e.action].id === action) : e.id === role);
      const at = { r: rowsOf(grid.view).findIndex(is), c: columnsOf(grid.view).findIndex(is) };
      return at.r < 0 || at.c < 0 ? null : at;
    };

    grid.reveal = ({ r, c }) => {
      if (r >= 0) {
        const top = lines.tops[lines.rows[r]] - (r ? 0 : size.group), end = lines.tops[lines.rows[r]] + size.row, sight = holder.clientHeight - size.head;
        if (top < holder.scrollTop) holder.scrollTop = top;
        else if (end > holder.scrollTop + sight) holder.scrollTop = end - sight + 2;
      }
      if (c >= 0) {
        const left = c * size.column, sight = holder.clientWidth - size.first;
        if (left < holder.scrollLeft) holder.scrollLeft = left;
        else if (left + size.column > holder.scrollLeft + sight) holder.scrollLeft = left + size.column - sight + 2;
      }
    };
    grid.move = (to, focus = true) => {
      const before = grid.element(grid.at);
      grid.at = to;
      if (before) mark(before);
      grid.reveal(to);
      grid.render();
      const e = grid.element(to), stop = stopOf(e);
      mark(e);
      if (to.r >= 0 && to.c >= 0) {
        const { role, item } = grid.cell(to);
        tell(e, m.fill(words.label, { role: role.name, object: item.object.name, says: m.face(grid.view, role, item).says }));
      }
      if (focus) stop.focus({ preventScroll: true });
      return e;
    };

    holder.addEventListener('scroll', grid.render, { passive: true });
    new ResizeObserver(() => {
      if (!grid.view) return;
      if (holder.clientWidth !== grid.width) grid.show(grid.view); else grid.render();
    }).observe(holder);
    // The head of the column under the pointer.
    let under = null;
    holder.addEventListener('pointerover', e => {
      const place = e.target.closest('.g-cell')?.place, name = place ? names.get(place.c) : null;
      if (name === under) return;
      under?.classList.remove('xcol');
      name?.classList.add('xcol');
      under = name;
    });
    return grid;
  };
})(self.rolebookMatrix);
