/** Logs that other programs write, told by their header. Whatever has a column of times and known names is read as well. */
import type { ColumnMapping } from './protocols/textColumns';

export interface CsvFormat {
  readonly name: string;
  /** Of the header row. */
  readonly header: RegExp;
  /** What its columns mean, where their names do not tell the units. */
  readonly columns?: ColumnMapping;
}

/** Joulescope's SI units, by its programs' documentation. */
const SI: ColumnMapping = {
  timeMs: { key: 'time', scale: 1000 },
  amps: { key: 'current', scale: 1 },
  volts: { key: 'voltage', scale: 1 },
};

export const CSV_FORMATS: readonly CsvFormat[] = [
  { name: 'nRF Connect Power Profiler', header: /^Timestamp\(ms\),Current\(uA\)/ },
  {
    name: 'Joulescope',
    header: /^#?time,current,voltage,power/,
    columns: { ...SI, watts: { key: 'power', scale: 1 } },
  },
  { name: 'Joulescope', header: /^#?time \(s\),current \(A\),voltage \(V\)/ },
  { name: 'Otii', header: /^"?[^,;]*time[^,;]*"?[,;].*Main Current \(A\)/i },
  { name: 'rd-usb', header: /^Time,Voltage \(V\),Current \(A\),Power \(W\),/ },
  {
    name: 'FNIRSI USB logger',
    header: /^timestamp (?:sample_in_packet )?voltage_V current_A dp_V dn_V/,
  },
  { name: 'WITRN', header: /^Time\((?:D\.)?hh:mm:ss[.:]ms\),Voltage\(V\),Current\(A\)/ },
];

export const OTHER_FORMAT: CsvFormat = { name: 'CSV', header: /(?:)/ };

export function formatOf(header: string): CsvFormat {
  return CSV_FORMATS.find((format) => format.header.test(header)) ?? OTHER_FORMAT;
}
