import type { RowOf, RowsOtherwise, RowWords, Table } from './rows';
import { words } from './words';

/** The row with what a person reads of it, as the page's language says it. */
export function inWords<T extends Table, R extends RowOf<T>>(table: T, row: R): R & RowWords[T] {
  const rows: RowsOtherwise = words.rows;
  // The table has the fields; its type hides them.
  return { ...(row as R & RowWords[T]), ...rows[table]?.[row.id] };
}
