import type { Clock } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import {
  aboutRecord,
  EMPTY_TALLY,
  newStudy,
  newStudyId,
  studyFrom,
  type StudyRecord,
} from '../storage/studyRecord';
import { storageTrouble } from '../storage/storageTrouble';
import { besideDense } from '../study/denseComparison';
import type { Imported } from '../study/importing';
import { byId, importedPoint, merged, type MeasuredPoint } from '../study/measuredPoint';
import type { Study } from '../study/point';
import { readOwnStudy } from './readStudy';
import { refusal } from '../words/refusal';
import type { InterruptedStudy } from './interruptedStudy.svelte';
import type { LabCondition } from './labCondition.svelte';
import type { OpenedStudy } from './openedStudy.svelte';
import type { PointLibrary } from './pointLibrary.svelte';
import type { RunElsewhere } from './runElsewhere.svelte';

export type { StudyRecord };

interface Parts {
  readonly opened: OpenedStudy;
  readonly points: PointLibrary;
  readonly interrupted: InterruptedStudy;
  readonly lab: Pick<LabCondition, 'lab' | 'environment'>;
  readonly clock: Clock;
  readonly elsewhere: Pick<RunElsewhere, 'runs'>;
  /** What has the machine for itself now, and writes into the study that is open. */
  readonly obstacle: () => Refusal | null;
}

/** What somebody writes of a study. */
export type StudyTexts = Pick<StudyRecord, 'name' | 'question' | 'notes'>;

interface Removed {
  readonly record: StudyRecord;
  readonly points: readonly MeasuredPoint[];
}

const DONE = { ok: true, value: null } as const;

/** The studies of what is loaded, side by side; the page's points belong to the one that is open. */
export class Studies {
  /** What `undoRemove` brings back, until another one is removed. */
  #removed = $state.raw<Removed | null>(null);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get all(): readonly StudyRecord[] {
    return this.#parts.opened.records;
  }

  get openId(): string {
    return this.#parts.opened.id;
  }

  /** Null while nothing was written into the one that is open. */
  get open(): StudyRecord | null {
    return this.#parts.opened.record;
  }

  get removed(): StudyRecord | null {
    return this.#removed?.record ?? null;
  }

  /** Why another study cannot be opened now; null where it can. */
  get obstacle(): Refusal | null {
    return this.#parts.obstacle() ?? (this.#parts.points.hasUnkept ? UNKEPT : null);
  }

  /** Shown at once; that it was opened last is written behind it. */
  openStudy(id: string): Promise<Outcome<null>> {
    return this.#undisturbed(async () => {
      const now = this.#now();
      this.#show(id);
      const record = (before: StudyRecord | null) => ({
        ...(before ?? this.#new(id)),
        openedAt: now,
      });
      await this.#parts.opened.change(id, { record });
    });
  }

  /** A new one, which is open from now on. */
  begin(texts: Partial<StudyTexts> = {}): Promise<Outcome<null>> {
    return this.#undisturbed(() => this.#begin(texts, []));
  }

  /** Of one that was not begun yet, too. */
  describe(id: string, texts: Partial<StudyTexts>): Promise<Outcome<null>> {
    return this.#kept(async () => {
      const record = (before: StudyRecord | null) => ({ ...(before ?? this.#new(id)), ...texts });
      await this.#parts.opened.change(id, { record });
    });
  }

  /** With its points, under a name of its own. */
  duplicate(id: string, name: string): Promise<Outcome<null>> {
    return this.#kept(async () => {
      const { opened } = this.#parts;
      const from = opened.find(id);
      if (!from) return;
      const own = { ...this.#new(newStudyId()), openedAt: from.createdAt, name };
      const { question, notes, runs } = from;
      const record = () => ({ ...own, question, notes, runs });
      await opened.change(own.id, { record, put: await opened.pointsOf(id) });
    });
  }

  /** Until another one is removed, it can be brought back. */
  remove(id: string): Promise<Outcome<null>> {
    if (this.#parts.elsewhere.runs) return Promise.resolve(ELSEWHERE);
    const work = () => this.#remove(id);
    return id === this.openId ? this.#undisturbed(work) : this.#kept(work);
  }

  undoRemove(): Promise<Outcome<null>> {
    return this.#kept(async () => {
      if (!this.#removed) return;
      const { record, points: put } = this.#removed;
      const back = () => ({ ...record, tally: EMPTY_TALLY });
      await this.#parts.opened.change(record.id, { record: back, put });
      this.#removed = null;
      if (record.id === this.openId) await this.#parts.points.reopen();
    });
  }

  /** All that the one has goes into the other; of points that both have, the later one stays. The one can be brought back. */
  merge(from: string, into: string): Promise<Outcome<null>> {
    if (this.#parts.elsewhere.runs) return Promise.resolve(ELSEWHERE);
    return this.#undisturbed(async () => {
      const { opened } = this.#parts;
      const [source, theirs] = [opened.find(from), await opened.pointsOf(from)];
      const ours = byId(await opened.pointsOf(into));
      if (!source) return;
      const put = theirs.filter((item) => isLater(item, ours.get(item.id)));
      await opened.change(into, {
        record: (before) => joined(before ?? this.#new(into), source),
        put,
      });
      await this.#remove(from);
      if (into === this.openId || from === this.openId) this.#show(into);
    });
  }

  /** As a file says it: with its accuracies beside the dense network's. */
  async studyOf(id: string): Promise<Outcome<Study>> {
    const { opened, lab } = this.#parts;
    const record = opened.find(id);
    const items = id === this.openId ? this.#parts.points.all : await this.#read(id);
    if (!record || !items) return refusal('study-not-read');
    const labels = lab.lab?.testLabels;
    const points = items.map((item) => (labels ? besideDense(item, items, labels) : item.point));
    const about = aboutRecord(record, points, lab.lab?.subject ?? null);
    return { ok: true, value: { about, points } };
  }

  /** With the answers behind them, to be held against those of the study that is open. */
  async pointsOf(id: string): Promise<Outcome<readonly MeasuredPoint[]>> {
    const points = await this.#read(id);
    return points ? { ok: true, value: points } : refusal('study-not-read');
  }

  /** The study in a file becomes one here, and is open from now on. */
  async importNew(json: string): Promise<Outcome<Imported>> {
    const read = await readOwnStudy(json, this.#parts.lab);
    if (!read.ok) return read;
    const { study, sorted } = read.value;
    const put = merged([], sorted.fitting.map(importedPoint));
    const { about } = study;
    const record = about && studyFrom(about, newStudyId(), this.#parts.opened.subject, this.#now());
    const begun = await this.#undisturbed(() => this.#begin(record ?? {}, put));
    return begun.ok ? { ok: true, value: sorted } : begun;
  }

  async #begin(fields: Partial<StudyRecord>, put: readonly MeasuredPoint[]): Promise<void> {
    const id = newStudyId();
    const record = () => ({ ...this.#new(id), ...fields, id });
    await this.#parts.opened.change(id, { record, put });
    this.#show(id);
  }

  async #remove(id: string): Promise<void> {
    const { opened } = this.#parts;
    const record = opened.find(id);
    if (!record) return;
    this.#removed = { record, points: await opened.pointsOf(id) };
    await opened.removeStudy(id);
    if (id === this.openId) this.#show(this.all[0]?.id ?? newStudyId());
  }

  #show(id: string): void {
    this.#parts.opened.open(id);
    void this.#parts.points.reopen();
    void this.#parts.interrupted.restore();
  }

  async #read(id: string): Promise<readonly MeasuredPoint[] | null> {
    return this.#parts.opened.pointsOf(id).catch(() => null);
  }

  /** What changes the points that are shown waits for whoever makes some. */
  async #undisturbed(work: () => Promise<void>): Promise<Outcome<null>> {
    return this.obstacle ?? (await this.#kept(work));
  }

  async #kept(work: () => Promise<void>): Promise<Outcome<null>> {
    try {
      await work();
      return DONE;
    } catch (error) {
      return refusal('study-not-stored', { cause: storageTrouble(error) });
    }
  }

  #new(id: string): StudyRecord {
    return newStudy(id, this.#parts.opened.subject, this.#now());
  }

  #now(): string {
    return this.#parts.clock.date().toISOString();
  }
}

const UNKEPT = refusal('points-unkept');
const ELSEWHERE = refusal('study-in-other-tab');

function isLater(item: MeasuredPoint, other: MeasuredPoint | undefined): boolean {
  return !other || other.point.origin.measuredAt < item.point.origin.measuredAt;
}

/** Texts one below the other. */
function joined(into: StudyRecord, from: StudyRecord): StudyRecord {
  const both = (field: 'question' | 'notes') =>
    [...new Set([into[field], from[field]])].filter(Boolean).join('\n');
  const runs = [...into.runs, ...from.runs].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  return { ...into, question: both('question'), notes: both('notes'), runs };
}
