// What is shown as a list for spreadsheet programs: the columns, the words and
// the care of the list that the site offers for download, less what is
// filtered out.
(m => {
  if (m.lost) return;
  const { words } = m;

  // A cell that a program might take for a formula gets an apostrophe.
  const neutral = cell => (/^[\t\r]/.test(cell) || /^\s*[=+\-@＝＋－＠]/.test(cell) ? "'" + cell : cell);
  const quoted = cell => (/[",\r\n]|^\s/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);
  const line = cells => cells.map(c => quoted(neutral(c))).join() + '\r\n';
  const said = ({ name, lang }) => (lang && name ? `${name} [${lang.split('-')[0]}]` : name);

  const cellsOf = function* (view, role, object, a) {
    const place = object.places[a], code = place < 0 ? 0 : m.code(role.index, place), mark = m.marks[code];
    if (!mark?.rank || !view.fits[code] || view.differs && !view.differs(place)) return;
    const reason = m.reasonOf(role.index, place), fields = reason.filter(g => typeof g === 'string').join('');
    const signs = m.why.signs[role.index].filter(s => mark.rules?.includes(s.rule)).map(s => s.sign);
    for (const g of reason) {
      if (typeof g === 'string') continue;
      const from = g[2] < 0 ? role : m.roles[g[2]];
      yield [
        said(role), role.id, said(role.family), said(object.module), said(object), object.id, said(m.classes[object.class]), said(m.actions[a]), m.actions[a].id,
        said(m.scopes[g[0]]), m.conditionsOf(g).map(said).join(words.clauses), fields, g[2] < 0 ? words.own : said(from),
        g[3].map(d => `${d + 1} ${said(m.why.duties[from.index][d])}`).join(words.clauses), signs.join(words.clauses),
      ];
    }
  };

  m.list = view => {
    const objects = m.objects.filter(o => view.items.some(i => i.object === o));
    const actions = m.actions.map((_, a) => a).filter(a => view.actions.includes(a));
    const out = ['\ufeff', line(m.why.head)];
    for (const role of [...view.roles].sort((x, y) => x.index - y.index)) {
      for (const object of objects) for (const a of actions) for (const cells of cellsOf(view, role, object, a)) out.push(line(cells));
    }
    return out.join('');
  };
  m.save = (name, text) => {
    const link = m.make('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
  };
})(self.rolebookMatrix);
