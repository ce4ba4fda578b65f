import { asWritten, type RowOf, type RowsOtherwise, type RowWords, type Table } from './rows';
import { words } from './words';

/** The row with what a person reads of it, as the page's language says it. */
export function inWords<T extends Table, R extends RowOf<T>>(table: T, row: R): R & RowWords[T] {
  const rows: RowsOtherwise = words.rows;
  return { ...asWritten(table, row), ...rows[table]?.[row.id] };
}
