/** What a worker keeps: the dense checkpoint, the test images, and training images once something needs them. */
import {
  readCheckpoint,
  type Checkpoint,
  type CheckpointManifest,
} from '../../src/data/checkpoint';
import { matchLabels, parseImages, parseLabels, type GreyImages } from '../../src/data/idx';
import { unpack, verify } from '../../src/data/unpack';
import type { Outcome } from '../../src/pruning/plan';
import type { LoadProgress, LoadRequest } from '../../src/protocol/lab';
import type { TestSet } from './evaluate';
import type { ReadFile } from './files';

type OnProgress = (progress: LoadProgress) => void;
type Bytes = Uint8Array<ArrayBuffer>;

/** Most training images that any repair or criterion looks at; the rest are dropped after the check. */
export const MOST_CALIBRATION_IMAGES = 2000;

/** dataset.json and the `files` of a model's record.json: SHA-256 of each file's unpacked content. */
interface FileRecord {
  readonly files: Readonly<Record<string, { readonly sha256Unpacked: string }>>;
}

export class Resources {
  private readonly read: ReadFile;
  private readonly request: LoadRequest;
  private checkpoint: Checkpoint | null = null;
  private testSet: TestSet | null = null;
  private calibration: GreyImages | null = null;

  constructor(read: ReadFile, request: LoadRequest) {
    this.read = read;
    this.request = request;
  }

  /** Each part is kept once it has arrived: a retry loads only what failed. */
  async loadCheckpoint(onProgress: OnProgress): Promise<Outcome<Checkpoint>> {
    if (this.checkpoint) return { ok: true, value: this.checkpoint };
    const folder = this.request.modelUrl;
    const manifest = await this.readJson<CheckpointManifest>(`${folder}manifest.json`);
    if (!manifest.ok) return manifest;
    const weights = await this.readChecked(folder, 'record.json', 'weights.bin', onProgress);
    if (!weights.ok) return weights;
    const read = readCheckpoint(manifest.value, weights.value);
    if (read.ok) this.checkpoint = read.value;
    return read;
  }

  async loadTestSet(onProgress: OnProgress): Promise<Outcome<TestSet>> {
    if (this.testSet) return { ok: true, value: this.testSet };
    const folder = this.request.datasetUrl;
    const images = await this.readChecked(
      folder,
      'dataset.json',
      't10k-images-idx3-ubyte.gz',
      onProgress,
    );
    if (!images.ok) return images;
    const labels = await this.readChecked(
      folder,
      'dataset.json',
      't10k-labels-idx1-ubyte.gz',
      onProgress,
    );
    if (!labels.ok) return labels;
    const parsedImages = parseImages('t10k-images-idx3-ubyte', images.value);
    if (!parsedImages.ok) return parsedImages;
    const parsedLabels = parseLabels('t10k-labels-idx1-ubyte', labels.value);
    if (!parsedLabels.ok) return parsedLabels;
    const mismatch = matchLabels(parsedImages.value, parsedLabels.value);
    if (mismatch) return mismatch;
    this.testSet = { images: parsedImages.value, labels: parsedLabels.value };
    return { ok: true, value: this.testSet };
  }

  /** The first images of the training set: never of the test set. */
  async loadCalibration(onProgress: OnProgress): Promise<Outcome<GreyImages>> {
    if (this.calibration) return { ok: true, value: this.calibration };
    const file = 'train-images-idx3-ubyte.gz';
    const bytes = await this.readChecked(this.request.datasetUrl, 'dataset.json', file, onProgress);
    if (!bytes.ok) return bytes;
    const parsed = parseImages(file, bytes.value);
    if (!parsed.ok) return parsed;
    this.calibration = firstImages(parsed.value, MOST_CALIBRATION_IMAGES);
    return { ok: true, value: this.calibration };
  }

  /** Reads, unpacks and compares with the checksum in the folder's record. */
  private async readChecked(
    folder: string,
    recordName: string,
    file: string,
    onProgress: OnProgress,
  ): Promise<Outcome<Bytes>> {
    const record = await this.readJson<FileRecord>(folder + recordName);
    if (!record.ok) return record;
    const packed = await this.read(folder + file, onProgress);
    if (!packed.ok) return packed;
    const content = await unpack(file, packed.value);
    if (!content.ok) return content;
    const checked = await verify(file, content.value, record.value.files[file].sha256Unpacked);
    return checked.ok ? content : checked;
  }

  private async readJson<T>(url: string): Promise<Outcome<T>> {
    const bytes = await this.read(url, () => {});
    if (!bytes.ok) return bytes;
    try {
      return { ok: true, value: JSON.parse(new TextDecoder().decode(bytes.value)) as T };
    } catch (error) {
      const message = `${url.slice(url.lastIndexOf('/') + 1)} is no valid JSON: ${(error as Error).message}. Restore it.`;
      return { ok: false, code: 'damaged-file', message };
    }
  }
}

/** A copy, so that the rest can be freed. */
function firstImages(images: GreyImages, count: number): GreyImages {
  const kept = Math.min(count, images.count);
  return {
    ...images,
    count: kept,
    pixels: images.pixels.slice(0, kept * images.height * images.width),
  };
}
