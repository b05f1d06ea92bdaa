// Where readers land who follow a hit: whether what they were shown stands marked before their eyes.
//   node box/landing.js site=FOLDER queries=FILE [hits=5] [page=index.html] [chromium=/usr/bin/chromium]
// Each hit is followed twice: through the box, and by a link with a text fragment (#:~:text=) made of its excerpt.
import {existsSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {serve} from '../server.js';
import {openPage} from './chromium.js';

const PORT = 8643;
const OURS = [255, 224, 138];
const FRAGMENT = [233, 210, 253]; // what Chromium paints behind a text fragment

const options = Object.fromEntries(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));
if (!existsSync(`${options.site}/search/docent-search.js`)) {
  throw new Error(`There is no search in '${options.site}': name a site with site=FOLDER`);
}
await new Promise(ready => serve({site: options.site}, PORT, ready));
const page = await openPage(options.chromium ?? '/usr/bin/chromium');
const start = `http://localhost:${PORT}/site/${options.page ?? 'index.html'}`;
const root = `http://localhost:${PORT}/site/`;
await page.send('Page.enable');

const found = {box: 0, fragment: 0};
let hits = 0;
for (const query of readFileSync(options.queries, 'utf8').split('\n').filter(line => line.trim())) {
  for (const hit of await ask(query)) {
    hits++;
    const left = {page: (root + hit.url).split('#')[0].replace(/(\bindex)?\.html$/, ''), text: hit.text, words: hit.words};
    found.box += await follow(root + hit.url, OURS, left);
    const words = hit.text.replace(/…$/, '').split(/\s+/);
    const part = (from, to) => encodeURIComponent(words.slice(from, to).join(' ')).replaceAll('-', '%2D');
    const fragment = words.length > 10 ? `${part(0, 4)},${part(-4)}` : part(0);
    found.fragment += await follow(`${root}${hit.url}${hit.url.includes('#') ? '' : '#'}:~:text=${fragment}`, FRAGMENT, null);
  }
}
await page.close();
console.log(`${hits} hits followed; marked text in sight: ${found.box} through the box, ${found.fragment} by text fragments`);
process.exit(0);

/** The first hits, with the words that the box would leave for their pages. */
async function ask(query) {
  await page.send('Page.navigate', {url: start});
  await until(`document.readyState === 'complete' && !!customElements.get('docent-search')`);
  return page.evaluate(`(async () => {
    const base = new URL('search/', ${JSON.stringify(root)});
    const {openSearch} = await import(new URL('docent.js', base).href);
    const search = await openSearch({base});
    await search.warm('semantic').catch(() => {});
    const {hits} = await search.query(${JSON.stringify(query)}, {limit: ${Number(options.hits ?? 5)}});
    search.close();
    return hits.map(({url, excerpt}) => ({url, text: excerpt.map(({text}) => text).join(''),
      words: excerpt.filter(({match}) => match).map(({text}) => text.replace(/[^\\p{L}\\p{N}]/gu, '.'))}));
  })()`);
}

/** Whether a pixel of a colour is in sight on the page behind a link that a reader has clicked. */
async function follow(href, colour, left) {
  await page.send('Page.navigate', {url: 'about:blank'});
  await page.send('Page.navigate', {url: root + 'search/index.html'});
  await until(`document.readyState === 'complete' && location.pathname.endsWith('/search/index.html')`);
  await page.evaluate(`void (() => {
    localStorage.removeItem('docent-highlight');
    const left = ${JSON.stringify(left)};
    if (left) localStorage.setItem('docent-highlight', JSON.stringify({...left, time: Date.now()}));
    const link = document.createElement('a');
    link.href = ${JSON.stringify(href)};
    link.style = 'position: fixed; inset: 0; z-index: 9999; background: #fff';
    document.body.append(link);
  })()`);
  for (const type of ['mousePressed', 'mouseReleased']) {
    await page.send('Input.dispatchMouseEvent', {type, x: 100, y: 100, button: 'left', clickCount: 1});
  }
  await until(`document.readyState === 'complete' && !location.pathname.endsWith('/search/index.html')`);
  await sleep(300);
  const {data} = await page.send('Page.captureScreenshot', {format: 'png'});
  return page.evaluate(`(async () => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,${data}')).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, image.width, image.height);
    for (let i = 0; i < data.length; i += 4) {
      if (${JSON.stringify(colour)}.every((value, channel) => Math.abs(data[i + channel] - value) < 3)) return 1;
    }
    return 0;
  })()`);
}

async function until(condition) {
  while (!await page.evaluate(condition).catch(() => false)) await sleep(50);
}
