// The matrix explorer. The page's data file says what there is; this part
// gives it shapes that are quick to ask: roles, objects, and the number of the
// mark in each cell. The parts after it filter, draw, and tell; start.js joins
// them. All share the one object that the data file makes.
(m => {
  if (m.lost) return;
  const digits = new Uint8Array(128), base = m.alphabet.length;
  for (let i = 0; i < base; i++) digits[m.alphabet.charCodeAt(i)] = i;

  // The number at a place of a line, each in so many characters.
  m.number = (line, place, width) => {
    let n = 0;
    for (let i = place * width, end = i + width; i < end; i++) n = n * base + digits[line.charCodeAt(i)];
    return n;
  };
  // The number of the mark of a role at a place: 0 is nothing granted.
  m.code = m.width === 1
    ? (role, place) => digits[m.cells[role].charCodeAt(place)]
    : (role, place) => m.number(m.cells[role], place, m.width);

  m.roles = [];
  for (const family of m.families) for (const role of family.roles) {
    m.roles.push(Object.assign(role, { index: m.roles.length, family }));
  }
  m.objects = [];
  let place = 0;
  for (const module of m.modules) for (const object of module.objects) {
    object.places = m.actions.map(() => -1);
    for (const a of object.actions) object.places[a] = place++;
    m.objects.push(Object.assign(object, { index: m.objects.length, module }));
  }
  m.places = place; // how many there are
  m.marks.unshift(null); // number 0

  // What two marks have to share for two roles to hold the same.
  m.rights = m.marks.map(mark => mark && [mark.rank, mark.free, mark.when].join());

  m.fold = s => s.normalize('NFKC').toLowerCase();
  m.fill = (template, words) => template.replace(/\{(\w+)\}/g, (all, key) => words[key] ?? all);
  m.link = (kind, id) => m.links[kind].replace('{id}', id);
  m.count = (what, n) => m.fill(m.counts[what][n === 1 ? 0 : 1], { n: n.toLocaleString(document.documentElement.lang) });

  // An element; children that are null are left out.
  m.make = (tag, props, ...children) => {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(props || {})) {
      if (value === null || value === undefined) continue;
      if (key in e && !key.startsWith('aria')) e[key] = value; else e.setAttribute(key, value);
    }
    e.append(...children.filter(c => c !== null && c !== undefined));
    return e;
  };
  // A name; one in another language says so, as on the other pages.
  m.named = thing => thing.lang
    ? m.make('span', { className: 'fallback', lang: thing.lang }, thing.name, m.make('sup', { className: 'fallback-mark' }, thing.lang))
    : document.createTextNode(thing.name);
  // The shape of a finding's severity, and words beside it.
  m.severity = (rule, open, words) => {
    const severity = m.rules[rule].severity, svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS(svg.namespaceURI, 'path');
    svg.setAttribute('viewBox', '0 0 12 12');
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', m.shapes[severity]);
    svg.append(path);
    return m.make('span', { className: `sev ${severity}${open ? '' : ' hollow'}` }, svg, words);
  };
})(self.rolebookMatrix ??= { lost: true });
