/** What the worker that brings pictures in does: finds, decodes and writes them, a few in memory at a time. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Outcome, Refusal } from '../../src/base/outcome';
import { findPictures } from '../../src/pictures/findPictures';
import type { FoundPicture, LeftFile, ListedPicture } from '../../src/pictures/foundPicture';
import type { GivenPictures } from '../../src/pictures/pictureFile';
import { rgbaOf } from '../../src/subject/planes';
import { troubleOf } from '../../src/pictures/unpackedFiles';
import type {
  DatasetOrder,
  DecodedPictures,
  DecodeProgress,
  PictureList,
  PicturesApi,
  PictureTarget,
  WrittenDataset,
} from '../../src/protocol/pictures';
import { refusal } from '../../src/words/refusal';
import type { DecodePicture } from './decodePicture';
import type { GrowingFile, PixelFiles } from './pixelFiles';
import { writeDataset } from './writeDataset';

/** Decoded at the same time: the browser does it beside this worker. */
const AT_ONCE = 4;

/** Pictures of one size, one behind the other. */
interface Decoded {
  readonly target: PictureTarget;
  readonly file: GrowingFile;
  /** By index in the list: which of the file's pictures it is. */
  readonly slots: Map<number, number>;
  readonly contents: (string | null)[];
}

export class PicturesDesk implements PicturesApi {
  private readonly decodePicture: DecodePicture;
  private readonly store: () => Promise<PixelFiles>;
  private readonly now: () => number;
  /** Folder of what is decoded, of this worker alone. */
  private readonly scratch: string;
  private pictures: readonly FoundPicture[] = [];
  private decoded: Decoded | null = null;
  /** Grows with every order: an older one ends. */
  private orders = 0;

  /** @param now milliseconds */
  constructor(
    decodePicture: DecodePicture,
    store: () => Promise<PixelFiles>,
    scratch: string,
    now: () => number,
  ) {
    this.decodePicture = decodePicture;
    this.store = store;
    this.scratch = scratch;
    this.now = now;
  }

  async find(
    given: readonly GivenPictures[],
    onProgress: (files: number) => void,
  ): Promise<Outcome<PictureList>> {
    const order = ++this.orders;
    const { pictures, left, formats } = await findPictures(given, onProgress);
    if (order !== this.orders) return SUPERSEDED;
    this.pictures = pictures;
    await this.letGo();
    const listed = pictures.map(toldOf);
    return { ok: true, value: { pictures: listed, left, formats } };
  }

  async decode(
    chosen: readonly number[],
    target: PictureTarget,
    onProgress: (progress: DecodeProgress) => void,
  ): Promise<Outcome<DecodedPictures>> {
    const order = ++this.orders;
    await this.letGo();
    const store = await this.store();
    const file = await store.create(this.scratch, 'decoded');
    const contents = this.pictures.map((): string | null => null);
    const decoded = (this.decoded = { target, file, slots: new Map<number, number>(), contents });
    const left: LeftFile[] = [];
    const start = this.now();
    for (let done = 0; done < chosen.length; done += AT_ONCE) {
      const some = chosen.slice(done, done + AT_ONCE);
      const read = await Promise.all(some.map((index) => this.read(index, target)));
      if (order !== this.orders) return SUPERSEDED;
      for (const [i, one] of read.entries()) {
        const full = one.ok ? await this.append(decoded, some[i], one.value) : null;
        if (full) return full;
        if (!one.ok) left.push({ name: this.pictures[some[i]].name, why: one });
      }
      const ready = Math.min(chosen.length, done + AT_ONCE);
      const each = (this.now() - start) / 1000 / ready;
      const secondsLeft = each * (chosen.length - ready);
      onProgress({ done: ready, total: chosen.length, secondsLeft });
    }
    return { ok: true, value: { contents, left } };
  }

  async seen(index: number): Promise<Uint8ClampedArray<ArrayBuffer> | null> {
    const { decoded } = this;
    if (!decoded?.slots.has(index)) return null;
    return rgbaOf(await pixelsOf(decoded, index), decoded.target.planes);
  }

  async write(order: DatasetOrder): Promise<Outcome<WrittenDataset>> {
    const { decoded } = this;
    if (!decoded) return SUPERSEDED;
    const store = await this.store();
    const read = (index: number) => pixelsOf(decoded, index);
    return withRoom(() => writeDataset(order, decoded.contents, read, store));
  }

  cancel(): Promise<void> {
    this.orders++;
    return this.letGo();
  }

  /** A damaged one is refused, by what its reader says. */
  private async read(index: number, target: PictureTarget): Promise<Outcome<Uint8Array>> {
    try {
      return {
        ok: true,
        value: await this.decodePicture(await this.pictures[index].read(), target),
      };
    } catch (error) {
      return { ok: false, ...troubleOf(error) };
    }
  }

  private async append(
    { file, slots, contents }: Decoded,
    index: number,
    pixels: Uint8Array,
  ): Promise<Refusal | null> {
    const outcome = await withRoom(() => Promise.resolve(file.append(pixels)));
    if (!outcome.ok) return outcome;
    slots.set(index, slots.size);
    contents[index] = bytesToHex(sha256(pixels));
    return null;
  }

  private async letGo(): Promise<void> {
    const { decoded } = this;
    this.decoded = null;
    if (!decoded) return;
    await decoded.file.finish();
    await (await this.store()).remove(this.scratch);
  }
}

function toldOf({ name, className, part, group }: FoundPicture): ListedPicture {
  return { name, className, part, group };
}

function pixelsOf({ target, file, slots }: Decoded, index: number): Promise<Uint8Array> {
  const length = target.height * target.width * target.planes;
  const slot = slots.get(index);
  if (slot === undefined) throw new Error(`picture ${index} is not decoded`);
  return file.read(slot * length, (slot + 1) * length);
}

/** Refused with `no-room` where the disk is full. */
async function withRoom<T>(write: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await write() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError')
      return refusal('no-room');
    throw error;
  }
}

const SUPERSEDED = refusal('superseded');
