/** Lists of class names in texts of any kind: JSON, Python's dictionaries, a line for each, one line with commas. */
import { parsedJson } from '../base/json';

/** Names by class, or a place that nobody named. */
export type LabelList = readonly string[];

/** Keys under which tools keep names of classes. */
const KEYS =
  /^(labels?|class(es|_?names)?|label_?names|names|categories|id2label|label2id|(idx|index)_to_(class|name)|class_to_(idx|index))$/i;

/** All that `text` may mean; whether one of them is meant, its length tells. */
export function labelLists(text: string): LabelList[] {
  const json = parsedJson(text);
  const lists =
    json === undefined ? [...dictionary(text), lines(text), commas(text)] : inJson(json);
  return lists.flatMap((list) => (list && list.length > 0 ? [list.map(clean)] : []));
}

/** As it stands at the top, or under a key that says so. */
function inJson(json: unknown, depth = 0): LabelList[] {
  if (typeof json !== 'object' || json === null || depth > 4) return [];
  const own = depth === 0 ? [listOf(json)] : [];
  const inner = Object.entries(json).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'modelTopology' || key === 'weightsManifest') return [];
    return [KEYS.test(key) ? textOrList(value) : null, ...inJson(value, depth + 1)];
  });
  return [...own, ...inner].filter((list) => list !== null);
}

function textOrList(value: unknown): LabelList | null {
  return typeof value === 'string' ? (labelLists(value)[0] ?? null) : listOf(value);
}

function listOf(value: unknown): LabelList | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return named(value);
  const entries = Object.entries(value as Record<string, unknown>);
  const turned = entries.every(([, place]) => Number.isInteger(place));
  return turned
    ? placed(entries.map(([name, place]) => [Number(place), name]))
    : placed(entries.map(([place, name]) => [Number(place), nameIn(name)]));
}

function named(values: readonly unknown[]): LabelList | null {
  const names = values.map(nameIn);
  return names.every((name) => name !== null) ? names : null;
}

/** `"cat"`, `{"name": "cat"}`, or `["n02121620", "cat"]`. */
function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return nameIn(value[value.length - 1]);
  if (typeof value !== 'object' || value === null) return null;
  const { name, label } = value as Record<string, unknown>;
  return nameIn(name ?? label ?? null);
}

/** In the order of their numbers, which count from 0 or from 1; null where they do not. */
function placed(entries: readonly (readonly [number, string | null])[]): LabelList | null {
  const sorted = [...entries].sort(([a], [b]) => a - b);
  const first = sorted[0]?.[0];
  if (first !== 0 && first !== 1) return null;
  const names = sorted.flatMap(([place, name], i) =>
    place === first + i && name !== null ? [name] : [],
  );
  return names.length === sorted.length ? names : null;
}

/** One a line, as it stands or behind its number: `0 cat`, `0: cat`, `0,cat`. */
function lines(text: string): LabelList {
  const own = text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().slice(0, LONGEST));
  const numbered = own.map((line) => /^"?(\d{1,6})"?\s*[\s:,;=]\s*(.*\S)$/.exec(line));
  const entries = numbered.flatMap((found) =>
    found ? [[Number(found[1]), found[2]] as const] : [],
  );
  const inOrder = entries.length === own.length ? placed(entries) : null;
  return inOrder ?? own;
}

function commas(text: string): LabelList | null {
  const parts = text.trim().split(',');
  return parts.length > 1 && !/[\r\n]/.test(text.trim()) ? parts : null;
}

/** `{0: 'cat', 1: 'dog'}`, as Python prints it. */
function dictionary(text: string): (LabelList | null)[] {
  if (!text.trim().startsWith('{')) return [];
  const entries = [...text.matchAll(/(\d{1,6})\s*:\s*(?:'([^']*)'|"([^"]*)")/g)];
  return [placed(entries.map(([, place, single, double]) => [Number(place), single ?? double]))];
}

const LONGEST = 200;

/** Without quotes and blanks around it, and without signs that would turn or break a line. */
function clean(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  return plain.replace(/^(["'])(.*)\1$/, '$2').slice(0, LONGEST);
}
