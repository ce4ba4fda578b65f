/**
 * The bytes of a file as jsfive reads them, with a count of its steps. It follows every address and believes every number,
 * so that a small file could lead it in circles, or to the same place a billion times; but each signature, name and content
 * it takes by `slice`: there the steps are counted, and there the numbers are looked at that it believes.
 */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { unzlibbed } from '../zip/inflate';
import { headerSteps } from './headerSteps';

/** Of one to a few microseconds each; Keras’s files of the family take five thousand. */
const MOST_STEPS = 100_000;
/** Values of chunks, a fraction of a microsecond each; networks of the family have a few millions. */
const MOST_VALUES = 1 << 24;
/** Bytes that are copied or searched in one step. */
const SEARCHED = 1024;
/** A heap has 4 columns as HDF5 makes it, and each of its rows is twice the one before. */
const [MOST_COLUMNS, MOST_ROWS] = [64, 64];
/** Of a structure: where its number of entries stands, and of a heap its columns and rows. */
const FIELD = { version: 4, heap: 5, entries: 6, columns: 110, rows: 140 };
const SIGNATURE_BYTES = 4;

/** What is left of them, for a file and all its parts. */
interface Counts {
  steps: number;
  values: number;
  /** Of the array that is read: the values of a chunk and its bytes unpacked; 0 for one without chunks. */
  chunk: { readonly values: number; readonly bytes: number };
}

const NO_CHUNK = { values: 0, bytes: 0 };

export class CountedBuffer extends ArrayBuffer {
  readonly #counts: Counts;
  readonly #isFile: boolean;

  /** @param counts of the file that these are a part of */
  constructor(bytes: Uint8Array, counts?: Counts) {
    super(bytes.length);
    new Uint8Array(this).set(bytes);
    this.#counts = counts ?? { steps: MOST_STEPS, values: MOST_VALUES, chunk: NO_CHUNK };
    this.#isFile = counts === undefined;
  }

  /** @throws FileTrouble where no steps are left */
  override slice(begin = 0, end = this.byteLength): CountedBuffer {
    const part = new Uint8Array(this).subarray(begin, end);
    this.#take(1 + part.length / SEARCHED);
    // A name in a heap is searched for its end.
    if (!this.#isFile) this.#take(this.byteLength / SEARCHED);
    else if (end - begin === SIGNATURE_BYTES) this.#look(begin);
    else this.#takeValues(this.#counts.chunk.values);
    return new CountedBuffer(part, this.#counts);
  }

  /** What `read` takes by `slice` are chunks of so many values. */
  inChunks<T>(values: number, bytes: number, read: () => T): T {
    this.#counts.chunk = { values, bytes };
    try {
      return read();
    } finally {
      this.#counts.chunk = NO_CHUNK;
    }
  }

  /** A chunk that was packed by deflate. @throws FileTrouble unless it has a chunk's length */
  unpacked(): ArrayBuffer {
    return unzlibbed(new Uint8Array(this), this.#counts.chunk.bytes).buffer;
  }

  /** Entries that a structure says it has are read without another slice; not all say truly what they are. */
  #look(at: number): void {
    const view = new DataView(this);
    if (at + FIELD.heap + 8 > view.byteLength) return;
    const signature = signatureAt(this, at);
    const entries = view.getUint16(at + FIELD.entries, true);
    this.#take(this.#isHeapBlock(view, at, signature) ? entries / 8 : entries);
    if (signature === 'FRHP') this.#lookAtHeap(view, at);
    if (signature.startsWith('O') && view.getUint8(at + FIELD.version) === 2)
      headerSteps(view, at, () => this.#take(1));
  }

  /** Which has a part of its heap's address there. */
  #isHeapBlock(view: DataView, at: number, signature: string): boolean {
    if (signature !== 'FHDB' && signature !== 'FHIB') return false;
    const heap = Number(view.getBigUint64(at + FIELD.heap, true));
    return heap + SIGNATURE_BYTES <= view.byteLength && signatureAt(this, heap) === 'FRHP';
  }

  #lookAtHeap(view: DataView, at: number): void {
    const columns = view.getUint16(at + FIELD.columns, true);
    const rows = view.getUint16(at + FIELD.rows, true);
    if (columns > MOST_COLUMNS || rows > MOST_ROWS) throw circles();
  }

  #take(steps: number): void {
    this.#counts.steps -= steps;
    if (!(this.#counts.steps >= 0)) throw circles();
  }

  #takeValues(values: number): void {
    this.#counts.values -= values;
    if (!(this.#counts.values >= 0)) throw circles();
  }
}

function signatureAt(bytes: ArrayBuffer, at: number): string {
  return String.fromCharCode(...new Uint8Array(bytes, at, SIGNATURE_BYTES));
}

function circles(): FileTrouble {
  return new FileTrouble(note('file-circles'));
}
