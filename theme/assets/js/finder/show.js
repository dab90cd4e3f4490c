// The page of the finder: boxes to tick, and the roles that come of it. What is
// ticked stands in the address, behind #, so that it can be sent to somebody.
(m => {
  const form = document.querySelector('#needs'), verdict = document.querySelector('#verdict'), sets = document.querySelector('#sets');
  const toFound = document.querySelector('.to-found'), noneFits = form.querySelector('.none-fits');
  const boxes = [...form.querySelectorAll('[name=need]')], locale = document.documentElement.lang;

  const make = (tag, props, ...children) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...children.filter(c => c !== null));
    return e;
  };
  const named = (thing, tag = 'span') => (thing.lang
    ? make(tag, { className: 'fallback', lang: thing.lang }, thing.name, make('sup', { className: 'fallback-mark' }, thing.lang))
    : make(tag, {}, thing.name));
  const link = (kind, thing) => make('a', { href: m.links[kind].replace('{id}', thing.id) }, thing.lang ? named(thing) : thing.name);
  const tell = (what, n) => m.counts[what][n === 1 ? 0 : 1].replace('{n}', n.toLocaleString(locale));
  const joined = (list, between) => list.flatMap((e, i) => (i ? [between, e] : [e]));

  // By place of a cell: the object and the action; places are those of the boxes.
  const cells = [];
  for (const module of m.modules) for (const object of module.objects) for (const a of object.actions || []) cells.push({ module, object, action: m.actions[a] });

  // ---- what the answer looks like
  // Lists permissions by object; with a role, also how far it gets.
  const permissions = (places, role) => {
    const byObject = new Map();
    for (const p of places) byObject.set(cells[p].object, [...(byObject.get(cells[p].object) || []), p]);
    const list = make('dl', { className: 'gives' });
    for (const [object, own] of byObject) {
      const says = own.map(p => {
        if (role === undefined) return named(cells[p].action);
        const scope = m.scopes[m.rank(role, p) - 1], tile = make('span', { className: `scope sc${scope.step}${m.conditional(role, p) ? ' cond' : ''}` }, scope.name);
        if (m.conditional(role, p)) tile.append(make('span', { className: 'vh' }, ` (${m.words.when})`));
        return make('span', { className: 'reach' }, named(cells[p].action), ' ', tile);
      });
      list.append(make('dt', {}, link('object', object)), make('dd', {}, ...joined(says, role === undefined ? m.words.list : ' ')));
    }
    return list;
  };
  const besides = (set, asked) => {
    if (!set.besides) return make('p', { className: 'note' }, m.words.exact);
    const box = make('details', { className: 'besides' }, make('summary', {}, tell('besides', set.besides)));
    box.addEventListener('toggle', () => { // long, and rarely all of them are opened
      if (box.childElementCount > 1) return;
      const byModule = new Map();
      for (const p of m.besides(set.roles, asked)) byModule.set(cells[p].module, [...(byModule.get(cells[p].module) || []), p]);
      for (const [module, places] of byModule) box.append(named(module, 'h4'), permissions(places));
    });
    return box;
  };
  const drawn = rule => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), path = document.createElementNS(svg.namespaceURI, 'path');
    svg.setAttribute('viewBox', '0 0 12 12');
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', m.shapes[rule.severity]);
    svg.append(path);
    return make('span', { className: `sev ${rule.severity}` }, svg, `${rule.is} ${rule.id.toUpperCase()}`);
  };
  const conflict = c => make('li', {}, drawn(c.rule), ' ', make('a', { href: `${m.links.sod}#finding-${[c.rule.id, ...c.roles.map(r => m.roles[r].id)].join('--')}` }, named(c.rule)),
    make('small', {}, ...joined(c.roles.map(r => named(m.roles[r])), ' + ')));
  const card = (set, asked, rank) => {
    const roles = make('ol', { className: 'set-roles' });
    for (const r of set.roles) roles.append(make('li', {}, make('h3', {}, link('role', m.roles[r])), permissions(asked.filter(p => m.rank(r, p) && m.rank(r, p) >= rank), r)));
    return make('div', { className: 'set' }, roles, set.conflicts ? make('ul', { className: 'against' }, ...set.conflicts.map(conflict)) : null, besides(set, asked));
  };

  // ---- what is asked for
  const asked = () => boxes.flatMap((b, p) => (b.checked ? [p] : []));
  const rank = () => m.scopes.findIndex(s => s.id === form.scope.value) + 1;
  const answer = () => {
    const places = asked(), least = rank(), found = m.least(places, least);
    sets.replaceChildren();
    toFound.hidden = !places.length;
    const say = (...parts) => { verdict.replaceChildren(...parts); };
    if (!places.length) say(m.words.start);
    else if (found.missing.length) {
      say(m.words.nobody);
      sets.append(make('div', { className: 'set' }, make('p', { className: 'note' }, m.words.missing), permissions(found.missing)));
    } else if (!found.sets.length) { // none, or none among those that were tried
      const way = found.proved ? 'blocked' : 'undecided';
      say(m.words[way]);
      sets.append(...(found.blocked.length ? [make('p', { className: 'note' }, m.words[`${way}_why`])] : []), ...found.blocked.map(s => card(s, places, least)));
    } else {
      const [first, ...rest] = found.sets;
      say(tell('enough', first.roles.length), m.words.colon, ...joined(first.roles.map(r => named(m.roles[r])), m.words.list));
      sets.append(card(first, places, least));
      if (rest.length) sets.append(make('details', { className: 'rest' }, make('summary', {}, m.words.others), make('p', { className: 'note' }, tell('ways', found.ways)), ...rest.map(s => card(s, places, least))));
    }
    if (!found.proved) sets.append(make('p', { className: 'note' }, m.words.unproved));
    toFound.textContent = `${tell('ticked', places.length)} · ${m.words.show}`;
    keep();
  };

  // ---- the filter
  const fold = s => s.normalize('NFKC').toLowerCase();
  const rows = [...form.querySelectorAll('.need')].map(e => {
    const module = e.closest('.need-mod');
    return { e, module, text: fold(`${module.querySelector('legend').textContent} ${e.textContent}`) };
  });
  const filter = () => {
    const terms = fold(form.filter.value).split(/\s+/).filter(Boolean), shown = new Set();
    for (const row of rows) {
      row.e.hidden = !terms.every(w => row.text.includes(w)) || (form.ticked.checked && !row.e.querySelector(':checked'));
      if (!row.e.hidden) shown.add(row.module);
    }
    for (const module of form.querySelectorAll('.need-mod')) module.hidden = !shown.has(module);
    noneFits.hidden = Boolean(shown.size);
  };

  // ---- the address
  let last = '', reading = false;
  const keep = () => {
    if (reading) return;
    const now = new URLSearchParams();
    const needs = boxes.filter(b => b.checked).map(b => b.value);
    if (needs.length) now.set('need', needs.join(' '));
    if (form.scope.value) now.set('scope', form.scope.value);
    const written = now.toString().replaceAll('%2F', '/');
    if (written !== last) history.replaceState(null, '', written ? '#' + written : location.pathname + location.search);
    last = written;
    for (const a of document.querySelectorAll('.langs a')) a.hash = written;
  };
  const read = () => {
    const from = new URLSearchParams(location.hash.slice(1)), needs = new Set((from.get('need') || '').split(' '));
    reading = true;
    for (const b of boxes) b.checked = needs.has(b.value);
    form.scope.value = m.scopes.some((s, i) => i && s.id === from.get('scope')) ? from.get('scope') : '';
    reading = false;
    filter();
    answer();
  };

  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('input', e => {
    if (e.target.name === 'filter' || e.target.name === 'ticked') filter();
    else answer();
  });
  form.addEventListener('reset', () => setTimeout(() => { filter(); answer(); }));
  addEventListener('hashchange', () => { if (location.hash.includes('need=') && location.hash.slice(1) !== last) read(); });
  read();
})(self.rolebookFinder);
