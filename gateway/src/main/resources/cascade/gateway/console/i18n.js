// Words in the language that the user chose.
import en from './words/en.js';
import zh from './words/zh.js';
import { pref } from './prefs.js';

const tables = { en, zh };

/** The words of a key, with {name} replaced by its value; those of key.1 where there is one of what is counted. */
export function t(key, values) {
  const table = tables[pref('lang')];
  const words = (values?.n === '1' && table[`${key}.1`]) || (table[key] ?? key);
  return values ? words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : words;
}

/** The words of a key that the gateway made, or what it said where there are none. */
export const tOr = (key, otherwise) => tables[pref('lang')][key] ?? otherwise;
