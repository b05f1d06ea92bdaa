import {NAMES, TABLES} from './strings-tables.js';

/** The strings for a BCP 47 language tag; English where we do not speak the language. */
export function chooseStrings(tag) {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  const locale = language in TABLES ? language : 'en';
  const values = TABLES[locale].split('|');
  return {locale, strings: Object.fromEntries(NAMES.split('|').map((name, index) => [name, values[index]]))};
}

/** Puts a value in place of the {name} in a string. */
export function fill(string, value) {
  return string.replace(/\{\w+\}/g, () => value);
}
