import { flushSync, mount, unmount } from 'svelte';
import type { Study } from '../study/point';
import { axisOf, type AxisId } from './axes';
import type { Theme } from './palette';
import { studyPicture } from './studyPicture';
import TradeOffPicture from './TradeOffPicture.svelte';

/** A study's trade-off chart as a self-contained SVG file, drawn aside in the page. @param theme on white where it is left out */
export function pageSvg(study: Study, axis: AxisId, theme?: Theme): string {
  const target = document.createElement('div');
  const picture = mount(TradeOffPicture, {
    target,
    props: studyPicture(study, axisOf(axis), theme),
  });
  flushSync();
  const svg = target.querySelector('svg')!;
  for (const element of [svg, ...svg.querySelectorAll('[class]')]) element.removeAttribute('class');
  const text = new XMLSerializer().serializeToString(svg).replace(/<!--.*?-->/gs, '');
  unmount(picture);
  return `${text}\n`;
}
