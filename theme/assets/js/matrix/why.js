// What stands behind a cell: who grants it, at which scope, under which
// conditions, for which duties; who denies it; the conflicts that run through
// it, with their paths and what would repair them.
(m => {
  if (m.lost) return;
  const { make, words } = m;

  // The file with the reasons, loaded when first asked for.
  let loading = null;
  m.reasons = url => loading ??= new Promise((done, failed) => {
    const script = make('script', { src: url });
    script.onload = () => { m.why.reasons.unshift(null); done(m.why); };
    script.onerror = () => { loading = null; failed(new Error(url)); };
    document.head.append(script);
  });
  m.reasonOf = (role, place) => m.why.reasons[m.number(m.why.cells[role], place, m.why.width)];
  m.conditionsOf = grant => grant[1].map(c => m.conditions[c]);

  // A template as nodes: {key} becomes the nodes given for it.
  const phrase = (template, nodes) => template.split(/(\{\w+\})/).filter(Boolean)
    .flatMap(part => (part[0] === '{' ? [nodes[part.slice(1, -1)]].flat() : [part]));
  const joined = (list, separator) => list.flatMap((node, i) => (i ? [separator, node] : [node]));

  const grantLine = (grant, role) => {
    const scope = m.scopes[grant[0]], conditions = m.conditionsOf(grant), from = grant[2] < 0 ? role : m.roles[grant[2]];
    const line = make('li', {}, ...(conditions.length
      ? phrase(words.when, { scope: [make('b', {}, m.named(scope))], when: joined(conditions.map(m.named), words.list) })
      : [make('b', {}, m.named(scope))]));
    if (from !== role) line.append(words.list, ...phrase(words.from, { role: [make('a', { href: m.link('role', from.id) }, m.named(from))] }));
    const duties = grant[3].map(d => {
      const duty = m.why.duties[from.index][d];
      return make('a', { href: `${m.link('role', from.id)}#duty-${duty.id}` }, `${d + 1} `, m.named(duty));
    });
    if (duties.length) line.append(make('small', {}, ...phrase(words.serves, { duties: joined(duties, words.list) })));
    return line;
  };
  const denialLine = ([from, note, lang]) => make('li', {}, make('b', {}, words.denied),
    ...(from < 0 ? [] : [words.list, ...phrase(words.from, { role: [make('a', { href: m.link('role', m.roles[from].id) }, m.named(m.roles[from]))] })]),
    note ? make('small', {}, m.named({ name: note, lang })) : null);

  const actionRow = (view, item, role, place, action, tile) => {
    const reason = place < 0 ? null : m.reasonOf(role.index, place), mark = place < 0 ? null : m.marks[m.code(role.index, place)];
    const list = make('ul', {});
    if (!mark) list.append(make('li', {}, words.nothing));
    else if (!mark.rank) list.append(denialLine(reason));
    else {
      for (const g of reason) list.append(typeof g === 'string' ? make('li', {}, make('small', {}, g)) : grantLine(g, role));
    }
    return make('tr', {}, make('td', {}, tile), make('th', { scope: 'row' }, m.named(action)), make('td', {}, list));
  };
  const tileOf = (mark, letter) => make('span', { className: mark ? `m ${mark.classes}` : 'm nope', 'aria-hidden': 'true' }, mark ? letter : '·');

  const finding = (rule, role) => {
    const id = `${rule}--${role.id}`, f = m.why.findings[id], { name, lang } = m.rules[rule];
    const link = make('a', { href: `${m.links.sod}#finding-${id}` }, `${rule.toUpperCase()} `, m.named({ name, lang }));
    const box = make('section', { className: `g-finding ${m.rules[rule].severity}` }, make('h3', {}, m.severity(rule, f.open, f.state), ' ', link));
    for (const { name: title, ways } of f.functions) {
      box.append(make('p', {}, make('b', {}, title)), make('ol', {}, ...ways.map(w => make('li', {}, w))));
    }
    if (f.repair) box.append(make('p', {}, make('b', {}, words.repair), words.colon, f.repair));
    return box;
  };

  // The dialog for a cell.
  m.details = (grid, frame, changed) => {
    const pop = make('div', { className: 'pop', hidden: true, id: 'cell-details', role: 'dialog', 'aria-labelledby': 'cell-head' });
    frame.append(pop);
    const d = { at: null };

    d.close = (focus = true) => {
      if (!d.at) return;
      const at = d.at;
      d.at = null;
      pop.hidden = true;
      grid.element(at)?.removeAttribute('aria-expanded');
      if (focus) grid.move(at);
      changed();
    };
    d.open = async at => {
      if (d.at && d.at.r === at.r && d.at.c === at.c) { d.close(); return; }
      d.close(false);
      try { await m.reasons(frame.dataset.why); } catch { return; }
      show(at);
    };
    const show = at => {
      const { role, item } = grid.cell(at), { object } = item, view = grid.view;
      const shut = make('button', { type: 'button' }, words.close);
      shut.addEventListener('click', () => d.close());
      const rows = [], rules = new Set();
      (view.single ? [item.action] : view.actions).forEach(a => {
        const place = object.places[a], mark = place < 0 ? null : m.marks[m.code(role.index, place)];
        if (!mark && !view.single) return;
        for (const r of mark?.rules || []) rules.add(r);
        rows.push(actionRow(view, item, role, place, m.actions[a], tileOf(mark, m.actions[a].letter)));
      });
      pop.replaceChildren(
        make('header', {}, make('h2', { id: 'cell-head' }, m.named(object), make('small', {}, m.named(role))), shut),
        rows.length
          ? make('table', {}, make('thead', { className: 'vh' }, make('tr', {}, make('td'), make('th', { scope: 'col' }, words.action), make('th', { scope: 'col' }, words.scope))), make('tbody', {}, ...rows))
          : make('p', {}, words.nothing),
        ...[...rules].map(r => finding(r, role)),
        make('p', { className: 'why' }, make('a', { href: `${m.link('role', role.id)}${rows.length ? '#perm-' + object.id : ''}` }, words.details)),
      );
      pop.hidden = false;
      d.at = at;
      grid.element(at).setAttribute('aria-expanded', 'true');
      d.place();
      shut.focus({ preventScroll: true });
      changed();
    };
    // Beside its cell, within the frame.
    d.place = () => {
      const cell = d.at && grid.element(d.at);
      if (!cell) return;
      const f = frame.getBoundingClientRect(), r = cell.getBoundingClientRect(), w = pop.offsetWidth, h = pop.offsetHeight;
      const right = r.right - f.left + 6, left = r.left - f.left - w - 6;
      pop.style.left = Math.max(8, Math.min(right + w <= f.width - 8 ? right : left, f.width - w - 8)) + 'px';
      pop.style.top = Math.max(8, Math.min(r.top - f.top - 8, Math.min(f.height, innerHeight - f.top) - h - 8)) + 'px';
    };
    grid.holder.addEventListener('scroll', d.place, { passive: true });
    addEventListener('keydown', e => { if (e.key === 'Escape' && d.at) { e.preventDefault(); d.close(); } });
    return d;
  };
})(self.rolebookMatrix);
