/** What a study's chart looks like in a file; drawn by `chartSvg.ts` in Node and by `pageSvg.ts` in the page. */
import type { Environment, Study } from '../study/record';
import type { Axis } from './axes';
import { energyCaption, showsEnergy } from './energyNotice';
import { textWidth } from './legend';
import { FILE_THEME, type Theme } from './palette';
import { tradeOffLayout, type TradeOffLayout } from './tradeOffLayout';

const SIZE = { width: 960, height: 560 } as const;

export interface StudyPicture {
  readonly layout: TradeOffLayout;
  readonly theme: Theme;
  readonly title: string;
  readonly caption: readonly string[];
}

export function studyPicture({ points, environment }: Study, axis: Axis): StudyPicture {
  const layout = tradeOffLayout({
    ...SIZE,
    points,
    axis,
    planned: null,
    roomFor: [],
    accuracyFrom: 0,
  });
  const title = `${chartTitle(axis)}, ${environment.model}`;
  const energy = showsEnergy(axis) ? energyCaption(points) : [];
  const caption = wrapped([...environmentParts(environment), ...energy]);
  return { layout, theme: FILE_THEME, title, caption };
}

/** `Accuracy against latency, tf.js`. */
export function chartTitle({ vertical, label }: Axis): string {
  const upright = vertical === 'energy' ? 'Energy per inference' : 'Accuracy';
  return `${upright} against ${label.toLowerCase()}`;
}

function environmentParts(environment: Environment): string[] {
  const { tfjsVersion, backend, simd, threads, cores, workers } = environment;
  return [
    environment.model,
    `first ${environment.images} test images of ${environment.dataset}`,
    'bars: 95 % Wilson interval',
    `TF.js ${tfjsVersion} ${backend}${simd ? ' SIMD' : ''}, ${counted(threads, 'thread')}`,
    `${counted(workers, 'worker')} on ${counted(cores, 'core')}`,
    environment.measuredAt,
    environment.userAgent,
  ];
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
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
