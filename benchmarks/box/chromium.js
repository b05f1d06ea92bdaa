// A headless Chromium by its DevTools protocol, with nothing but Node.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/**
 * Starts Chromium with one empty page.
 *
 * @param {string} program
 * @return {!Promise<{send: function(string, Object=): !Promise<!Object>, on: function(string, function(!Object)),
 *     evaluate: function(string): !Promise<*>, press: function(string, number=): !Promise, close: function(): !Promise}>} the page:
 *     commands and events of the protocol, an expression's value, a key, the end
 */
export async function openPage(program) {
  const profile = mkdtempSync(join(tmpdir(), 'docent-box-'));
  const browser = spawn(program, [
    '--headless=new', '--remote-debugging-port=0', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
    '--window-size=1200,800', `--user-data-dir=${profile}`, 'about:blank',
  ], {stdio: ['ignore', 'ignore', 'pipe']});
  const port = await new Promise((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', data => {
      said += data;
      const match = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said);
      if (match) resolve(match[1]);
    });
    browser.on('exit', () => reject(new Error(`${program} did not start: ${said}`)));
  });
  const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const socket = new WebSocket(targets.find(target => target.type === 'page').webSocketDebuggerUrl);
  await new Promise(resolve => socket.addEventListener('open', resolve));

  const waiting = new Map();
  const listeners = new Map();
  let last = 0;
  socket.addEventListener('message', ({data}) => {
    const {id, result, error, method, params} = JSON.parse(data);
    if (!id) {
      listeners.get(method)?.(params);
      return;
    }
    if (error) waiting.get(id).reject(new Error(error.message));
    else waiting.get(id).resolve(result);
    waiting.delete(id);
  });
  const send = (method, params = {}) => new Promise((resolve, reject) => {
    waiting.set(++last, {resolve, reject});
    socket.send(JSON.stringify({id: last, method, params}));
  });
  return {
    send,
    on: (event, listener) => listeners.set(event, listener),
    async evaluate(expression) {
      const {result, exceptionDetails} = await send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** One key down and up; `modifiers` is 2 for Control. */
    async press(key, modifiers = 0) {
      const isLetter = key.length === 1;
      const code = isLetter ? key.toUpperCase().charCodeAt(0) : {Escape: 27, Enter: 13, ArrowDown: 40}[key];
      const event = {key, modifiers, windowsVirtualKeyCode: code, text: isLetter && !modifiers ? key : undefined};
      await send('Input.dispatchKeyEvent', {type: event.text ? 'keyDown' : 'rawKeyDown', ...event});
      await send('Input.dispatchKeyEvent', {type: 'keyUp', ...event, text: undefined});
    },
    /** Ends Chromium, and removes its profile when the last of its processes has written to it. */
    async close() {
      const closed = new Promise(resolve => browser.once('close', resolve));
      send('Browser.close').catch(() => browser.kill());
      await closed;
      rmSync(profile, {recursive: true, force: true, maxRetries: 20});
    },
  };
}
