// What a key costs the page's main thread while a reader types into the box, on a processor slowed down:
//   node box/typing.js site=FOLDER [page=index.html] [slowdown=6] [chromium=/usr/bin/chromium]
// Its time is the processor's, of all the thread's tasks for a key: events, script, style, layout and paint, until the answer
// stands. Beside it: what a key costs in a plain text field of the same page.
import {existsSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {serve} from '../server.js';
import {openPage} from './chromium.js';

const QUESTIONS = ['how do I keep a page out of the results', 'search button is missing', 'configuration'];
const PAUSE_IN_MILLIS = 300;
const LIMIT_IN_MILLIS = 50;
const PORT = 8642;

const options = Object.fromEntries(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));
if (!existsSync(`${options.site}/search/docent-search.js`)) {
  throw new Error(`There is no search in '${options.site}': name a site with site=FOLDER`);
}
await new Promise(ready => serve({site: options.site}, PORT, ready));
const page = await openPage(options.chromium ?? '/usr/bin/chromium');
const rate = Number(options.slowdown ?? 6);
await page.send('Performance.enable', {timeDomain: 'threadTicks'});
await page.send('Page.navigate', {url: `http://localhost:${PORT}/site/${options.page ?? 'index.html'}`});
await until(`document.readyState === 'complete' && !!customElements.get('docent-search')`);
await page.evaluate(`void (window.longTasks = [], new PerformanceObserver(list =>
    longTasks.push(...list.getEntries().map(({duration}) => duration))).observe({type: 'longtask'}))`);
await page.send('Emulation.setCPUThrottlingRate', {rate});

await page.evaluate(`void (window.plain = document.body.appendChild(document.createElement('dialog')),
    plain.append(document.createElement('input')), plain.showModal())`);
const plain = [];
for (const key of QUESTIONS[0]) plain.push(await timeOf(() => page.press(key)));
await page.evaluate('plain.remove(); longTasks.length = 0');

const opening = await timeOf(() => page.press('k', 2), `document.activeElement.localName === 'docent-search-dialog'`);
await sleep(PAUSE_IN_MILLIS);
const longOnOpening = await page.evaluate('longTasks.splice(0)');
const keys = [];
for (const question of QUESTIONS) {
  for (const key of question) keys.push(await timeOf(() => page.press(key)));
  await sleep(1000); // what is answered when typing pauses is not a key's
  await page.press('Escape');
  await sleep(PAUSE_IN_MILLIS);
}
const hits = await page.evaluate(`document.querySelector('docent-search-dialog').shadowRoot.querySelectorAll('[role=option]').length`);
const longOnTyping = await page.evaluate('longTasks');
await page.close();

console.log(`processor slowed down ${rate} times; milliseconds of the main thread`);
console.log(`a key in a plain field: ${summary(plain)}`);
console.log(`opening the box: ${opening.toFixed(1)}`);
console.log(`a key in the box: ${summary(keys)}; over ${LIMIT_IN_MILLIS} ms: ${keys.filter(time => time > LIMIT_IN_MILLIS).length}`);
console.log(`tasks that held the thread for over ${LIMIT_IN_MILLIS} ms, by the clock: ${longOnOpening.length} while the box opened, `
    + `${longOnTyping.length} while somebody typed${longOnTyping.length ? `, ${Math.max(...longOnTyping)} ms at most` : ''}`);
process.exit(hits > 0 ? 0 : 1);

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = part => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
  return `${sorted.length} keys, median ${at(0.5)}, 95th percentile ${at(0.95)}, most ${at(1)}`;
}

/** Time that the main thread works for what an action sets off. */
async function timeOf(action, condition) {
  const before = await taskTime();
  await action();
  if (condition) await until(condition);
  await sleep(PAUSE_IN_MILLIS);
  return await taskTime() - before;
}

async function taskTime() {
  const {metrics} = await page.send('Performance.getMetrics');
  return 1000 * metrics.find(({name}) => name === 'TaskDuration').value;
}

async function until(condition) {
  while (!await page.evaluate(condition)) await sleep(50);
}
