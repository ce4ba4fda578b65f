/** Parquet as Hugging Face keeps pictures: a column of encoded files and one of labels, in groups of rows. */
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, Compressors, FileMetaData, SchemaTree } from 'hyparquet';
import { parseJson } from '../../base/json';
import { SpanTrouble, type Spans } from '../../download/remoteFile';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';

export interface ParquetPictures {
  readonly count: number;
  /** Class of each picture; null where no column says it. */
  readonly labels: readonly string[] | null;
  /** Which group of rows a picture is in. */
  readonly groupOf: (row: number) => number;
  /** The encoded file of a picture; null where its cell is empty. Reads only its group of rows. */
  readonly picture: (row: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Pages that are packed otherwise need decoders of 93 kB, which are loaded for them alone. */
const BUILT_IN = ['UNCOMPRESSED', 'SNAPPY'];
/** A footer of a million columns has less, and so has a group of rows; what claims more would fill the memory. */
const [MOST_FOOTER_BYTES, MOST_BYTES] = [2 ** 26, 2 ** 29];
const LABEL = /^(fine_)?(label|labels|class|target|category)$/i;

/** @throws FileTrouble */
export async function readParquetPictures(file: Spans): Promise<ParquetPictures> {
  const buffer = bufferOf(file, MOST_BYTES);
  const metadata = await sound(() => parquetMetadataAsync(bufferOf(file, MOST_FOOTER_BYTES)));
  const columns = parquetSchema(metadata).children;
  const image = columns.find(holdsFiles)?.element.name;
  if (image === undefined) throw new FileTrouble(note('parquet-no-pictures'));
  const compressors = await compressorsFor(metadata);
  const read = (column: string, rowStart: number, rowEnd: number) =>
    sound(() =>
      parquetReadObjects({
        file: buffer,
        metadata,
        compressors,
        columns: [column],
        rowStart,
        rowEnd,
        // Otherwise the bytes of a picture become text.
        utf8: false,
      }),
    );
  const count = Number(metadata.num_rows);
  const spans = spansOf(metadata);
  const label = columns.find(
    ({ element, children }) => !children.length && LABEL.test(element.name),
  );
  const name = label?.element.name;
  const rows = name === undefined ? null : await read(name, 0, count);
  const names = name === undefined ? null : classNames(metadata, name);
  return {
    count,
    labels: rows && rows.map((row) => nameOf(row[name!], names)),
    groupOf: (row) => spans.findIndex(({ to }) => row < to),
    picture: pictureReader(spans, image, (from, to) => read(image, from, to)),
  };
}

/** @param most bytes that are read at once */
function bufferOf(file: Spans, most: number): AsyncBuffer {
  return {
    byteLength: file.size,
    slice(from, to = file.size) {
      if (to - from > most) throw new RangeError(`${to - from} bytes at once`);
      return file.slice(from, to).arrayBuffer();
    },
  };
}

/** Groups of rows are read whole; the last one stays, for pictures are asked for in order. */
function pictureReader(
  spans: ReturnType<typeof spansOf>,
  column: string,
  read: (from: number, to: number) => Promise<Record<string, unknown>[]>,
): ParquetPictures['picture'] {
  let held: { from: number; rows: Promise<Record<string, unknown>[]> } | null = null;
  return async (row) => {
    const span = spans.find(({ to }) => row < to);
    if (!span) return null;
    if (held?.from !== span.from) held = { from: span.from, rows: read(span.from, span.to) };
    const cell = (await held.rows)[row - span.from]?.[column];
    const bytes = cell instanceof Uint8Array ? cell : (cell as { bytes?: unknown } | null)?.bytes;
    return bytes instanceof Uint8Array ? (bytes.slice() as Uint8Array<ArrayBuffer>) : null;
  };
}

/** Rows of each group. */
function spansOf({ row_groups: groups }: FileMetaData) {
  let ends = 0;
  return groups.map(({ num_rows }) => ({ from: ends, to: (ends += Number(num_rows)) }));
}

function holdsFiles({ element, children }: SchemaTree): boolean {
  if (children.some((child) => child.element.name === 'bytes')) return true;
  const text = element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING';
  return (
    /^(image|img|picture|png|jpe?g)/i.test(element.name) && element.type === 'BYTE_ARRAY' && !text
  );
}

async function compressorsFor({ row_groups }: FileMetaData): Promise<Compressors | undefined> {
  const codecs = row_groups.flatMap(({ columns }) => columns.map((c) => c.meta_data?.codec));
  if (codecs.every((codec) => codec === undefined || BUILT_IN.includes(codec))) return undefined;
  return (await import('hyparquet-compressors')).compressors;
}

/** As Hugging Face writes them beside the schema. */
function classNames(metadata: FileMetaData, label: string): readonly string[] | null {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  const value = text === undefined ? null : parseJson(new TextEncoder().encode(text));
  const { info } = (value ?? {}) as { info?: { features?: Record<string, { names?: unknown }> } };
  const names = info?.features?.[label]?.names;
  return Array.isArray(names) ? names.map(String) : null;
}

function nameOf(cell: unknown, names: readonly string[] | null): string {
  if (cell instanceof Uint8Array) return new TextDecoder().decode(cell);
  return names?.[Number(cell)] ?? String(cell);
}

async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const why =
      error instanceof SpanTrouble
        ? note('span-lost', { url: error.message })
        : note('file-cut-off');
    throw new FileTrouble(why);
  }
}
