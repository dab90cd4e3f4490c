// The matrix: details of a cell, keys, filter, roles as rows, and on narrow
// screens one role at a time.
(() => {
  const holder = document.querySelector('.mx-scroll:has(.upright)');
  if (!holder) return;
  const words = JSON.parse(document.querySelector('#words').textContent);
  const upright = holder.querySelector('table'), form = document.querySelector('.bar');
  const heads = [...upright.tHead.rows[1].cells], objectRows = [...upright.querySelectorAll('tr[data-object]')];
  let table = upright;

  const make = (tag, props = {}, ...children) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...children.filter(c => c !== null));
    return e;
  };

  details();
  keys();
  filter();
  pivot();
  pick();

  // ---- what stands behind a cell
  function details() {
    const pop = make('div', { className: 'pop', hidden: true, id: 'cell-details' });
    pop.setAttribute('role', 'dialog');
    pop.setAttribute('aria-labelledby', 'cell-head');
    holder.append(pop);
    let from = null;

    const close = (focus = true) => {
      if (!from) return;
      from.removeAttribute('aria-expanded');
      pop.hidden = true;
      if (focus) from.focus();
      from = null;
    };
    const row = tile => {
      const { action, denied, scope, note } = tile.dataset, copy = tile.cloneNode(true);
      for (const name of Object.keys(copy.dataset)) delete copy.dataset[name];
      copy.setAttribute('aria-hidden', 'true');
      const says = make('td', {}, note || (denied ? words.denied : words.scopes[scope - 1]));
      const head = make('th', { scope: 'row' }, words.actions[action || denied]);
      return make('tr', {}, make('td', {}, copy), head, says);
    };
    const shape = severity => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), path = document.createElementNS(svg.namespaceURI, 'path');
      svg.setAttribute('viewBox', '0 0 12 12');
      svg.setAttribute('aria-hidden', 'true');
      path.setAttribute('d', severity);
      svg.append(path);
      return svg;
    };
    const finding = (id, role) => {
      const rule = words.rules[id];
      const link = make('a', { href: `${words.sod}#finding-${id}--${role}` }, `${id.toUpperCase()} ${rule.name}`);
      return make('p', { className: `sev ${rule.severity}` }, shape(rule.shape), link);
    };
    const open = cell => {
      close(false);
      const tiles = [...cell.querySelectorAll('.m')];
      const td = cell.closest('td'), tr = td.closest('tr');
      const index = td.cellIndex - 1;
      const [object, role] = table === upright ? [tr, heads[index]] : [objectRows[index], heads.find(h => h.dataset.role === tr.dataset.row)];
      const name = e => e.querySelector('a').textContent;
      const shut = make('button', { type: 'button' }, words.close);
      shut.addEventListener('click', () => close());
      const rules = new Set(tiles.flatMap(t => (t.dataset.findings || '').split(' ').filter(Boolean)));
      pop.replaceChildren(
        make('header', {}, make('h2', { id: 'cell-head' }, name(object), make('small', {}, name(role))), shut),
        make('table', {}, make('thead', { className: 'vh' }, make('tr', {}, make('td'), make('th', { scope: 'col' }, words.action), make('th', { scope: 'col' }, words.scope))),
          make('tbody', {}, ...tiles.map(row))),
        ...[...rules].map(id => finding(id, role.dataset.role)),
        make('p', { className: 'why' }, make('a', { href: cell.href }, words.details)),
      );
      pop.hidden = false;
      from = cell;
      cell.setAttribute('aria-expanded', 'true');
      place(cell);
      shut.focus({ preventScroll: true });
    };
    const place = cell => {
      const h = holder.getBoundingClientRect(), r = cell.getBoundingClientRect(), w = pop.offsetWidth, k = pop.offsetHeight;
      const right = r.right - h.left + 6, left = r.left - h.left - w - 6;
      pop.style.left = holder.scrollLeft + Math.max(8, right + w <= h.width - 24 ? right : left) + 'px';
      pop.style.top = holder.scrollTop + Math.max(8, Math.min(r.top - h.top - 8, h.height - k - 16)) + 'px';
    };

    holder.addEventListener('click', e => {
      const cell = e.target.closest('a.cell');
      if (!cell || e.ctrlKey || e.metaKey || e.shiftKey) return; // the link itself: the role's page
      e.preventDefault();
      if (cell === from) close(); else open(cell);
    });
    addEventListener('keydown', e => { if (e.key === 'Escape') close(); });
    addEventListener('rolebook-turn', () => close(false));
  }

  // ---- one tab stop, arrows move between cells
  function keys() {
    const shown = c => c.offsetParent !== null;
    const first = () => { const c = table.querySelector('a.cell'); if (c) c.tabIndex = 0; };
    first();
    addEventListener('rolebook-turn', first);
    holder.addEventListener('keydown', e => {
      const cell = e.target.closest('a.cell'), step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
      if (!cell || !step) return;
      e.preventDefault();
      const td = cell.closest('td'), next = step[0] ? down(td, step[0]) : along(td, step[1]);
      if (!next) return;
      cell.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    const along = (td, step) => {
      for (let s = td; (s = step > 0 ? s.nextElementSibling : s.previousElementSibling);) {
        const c = s.querySelector('a.cell');
        if (c && shown(c)) return c;
      }
      return null;
    };
    const down = (td, step) => {
      const rows = [...table.rows], column = td.cellIndex;
      for (let i = rows.indexOf(td.parentElement) + step; rows[i]; i += step) {
        const c = rows[i].cells[column]?.querySelector('a.cell');
        if (c && shown(c)) return c;
      }
      return null;
    };
    // the head of the column under the pointer
    holder.addEventListener('pointerover', e => {
      const i = e.target.closest?.('td')?.cellIndex, row = table.tHead.rows[table.tHead.rows.length - 1];
      [...row.cells].forEach((h, k) => h.classList.toggle('xcol', i > 0 && k === i - (table === upright ? 1 : 0)));
    });
  }

  // ---- filter: works on the upright table; the turned one follows it
  function filter() {
    const apply = () => {
      const f = new FormData(form), acts = new Set(f.getAll('a')), least = Number(f.get('class')), family = f.get('family');
      const columns = heads.map(h => !family || h.dataset.family === family);
      const fold = s => s.normalize('NFKC').toLowerCase(), q = fold(f.get('q') || '');
      let objects = 0, permissions = 0;
      heads.forEach((h, i) => { h.hidden = !columns[i]; });
      for (const h of upright.tHead.rows[0].querySelectorAll('[data-family]')) h.hidden = Boolean(family) && h.dataset.family !== family;
      for (const body of upright.tBodies) {
        let any = false;
        for (const tr of body.querySelectorAll('tr[data-object]')) {
          let granted = 0, hits = 0;
          [...tr.cells].slice(1).forEach((td, i) => {
            td.hidden = !columns[i];
            for (const m of td.querySelectorAll('.m')) {
              const on = acts.has(m.dataset.action || m.dataset.denied) && (!f.get('conflicts') || m.dataset.findings);
              m.classList.toggle('faint', !on);
              if (on && columns[i] && m.dataset.action) { granted++; if (m.dataset.findings) hits++; }
            }
          });
          const on = (!f.get('module') || body.dataset.module === f.get('module')) && Number(tr.dataset.class) >= least &&
            (!f.get('granted') || granted) && (!f.get('conflicts') || hits) && fold(tr.querySelector('th').textContent).includes(q);
          tr.hidden = !on;
          if (on) { any = true; objects++; permissions += granted; }
        }
        body.hidden = !any;
      }
      const count = document.querySelector('#count');
      count.textContent = count.dataset.counts.replace('{roles}', columns.filter(Boolean).length).replace('{objects}', objects).replace('{permissions}', permissions);
      dispatchEvent(new Event('rolebook-filter'));
    };
    form.addEventListener('input', apply);
    form.addEventListener('reset', () => setTimeout(apply));
    form.addEventListener('submit', e => e.preventDefault());
  }

  // ---- roles as rows
  function pivot() {
    const button = document.querySelector('#pivot');
    const turn = () => {
      const t = make('table', { className: 'mx turned' }), ltr = heads[0].querySelector('.ltr');
      t.style.cssText = upright.style.cssText;
      const rows = objectRows.filter(r => !r.hidden && !r.parentElement.hidden);
      t.style.setProperty('--slots', rows.length * ltr.children.length);
      const top = make('tr', {}, make('th', { className: 'corner', scope: 'col' }, make('div', { className: 'h' }, button.dataset.role)));
      rows.forEach((o, i) => {
        const first = !i || o.parentElement !== rows[i - 1].parentElement;
        top.append(make('th', { scope: 'col', className: first ? 'first' : '' }, make('div', { className: 'h' }, o.querySelector('th a').cloneNode(true)), ltr.cloneNode(true)));
      });
      t.append(make('caption', { className: 'vh' }, button.dataset.caption), make('thead', {}, top));
      let body, family;
      heads.forEach((h, i) => {
        if (h.hidden) return;
        if (h.dataset.family !== family) {
          family = h.dataset.family;
          const name = upright.tHead.rows[0].querySelector(`[data-family="${family}"]`).textContent;
          body = make('tbody', {}, make('tr', { className: 'mod' }, make('th', { scope: 'rowgroup' }, name), make('td', { colSpan: rows.length })));
          t.append(body);
        }
        const tr = make('tr', {}, make('th', { scope: 'row' }, make('div', {}, h.querySelector('a').cloneNode(true))));
        tr.dataset.row = h.dataset.role;
        rows.forEach((o, k) => { const td = o.cells[i + 1].cloneNode(true); td.className = top.cells[k + 1].className; tr.append(td); });
        body.append(tr);
      });
      return t;
    };
    const show = next => {
      if (next === table) return;
      table.replaceWith(next);
      table = next;
      dispatchEvent(new Event('rolebook-turn'));
    };
    button.addEventListener('click', () => {
      show(table === upright ? turn() : upright);
      button.setAttribute('aria-pressed', table !== upright);
    });
    addEventListener('rolebook-filter', () => { if (table !== upright) show(turn()); });
  }

  // ---- narrow: one role at a time
  function pick() {
    const select = document.querySelector('#pick');
    const choose = () => {
      const column = heads.findIndex(h => h.dataset.role === select.value);
      for (const tr of objectRows) [...tr.cells].slice(1).forEach((td, i) => td.classList.toggle('off', i !== column));
    };
    const asked = new URLSearchParams(location.search).get('role');
    if (heads.some(h => h.dataset.role === asked)) select.value = asked;
    select.addEventListener('change', choose);
    choose();
    if (matchMedia('(max-width: 47rem)').matches) document.querySelector('.fold').open = false;
  }
})();
