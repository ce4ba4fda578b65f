/**
 * The files a worker keeps: the dense checkpoint, the test images and, once something needs them, training images.
 * What has arrived stays, so that a retry fetches only what failed.
 */
import { parseManifest, readCheckpoint, type Checkpoint } from '../../src/data/checkpoint';
import type { FileRecord } from '../../src/data/checksum';
import { fetchFile, type FetchedFile, type Fetcher } from '../../src/data/fetchFile';
import { inlineBytes } from '../../src/data/inlineWeights';
import { parseLabelledImages, type LabelledImages } from '../../src/data/idx';
import type { Outcome } from '../../src/pruning/plan';
import { refusal } from '../../src/pruning/validatePlan';
import type { LoadProgress, LoadRequest } from '../../src/protocol/lab';
import type { Bundle } from '../../src/study/environment';

export type OnProgress = (progress: LoadProgress) => void;
type Split = 'test' | 'train';

/** model.json */
interface ModelRecord {
  readonly name: string;
  readonly files: readonly FileRecord[];
}

/** dataset.json */
interface DatasetRecord extends ModelRecord {
  readonly classes: number;
  readonly test: { readonly images: string; readonly labels: string };
  readonly train: { readonly images: string; readonly labels: string };
}

export class Resources {
  readonly request: LoadRequest;
  /** True once a file could not be compared with its checksum. */
  unverified = false;
  private readonly fetcher: Fetcher;
  /** SHA-256 of what has arrived, by address. */
  private readonly sums = new Map<string, string>();
  private readonly kept = new Map<string, Promise<Outcome<unknown>>>();

  constructor(fetcher: Fetcher, request: LoadRequest) {
    this.fetcher = fetcher;
    this.request = request;
  }

  checkpoint(onProgress: OnProgress): Promise<Outcome<Checkpoint>> {
    return this.keep('checkpoint', async () => {
      const folder = this.request.modelUrl;
      const record = await this.record<ModelRecord>(`${folder}model.json`);
      if (!record.ok) return record;
      const manifestFile = await this.file(folder, 'manifest.json', record.value, onProgress);
      if (!manifestFile.ok) return manifestFile;
      const manifest = parseManifest(`${folder}manifest.json`, manifestFile.value.bytes);
      if (!manifest.ok) return manifest;
      const { name } = record.value;
      const [path] = manifest.value.weightsManifest[0].paths;
      const inline = inlineBytes(path);
      if (inline) return readCheckpoint(name, manifest.value, inline);
      const weights = await this.file(folder, path, record.value, onProgress);
      if (!weights.ok) return weights;
      return readCheckpoint(name, manifest.value, weights.value.bytes);
    });
  }

  images(split: Split, onProgress: OnProgress): Promise<Outcome<LabelledImages>> {
    return this.keep(split, async () => {
      const folder = this.request.datasetUrl;
      const record = await this.record<DatasetRecord>(`${folder}dataset.json`);
      if (!record.ok) return record;
      const names = record.value[split];
      const images = await this.file(folder, names.images, record.value, onProgress);
      if (!images.ok) return images;
      const labels = await this.file(folder, names.labels, record.value, onProgress);
      if (!labels.ok) return labels;
      return parseLabelledImages(
        { name: folder + names.images, bytes: images.value.bytes },
        { name: folder + names.labels, bytes: labels.value.bytes },
        record.value.classes,
      );
    });
  }

  /** What the checkpoint is made of, once it has arrived. */
  model({ name }: Pick<Checkpoint, 'name'>): Bundle {
    const { modelUrl } = this.request;
    return { id: lastFolder(modelUrl), name, checksums: this.sumsIn(modelUrl) };
  }

  /** What the data set is made of: training images have to have the sums of its record when they are needed. */
  async dataset(): Promise<Outcome<Bundle>> {
    const { datasetUrl } = this.request;
    const record = await this.record<DatasetRecord>(`${datasetUrl}dataset.json`);
    if (!record.ok) return record;
    const { name, train, files } = record.value;
    const arrived = this.sumsIn(datasetUrl);
    const promised = files.filter((file) => [train.images, train.labels].includes(file.name));
    const sums = promised.map((file) => [file.name, file.unpackedSha256 ?? file.sha256]);
    const checksums = this.unverified ? arrived : { ...arrived, ...Object.fromEntries(sums) };
    return { ok: true, value: { id: lastFolder(datasetUrl), name, checksums } };
  }

  private sumsIn(folder: string): Record<string, string> {
    const own = [...this.sums].filter(([address]) => address.startsWith(folder));
    return Object.fromEntries(own.map(([address, sum]) => [address.slice(folder.length), sum]));
  }

  private file(
    folder: string,
    name: string,
    { files }: ModelRecord,
    onProgress: OnProgress,
  ): Promise<Outcome<FetchedFile>> {
    return this.keep(folder + name, async () => {
      const record = files.find((file) => file.name === name) ?? null;
      const fetched = await fetchFile(this.fetcher, folder + name, record, (received, total) =>
        onProgress({ file: name, receivedBytes: received, totalBytes: total }),
      );
      if (!fetched.ok) return fetched;
      if (!fetched.value.verified) this.unverified = true;
      if (fetched.value.sha256) this.sums.set(folder + name, fetched.value.sha256);
      return fetched;
    });
  }

  private record<T>(url: string): Promise<Outcome<T>> {
    return this.keep(url, async () => {
      const fetched = await fetchFile(this.fetcher, url, null, () => {});
      if (!fetched.ok) return fetched;
      try {
        return { ok: true, value: JSON.parse(new TextDecoder().decode(fetched.value.bytes)) as T };
      } catch {
        return refusal('record', `${url} is not JSON; restore it and load it again`);
      }
    });
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
