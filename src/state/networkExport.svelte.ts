import type { Outcome, Refusal } from '../base/outcome';
import { EXPORT_FORMATS, type Storage } from '../export/exportFormats';
import {
  exportFileName,
  storagesFor,
  type FileChoice,
  type FileFormat,
} from '../export/fileChoice';
import type { ExportRequest } from '../protocol/export';
import { refusal } from '../words/refusal';
import { NOT_LOADED } from '../protocol/notLoaded';
import { planName } from '../pruning/planName';
import type { MeasuredPoint } from '../study/measuredPoint';
import { nameOf } from '../subject/bundle';
import { framingOf } from '../subject/modelInput';
import type { KeptNetworks } from './keptNetworks.svelte';
import type { LabCondition } from './labCondition.svelte';

/** Writes a network in another tool's format; a test gives another one. */
export interface Exporter {
  /** Refused with `cancelled` after `signal`. */
  write(request: ExportRequest, signal: AbortSignal): Promise<Outcome<Blob>>;
}

/** What is waited for: the network, which may have to be repaired once more, or its file. */
export type ExportStage = 'network' | 'file';

export interface WrittenFile extends FileChoice {
  readonly name: string;
  readonly content: Blob;
}

interface Parts {
  readonly networks: Pick<KeptNetworks, 'fileOf'>;
  readonly lab: Pick<LabCondition, 'lab'>;
  readonly exporter: Exporter;
}

interface Writing {
  readonly signal: AbortSignal;
  /** The network is there. */
  readonly onFile?: () => void;
}

const USUAL: FileChoice = { format: EXPORT_FORMATS[0].id, storage: EXPORT_FORMATS[0].storages[0] };

/** The network of a point on its way out: written as soon as it is chosen how, so that its size is known. */
export class NetworkExport {
  /** Whose network; null while nothing is wanted. */
  #item = $state.raw<MeasuredPoint | null>(null);
  #choice = $state.raw<FileChoice>(USUAL);
  #result = $state.raw<Outcome<WrittenFile> | null>(null);
  #stage = $state<ExportStage>('network');
  /** Ends the file that is being written. */
  #writing = new AbortController();
  /** The lab's own file of the item's network. */
  #own: Promise<Outcome<Blob>> | null = null;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get item(): MeasuredPoint | null {
    return this.#item;
  }

  get choice(): FileChoice {
    return this.#choice;
  }

  /** Null while it is being written, and where it cannot be. */
  get file(): WrittenFile | null {
    return this.#result?.ok ? this.#result.value : null;
  }

  /** What is waited for, where there is neither a file nor trouble. */
  get stage(): ExportStage {
    return this.#stage;
  }

  /** Why it cannot be written. */
  get trouble(): Refusal | null {
    return this.#result && !this.#result.ok ? this.#result : null;
  }

  open(item: MeasuredPoint): void {
    this.#item = item;
    this.#own = null;
    void this.#write();
  }

  /** Ends what is being written. */
  close(): void {
    this.#writing.abort();
    this.#item = null;
    this.#own = null;
    this.#result = null;
  }

  /** A storage that the format does not have for the network becomes its usual one. */
  choose(format: FileFormat, storage: Storage): void {
    this.#choice = { format, storage };
    void this.#write();
  }

  /** Once more, after trouble. */
  again(): void {
    this.#own = null;
    void this.#write();
  }

  /** Refused as `KeptNetworks.fileOf` and the exporter do. */
  async write(item: MeasuredPoint, choice: FileChoice): Promise<Outcome<WrittenFile>> {
    const { signal } = new AbortController();
    return this.#written(item, choice, this.#parts.networks.fileOf(item), { signal });
  }

  async #write(): Promise<void> {
    const [item, choice] = [this.#item, this.#choice];
    this.#result = null;
    this.#writing.abort();
    if (!item) return;
    const { signal } = (this.#writing = new AbortController());
    this.#stage = 'network';
    this.#own ??= this.#parts.networks.fileOf(item);
    const onFile = () => {
      if (!signal.aborted) this.#stage = 'file';
    };
    const result = await this.#written(item, choice, this.#own, { signal, onFile });
    if (!signal.aborted) this.#result = result;
  }

  async #written(
    { point }: MeasuredPoint,
    { format, storage: asked }: FileChoice,
    own: Promise<Outcome<Blob>>,
    { signal, onFile }: Writing,
  ): Promise<Outcome<WrittenFile>> {
    const storages = storagesFor(point.plan, format);
    const storage = storages.includes(asked) ? asked : storages[0];
    if (!storage) return refusal('format-without-int8', { format });
    const file = await own;
    if (!file.ok) return file;
    const { lab } = this.#parts.lab;
    if (!lab) return NOT_LOADED;
    const name = exportFileName(point.plan, { format, storage });
    if (format === 'lab')
      return { ok: true, value: { format, storage, name, content: file.value } };
    const { mean, deviation } = lab.subject.preprocessing;
    const request = {
      ...{ file: file.value, format, storage, mean, deviation },
      framing: framingOf(lab.input),
      name: `${nameOf(lab.subject.model)}: ${planName(point.plan)}`,
    };
    onFile?.();
    const content = await this.#parts.exporter.write(request, signal);
    if (!content.ok) return content;
    return { ok: true, value: { format, storage, name, content: content.value } };
  }
}
