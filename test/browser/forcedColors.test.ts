/** Where the system forces its colours what is drawn keeps shape and contrast, whatever the theme. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { openSharedPage, openTab, SMALL_MODEL, useBrowser } from './openPage';

/** WCAG 1.4.11, of graphics. */
const LEAST_CONTRAST = 3;
let page: Page;

useBrowser();

beforeAll(async () => {
  const suffix = `?workers=1&model=${SMALL_MODEL}#method=l1-norm&level=0.5&repair=none&images=500`;
  ({ page } = await openSharedPage({ forcedColors: 'active', suffix }));
});

/** Every shape of the chart that has a paint, with its contrast against the paper, but for lines of the grid. */
function faintShapes(least: number): string[] {
  type Colour = readonly [number, number, number];
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  const rgb = (text: string): Colour => {
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
  const luminance = (colour: Colour) => {
    const [r, g, b] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = rgb(getComputedStyle(document.documentElement).backgroundColor);
  const contrast = (paint: string, opacity: string) => {
    const alpha = Number(opacity);
    const [r, g, b] = rgb(paint).map((value, i) => alpha * value + (1 - alpha) * paper[i]);
    const [light, dark] = [luminance([r, g, b]), luminance(paper)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const grid = rgb(getComputedStyle(document.documentElement).getPropertyValue('--line'));
  const shapes = [...document.querySelectorAll<SVGElement>('.chart svg :is(path, rect, circle)')];
  return shapes.flatMap((shape) => {
    const style = getComputedStyle(shape);
    const stroked = style.stroke !== 'none' && style.strokeOpacity !== '0';
    if (stroked && String(rgb(style.stroke)) === String(grid)) return [];
    const filled = style.fill !== 'none' && style.fill !== 'rgba(0, 0, 0, 0)';
    if ((!stroked && !filled) || shape.closest('clipPath')) return [];
    const found = Math.max(
      stroked ? contrast(style.stroke, style.strokeOpacity) : 0,
      filled ? contrast(style.fill, style.fillOpacity) : 0,
    );
    // What is painted like the paper sets a mark apart from the lines below.
    const isHalo = stroked && contrast(style.stroke, '1') < 1.01;
    return found < least && !isHalo ? [`${found.toFixed(2)} ${shape.outerHTML.slice(0, 120)}`] : [];
  });
}

it.each(['light', 'dark'] as const)(
  'lines, markers, intervals and axes stand out from the paper, %s',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const marks = page.locator('.chart svg [data-key]');
    await expect.poll(() => marks.count(), { timeout: 60_000 }).toBe(2);
    expect(await page.evaluate(faintShapes, LEAST_CONTRAST)).toEqual([]);
    const paints = await page.evaluate(() => {
      const { style } = document.body.appendChild(document.createElement('i'));
      return ['var(--series, red)', 'CanvasText'].map((paint) => {
        style.color = paint;
        return getComputedStyle(document.body.lastElementChild!).color;
      });
    });
    expect(new Set(paints).size).toBe(1);
  },
);

it('buttons that are to be pressed keep their words apart from what is behind them', async () => {
  await openTab(page, 'study');
  const run = page.getByRole('button', { name: words.study.run });
  await run.and(page.locator(':enabled')).waitFor();
  const looks = await run.evaluate((button) => {
    const { forcedColorAdjust, color, backgroundColor } = getComputedStyle(button);
    return { forcedColorAdjust, same: color === backgroundColor };
  });
  expect(looks).toEqual({ forcedColorAdjust: 'none', same: false });
});

it('figures keep their shape', async () => {
  const colourOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  const paper = await colourOf('body');
  await openTab(page, 'chart');
  expect(await colourOf('.readout .bar i')).not.toBe(paper);
  await openTab(page, 'blocks');
  await page.getByRole('button', { name: words.network.bars.title, exact: true }).click();
  for (const shape of ['.layers input:checked + span', '.layers .bar i']) {
    expect(await colourOf(shape), shape).not.toBe(paper);
  }
  const track = page.getByRole('slider', { name: words.plan.sparsity });
  expect(await track.evaluate((input) => getComputedStyle(input).forcedColorAdjust)).toBe('none');
});
