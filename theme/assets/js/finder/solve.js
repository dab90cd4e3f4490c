// Finds the fewest roles that allow what is asked for, without an open conflict
// within a role or between them. The data file of the page makes the object
// that all parts share.
//
// Sets of one role are tried, then of two and so on. Of what is not yet allowed,
// what the fewest roles allow comes first, and each of these roles is tried; one
// that was tried is out of the question for those after it, so that no set comes
// up twice. A branch ends where not even roles that allow most would be enough.
// The program does the same (analysis.Least); a test holds the two together.
(m => {
  const digits = new Uint8Array(128), base = m.alphabet.length;
  for (let i = 0; i < base; i++) digits[m.alphabet.charCodeAt(i)] = i;
  const number = (text, place, width) => {
    let n = 0;
    for (let i = place * width, end = i + width; i < end; i++) n = n * base + digits[text.charCodeAt(i)];
    return n;
  };

  m.marks.unshift([0, 0]); // number 0 is nothing
  const places = m.roles.length ? m.cells[0].length / m.width : 0;
  // By role and place: the rank of the scope, 0 where nothing is granted.
  const ranks = m.cells.map(line => Uint8Array.from({ length: places }, (_, p) => m.marks[number(line, p, m.width)][0]));
  m.rank = (role, place) => ranks[role][place];
  m.conditional = (role, place) => Boolean(m.marks[number(m.cells[role], place, m.width)][1]);

  // The open conflicts: the rule and the places of the roles.
  m.conflicts = [];
  for (const rule of m.open) {
    for (let i = 0, n = rule.roles.length / m.places / rule.size; i < n; i++) {
      m.conflicts.push({ rule, roles: Array.from({ length: rule.size }, (_, k) => number(rule.roles, i * rule.size + k, m.places)) });
    }
  }
  const alone = new Set(m.conflicts.filter(c => c.roles.length === 1).map(c => c.roles[0]));
  m.among = roles => m.conflicts.filter(c => c.roles.every(r => roles.includes(r)));

  const count = w => {
    w -= (w >>> 1) & 0x55555555;
    w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
    return (((w + (w >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  };
  const size = set => { let n = 0; for (const w of set) n += count(w); return n; };

  // What the roles give beyond so many permissions asked for: their places.
  m.besides = (roles, asked) => {
    const wanted = new Set(asked), out = [];
    for (let p = 0; p < places; p++) if (!wanted.has(p) && roles.some(r => ranks[r][p])) out.push(p);
    return out;
  };

  // One search. Candidates stand in the order of the roles, by id.
  const search = (asked, rank, heed) => {
    const candidates = [], covers = [], holders = asked.map(() => []), width = (asked.length + 31) >> 5;
    let widest = 0;
    for (let r = 0; r < m.roles.length; r++) {
      const cover = new Int32Array(width);
      asked.forEach((p, k) => { if (ranks[r][p] && ranks[r][p] >= rank) cover[k >> 5] |= 1 << (k & 31); });
      const n = size(cover);
      if (!n || (heed && alone.has(r))) continue;
      asked.forEach((p, k) => { if (cover[k >> 5] & (1 << (k & 31))) holders[k].push(candidates.length); });
      widest = Math.max(widest, n);
      candidates.push(r);
      covers.push(cover);
    }
    const at = new Map(candidates.map((r, i) => [r, i])), clashes = candidates.map(() => new Set()), groups = [];
    if (heed) for (const c of m.conflicts) {
      const group = c.roles.map(r => at.get(r));
      if (group.includes(undefined)) continue;
      if (group.length === 2) { clashes[group[0]].add(group[1]); clashes[group[1]].add(group[0]); } else groups.push(group);
    }
    return { candidates, covers, holders, widest, clashes, groups, asked };
  };

  const run = s => {
    const { asked, holders, covers, clashes, groups, candidates } = s, barred = new Uint32Array(candidates.length), best = [];
    let steps = 0, ways = 0, most = 0;
    if (holders.some(h => !h.length)) return { sets: [], ways: 0, proved: true };
    const rarest = covered => {
      let found = -1;
      for (let k = 0; k < asked.length; k++) if (!(covered[k >> 5] & (1 << (k & 31))) && (found < 0 || holders[k].length < holders[found].length)) found = k;
      return found;
    };
    const conflicts = (chosen, i) => chosen.some(c => clashes[i].has(c)) || groups.some(g => g.includes(i) && g.every(x => x === i || chosen.includes(x)));
    const keep = chosen => {
      ways++;
      chosen.sort((x, y) => x - y);
      const roles = chosen.map(i => candidates[i]), set = { roles, besides: m.besides(roles, asked).length };
      const before = o => o.besides - set.besides || o.roles.map((r, i) => r - roles[i]).find(Boolean) || 0;
      const place = best.findIndex(o => before(o) > 0);
      best.splice(place < 0 ? best.length : place, 0, set);
      if (best.length > m.most) best.pop();
    };
    const extend = (chosen, covered) => {
      const tried = [], left = most - chosen.length;
      for (const i of holders[rarest(covered)]) {
        if (++steps > m.steps) break;
        if (barred[i] || conflicts(chosen, i)) continue;
        const now = covered.map((w, k) => w | covers[i][k]), open = asked.length - size(now);
        if (!open) keep([...chosen, i]);
        else if (open <= (left - 1) * s.widest) extend([...chosen, i], now);
        barred[i]++;
        tried.push(i);
      }
      for (const i of tried) barred[i]--;
    };
    for (most = 1; most <= Math.min(asked.length, candidates.length) && !ways && steps <= m.steps; most++) extend([], new Int32Array((asked.length + 31) >> 5));
    return { sets: best, ways, proved: steps <= m.steps };
  };

  // asked: places of cells; rank: of the scope that must be reached, 0 for any.
  // Gives sets, ways, blocked, missing and proved, as analysis.Least does.
  m.least = (asked, rank) => {
    const out = { sets: [], ways: 0, blocked: [], missing: [], proved: true };
    if (!asked.length) return out;
    const free = search(asked, rank, false);
    out.missing = asked.filter((p, k) => !free.holders[k].length);
    if (out.missing.length) return out;
    Object.assign(out, run(search(asked, rank, true)));
    if (!out.sets.length) out.blocked = run(free).sets.map(s => ({ ...s, conflicts: m.among(s.roles) }));
    return out;
  };
})(self.rolebookFinder);
