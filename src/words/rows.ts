/**
 * What a person reads of the rows of tables. A row is one place, so its English stands in the row itself; a language says
 * it otherwise by table and id (`rows` of its `Words`). The types here hide it in rows until `inWords` has said it, so
 * that nothing is shown past a language.
 */

/** Of each table, the fields that a person reads. */
export interface RowWords {
  readonly methods: { readonly label: string; readonly summary: string };
  readonly repairs: {
    readonly label: string;
    readonly summary: string;
    readonly done: string;
    readonly short: string;
  };
  readonly rates: { readonly label: string; readonly summary: string };
  readonly runtimes: { readonly label: string; readonly name: string; readonly words: string };
  readonly precisions: { readonly label: string; readonly summary: string };
  readonly axes: { readonly label: string; readonly unit: string };
  readonly meters: {
    readonly name: string;
    readonly description: string;
    readonly warning: string | null;
  };
  readonly accuracies: { readonly source: string };
  readonly exports: { readonly label: string };
  readonly models: { readonly label: string; readonly summary: string };
}

export type Table = keyof RowWords;

declare const TABLE: unique symbol;

/** A row as its table gives it out. */
export type Unsaid<T extends Table, R extends RowWords[T] & { readonly id: string }> = Omit<
  R,
  keyof RowWords[T]
> &
  RowOf<T>;

/** Any row of a table; the table is known to the compiler alone. */
export interface RowOf<T extends Table> {
  readonly id: string;
  readonly [TABLE]?: T;
}

/** The row as it stands in its table, in English: for files, which no language changes. */
export function asWritten<T extends Table, R extends RowOf<T>>(table: T, row: R): R & RowWords[T] {
  void table;
  // The table has the fields; its type hides them.
  return row as R & RowWords[T];
}

/** What a language says otherwise than the rows do, by table, id and field. */
export type RowsOtherwise = {
  readonly [T in Table]?: Readonly<Record<string, Partial<RowWords[T]>>>;
};
