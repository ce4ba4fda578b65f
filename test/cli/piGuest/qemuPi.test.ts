import { expect, it } from 'vitest';
import { pageMegabytes } from '../../../cli/piGuest/qemuPi';

it('reads what a page takes from the console of the guest, and nothing else', () => {
  expect(pageMegabytes('GUEST: page 153000 kB\r')).toBeCloseTo(156.672);
  // Before a page is open.
  expect(pageMegabytes('GUEST: page  kB')).toBeNull();
  expect(pageMegabytes('GUEST: starting Chromium')).toBeNull();
});
