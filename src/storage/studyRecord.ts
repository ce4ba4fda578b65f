import { canonical } from '../base/contentId';
import type { AskedRun, StudyAbout, StudySubject } from '../study/about';
import { environmentId, type Environment } from '../study/environment';
import type { MeasuredPoint } from '../study/measuredPoint';
import type { OperatingPoint } from '../study/point';
import { spoiledWindows } from '../study/spoiledWindows';
import type { RememberedStudy } from './studyMemory';

/** What a list tells of points without reading them. */
export interface StudyTally {
  readonly points: number;
  /** About, as they are stored. */
  readonly bytes: number;
  /** Each once, that points were measured in, whether they are still there or not. */
  readonly environments: readonly Environment[];
}

/** A study as it is kept; its points lie beside it, each for itself. */
export interface StudyRecord {
  /** Of this browser alone. */
  readonly id: string;
  /** Random; every copy of the study has the same, here and in files. */
  readonly copyId: string;
  /** Key of the model and the pictures that it is about. */
  readonly subject: string;
  /** Empty until somebody gives it one. */
  readonly name: string;
  /** Why it is measured. */
  readonly question: string;
  readonly notes: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601: the one that was opened last is open at the next visit. */
  readonly openedAt: string;
  /** In the order in which they were begun. */
  readonly runs: readonly AskedRun[];
  /** The last run with its form; null before there is one. */
  readonly asked: RememberedStudy | null;
  readonly tally: StudyTally;
}

export const EMPTY_TALLY: StudyTally = { points: 0, bytes: 0, environments: [] };

/** One id for whoever comes first: two tabs begin one study, not two. */
export function firstStudyId(subject: string): string {
  return `first ${subject}`;
}

export function newStudyId(): string {
  return crypto.randomUUID();
}

/** @param now ISO 8601 */
export function newStudy(id: string, subject: string, now: string): StudyRecord {
  const texts = { name: '', question: '', notes: '' };
  const empty = { runs: [], asked: null, tally: EMPTY_TALLY };
  return { id, copyId: newStudyId(), subject, ...texts, createdAt: now, openedAt: now, ...empty };
}

/** Of points that were handed on: the study that they become here. @param now ISO 8601 */
export function studyFrom(
  { id: copyId, name, question, notes, createdAt, runs }: StudyAbout,
  id: string,
  subject: string,
  now: string,
): StudyRecord {
  const told = { copyId, name, question, notes, createdAt, runs };
  return { ...newStudy(id, subject, now), ...told };
}

/** As it is handed on. @param subject null while nothing is loaded */
export function aboutRecord(
  { copyId: id, name, question, notes, createdAt, runs }: StudyRecord,
  points: readonly OperatingPoint[],
  subject: StudySubject | null,
): StudyAbout {
  const told = subject && { model: subject.model, dataset: subject.dataset };
  const spoiled = spoiledWindows(points);
  return { id, name, question, createdAt, subject: told, runs, spoiled, notes };
}

/** What was asked for; one that goes on is no further run. */
export function withAsked(
  record: StudyRecord,
  asked: RememberedStudy,
  startedAt: string,
): StudyRecord {
  const run = { request: asked.request, images: asked.images };
  const last = record.runs.at(-1);
  const goesOn = last && sameOrder(last, run);
  const begins = asked.running && !goesOn;
  return { ...record, asked, runs: begins ? [...record.runs, { ...run, startedAt }] : record.runs };
}

function sameOrder(a: Omit<AskedRun, 'startedAt'>, b: Omit<AskedRun, 'startedAt'>) {
  return a.images === b.images && canonical(a.request) === canonical(b.request);
}

/** Of points that come and those that they take the place of. */
export function tallied(
  tally: StudyTally,
  added: readonly MeasuredPoint[],
  gone: readonly { readonly bytes: number }[],
): StudyTally {
  const bytes = sum(added.map(bytesOf)) - sum(gone.map((row) => row.bytes));
  return {
    points: tally.points + added.length - gone.length,
    bytes: Math.max(0, tally.bytes + bytes),
    environments: eachOnce([
      ...tally.environments,
      ...added.map(({ point }) => point.origin.environment),
    ]),
  };
}

/** About, as it is stored. */
export function bytesOf({ point, answers }: MeasuredPoint): number {
  const arrays = answers
    ? [answers.afterCutting, answers.afterRepair, ...Object.values(answers.confidences ?? {})]
    : [];
  return JSON.stringify(point).length + sum(arrays.map((array) => array?.byteLength ?? 0));
}

function eachOnce(environments: readonly Environment[]): readonly Environment[] {
  return [...new Map(environments.map((one) => [environmentId(one), one])).values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
