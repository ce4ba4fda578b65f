/** Single test pictures, and a camera in their place: what only a browser can show. */
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { openPage, planMeasured, SMALL_MODEL, useBrowser } from './openPage';

const say = words.answers;

/** Chromium's own camera: a picture that moves, and nobody who has to allow it. */
useBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);

it('pictures flip with the plan, are listed by class, and a camera takes their place', async () => {
  const plan = 'method=magnitude-global&level=0.8&images=500&tab=classes';
  const { page, complaints } = await openPage({
    suffix: `?workers=1&model=${SMALL_MODEL}#${plan}`,
  });
  const tiles = page.getByRole('region', { name: say.tiles }).getByRole('button');
  await expect.poll(() => tiles.count()).toBe(12);
  await planMeasured(page);
  const flipped = tiles.filter({ has: page.locator('.lost, .brought-back') });
  await expect.poll(() => flipped.count()).toBe(12);
  const painted = await tiles.locator('img').evaluateAll((all) =>
    (all as HTMLImageElement[]).map((picture) => {
      const { naturalWidth: width, naturalHeight: height } = picture;
      const canvas = new OffscreenCanvas(width, height).getContext('2d')!;
      canvas.drawImage(picture, 0, 0);
      const { data } = canvas.getImageData(0, 0, width, height);
      return [width, height, data.some((byte, i) => i % 4 < 3 && byte > 0)];
    }),
  );
  expect(painted).toEqual(Array(12).fill([28, 28, true]));

  await tiles.first().click();
  const panel = page.getByRole('region', { name: say.title, exact: true });
  const chosen = panel.getByRole('combobox', { name: say.class });
  expect(await chosen.inputValue()).toMatch(/^\d$/);

  const camera = panel.getByRole('region', { name: say.camera.title });
  expect(await camera.locator('video').count()).toBe(0);
  await camera.getByRole('button', { name: say.camera.start }).click();
  const seconds = camera.getByText(/^\d+(\.\d)? a second$/);
  await seconds.waitFor();
  const isLive = () =>
    camera.locator('video').evaluate((video) => {
      const stream = (video as HTMLVideoElement).srcObject as MediaStream;
      return stream.getTracks().every(({ readyState }) => readyState === 'live');
    });
  expect(await isLive()).toBe(true);
  await camera.getByRole('button', { name: say.camera.stop }).click();
  await camera.locator('video').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
