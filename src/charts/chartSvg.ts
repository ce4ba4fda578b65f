import { render } from 'svelte/server';
import type { Study } from '../study/point';
import { axisOf, type AxisId } from './axes';
import type { Theme } from './palette';
import { studyPicture } from './studyPicture';
import TradeOffPicture from './TradeOffPicture.svelte';

/**
 * A study's trade-off chart as a self-contained SVG file, without a browser: for Node, with the Svelte compiler
 * in its way (Vitest, or `ssrLoadModule` of a Vite server). The page uses `pageSvg`.
 * @param theme on white where it is left out
 */
export function chartSvg(study: Study, axis: AxisId, theme?: Theme): string {
  const props = studyPicture(study, axisOf(axis), theme);
  // Several may stand in one document.
  const { body } = render(TradeOffPicture, { props, idPrefix: theme && axis });
  return fileOf(body);
}

/** Without the marks that Svelte leaves for the page to take over. */
function fileOf(body: string): string {
  return `${body
    .replace(/<!--.*?-->/gs, '')
    .replace(/ class="[^"]*"/g, '')
    .trim()}\n`;
}
