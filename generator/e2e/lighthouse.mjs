// Runs Lighthouse in a browser of its own and prints what it thinks of each page:
//
//   node lighthouse.mjs CHROMIUM PROFILE mobile=URL desktop=URL ...
//
// Lighthouse asks for Node 22. Node 18 and 20, which Debian has, will do: the
// first lacks URL.parse, and with either of them three audits that only inform
// say that they failed.
import { mkdirSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

URL.parse ??= (address, base) => { try { return new URL(address, base); } catch { return null; } };

const [chromePath, userDataDir, ...pages] = process.argv.slice(2);
mkdirSync(userDataDir, { recursive: true });
const browser = await launch({ chromePath, userDataDir, chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
try {
  const reports = [];
  for (const page of pages) reports.push(await opinion(...page.split(/=(.*)/s)));
  console.log(JSON.stringify(reports));
} finally {
  browser.kill();
}

async function opinion(form, url) {
  const { lhr } = await lighthouse(url, {
    port: browser.port, logLevel: 'silent', disableFullPageScreenshot: true,
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  }, form === 'desktop' ? desktopConfig : undefined);
  return {
    url, form,
    failed: lhr.runtimeError?.message ?? '',
    scores: Object.fromEntries(Object.values(lhr.categories).map(c => [c.id, c.score])),
    audits: Object.values(lhr.audits).filter(a => a.score !== null && a.score < 1).map(a => ({
      id: a.id, score: a.score, said: `${a.title} ${a.displayValue ?? ''}`,
      where: (a.details?.items ?? []).map(i => i.node?.snippet ?? i.url ?? i.description ?? i.source?.url ?? '').slice(0, 5),
    })),
  };
}
