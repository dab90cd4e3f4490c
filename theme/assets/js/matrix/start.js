// Joins the parts: the form and the address say what is shown, the grid shows
// it. The address holds all that differs from what the page begins with, behind
// #, which a file share does not mind.
(m => {
  const root = document.documentElement;
  if (m.lost) { root.classList.add('no-grid'); return; } // the tables are there
  const form = document.querySelector('#filter'), frame = document.querySelector('.g-frame'), holder = document.querySelector('#grid');
  const pick = document.querySelector('#pick'), count = document.querySelector('#count'), none = frame.querySelector('.g-none');
  const narrow = matchMedia('(max-width: 47rem)');
  const grid = m.grid(holder), details = m.details(grid, frame, () => keep());
  m.keys(grid, details.open);
  m.paper(grid, frame);

  // ---- roles by name, for two of the fields and the narrow page's list
  const roleByName = new Map();
  for (const r of m.roles) if (!roleByName.has(r.name)) roleByName.set(r.name, r);
  const nameOf = r => (roleByName.get(r.name) === r ? r.name : `${r.name} (${r.id})`);
  const roleOf = text => roleByName.get(text) || m.roles.find(r => r.id === text || nameOf(r) === text);
  const offerRoles = () => {
    const list = document.querySelector('#roles');
    if (!list.children.length) list.append(...m.roles.map(r => m.make('option', { value: nameOf(r) })));
  };
  for (const field of [form.first, form.second]) field.addEventListener('focus', offerRoles, { once: true });
  const offerPick = () => {
    if (!narrow.matches || pick.options.length) return;
    pick.append(...m.families.map(f => m.make('optgroup', { label: f.name }, ...f.roles.map(r => m.make('option', { value: r.id }, r.name)))));
  };

  // ---- the state
  const chosen = name => [...form.querySelectorAll(`[name=${name}]`)].filter(e => e.checked).map(e => e.value);
  const at = (list, id) => list.findIndex(e => e.id === id);
  const state = () => {
    const value = name => form.elements[name].value, checked = name => form.elements[name].checked;
    const role = name => {
      const field = form[name], r = roleOf(field.value.trim());
      field.setCustomValidity(field.value.trim() && !r ? m.words.unknown : '');
      return r ? r.index : -1;
    };
    const first = role('first'), second = role('second'), rows = value('rows');
    form.differences.disabled = first < 0 || second < 0 || first === second;
    const picks = narrow.matches && rows === 'objects';
    pick.parentElement.classList.toggle('off', !picks || first >= 0 || second >= 0);
    return {
      rows, by: value('by'), actions: chosen('actions').map(a => at(m.actions, a)),
      module: value('module'), class: Math.max(at(m.classes, value('class')), 0), scope: Math.max(at(m.scopes, value('scope')), 0),
      condition: { '': -2, '-': -1 }[value('condition')] ?? at(m.conditions, value('condition')),
      granted: checked('granted'), conflicts: checked('conflicts'), object: value('object'), family: value('family'), role: value('role'),
      first, second, only: picks ? Math.max(at(m.roles, pick.value), 0) : -1, differences: checked('differences') && !form.differences.disabled,
    };
  };
  const show = () => {
    details.close(false);
    const view = m.filter(state());
    none.hidden = Boolean(view.roles.length);
    holder.classList.toggle('empty', !view.roles.length);
    grid.show(view);
    count.textContent = ['roles', 'objects', 'permissions'].map(what => m.count(what, what === 'permissions' ? view.permissions : what === 'objects' ? view.objects : view.roles.length)).join(m.words.list);
    keep();
  };

  // ---- the address
  const written = () => {
    const out = new URLSearchParams();
    for (const name of ['rows', 'by']) { const e = form.querySelector(`[name=${name}]:checked`); if (!e.defaultChecked) out.set(name, e.value); }
    const actions = chosen('actions');
    if (actions.length < m.actions.length) out.set('actions', actions.join(' '));
    for (const name of ['module', 'class', 'scope', 'condition', 'object', 'family', 'role']) if (form.elements[name].value) out.set(name, form.elements[name].value);
    for (const name of ['first', 'second']) { const r = roleOf(form[name].value.trim()); if (r) out.set(name, r.id); }
    for (const name of ['granted', 'conflicts', 'differences']) if (form[name].checked) out.set(name, '1');
    if (details.at) {
      const { role, item } = grid.cell(details.at);
      out.set('cell', [role.id, item.object.id, ...(grid.view.single ? [m.actions[item.action].id] : [])].join('/'));
    }
    return out.toString().replaceAll('%2F', '/');
  };
  let last = null;
  const keep = () => {
    const now = written();
    if (!reading && now !== last) history.replaceState(null, '', now ? '#' + now : location.pathname + location.search);
    last = now;
    for (const a of document.querySelectorAll('.langs a')) a.hash = now;
  };
  let reading = false;
  const read = () => {
    const asked = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : location.search);
    reading = true;
    form.reset();
    for (const [name, value] of asked) {
      if (name === 'actions') { const list = value.split(' '); for (const e of form.querySelectorAll('[name=actions]')) e.checked = list.includes(e.value); continue; }
      if (name === 'first' || name === 'second') { const r = m.roles[at(m.roles, value)]; if (r) form[name].value = nameOf(r); continue; }
      const e = form.elements[name];
      if (e instanceof RadioNodeList || e?.tagName === 'SELECT' || e?.type === 'search') { const before = e.value; e.value = value; if (e.value !== value) e.value = before; }
      else if (e?.type === 'checkbox') e.checked = value === '1';
    }
    offerPick();
    const alone = at(m.roles, asked.get('role'));
    if (alone >= 0) { // from a role's page: that role, where one is shown at a time
      form.role.value = '';
      pick.value = asked.get('role');
      if (!narrow.matches) form.first.value = nameOf(m.roles[alone]);
    }
    const [role, object, action] = (asked.get('cell') || '').split('/');
    if (narrow.matches && at(m.roles, role) >= 0) pick.value = role;
    show();
    const cell = role && grid.find(role, object, action);
    reading = false;
    if (cell) { grid.move(cell, false); details.open(cell); } else keep();
  };
  addEventListener('hashchange', () => { if (location.hash.includes('=') && location.hash.slice(1) !== last) read(); });

  // ---- what the reader does
  form.addEventListener('input', show);
  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('reset', () => { if (!reading) setTimeout(show); });
  pick.addEventListener('change', show);
  // A sheet of paper may be as narrow as a telephone; what is printed stays what was shown.
  const paper = matchMedia('print');
  narrow.addEventListener('change', () => { if (!paper.matches) { offerPick(); show(); } });
  document.querySelector('#export').addEventListener('click', async () => {
    await m.reasons(frame.dataset.why);
    m.save(`matrix.${root.lang.slice(0, 2)}.csv`, m.list(grid.view));
  });
  if (narrow.matches) document.querySelector('.fold').open = false;
  read();
  root.classList.add('grid-ready');
  performance.mark('grid-ready');
})(self.rolebookMatrix);
