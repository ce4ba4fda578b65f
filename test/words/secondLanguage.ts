/** A second language, as far as a test needs one: English with every sentence, name and row marked. */
import { EXPORT_FORMATS } from '../../src/export/exportFormats';
import { METERS } from '../../src/meter/meters';
import { METHODS } from '../../src/pruning/methods';
import { PRECISIONS } from '../../src/pruning/precisions';
import { RATES, REPAIRS } from '../../src/pruning/repairs';
import { AXES } from '../../src/charts/axes';
import { RUNTIMES } from '../../src/study/runtimes';
import { MODELS } from '../../src/subject/models';
import { english } from '../../src/words/english/english';
import { later } from '../../src/words/english/later';
import {
  asWritten,
  type RowOf,
  type RowsOtherwise,
  type RowWords,
  type Table,
} from '../../src/words/rows';
import type { Words } from '../../src/words/words';

const OPEN = '‹';
const CLOSE = '›';

/** What a person reads of the tables' rows, and the rows themselves. */
const TABLES: {
  readonly [T in Table]: readonly [readonly RowOf<T>[], readonly (keyof RowWords[T])[]];
} = {
  methods: [METHODS, ['label', 'summary']],
  repairs: [REPAIRS, ['label', 'summary', 'done', 'short']],
  rates: [RATES, ['label', 'summary']],
  runtimes: [RUNTIMES, ['label', 'name', 'words']],
  precisions: [PRECISIONS, ['label', 'summary']],
  axes: [AXES, ['label', 'unit']],
  meters: [METERS, ['name', 'description', 'warning']],
  accuracies: [METERS.map(({ accuracy }) => accuracy), ['source']],
  exports: [EXPORT_FORMATS, ['label']],
  models: [MODELS, ['label', 'summary']],
};

function rowsOf<T extends Table>(table: T): Record<string, Partial<RowWords[T]>> {
  const [rows, fields] = TABLES[table];
  return Object.fromEntries(
    rows.map((row) => {
      const own = asWritten(table, row);
      const said = fields.map((field) => [field, marked(own[field])]);
      return [row.id, Object.fromEntries(said) as RowWords[T]];
    }),
  );
}

/** Of a table of words: every text in it, and every text that its sentences make. */
function marked<T>(value: T): T {
  if (typeof value === 'string') return `${OPEN}${value}${CLOSE}` as T;
  if (typeof value === 'function')
    return ((...values: unknown[]) =>
      marked((value as (...v: unknown[]) => unknown)(...values))) as T;
  if (Array.isArray(value)) return value.map(marked) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([id, own]) => [id, marked(own)])) as T;
}

export const secondLanguage: Words = {
  ...marked({ ...english, ...later, refusals: { ...english.refusals, ...later.refusals } }),
  rows: Object.fromEntries(
    (Object.keys(TABLES) as Table[]).map((table) => [table, rowsOf(table)]),
  ) as RowsOtherwise,
};

/** What stands in a text beside the second language. */
export function unmarked(text: string): string {
  const inner = new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, 'g');
  for (let left = text; ;) {
    const next = left.replaceAll(inner, '');
    if (next === left) return left;
    left = next;
  }
}
