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

const telling = (values: object) => ({ getHighEntropyValues: async () => values });

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
