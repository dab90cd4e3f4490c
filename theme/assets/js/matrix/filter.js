// What of the matrix is shown: the state of the form becomes the two axes.
(m => {
  if (m.lost) return;

  // Roles that the state lets through.
  const rolesOf = s => {
    const chosen = [s.first, s.second].filter(r => r >= 0);
    if (chosen.length) return [...new Set(chosen)].map(r => m.roles[r]);
    if (s.only >= 0) return [m.roles[s.only]];
    const words = m.fold(s.role).split(/\s+/).filter(Boolean);
    return m.roles.filter(r => (!s.family || r.family.id === s.family) && words.every(w => m.fold(r.name).includes(w)));
  };

  // What can be permitted: an object with all its actions, or one action on it.
  const itemsOf = s => {
    const words = m.fold(s.object).split(/\s+/).filter(Boolean);
    const objects = m.objects.filter(o =>
      (!s.module || o.module.id === s.module) && o.class >= s.class && words.every(w => m.fold(o.name).includes(w)));
    if (s.by === 'module') {
      return objects.map(object => ({ object, group: object.module, places: s.actions.map(a => object.places[a]) }))
        .filter(i => i.places.some(p => p >= 0));
    }
    return s.actions.flatMap(a => objects.filter(o => o.places[a] >= 0)
      .map(object => ({ object, action: a, group: m.actions[a], places: [object.places[a]] })));
  };

  // Which marks are meant, by number.
  const meant = s => m.marks.map(mark => mark && (mark.rank
    ? mark.rank > s.scope && (!s.conflicts || Boolean(mark.rules)) &&
      (s.condition === -2 || (s.condition === -1 ? Boolean(mark.free) : Boolean(mark.when?.includes(s.condition))))
    : !s.conflicts && !s.scope && s.condition === -2));

  // The state is {rows, by, actions, module, class, scope, condition, granted,
  // conflicts, object, family, role, first, second, only, differences}: places
  // in the lists, -1 for none; condition -1 is "none needed", -2 is any.
  m.filter = s => {
    let roles = rolesOf(s), items = itemsOf(s);
    const fits = meant(s), pair = s.differences && roles.length === 2 ? roles.map(r => r.index) : null;
    const differs = pair ? p => m.rights[m.code(pair[0], p)] !== m.rights[m.code(pair[1], p)] : null;
    const strict = s.granted || s.conflicts || s.scope > 0 || s.condition !== -2;
    if (differs) items = items.filter(i => i.places.some(p => p >= 0 && differs(p)));
    const roleHas = new Uint8Array(m.roles.length), itemHas = new Uint8Array(items.length);
    const counts = Uint8Array.from(m.marks, (mark, code) => (fits[code] && mark.rank ? 1 : 0));
    // One loop over places, which very many cells make worth while: the item at each.
    const itemAt = new Int32Array(m.places).fill(-1);
    items.forEach((item, i) => { for (const p of item.places) if (p >= 0 && (!differs || differs(p))) itemAt[p] = i; });
    let permissions = 0;
    for (const { index } of roles) {
      for (let p = 0; p < m.places; p++) {
        if (itemAt[p] < 0 || !counts[m.code(index, p)]) continue;
        permissions++;
        roleHas[index] = itemHas[itemAt[p]] = 1;
      }
    }
    if (strict) {
      if (!differs) roles = roles.filter(r => roleHas[r.index]);
      items = items.filter((_, i) => itemHas[i]);
    }
    if (!roles.length || !items.length) roles = items = [];
    return {
      roles, items, permissions, fits, differs, upright: s.rows === 'objects', single: s.by === 'action',
      actions: s.actions, objects: new Set(items.map(i => i.object)).size,
    };
  };

  // What a cell shows: slot by slot the number of its mark, -1 where the action
  // does not apply; faint is what is filtered out.
  m.slots = (view, role, item) => item.places.map(p => {
    if (p < 0) return { code: -1 };
    const code = m.code(role.index, p);
    return { code, faint: code > 0 && (!view.fits[code] || Boolean(view.differs && !view.differs(p))) };
  });
})(self.rolebookMatrix);
