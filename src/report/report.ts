/** What a report says of a study, before it is HTML or Markdown. */
import { axisText, accuracyText } from '../charts/describePoint';
import { chartTitle } from '../charts/studyPicture';
import type { Axis, AxisId } from '../charts/axes';
import { METHOD_TERMS } from '../pruning/methodTerms';
import { methodOf } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import { planName } from '../pruning/planName';
import { isDense } from '../pruning/repairs';
import { environmentId } from '../study/environment';
import { environmentWords } from '../study/environmentTraits';
import {
  energyOrigin,
  finalAccuracy,
  latencyOrigin,
  type OperatingPoint,
  type Study,
} from '../study/point';
import { nameOf } from '../subject/bundle';
import { inWords } from '../words/inWords';
import { reportWords } from '../words/reportWords';
import { SOURCES, type TermSource } from '../words/sources';
import { words } from '../words/words';
import { decidingAxes, frontPoints, type FrontPoint } from './fronts';
import { commandsOf } from './repeat';
import { threatsOf } from './threats';

const say = reportWords;

export interface Report {
  readonly title: string;
  /** '' where nobody asked one. */
  readonly question: string;
  /** What was measured, where and when: names and values. */
  readonly facts: readonly Fact[];
  readonly methods: readonly ReportedMethod[];
  readonly charts: readonly ReportedChart[];
  readonly table: ReportTable;
  /** One sentence each; empty where nobody gave a budget. */
  readonly advice: readonly string[];
  /** Which technique to take for which goal; without rows where nothing was measured. */
  readonly guidance: ReportTable;
  readonly threats: readonly string[];
  readonly commands: readonly string[];
  /** The networks of the table, as addresses of the lab. */
  readonly links: readonly { readonly name: string; readonly address: string }[];
  readonly notes: string;
}

export type Fact = readonly [name: string, value: string];

export interface ReportedMethod {
  readonly label: string;
  readonly summary: string;
  readonly source: TermSource;
}

export interface ReportedChart {
  readonly id: AxisId;
  readonly title: string;
  /** A whole picture, in colours that the report's style gives. */
  readonly svg: string;
}

export interface ReportTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ReportParts {
  /** @returns an SVG picture of the study's trade-off */
  readonly draw: (study: Study, axis: AxisId) => string;
  /** @returns an address at which the lab makes the point's network */
  readonly linkTo: (point: OperatingPoint) => string;
  readonly advice: readonly string[];
  readonly guidance: ReportTable;
}

export function reportOf(study: Study, { draw, linkTo, advice, guidance }: ReportParts): Report {
  const { about, points } = study;
  const front = frontPoints(points);
  return {
    title: about?.name || say.untitled,
    question: about?.question ?? '',
    facts: factsOf(study),
    methods: methodsOf(points),
    charts: decidingAxes(points).map((axis) => ({
      id: axis.id,
      title: chartTitle(axis),
      svg: draw(study, axis.id),
    })),
    table: frontTable([...dense(points, front), ...front]),
    advice,
    guidance,
    threats: threatsOf(study),
    commands: commandsOf(points),
    links: front.map(({ point }) => ({ name: planName(point.plan), address: linkTo(point) })),
    notes: about?.notes ?? '',
  };
}

function factsOf({ about, points }: Study): Fact[] {
  const own = points.map(({ origin }) => origin.environment);
  const models = about?.subject ? [about.subject.model] : own.map(({ model }) => model);
  const datasets = about?.subject ? [about.subject.dataset] : own.map(({ dataset }) => dataset);
  const dates = points.map(({ origin }) => origin.measuredAt).sort();
  return [
    [say.facts.model, distinct(models.map((model) => nameOf(model) ?? say.unknown)).join('; ')],
    [say.facts.dataset, distinct(datasets.map((set) => nameOf(set) ?? say.unknown)).join('; ')],
    ...devicesOf(points).map((device): Fact => [say.facts.device, device]),
    [say.facts.points, String(points.length)],
    [say.facts.measured, distinct([dates[0] ?? '–', dates.at(-1) ?? '–']).join(' – ')],
    ...checksums(models[0]),
  ];
}

/** What tells this network from another of its name. */
function checksums(
  model: { readonly checksums: Readonly<Record<string, string>> } | undefined,
): Fact[] {
  const sums = Object.entries(model?.checksums ?? {}).map(([file, sum]) => `${file} ${sum}`);
  return sums.length > 0 ? [[say.facts.checksums, sums.join(', ')]] : [];
}

function devicesOf(points: readonly OperatingPoint[]): string[] {
  const origins = points.flatMap((point) => [
    point.origin,
    ...[latencyOrigin(point), energyOrigin(point)].flatMap((origin) => origin ?? []),
  ]);
  const all = new Map(origins.map(({ environment: own }) => [environmentId(own), own]));
  return [...all.values()].map(environmentWords);
}

function methodsOf(points: readonly OperatingPoint[]): ReportedMethod[] {
  const ids: MethodId[] = distinct(points.map(({ plan }) => plan.method));
  return ids.map((id) => ({
    ...pick(id),
    source: SOURCES[METHOD_TERMS[id]],
  }));
}

function pick(id: MethodId): { label: string; summary: string } {
  const { label, summary } = inWords('methods', methodOf(id));
  return { label, summary };
}

/** The networks that are compared with, where something beats them. */
function dense(points: readonly OperatingPoint[], front: readonly FrontPoint[]): FrontPoint[] {
  const uncut = points.filter((point) => isDense(point.plan));
  const missing = uncut.filter((point) => !front.some((own) => own.point === point));
  return missing.map((point) => ({ point, on: [] }));
}

/** The networks that something speaks for. */
function frontTable(front: readonly FrontPoint[]): ReportTable {
  const axes = decidingAxes(front.map(({ point }) => point));
  const heads = [
    ...[say.table.network, say.table.accuracy, say.table.vsDense],
    ...axes.map(axisHead),
    say.table.best,
  ];
  return { heads, rows: front.map((own) => rowOf(own, axes)) };
}

function axisHead(axis: Axis): string {
  return inWords('axes', axis).label;
}

function rowOf({ point, on }: FrontPoint, axes: readonly Axis[]): string[] {
  return [
    planName(point.plan),
    accuracyText(finalAccuracy(point)),
    point.accuracyVsDense ? words.comparisons.difference(point.accuracyVsDense) : '–',
    ...axes.map((axis) => axisText(axis, point) ?? '–'),
    on.map(axisHead).join('; ') || '–',
  ];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
