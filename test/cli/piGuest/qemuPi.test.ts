import { expect, it } from 'vitest';
import { pageMegabytes } from '../../../cli/piGuest/qemuPi';

it('reads what a page takes from what the guest says, and nothing else', () => {
  expect(pageMegabytes('page 153000 kB')).toBeCloseTo(156.672);
  // Before a page is open.
  expect(pageMegabytes('page  kB')).toBe(0);
  expect(pageMegabytes('the kiosk shows http://127.0.0.1/')).toBeNull();
});
