// The search: loaded when somebody first asks for it (see rolebook.js), as the
// index is. What is found and in which order is told in the package
// generator/search; this does the same with the index that it wrote. What it says
// and where things are stand before it, in the language of the page.
(() => {
  const button = document.querySelector('[data-engine]');
  const told = self.rolebookSearch, at = document.currentScript.src, here = new URL(told.home, at);

  // ---- texts as searches compare them

  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー〆]/u;
  const mark = /\p{M}/u, letter = /[\p{L}\p{N}]/u;
  const NONE = 0, WORD = 1, PAIR = 2;
  const classes = new Map();
  const classOf = (c, before) => {
    let k = classes.get(c);
    if (k === undefined) classes.set(c, k = mark.test(c) ? -1 : unspaced.test(c) ? PAIR : letter.test(c) ? WORD : NONE);
    return k < 0 ? before : k;
  };
  const lower = c => { c = c.toLowerCase(); return c === 'ς' ? 'σ' : c === 'i̇' ? 'i' : c; };
  const katakana = c => c >= 'ぁ' && c <= 'ゖ' ? String.fromCharCode(c.charCodeAt() + 96) : c;
  // A segment is a character with the marks that NFKC may join to it.
  const segments = s => s.match(/[^][\p{M}ﾞﾟ]*/gu) || [];
  const folds = new Map();
  const fold = segment => {
    let f = folds.get(segment);
    if (!f) folds.set(segment, f = [...segment.normalize('NFKC')].map(lower));
    return f;
  };
  // The plain form; the same with hiragana left as it was; before which of its
  // places something was left out; where each code unit begins and ends in the text.
  const plain = s => {
    let text = '', kana = '', before = NONE, last = NONE, gap = false, at = 0;
    const from = [], to = [], gaps = new Set();
    const add = (c, k, end) => {
      text += c;
      kana += k;
      for (let i = 0; i < c.length; i++) { from.push(at); to.push(end); }
    };
    for (const segment of segments(s)) {
      for (const c of fold(segment)) {
        const k = before = classOf(c, before);
        if (k === NONE) { gap = true; continue; }
        if (gap && last === WORD && k === WORD) add(' ', ' ', at);
        if (gap) gaps.add(text.length);
        add(katakana(c), c, at + segment.length);
        last = k;
        gap = false;
      }
      at += segment.length;
    }
    return { text, kana, gaps, from, to };
  };
  const termsOf = ({ text, kana, gaps }) => {
    const out = [];
    let before = NONE, at = 0;
    for (const c of text) {
      const k = c === ' ' ? NONE : classOf(c, before);
      if (k !== NONE) {
        if (k !== before || gaps.has(at)) out.push({ class: k, text: '', kana: '' });
        const t = out[out.length - 1];
        t.text += c;
        t.kana += kana.slice(at, at + c.length);
      }
      before = k;
      at += c.length;
    }
    return out;
  };
  const codeBefore = (s, i) => String.fromCodePoint(s.codePointAt(i > 1 && /[\udc00-\udfff]/.test(s[i - 1]) ? i - 2 : i - 1));
  const find = (text, query, from = 0) => {
    const word = classOf(String.fromCodePoint(query.codePointAt(0)), NONE) === WORD;
    for (let i = text.indexOf(query, from); i >= 0; i = text.indexOf(query, i + 1)) {
      if (!word || i === 0 || classOf(codeBefore(text, i), NONE) !== WORD) return i;
    }
    return -1;
  };
  const singular = w => w.length >= 4 && w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w;

  // ---- the index

  const sums = list => { let n = 0; return Int32Array.from(list, d => n += d); };
  const read = file => {
    const size = file.texts.length, count = file.title.length;
    const x = {
      words: file.words, kinds: file.kinds, texts: file.texts, keys: file.keys.split(' '), posts: file.posts,
      skipWords: new Set(file.skip.words), skipCharacters: new Set(file.skip.characters),
      plains: new Array(size), langs: new Map(),
      title: sums(file.title), page: sums(file.page).map(i => i), part: sums(file.part), pages: file.pages, parts: file.parts,
      kind: new Uint8Array(count), places: [], place: new Uint32Array(count),
      names: new Array(count), avoid: new Array(count), note: new Int32Array(count).fill(-1),
      phrase: new Uint8Array(size), strict: new Uint16Array(size), loose: new Uint16Array(size), done: new Uint8Array(size),
    };
    for (const [tag, list] of Object.entries(file.langs)) for (const i of sums(list)) x.langs.set(i, tag);
    let at = 0;
    file.count.forEach((n, kind) => { x.kind.fill(kind, at, at += n); });
    at = 0;
    for (const [n, ...texts] of file.in) { x.place.fill(x.places.length, at, at += n); x.places.push(texts); }
    for (const [i, ...texts] of file.names) x.names[i] = texts;
    for (const [i, ...texts] of file.avoid) x.avoid[i] = texts;
    for (const [i, text] of file.notes) x.note[i] = text;
    return x;
  };
  const plainOf = (x, i) => x.plains[i] ??= plain(x.texts[i]).text;

  const script = src => new Promise((done, failed) => {
    const s = Object.assign(document.createElement('script'), { src, onload: done, onerror: failed });
    document.head.append(s);
  });
  // A page on a file share may not read other files, but it may run them.
  const fetched = async () => {
    if (location.protocol === 'file:') {
      await script(new URL('search.js', here));
      return self.rolebookIndex;
    }
    const answer = await fetch(new URL('search.json', here));
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  let asked;
  const index = () => asked ??= fetched().then(read).then(x => { warm(x); return x; }, e => { asked = null; throw e; });
  // Has the plain forms ready before somebody types, a little at a time.
  const warm = (x, i = 0) => {
    for (const end = performance.now() + 4; i < x.texts.length && performance.now() < end; i++) plainOf(x, i);
    if (i < x.texts.length) setTimeout(warm, 8, x, i);
  };

  const lowest = (keys, wanted) => {
    let a = 0, b = keys.length;
    while (a < b) { const m = (a + b) >> 1; if (keys[m] < wanted) a = m + 1; else b = m; }
    return a;
  };
  const eachPost = (posts, what) => { let i = 0; for (const d of posts) what(i += d); };
  const eachCandidate = (x, t, what) => {
    const prefix = t.class === WORD ? singular(t.text) : t.text, characters = [...t.text];
    if (t.class === WORD || characters.length === 1) {
      for (let k = lowest(x.keys, prefix); k < x.keys.length && x.keys[k].startsWith(prefix); k++) eachPost(x.posts[k], what);
      return;
    }
    for (let i = 0; i + 1 < characters.length; i++) {
      const key = characters[i] + characters[i + 1], k = lowest(x.keys, key);
      if (x.keys[k] === key) eachPost(x.posts[k], what);
    }
  };

  // ---- matching and ranking

  const TITLE_EQUAL = 0, NAME_EQUAL = 1, TITLE_BEGINS = 2, TITLE_HOLDS = 3, NAME_HOLDS = 4, TITLE_TERMS = 5, NOTE_HOLDS = 6,
    OWN_TERMS = 7, PLACE_TERMS = 8, LOOSE_TERMS = 9, LOOSE_PLACE = 10, NOT_FOUND = 11, INSTEAD = 20;
  const EQUAL = 1, BEGINS = 2, HOLDS = 3;
  const mayBeSkipped = (x, c) => c >= 'ぁ' && c <= 'ゖ' || x.skipCharacters.has(c);

  const parse = (x, string) => {
    const form = plain(string), all = termsOf(form);
    let terms = all.filter(t => !x.skipWords.has(t.text));
    if (!terms.length) terms = all;
    terms = terms.slice(0, 16);
    return { text: form.text, terms, all: (1 << terms.length) - 1 };
  };
  // Cuts a run into pieces that the text holds and characters to skip; gives
  // the pieces, or null.
  const pieces = (x, text, t) => {
    const run = [...t.text], kana = [...t.kana], n = run.length;
    if (n < 3) return null;
    const cut = new Array(n + 1).fill(0), back = [];
    cut[0] = 1;
    for (let i = 0; i < n; i++) {
      if (!cut[i]) continue;
      if (mayBeSkipped(x, kana[i]) && cut[i + 1] < cut[i]) { cut[i + 1] = cut[i]; back[i + 1] = i; }
      for (let to = i + 2; to <= n && find(text, run.slice(i, to).join('')) >= 0; to++) { cut[to] = 2; back[to] = i; }
    }
    if (cut[n] !== 2) return null;
    const out = [];
    for (let to = n; to > 0; to = back[to]) if (to - back[to] > 1) out.push(run.slice(back[to], to).join(''));
    return out;
  };
  const looselyHeld = (x, text, t) => {
    if (t.class !== WORD) return pieces(x, text, t);
    const s = singular(t.text);
    return s !== t.text && find(text, s) >= 0 ? [s] : null;
  };
  const match = (x, q) => {
    x.phrase.fill(0);
    x.strict.fill(0);
    x.loose.fill(0);
    x.done.fill(0);
    const look = i => {
      if (x.done[i]) return;
      x.done[i] = 1;
      const text = plainOf(x, i), at = find(text, q.text);
      x.phrase[i] = at > 0 ? HOLDS : at < 0 ? 0 : text.length === q.text.length ? EQUAL : BEGINS;
      q.terms.forEach((t, k) => {
        if (find(text, t.text) >= 0) { x.strict[i] |= 1 << k; x.loose[i] |= 1 << k; }
        else if (looselyHeld(x, text, t)) x.loose[i] |= 1 << k;
      });
    };
    for (const t of q.terms) eachCandidate(x, t, look);
  };
  const rank = (x, i, all) => {
    const title = x.title[i], note = x.note[i];
    let strict = x.strict[title], loose = x.loose[title], name = 0;
    if (note >= 0) { strict |= x.strict[note]; loose |= x.loose[note]; }
    for (const list of [x.names[i], x.avoid[i]]) {
      if (list) for (const n of list) {
        strict |= x.strict[n];
        loose |= x.loose[n];
        if (x.phrase[n] && (!name || x.phrase[n] < name)) name = x.phrase[n];
      }
    }
    if (!loose) return NOT_FOUND;
    let placeStrict = strict, placeLoose = loose;
    for (const n of x.places[x.place[i]]) { placeStrict |= x.strict[n]; placeLoose |= x.loose[n]; }
    const phrase = x.phrase[title];
    if (phrase === EQUAL) return TITLE_EQUAL;
    if (name === EQUAL) return NAME_EQUAL;
    if (phrase === BEGINS) return TITLE_BEGINS;
    if (phrase === HOLDS) return TITLE_HOLDS;
    if (name) return NAME_HOLDS;
    if (x.strict[title] === all) return TITLE_TERMS;
    if (note >= 0 && x.phrase[note]) return NOTE_HOLDS;
    if (strict === all) return OWN_TERMS;
    if (strict && placeStrict === all) return PLACE_TERMS;
    if (loose === all) return LOOSE_TERMS;
    if (placeLoose === all) return LOOSE_PLACE;
    return NOT_FOUND;
  };
  const tier = rank => rank <= NAME_EQUAL ? 0 : rank <= TITLE_TERMS ? 1 : rank < INSTEAD ? 2 : 3;

  const search = (x, string) => {
    const ranks = new Uint8Array(x.title.length).fill(255), byKind = x.kinds.map(() => []);
    const look = (string, add) => {
      const q = parse(x, string);
      if (!q.terms.length) return q;
      match(x, q);
      for (let i = 0; i < ranks.length; i++) {
        if (ranks[i] !== 255) continue;
        const r = rank(x, i, q.all);
        if (r === NOT_FOUND) continue;
        ranks[i] = r + add;
        byKind[x.kind[i]].push((r + add) * 2 ** 41 + x.texts[x.title[i]].length * 2 ** 21 + i);
      }
      return q;
    };
    const first = look(string, 0), queries = [first];
    const preferred = new Set();
    x.avoid.forEach((list, i) => { if (list.some(n => plainOf(x, n) === first.text)) preferred.add(x.texts[x.title[i]]); });
    for (const title of preferred) queries.push(look(title, INSTEAD));
    const groups = byKind.map((keys, k) => {
      const entries = Array.from(Float64Array.from(keys).sort(), key => key % 2 ** 21);
      return { kind: x.kinds[k], entries, rank: i => ranks[i], tier: entries.length ? tier(ranks[entries[0]]) : 9 };
    }).filter(g => g.entries.length);
    groups.sort((a, b) => a.tier - b.tier); // stable: kinds keep their order
    return { queries, groups, total: groups.reduce((n, g) => n + g.entries.length, 0) };
  };
  const address = (x, i) => {
    const part = x.parts[x.part[i]];
    return x.pages[x.page[i]] + (part && '#' + part);
  };

  // ---- the words that matched

  const ranges = (x, words, queries) => {
    const form = plain(words), out = [];
    const put = what => {
      for (let i = find(form.text, what); i >= 0; i = find(form.text, what, i + 1)) out.push([form.from[i], form.to[i + what.length - 1]]);
    };
    for (const q of queries) {
      if (!q.terms.length) continue;
      if (find(form.text, q.text) >= 0) { put(q.text); continue; }
      for (const t of q.terms) {
        if (find(form.text, t.text) >= 0) put(t.text);
        else for (const piece of looselyHeld(x, form.text, t) || []) put(piece);
      }
    }
    out.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const merged = [];
    for (const [a, b] of out) {
      const last = merged[merged.length - 1];
      if (last && a <= last[1]) last[1] = Math.max(last[1], b); else merged.push([a, b]);
    }
    return merged;
  };
  const make = (tag, props = {}, ...children) => {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(props)) if (k in e) e[k] = v; else e.setAttribute(k, v);
    e.append(...children.filter(c => c !== null));
    return e;
  };
  const marked = (words, found) => {
    const out = [];
    let at = 0;
    for (const [a, b] of found) {
      out.push(words.slice(at, a), make('mark', {}, words.slice(a, b)));
      at = b;
    }
    out.push(words.slice(at));
    return out.filter(Boolean);
  };
  const spoken = (x, i, tag, className, queries, pattern) => {
    const words = x.texts[i], found = ranges(x, words, queries), e = make(tag, { className });
    const lang = x.langs.get(i);
    if (lang) e.lang = lang;
    if (pattern) {
      const [before, after] = pattern.split('{word}');
      e.removeAttribute('lang');
      e.append(before, lang ? make('span', { lang }, ...marked(words, found)) : make('span', {}, ...marked(words, found)), after);
      return e;
    }
    const long = 90, start = found.length && found[0][0] > long / 2 ? found[0][0] - long / 3 | 0 : 0;
    if (tag === 'q' && start) {
      e.append('… ', ...marked(words.slice(start), found.map(([a, b]) => [Math.max(0, a - start), Math.max(0, b - start)]).filter(([a, b]) => b > a)));
    } else e.append(...marked(words, found));
    return e;
  };

  // ---- the dialog

  const few = 5, step = 25;
  let box, input, list, status, panel, active = null, options = [], opened = null;

  const build = () => {
    const { label, example, loading, close } = told;
    input = make('input', {
      type: 'text', id: 'search-words', role: 'combobox', placeholder: example, autocomplete: 'off', spellcheck: false, enterKeyHint: 'go',
      'aria-label': label, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'search-list', autocapitalize: 'off',
    });
    list = make('div', { id: 'search-list', role: 'listbox', 'aria-label': label, hidden: true });
    status = make('p', { className: 'state', role: 'status' }, loading);
    panel = make('div', { className: 'panel' });
    const shut = make('button', { type: 'button' }, close);
    shut.addEventListener('click', () => box.close());
    const slash = make('input', { type: 'checkbox', id: 'search-slash', checked: slashIsOn() });
    slash.addEventListener('change', () => {
      try { localStorage.setItem('rolebook-slash', slash.checked ? 'on' : 'off'); } catch { /* private mode: nothing to keep it in */ }
    });
    box = make('dialog', { className: 'search', 'aria-label': label },
      make('div', { className: 'ask' }, glass(), input, shut),
      make('div', { className: 'found' }, list, panel),
      make('footer', {}, status, make('span', { className: 'keys', hidden: true }), make('label', { hidden: true }, slash, ' ', make('span'))));
    document.body.append(box);
    input.addEventListener('input', e => { if (!e.isComposing) show(); });
    input.addEventListener('compositionend', show);
    input.addEventListener('keydown', keys);
    list.addEventListener('click', e => {
      const o = e.target.closest('[role=option]');
      if (!o) return;
      if (o.more) { e.preventDefault(); o.more(); }
      else if (!e.ctrlKey && !e.metaKey && !e.shiftKey) box.close();
    });
    list.addEventListener('mousedown', e => { if (e.button === 0) e.preventDefault(); }); // the focus stays with the words
    list.addEventListener('mousemove', e => {
      const o = e.target.closest('[role=option]');
      if (o && o !== active) activate(o, false);
    });
    box.addEventListener('click', e => { if (e.target === box) box.close(); });
  };
  const slashIsOn = () => { try { return localStorage.getItem('rolebook-slash') !== 'off'; } catch { return true; } };
  const glass = () => button.querySelector('svg').cloneNode(true);

  const keys = e => {
    if (e.isComposing || e.keyCode === 229) return; // a key of the input method
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[e.key];
    if (move && options.length) {
      e.preventDefault();
      const at = options.indexOf(active), next = at + move;
      const one = Math.abs(move) === 1;
      activate(options[one ? (next + options.length) % options.length : Math.max(0, Math.min(options.length - 1, next))]);
    } else if (e.key === 'Enter') {
      e.preventDefault();
      if (!active) return;
      if (e.ctrlKey || e.metaKey) open(active.href); else active.click();
    }
  };
  const activate = (option, scroll = true) => {
    active?.setAttribute('aria-selected', 'false');
    active = option || null;
    if (!active) { input.removeAttribute('aria-activedescendant'); return; }
    active.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', active.id);
    if (!scroll) return;
    if (active === options[0]) list.parentElement.scrollTop = 0; else active.scrollIntoView({ block: 'nearest' });
  };

  let index_ = null; // once it is there
  const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const counted = n => say(n === 1 ? index_.words.count_one : index_.words.count, { n: n.toLocaleString(document.documentElement.lang) });

  const show = () => {
    if (!index_) return;
    const x = index_, words = input.value.trim();
    options = [];
    panel.replaceChildren();
    if (!plain(words).text) {
      list.replaceChildren();
      status.textContent = '';
      panel.append(make('p', {}, x.words.hint));
    } else {
      const result = search(x, words);
      list.replaceChildren(...result.groups.map(g => group(x, g, result.queries)));
      status.textContent = counted(result.total);
      if (!result.total) nothing(x, words);
    }
    options = [...list.querySelectorAll('[role=option]')];
    list.hidden = !options.length;
    input.setAttribute('aria-expanded', String(options.length > 0));
    activate(options[0]);
    list.parentElement.scrollTop = 0;
  };

  const group = (x, g, queries) => {
    const id = 'search-kind-' + g.kind;
    const e = make('div', { role: 'group', 'aria-labelledby': id }, make('div', { className: 'kind', id, role: 'presentation' }, x.words['kind_' + g.kind], make('small', {}, ' ' + g.entries.length.toLocaleString(document.documentElement.lang))));
    let shown = 0;
    const add = n => {
      e.append(...g.entries.slice(shown, shown + n).map(i => option(x, i, g.rank(i), queries)));
      shown = Math.min(g.entries.length, shown + n);
      const rest = g.entries.length - shown;
      if (rest > 0) e.append(more(x, g, Math.min(rest, step), add));
    };
    add(g.entries.length === few + 1 ? few + 1 : few); // one more takes no more room than to say so
    return e;
  };
  const more = (x, g, n, add) => {
    const o = make('div', { role: 'option', id: 'search-more-' + g.kind, className: 'more', 'aria-selected': 'false' }, say(x.words.more, { n }));
    o.more = () => {
      const at = options.indexOf(o);
      o.remove();
      add(step);
      options = [...list.querySelectorAll('[role=option]')];
      active = null;
      activate(options[at]);
    };
    return o;
  };

  const option = (x, i, rank, all) => {
    const queries = rank < INSTEAD ? all.slice(0, 1) : all.slice(1);
    const url = new URL(address(x, i).replace(/(\/|^)(#|$)/, `$1${told.index}$2`) || './', here);
    const title = spoken(x, x.title[i], 'b', '', queries);
    const o = make('a', { role: 'option', id: 'search-' + i, href: url.href, tabIndex: -1, 'aria-selected': 'false' }, title, ' ');
    const about = make('small');
    const put = e => { if (about.childNodes.length) about.append(' · '); about.append(e); };
    for (const n of x.places[x.place[i]]) put(spoken(x, n, 'span', 'in', queries));
    if (rank !== TITLE_EQUAL && rank !== TITLE_BEGINS && rank !== TITLE_HOLDS && rank !== TITLE_TERMS) {
      const holds = n => ranges(x, x.texts[n], queries).length > 0;
      const avoid = x.avoid[i]?.find(holds), name = x.names[i]?.find(holds);
      if (avoid !== undefined) put(spoken(x, avoid, 'span', '', queries, x.words.avoid));
      if (name !== undefined) put(spoken(x, name, 'span', '', queries));
      if (x.note[i] >= 0 && avoid === undefined && holds(x.note[i])) put(spoken(x, x.note[i], 'q', '', queries));
    }
    if (!about.childNodes.length && x.note[i] >= 0) put(spoken(x, x.note[i], 'q', '', queries));
    if (about.childNodes.length) o.append(about);
    return o;
  };

  // ---- nothing found

  const nothing = (x, words) => {
    panel.append(make('p', { className: 'none' }, say(x.words.none, { query: words })));
    const ask = (text, query) => {
      const b = make('button', { type: 'button' }, text);
      b.addEventListener('click', () => { input.value = query; input.focus(); show(); });
      return b;
    };
    const meant = nearest(x, words);
    if (meant && search(x, meant).total) panel.append(make('p', {}, ask(say(x.words.meant, { query: meant }), meant)));
    const smaller = less(x, meant || words);
    for (const { query, total } of smaller) panel.append(make('p', {}, ask(say(x.words.without, { query, count: counted(total) }), query)));
    const links = [...document.querySelectorAll('.mast nav:not(.tools *) a')].map(a => make('li', {}, make('a', { href: a.href }, a.textContent)));
    panel.append(make('p', {}, x.words.none_help), make('ul', {}, ...links));
  };
  // Parts of the words that are found: all terms but one, or the parts of a run.
  const less = (x, words) => {
    const { terms } = parse(x, words), tries = [], out = [];
    const said = list => list.map(t => t.kana).join(' ');
    if (terms.length > 1) terms.forEach((_, i) => tries.push(said(terms.filter((_, k) => k !== i))));
    for (const t of terms) {
      const run = [...t.kana], part = (from, to) => {
        while (to > from && mayBeSkipped(x, run[from])) from++;
        while (to > from && mayBeSkipped(x, run[to - 1])) to--;
        if (to - from > 1) tries.push(run.slice(from, to).join(''));
      };
      if (t.class === PAIR) for (let n = Math.min(run.length - 1, 8); n > 1; n--) { part(0, n); part(run.length - n, run.length); }
    }
    for (const query of new Set(tries)) {
      if (out.length === 3) break;
      if (out.some(o => o.query.includes(query))) continue;
      const { total } = search(x, query);
      if (total) out.push({ query, total });
    }
    return out;
  };
  // The words with each that nothing begins with replaced by the nearest one.
  const nearest = (x, words) => {
    const { terms } = parse(x, words);
    let changed = false;
    const said = terms.map(t => {
      if (t.class !== WORD || t.text.length < 4 || x.keys[lowest(x.keys, t.text)]?.startsWith(t.text)) return t.kana;
      let best = null, least = t.text.length < 6 ? 1.5 : 2.5, count = 0;
      x.keys.forEach((key, k) => {
        if (Math.abs(key.length - t.text.length) > 2 || classOf(key[0], NONE) !== WORD) return;
        const d = distance(t.text, key);
        if (d < least || d === least && x.posts[k].length > count) { best = key; least = d; count = x.posts[k].length; }
      });
      if (best) changed = true;
      return best || t.kana;
    }).join(' ');
    return changed ? said : null;
  };
  // How many letters to change, add, leave out or swap (optimal string alignment).
  const distance = (a, b) => {
    let older = [], old = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      older = old;
      old = row;
    }
    return old[b.length];
  };

  // ---- for rolebook.js

  const styled = () => new Promise(done => {
    const l = make('link', { rel: 'stylesheet', href: new URL(told.sheet, at) });
    l.onload = l.onerror = done;
    document.head.append(l);
  });
  self.rolebookSearch = {
    // Opens the dialog, with words to look for or none.
    open: async words => {
      if (!box) build();
      await (opened ??= styled());
      if (!box.open) box.showModal();
      if (words) input.value = words;
      input.focus();
      input.select();
      try {
        index_ = await index();
      } catch {
        status.textContent = told.failed;
        return;
      }
      const [hint, label] = box.querySelectorAll('footer > :not(p)');
      hint.textContent = index_.words.keys;
      label.lastChild.textContent = index_.words.shortcut;
      hint.hidden = label.hidden = false;
      show();
    },
    // Finds without showing: kinds with titles, addresses and ranks.
    find: async words => {
      const x = await index();
      return search(x, words).groups.map(g => ({
        kind: g.kind, hits: g.entries.map(i => ({ title: x.texts[x.title[i]], url: address(x, i), rank: g.rank(i) })),
      }));
    },
  };
})();
