/** Bringing pictures in: they are found and decoded, what is made of them is shown, and only then the lab uses them. */
import type { Outcome, Refusal } from '../base/outcome';
import { matchClasses, type ClassMatch } from '../pictures/matchClasses';
import { copiesOf, groupsFor, sampled, splitPictures, type PictureSplit } from '../pictures/split';
import { classNamesOf, countsOf, labelsOf, namesByLabel } from '../pictures/tallies';
import type { LeftFile } from '../pictures/foundPicture';
import type { GivenPictures } from '../pictures/pictureFile';
import type {
  DecodedPictures,
  DecodeProgress,
  PictureList,
  PicturesApi,
  WrittenDataset,
} from '../protocol/pictures';
import type { LoadedLab } from '../protocol/lab';
import {
  framedPreprocessing,
  framingOf,
  type Framing,
  type ModelInput,
} from '../subject/modelInput';
import { words } from '../words/words';
import type { Preprocessing } from '../subject/preprocessing';

/** The worker, started when it is first asked and ended by `end`. */
export interface PicturesWorker extends PicturesApi {
  /** The file at an address, until `end`. @param onFile bytes so far, and all of them, or 0 */
  fetch(
    address: string,
    onFile: (file: string, received: number, bytes: number) => void,
  ): Promise<Outcome<GivenPictures>>;
  end(): void;
}

/** What the network that is open expects of pictures. */
export interface Expected {
  readonly preprocessing: Preprocessing;
  readonly framing: ModelInput['framing'];
  /** By class; null where the network does not say them. */
  readonly classNames: readonly string[] | null;
  readonly classes: number;
}

/** Pictures are framed to what the network reads, or as those of its data set are where only that says so. */
export function expectedOf({ subject, input }: LoadedLab): Expected {
  const preprocessing = input ? framedPreprocessing(input) : subject.preprocessing;
  const { classNames, network } = subject;
  const framing = framingOf(input);
  return { preprocessing, framing, classNames, classes: network.classes };
}

export interface PicturesParts {
  readonly worker: PicturesWorker;
  /** Null before a network is loaded. */
  readonly expected: () => Expected | null;
  /** Refused while something runs that would be lost. */
  readonly use: (dataset: WrittenDataset) => Promise<Outcome<null>>;
}

/** `asking` for files; `fetching` one; `finding` pictures in them, `decoding` these; `ready` to be used; `writing` the data set. */
export type PicturesPhase =
  'closed' | 'asking' | 'fetching' | 'finding' | 'decoding' | 'ready' | 'writing';

/** Of each side. */
const MOST = 10_000;
/** Of those that have to be fetched. */
const MOST_FETCHED = 2000;
/** Decoded, of all. */
const MOST_BYTES = 3e9;

/** A class as the pictures say it. */
export interface FoundClass extends ClassMatch {
  readonly pictures: number;
  readonly train: number;
  readonly test: number;
}

export class PicturesState {
  phase = $state<PicturesPhase>('closed');
  /** Files that were looked at. */
  looked = $state(0);
  /** Of the file that is fetched: bytes so far, and all of them, or 0. */
  fetched = $state.raw({ file: '', read: 0, bytes: 0 });
  progress = $state.raw<DecodeProgress | null>(null);
  list = $state.raw<PictureList | null>(null);
  decoded = $state.raw<DecodedPictures | null>(null);
  trouble = $state.raw<Refusal | null>(null);
  framing = $state<Framing>('centre-square');
  seed = $state(1);
  /** Classes put right by hand: index of the network's class, or null for none, by the pictures' name. */
  #corrections = $state.raw<Readonly<Record<string, number | null>>>({});
  #expected = $state.raw<Expected | null>(null);
  #given: readonly GivenPictures[] = [];
  readonly #parts: PicturesParts;

  readonly #names = $derived(classNamesOf(this.list?.pictures ?? []));
  /** How each class of the pictures is called by the network. */
  readonly matches: readonly ClassMatch[] = $derived(
    matchClasses(this.#names, this.classNames).map((match) =>
      Object.hasOwn(this.#corrections, match.name)
        ? { name: match.name, label: this.#corrections[match.name], by: 'hand' as const }
        : match,
    ),
  );
  /** By index in the list. */
  readonly #labels = $derived(labelsOf(this.list?.pictures ?? [], this.matches));
  /** Indices in the list of what was decoded. */
  readonly #ready = $derived(
    [...(this.decoded?.contents ?? []).keys()].filter((i) => this.decoded!.contents[i] !== null),
  );
  /** Indices in the list. */
  readonly split: PictureSplit = $derived.by(() => {
    const pictures = this.#ready.map((i) => ({
      label: this.#labels[i],
      part: this.list!.pictures[i].part,
      content: this.decoded!.contents[i]!,
    }));
    const { train, test } = splitPictures(pictures, this.seed, MOST);
    const indices = (side: readonly number[]) => side.map((i) => this.#ready[i]);
    return { train: indices(train), test: indices(test) };
  });
  readonly copies = $derived(
    copiesOf(this.#ready.map((i) => ({ content: this.decoded!.contents[i]! }))).length,
  );
  readonly classes: readonly FoundClass[] = $derived.by(() => {
    const of = (side: readonly number[]) => this.#countsOf(side);
    const [all, train, test] = [of(this.#ready), of(this.split.train), of(this.split.test)];
    const own = (counts: ReadonlyMap<string | null, number>, name: string) => counts.get(name) ?? 0;
    return this.matches.map((match) => ({
      ...match,
      pictures: own(all, match.name),
      train: own(train, match.name),
      test: own(test, match.name),
    }));
  });
  /** Decoded, without a class of their own. */
  readonly unlabelled = $derived(this.#countsOf(this.#ready).get(null) ?? 0);
  readonly left: readonly LeftFile[] = $derived([
    ...(this.list?.left ?? []),
    ...(this.decoded?.left ?? []),
  ]);

  constructor(parts: PicturesParts) {
    this.#parts = parts;
  }

  /** Of the network; numbers where it does not say them. */
  get classNames(): readonly string[] {
    const { classNames, classes } = this.#expected ?? { classNames: null, classes: 0 };
    return (
      classNames ?? Array.from({ length: classes }, (_, label) => words.pictures.classNumber(label))
    );
  }

  /** Height and width of what the network sees, pixels. */
  get sides(): Preprocessing['source'] | null {
    return this.#expected?.preprocessing.source ?? null;
  }

  ask(): void {
    this.#clear();
    this.#expected = this.#parts.expected();
    this.framing = this.#expected?.framing ?? 'centre-square';
    this.phase = 'asking';
  }

  /** From an address that a person names. */
  async fetch(address: string): Promise<void> {
    if (!this.#expected) return;
    this.phase = 'fetching';
    this.trouble = null;
    const before = (this.#given = [...this.#given]);
    this.fetched = { file: '', read: 0, bytes: 0 };
    const file = await this.#parts.worker.fetch(address, (name, read, bytes) => {
      if (this.#given === before) this.fetched = { file: name, read, bytes };
    });
    if (this.#given !== before) return;
    if (file.ok) await this.add([file.value]);
    else this.#refuse(file);
  }

  /** With those that were given before. */
  async add(given: readonly GivenPictures[]): Promise<void> {
    if (given.length === 0 || !this.#expected) return;
    const all = (this.#given = [...this.#given, ...given]);
    this.phase = 'finding';
    this.looked = 0;
    this.trouble = this.list = this.decoded = null;
    const list = await this.#parts.worker.find(all, (files) => (this.looked = files));
    // Others were added, or all were let go.
    if (this.#given !== all) return;
    if (!list.ok) return this.#refuse(list);
    this.list = list.value;
    if (list.value.pictures.length === 0) this.phase = 'asking';
    else await this.#decode();
  }

  /** Decodes all of them anew. */
  async frame(framing: Framing): Promise<void> {
    this.framing = framing;
    if (this.list) await this.#decode();
  }

  correct(name: string, label: number | null): void {
    this.#corrections = { ...this.#corrections, [name]: label };
  }

  /** As the network sees it, RGBA. @param index in the list */
  seen(index: number): Promise<Uint8ClampedArray<ArrayBuffer> | null> {
    return this.#parts.worker.seen(index);
  }

  /** Of the test pictures, each class in turn: what to look at. */
  samples(most: number): readonly number[] {
    const { test, train } = this.split;
    return [...test, ...train].slice(0, most);
  }

  /** They take the place of the pictures that are used. */
  async use(): Promise<void> {
    const expected = this.#expected;
    if (!expected || this.phase !== 'ready') return;
    this.phase = 'writing';
    const { preprocessing } = expected;
    const classNames = expected.classNames ?? namesByLabel(this.classNames, this.matches);
    const { train, test } = this.split;
    const name = nameOf(this.#given);
    const order = { name, classNames, preprocessing, train, test, labels: this.#labels };
    const written = await this.#parts.worker.write(order);
    const used = written.ok ? await this.#parts.use(written.value) : written;
    if (used.ok) return this.close();
    this.trouble = used;
    this.phase = 'ready';
  }

  close(): void {
    this.#clear();
    this.phase = 'closed';
    this.#parts.worker.end();
  }

  async #decode(): Promise<void> {
    const { list } = this;
    const expected = this.#expected;
    if (!list || !expected) return;
    const { framing } = this;
    const { source } = expected.preprocessing;
    this.phase = 'decoding';
    this.decoded = this.progress = this.trouble = null;
    const bytes = source.height * source.width * source.planes;
    const chosen = chosenOf(list, Math.min(2 * MOST, Math.floor(MOST_BYTES / bytes)), this.seed);
    const decoded = await this.#parts.worker.decode(
      chosen,
      { ...source, framing },
      (progress) => (this.progress = progress),
    );
    if (this.list !== list || this.framing !== framing) return;
    if (!decoded.ok) return this.#refuse(decoded);
    this.decoded = decoded.value;
    this.phase = 'ready';
  }

  #countsOf(indices: readonly number[]): ReadonlyMap<string | null, number> {
    return countsOf(this.list?.pictures ?? [], indices);
  }

  #refuse(why: Refusal): void {
    this.trouble = why;
    this.phase = 'asking';
  }

  #clear(): void {
    this.#given = [];
    this.#corrections = {};
    this.list = this.decoded = this.progress = this.trouble = null;
  }
}

/** Indices in the list. Of those that have to be fetched fewer, and in few groups. */
function chosenOf({ pictures }: PictureList, most: number, seed: number): readonly number[] {
  const isRemote = pictures.some(({ group }) => group !== undefined);
  const limit = isRemote ? Math.min(most, MOST_FETCHED) : most;
  const groups = isRemote ? groupsFor(pictures, limit) : null;
  const near = [...pictures.keys()].filter((i) => !groups || groups.has(pictures[i].group));
  const strata = near.map((i) => {
    const { className, part } = pictures[i];
    return className && `${part} ${className}`;
  });
  return sampled(strata, limit, seed).map((i) => near[i]);
}

/** The folder or the file that was given first. */
function nameOf([first]: readonly GivenPictures[]): string {
  return first.path.split('/')[0].replace(/(?<=.)\.(zip|parquet|csv|tar\.gz|tgz)$/i, '');
}
