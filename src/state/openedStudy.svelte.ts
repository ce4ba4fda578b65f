import type { Clock } from '../base/clock';
import type { OtherTabs } from '../storage/otherTabs';
import { firstStudyId, newStudy, withAsked, type StudyRecord } from '../storage/studyRecord';
import type { RememberedStudy, StudyMemory } from '../storage/studyMemory';
import type { StoredPoints } from '../storage/readRows';
import type { StudyChange, StudyStore } from '../storage/studyStore';
import type { MeasuredPoint } from '../study/measuredPoint';

interface Parts {
  readonly store: StudyStore;
  /** Key of the model and its pictures. */
  readonly subject: string;
  readonly clock: Clock;
  readonly tabs: Pick<OtherTabs, 'tell'>;
}

/** Where the points of the study that is open survive a reload. */
export interface PointStore {
  load(): Promise<StoredPoints>;
  put(points: readonly MeasuredPoint[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  onClosed(listener: () => void): void;
}

/** The study that the page's points belong to, as it is stored. It is begun by the first thing that is written into it. */
export class OpenedStudy implements PointStore, StudyMemory {
  /** All of the subject; the latest first. */
  #records = $state.raw<readonly StudyRecord[]>([]);
  #id = $state('');
  readonly #parts: Parts;
  /** Known once the storage has said which was opened last. */
  #opened: Promise<string>;
  #known: (id: string) => void = () => {};
  #begunAt: string;
  #chosen = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#id = firstStudyId(parts.subject);
    this.#begunAt = this.#now();
    this.#opened = new Promise((known) => (this.#known = known));
  }

  get id(): string {
    return this.#id;
  }

  get records(): readonly StudyRecord[] {
    return this.#records;
  }

  /** Null while nothing was written into it. */
  get record(): StudyRecord | null {
    return this.find(this.#id);
  }

  find(id: string): StudyRecord | null {
    return this.#records.find((record) => record.id === id) ?? null;
  }

  /** Reads them all; the first time, the one that was opened last is open. Never rejects: where nothing can be read, the points will say so. */
  async restore(): Promise<void> {
    await this.list().catch(() => {});
    if (this.#chosen) return;
    const [first, ...others] = this.#records;
    const last = others.reduce((a, b) => (a.openedAt < b.openedAt ? b : a), first);
    this.#chosen = true;
    if (last) this.#id = last.id;
    this.#known(this.#id);
  }

  async list(): Promise<void> {
    const records = await this.#parts.store.list();
    this.#records = [...records].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  /** What is stored from now on goes there. @param id of a study that is, or of one that its first point will begin */
  open(id: string): void {
    this.#chosen = true;
    this.#id = id;
    this.#begunAt = this.#now();
    this.#opened = Promise.resolve(id);
  }

  async load(): Promise<StoredPoints> {
    return this.#parts.store.load(await this.#opened);
  }

  async put(put: readonly MeasuredPoint[]): Promise<void> {
    if (put.length > 0) await this.#change({ put });
  }

  async remove(remove: readonly string[]): Promise<void> {
    if (remove.length > 0) await this.#change({ remove });
  }

  onClosed(listener: () => void): void {
    this.#parts.store.onClosed(listener);
  }

  async read(): Promise<RememberedStudy | null> {
    const id = await this.#opened;
    return this.find(id)?.asked ?? null;
  }

  async write(asked: RememberedStudy): Promise<void> {
    const now = this.#now();
    await this.#change({ record: (before) => withAsked(before, asked, now) });
  }

  async #change({
    record = (before) => before,
    ...points
  }: Omit<StudyChange, 'record'> & {
    readonly record?: (before: StudyRecord) => StudyRecord;
  }): Promise<void> {
    const begunAt = this.#begunAt;
    const id = await this.#opened;
    const begun = (before: StudyRecord | null) =>
      record(before ?? newStudy(id, this.#parts.subject, begunAt));
    await this.change(id, { ...points, record: begun });
  }

  /** Of any study of the subject; other tabs hear of it. */
  async change(id: string, change: StudyChange): Promise<StudyRecord> {
    const record = await this.#parts.store.change(id, change);
    const others = this.#records.filter((other) => other.id !== id);
    this.#records = [...others, record].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    this.#parts.tabs.tell({ study: id, put: change.put ?? [], removed: change.remove ?? [] });
    return record;
  }

  /** With its points; other tabs hear of it. */
  async removeStudy(id: string): Promise<void> {
    const { points } = await this.#parts.store.load(id);
    await this.#parts.store.remove(id);
    this.#records = this.#records.filter((record) => record.id !== id);
    this.#parts.tabs.tell({ study: id, put: [], removed: points.map((point) => point.id) });
  }

  /** The points of any study of the subject. */
  async pointsOf(id: string): Promise<readonly MeasuredPoint[]> {
    return (await this.#parts.store.load(id)).points;
  }

  get subject(): string {
    return this.#parts.subject;
  }

  #now(): string {
    return this.#parts.clock.date().toISOString();
  }
}
