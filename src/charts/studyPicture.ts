/** What a study's chart looks like in a file; drawn by `chartSvg.ts` in Node and by `pageSvg.ts` in the page. */
import { environmentId, type Environment } from '../study/environment';
import { environmentParts } from '../study/environmentTraits';
import type { OperatingPoint, Study } from '../study/point';
import type { Axis } from './axes';
import { energyCaption, showsEnergy } from './energyNotice';
import { textWidth } from './legend';
import { FILE_THEME, type Theme } from './palette';
import { tradeOffLayout, type TradeOffLayout } from './tradeOffLayout';
import { words } from '../words/words';
import { inWords } from '../words/inWords';

const say = words.charts.caption;

const SIZE = { width: 960, height: 560 } as const;

export interface StudyPicture {
  readonly layout: TradeOffLayout;
  readonly theme: Theme;
  readonly title: string;
  readonly caption: readonly string[];
}

/** @param theme of the file; on white where it stands alone */
export function studyPicture(
  { points, about }: Study,
  axis: Axis,
  theme: Theme = FILE_THEME,
): StudyPicture {
  const layout = tradeOffLayout({
    ...SIZE,
    points,
    axis,
    roomFor: [],
  });
  const energy = showsEnergy(axis) ? energyCaption(points) : [];
  const caption = wrapped([
    ...(about?.name ? [about.name] : []),
    ...originParts(points),
    ...energy,
  ]);
  const title = say.title(chartTitle(axis), modelsOf(points));
  return { layout, theme, title, caption };
}

/** `Accuracy against latency, tf.js`. */
export function chartTitle(axis: Axis): string {
  return words.charts.title[axis.vertical](inWords('axes', axis).label);
}

/** What was measured, then where, one environment after the other, and when. */
function originParts(points: readonly OperatingPoint[]): string[] {
  const environments = new Map<string, Environment>();
  for (const { origin } of points)
    environments.set(environmentId(origin.environment), origin.environment);
  const own = [...environments.values()];
  const data = distinct(own.map(({ dataset }) => dataset.name ?? dataset.id ?? say.unknownData));
  const images = distinct(points.map(({ accuracy }) => accuracy.afterCutting.total));
  return [
    ...modelsOf(points),
    say.images(images, data),
    say.bars,
    ...own.flatMap((one, i) => numbered(environmentParts(one), own.length > 1 ? i + 1 : null)),
    ...dates(points),
    ...distinct(own.flatMap(({ browser }) => browser.userAgent ?? [])),
  ];
}

/** Several environments are told apart by numbers. */
function numbered([first, ...rest]: readonly string[], number: number | null): string[] {
  return [number === null ? first : say.environment(number, first), ...rest];
}

function modelsOf(points: readonly OperatingPoint[]): string[] {
  const models = points.map(({ origin }) => origin.environment.model);
  return distinct(models.flatMap(({ name, id }) => name ?? id ?? []));
}

/** The first and the last point's. */
function dates(points: readonly OperatingPoint[]): string[] {
  const sorted = distinct(points.map(({ origin }) => origin.measuredAt)).sort();
  return sorted.length > 1 ? [say.dates(sorted[0], sorted.at(-1)!)] : sorted;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function wrapped(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length > 0 ? `${lines.at(-1)} · ${part}` : part;
    if (lines.length > 0 && textWidth(longer) < SIZE.width - 60) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
