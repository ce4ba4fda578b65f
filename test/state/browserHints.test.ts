import { describe, expect, it } from 'vitest';
import { browserHints } from '../../src/state/browserHints';
import { settled, testWorkbench } from './testWorkbench';

/** As a 64-bit arm board's Chromium answers, whose user agent says x86_64. */
const RASPBERRY = {
  architecture: 'arm',
  bitness: '64',
  platform: 'Linux',
  platformVersion: '6.12.0',
  model: '',
  fullVersionList: [
    { brand: 'Not=A?Brand', version: '24.0.0.0' },
    { brand: 'Chromium', version: '156.0.7000.1' },
  ],
};
const LYING =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

/** As the standard says: only what is asked for. */
const telling = (values: object) => ({
  getHighEntropyValues: async (hints: readonly string[]) =>
    Object.fromEntries(Object.entries(values).filter(([hint]) => hints.includes(hint))),
});

describe('what a browser tells on request', () => {
  it('is the processor, and the version with all its numbers', async () => {
    expect(await browserHints(telling(RASPBERRY))).toEqual({
      device: {
        ...{ architecture: 'arm', bitness: 64, platform: 'Linux', platformVersion: '6.12.0' },
        model: null,
      },
      version: 'Chromium 156.0.7000.1',
    });
  });

  it('names the browser where it does not name its engine, and never a made-up one', async () => {
    const brands = (...names: string[]) => ({
      fullVersionList: names.map((brand, i) => ({ brand, version: `${i}.0` })),
    });
    const version = async (...names: string[]) =>
      (await browserHints(telling(brands(...names))))?.version;
    expect(await version('Not/A)Brand', 'Google Chrome')).toBe('Google Chrome 1.0');
    expect(await version('Google Chrome', ' Not A;Brand', 'Chromium')).toBe('Chromium 2.0');
    expect(await version('Not_A Brand')).toBeNull();
  });

  it('leaves unknown what it names by nothing, and keeps a model', async () => {
    const empty = { architecture: '', bitness: '', platform: '', platformVersion: '' };
    expect((await browserHints(telling({ ...empty, model: 'Pixel 9' })))?.device).toEqual({
      ...{ architecture: null, bitness: null, platform: null, platformVersion: null },
      model: 'Pixel 9',
    });
  });

  it('may be less, or nothing', async () => {
    const unknown = { architecture: null, bitness: null, platform: null, platformVersion: null };
    expect(await browserHints(telling({}))).toEqual({
      device: { ...unknown, model: null },
      version: null,
    });
    expect(await browserHints(undefined)).toBeNull();
    const refusing = { getHighEntropyValues: () => Promise.reject(new Error('NotAllowedError')) };
    expect(await browserHints(refusing)).toBeNull();
  });

  it('stands in a point beside what the browser calls itself', async () => {
    const hints = () => browserHints(telling(RASPBERRY));
    const { workbench } = testWorkbench({ machine: { userAgent: LYING, hints } });
    await workbench.start();
    await settled();
    const { environment } = workbench.figures.measured!.point.origin;
    expect(environment.device.architecture).toBe('arm');
    expect(environment.browser).toEqual({ userAgent: LYING, version: 'Chromium 156.0.7000.1' });
  });

  it('is not waited for', async () => {
    const { workbench } = testWorkbench({ machine: { hints: () => new Promise(() => {}) } });
    await workbench.start();
    await settled();
    expect(workbench.figures.measured?.point.origin.environment.device.architecture).toBeNull();
  });
});
