import {chooseStrings} from './strings.js';

/**
 * What the site may set about the box.
 *
 * @typedef {{
 *   base: !URL, root: !URL, version: string, placement: string, shortcuts: !Array<string>, strings: !Object<string, string>,
 *   locale: string, theme: string, limit: number, suggestions: ?Array<{title: string, url: string}>, recents: boolean,
 *   parameter: string, highlight: boolean
 * }} Options
 */

/** Reads the options from the element that the site wrote, then from the script's tag, then takes the defaults. */
export function readOptions(script, element) {
  const read = name => {
    const attribute = 'data-docent-' + name;
    return element?.getAttribute(attribute) ?? script.getAttribute(attribute) ?? '';
  };
  const source = new URL(script.src);
  const base = new URL(read('base') || '.', read('base') ? document.baseURI : source);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const language = read('locale') || element?.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
  const chosen = chooseStrings(language);
  const shortcuts = read('shortcuts') || 'mod+k /';
  return {
    base,
    root: new URL(read('root') || '..', base),
    version: source.search,
    placement: read('placement') || 'auto',
    shortcuts: shortcuts === 'none' ? [] : shortcuts.toLowerCase().split(/\s+/),
    strings: {...chosen.strings, ...readJson('strings', read('strings'))},
    locale: chosen.locale,
    theme: read('theme') || 'auto',
    limit: Math.min(50, Math.max(1, parseInt(read('limit'), 10) || 12)),
    suggestions: readJson('suggestions', read('suggestions')),
    recents: read('recents') !== 'off',
    parameter: read('parameter') === 'off' ? '' : read('parameter') || 'q',
    highlight: read('highlight') !== 'off',
  };
}

/** The value of an attribute in JSON; null where there is none, or one that cannot be read. */
function readJson(name, text) {
  try {
    return JSON.parse(text || null);
  } catch (error) {
    console.error(`Docent: data-docent-${name}: ${error.message}`);
    return null;
  }
}
