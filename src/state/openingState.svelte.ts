/** Opening somebody's own network: its files are read, what is in them is shown, and only then it takes the other's place. */
import type { Clock } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import type { FoundModel, GivenBlob, OpeningChoice } from '../protocol/opening';
import { inputRange, type InputRangeId } from '../recognition/inputRanges';
import { fittingDatasets } from '../subject/fitting';
import type { FolderOfFiles, ImportedModel } from '../subject/imported';
import type { Framing } from '../subject/modelInput';
import { words } from '../words/words';
import type { Catalogue } from './catalogue.svelte';

/** Reads files in a worker of its own, which `close` ends. */
export interface ModelOpener {
  open(
    files: readonly GivenBlob[],
    inputSize: number | undefined,
    onRead: (bytes: number) => void,
  ): Promise<Outcome<FoundModel>>;
  /** The files at an address. @param onFile bytes of each so far, and all of them, or 0 */
  fetch(
    address: string,
    onFile: (file: string, received: number, bytes: number) => void,
  ): Promise<Outcome<GivenBlob[]>>;
  folder(choice: OpeningChoice): Promise<FolderOfFiles>;
  close(): void;
}

/** `asking` for files; `fetching` or `reading` them; `found` a network in them; `keeping` it; `refused`. */
export type OpeningPhase =
  'closed' | 'asking' | 'fetching' | 'reading' | 'found' | 'keeping' | 'refused';

export interface OpeningParts {
  readonly opener: ModelOpener;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Refused while something runs that would be lost. */
  readonly choose: (id: string) => Outcome<null>;
}

export class OpeningState {
  phase = $state<OpeningPhase>('closed');
  /** Bytes of the files and how many of them have been read; of the file that is fetched, by name. */
  progress = $state.raw({ file: '', read: 0, bytes: 0 });
  found = $state.raw<FoundModel | null>(null);
  trouble = $state.raw<Refusal | null>(null);
  /** How the network is called; a person may change it. */
  name = $state('');
  range = $state<InputRangeId | null>(null);
  framing = $state<Framing>('centre-square');
  /** On what it is judged: a data set beside the page that fits, or nothing. */
  dataset = $state<string | null>(null);
  /** False after a network was opened that the browser did not keep for the next visit. */
  kept = $state(true);
  readonly datasets = $derived(this.found ? fittingDatasets(this.found.network) : []);
  readonly #parts: OpeningParts;
  #files: readonly GivenBlob[] = [];

  constructor(parts: OpeningParts) {
    this.#parts = parts;
  }

  /** For files, or for others than those that were given. */
  ask(): void {
    this.close();
    this.phase = 'asking';
  }

  /** Of a file that a person names by its address. */
  async fetch(address: string): Promise<void> {
    const wanted = (this.#files = []);
    this.phase = 'fetching';
    this.trouble = null;
    const files = await this.#parts.opener.fetch(address, (file, read, bytes) => {
      if (this.#files === wanted) this.progress = { file, read, bytes };
    });
    if (this.#files !== wanted) return;
    if (files.ok) await this.open(files.value);
    else this.#refuse(files);
  }

  /** @param inputSize pixels, where the files leave them open */
  async open(files: readonly GivenBlob[], inputSize?: number): Promise<void> {
    const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
    this.#files = files;
    this.phase = 'reading';
    this.trouble = this.found = null;
    this.progress = { file: '', read: 0, bytes };
    const outcome = await this.#parts.opener.open(
      files,
      inputSize,
      (read) => (this.progress = { file: '', read, bytes }),
    );
    // Closed, or other files took their place.
    if (this.#files !== files) return;
    if (outcome.ok) this.#show(outcome.value);
    else this.#refuse(outcome);
  }

  /** The same files once more, of pictures of that many pixels. */
  again(inputSize: number): Promise<void> {
    return this.open([...this.#files], inputSize);
  }

  /** It takes the place of the network that is open, and is kept. */
  async use(): Promise<void> {
    const { found } = this;
    if (!found) return;
    this.phase = 'keeping';
    const folder = await this.#parts.opener.folder(this.#choice(found));
    if (this.phase !== 'keeping') return;
    this.kept = await this.#parts.catalogue.add(folder, this.#row(folder, found));
    const chosen = this.#parts.choose(folder.id);
    if (chosen.ok) return this.close();
    this.trouble = chosen;
    this.phase = 'found';
  }

  close(): void {
    this.#files = [];
    this.found = this.trouble = null;
    this.phase = 'closed';
    this.#parts.opener.close();
  }

  #refuse(why: Refusal): void {
    this.trouble = why;
    this.phase = 'refused';
  }

  #show(found: FoundModel): void {
    this.found = found;
    this.name = found.name;
    this.range = found.inputRange;
    this.framing = found.input.framing;
    this.dataset = this.datasets[0]?.id ?? null;
    this.phase = 'found';
  }

  #choice({ input, classNames }: FoundModel): OpeningChoice {
    const { name, framing, range } = this;
    const bytes = range === null ? {} : inputRange(range, input.planes);
    return { name, classNames, input: { ...input, ...bytes, framing } };
  }

  #row({ id, files }: FolderOfFiles, { facts }: FoundModel): ImportedModel {
    const importedAt = this.#parts.clock.date().toISOString();
    const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    const summary = words.opening.summary(facts.classes, facts.input.size);
    return { id, label: this.name, summary, dataset: this.dataset, importedAt, bytes };
  }
}
