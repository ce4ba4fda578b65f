/** The row of a table that a file asks for by name; what every object inherits, such as `constructor`, is none. */
export function rowOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
