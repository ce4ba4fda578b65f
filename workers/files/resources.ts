/**
 * The files a worker keeps: the dense checkpoint, the test images and, once something needs them, training images.
 * What has arrived stays, so that a retry fetches only what failed.
 */
import type { Outcome } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
import {
  parseManifest,
  readCheckpoint,
  type Checkpoint,
} from '../../src/formats/checkpoint/checkpoint';
import {
  checked,
  type CheckedRequest,
  type FetchedFile,
  type ReadChecked,
  type ReadFile,
} from '../../src/download/fetchFile';
import type { FileRecord } from '../../src/download/checksum';
import { ownMemory } from '../../src/download/memory';
import { inlineBytes } from '../../src/formats/checkpoint/inlineWeights';
import type { ByteSource } from '../../src/formats/byteSource';
import { imageFileBytes, parseLabelledImages } from '../../src/formats/idx/idx';
import { noImages, subjectImages, type SubjectImages } from '../../src/subject/preprocess';
import {
  parseDatasetRecord,
  parseModelRecord,
  type ModelRecord,
  type Split,
} from '../../src/subject/records';
import type { LoadProgress, LoadRequest } from '../../src/protocol/lab';
import { NO_PICTURES, type Bundle } from '../../src/subject/bundle';
import type { ModelInput } from '../../src/subject/modelInput';

/**
 * Training images that most repairs and statistics are content with: the whole set, 47 MB, comes for what trains.
 * Enough for the standard of every step (`REPAIR_TABLE`).
 */
const FIRST_IMAGES = 2000;

/** A file that is read in spans; null where it is read whole. */
export type OpenStored = (url: string) => Promise<ByteSource | null>;

export type OnProgress = (progress: LoadProgress) => void;

export interface LoadedDataset {
  readonly bundle: Bundle;
  /** Null where there is no data set. */
  readonly classNames: readonly string[] | null;
  /** 0 where it has none. */
  readonly trainingImages: number;
}

export class Resources {
  private request: LoadRequest;
  /** True once a file could not be compared with its checksum. */
  unverified = false;
  private readonly readChecked: ReadChecked<ArrayBuffer>;
  private readonly readShared: ReadChecked;
  private readonly openStored: OpenStored | null;
  /** SHA-256 of what has arrived, by address. */
  private readonly sums = new Map<string, string>();
  /** By address, and what was read from several files by folder and name. */
  private readonly kept = new Map<string, Promise<Outcome<unknown>>>();
  /** Folders whose files turned out not to belong together: they are read afresh. */
  private readonly distrusted = new Set<string>();

  /**
   * @param readShared where large files, of weights and images, come to lie in memory that is not this worker's own
   * @param openStored where they may stay in a file
   */
  constructor(
    readFile: ReadFile,
    request: LoadRequest,
    readShared: ReadChecked | null = null,
    openStored: OpenStored | null = null,
  ) {
    this.readChecked = checked(readFile, ownMemory);
    this.readShared = readShared ?? this.readChecked;
    this.openStored = openStored;
    this.request = request;
  }

  /** From now on other files; what lies in neither of their folders is let go. */
  choose(request: LoadRequest): void {
    this.request = request;
    const folders = [request.modelUrl, request.datasetUrl];
    const isChosen = (address: string) =>
      folders.some((folder) => folder !== null && address.startsWith(folder));
    for (const files of [this.kept, this.sums])
      for (const address of files.keys()) if (!isChosen(address)) files.delete(address);
  }

  checkpoint(onProgress: OnProgress): Promise<Outcome<Checkpoint>> {
    const folder = this.request.modelUrl;
    return this.keep(`${folder}#checkpoint`, () =>
      this.judge(folder, async () => {
        const record = await this.modelRecord();
        if (!record.ok) return record;
        const manifestFile = await this.file(
          folder,
          'manifest.json',
          record.value,
          onProgress,
          this.readChecked,
        );
        if (!manifestFile.ok) return manifestFile;
        const manifest = parseManifest(`${folder}manifest.json`, manifestFile.value.bytes);
        if (!manifest.ok) return manifest;
        const { name } = record.value;
        const [path] = manifest.value.weightsManifest[0].paths;
        const inline = inlineBytes(path);
        if (inline) return readCheckpoint(name, manifest.value, inline);
        const weights = await this.file(folder, path, record.value, onProgress, this.readShared);
        if (!weights.ok) return weights;
        // Its values are in the checkpoint from now on.
        this.kept.delete(folder + path);
        return readCheckpoint(name, manifest.value, weights.value.bytes);
      }),
    );
  }

  /** What the model says it expects of a picture; null where it leaves that to its data set. */
  async input(): Promise<Outcome<ModelInput | null>> {
    const record = await this.modelRecord();
    return record.ok ? { ok: true, value: record.value.input ?? null } : record;
  }

  /** What its maps stand for, as the quantised file says from which it came; null where it came from none. */
  async scales({
    network,
  }: Checkpoint): Promise<Outcome<NonNullable<ModelRecord['scales']> | null>> {
    const record = await this.modelRecord();
    if (!record.ok) return record;
    const scales = record.value.scales ?? null;
    const whole = [scales?.outputs, scales?.sums].every(
      (own) => !own || own.length === network.layers.length,
    );
    if (whole) return { ok: true, value: scales };
    const { length: each } = network.layers;
    const cause = note('is-list-of', { what: 'layers', least: each, most: each });
    return refusal('record', { url: `${this.request.modelUrl}model.json`, cause });
  }

  private modelRecord(): Promise<Outcome<ModelRecord>> {
    return this.record(`${this.request.modelUrl}model.json`, parseModelRecord);
  }

  /**
   * No test images at all where the data set has none. Refused with `no-pictures` where there is no data set,
   * `no-training-images` where it has none of these.
   */
  images(split: Split, onProgress: OnProgress): Promise<Outcome<SubjectImages>> {
    return this.firstImages(split, Infinity, onProgress);
  }

  /** The first training images, `count` or more of them where there are so many. */
  trainingImages(count: number, onProgress: OnProgress): Promise<Outcome<SubjectImages>> {
    const whole = count > FIRST_IMAGES || this.kept.has(`${this.request.datasetUrl}#train`);
    return this.firstImages('train', whole ? Infinity : FIRST_IMAGES, onProgress);
  }

  private async firstImages(
    split: Split,
    most: number,
    onProgress: OnProgress,
  ): Promise<Outcome<SubjectImages>> {
    const folder = this.request.datasetUrl;
    if (folder === null) return NO_PICTURES_HERE;
    const key = `${folder}#${split}`;
    return this.keep(most === Infinity ? key : `${key}#${most}`, () =>
      this.judge(folder, async () => {
        const record = await this.record(`${folder}dataset.json`, parseDatasetRecord);
        if (!record.ok) return record;
        const names = record.value[split];
        const { preprocessing } = record.value;
        if (!names)
          return split === 'train'
            ? NO_TRAINING_IMAGES
            : { ok: true, value: noImages(preprocessing) };
        const stored = await this.openStored?.(folder + names.images);
        const part = !stored && most < names.count;
        const images = stored
          ? this.inStorage(folder, names.images, record.value, stored)
          : await this.file(
              folder,
              names.images,
              record.value,
              onProgress,
              this.readShared,
              part ? imageFileBytes(most, preprocessing.source) : undefined,
            );
        if (!images.ok) return images;
        const labels = await this.file(
          folder,
          names.labels,
          record.value,
          onProgress,
          this.readChecked,
        );
        if (!labels.ok) return labels;
        const parsed = parseLabelledImages(
          { name: folder + names.images, bytes: images.value.bytes },
          { name: folder + names.labels, bytes: labels.value.bytes },
          record.value.classNames.length,
          part ? most : undefined,
        );
        if (!parsed.ok) return parsed;
        const count = part ? most : names.count;
        const labelled = parsed.value.labels.subarray(0, names.labelled);
        const given = { ...parsed.value, labels: labelled };
        return subjectImages(folder + names.images, given, { count, preprocessing });
      }),
    );
  }

  /** What the checkpoint is made of, once it has arrived. */
  model({ name }: Pick<Checkpoint, 'name'>): Bundle {
    const { modelUrl } = this.request;
    return { id: lastFolder(modelUrl), name, checksums: this.sumsIn(modelUrl) };
  }

  /** What the data set is made of: training images have to have the sums of its record when they are needed. */
  async dataset(): Promise<Outcome<LoadedDataset>> {
    const { datasetUrl } = this.request;
    if (datasetUrl === null)
      return { ok: true, value: { bundle: NO_PICTURES, classNames: null, trainingImages: 0 } };
    const record = await this.record(`${datasetUrl}dataset.json`, parseDatasetRecord);
    if (!record.ok) return record;
    const { name, classNames, train, files } = record.value;
    const arrived = this.sumsIn(datasetUrl);
    const awaited = train ? [train.images, train.labels] : [];
    const promised = files.filter((file) => awaited.includes(file.name));
    const sums = promised.map((file) => [file.name, file.unpackedSha256 ?? file.sha256]);
    const checksums = this.unverified ? arrived : { ...arrived, ...Object.fromEntries(sums) };
    const bundle = { id: lastFolder(datasetUrl), name, checksums };
    return { ok: true, value: { bundle, classNames, trainingImages: train?.count ?? 0 } };
  }

  private sumsIn(folder: string): Record<string, string> {
    const own = [...this.sums].filter(([address]) => address.startsWith(folder));
    return Object.fromEntries(own.map(([address, sum]) => [address.slice(folder.length), sum]));
  }

  /** The page wrote it, and its sum into the record with it. */
  private inStorage(folder: string, name: string, { files }: ModelRecord, bytes: ByteSource) {
    const sum = files.find((file) => file.name === name)?.sha256;
    if (sum !== undefined) this.sums.set(folder + name, sum);
    return { ok: true, value: { bytes } } as const;
  }

  private file<B extends ArrayBufferLike>(
    folder: string,
    name: string,
    { files }: Pick<ModelRecord, 'files'>,
    onProgress: OnProgress,
    read: ReadChecked<B>,
    first?: number,
  ): Promise<Outcome<FetchedFile<B>>> {
    const address = folder + name;
    return this.keep(first === undefined ? address : `${address}#${first}`, async () => {
      const record = files.find((file) => file.name === name) ?? null;
      const request = { ...this.requestOf(address, record), first };
      const file = await read(request, (receivedBytes, totalBytes) =>
        onProgress({ file: name, receivedBytes, totalBytes }),
      );
      if (!file.ok) return file;
      if (!file.value.verified) this.unverified = true;
      if (file.value.sha256) this.sums.set(address, file.value.sha256);
      return file;
    });
  }

  private record<T>(
    url: string,
    parse: (url: string, bytes: Uint8Array) => Outcome<T>,
  ): Promise<Outcome<T>> {
    return this.keep(url, async () => {
      const unpacked = await this.readChecked(this.requestOf(url, null), () => {});
      return unpacked.ok ? parse(url, unpacked.value.bytes) : unpacked;
    });
  }

  private requestOf(url: string, record: FileRecord | null): CheckedRequest {
    const fresh = [...this.distrusted].some((folder) => url.startsWith(folder));
    const knownBytes = record?.bytes ?? 0;
    return { url, knownBytes, contentBytes: record?.unpackedBytes ?? knownBytes, fresh, record };
  }

  /** Where the files were all there, but one of them is wrong, nobody knows which: none is kept. */
  private async judge<T>(folder: string, get: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await get();
    if (outcome.ok) this.distrusted.delete(folder);
    else if (!MISSING.has(outcome.code)) {
      this.distrusted.add(folder);
      for (const url of this.kept.keys()) if (url.startsWith(folder)) this.kept.delete(url);
    }
    return outcome;
  }

  /** Calls that come while the first one is under way share it; one that failed is forgotten. */
  private async keep<T>(key: string, get: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const known = this.kept.get(key) ?? get();
    this.kept.set(key, known);
    const outcome = (await known) as Outcome<T>;
    if (!outcome.ok) this.kept.delete(key);
    return outcome;
  }
}

/** `https://host/models/small/` → `small` */
function lastFolder(url: string): string | null {
  return url.split('/').at(-2) || null;
}

const NO_PICTURES_HERE = refusal('no-pictures');
const NO_TRAINING_IMAGES = refusal('no-training-images');

/** Codes of files that could not be had: those that could are still good. */
const MISSING = new Set([
  'unreachable',
  'not-found',
  'truncated',
  'stalled',
  NO_TRAINING_IMAGES.code,
]);
