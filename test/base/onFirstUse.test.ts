import { expect, it, vi } from 'vitest';
import { onFirstUse } from '../../src/base/onFirstUse';

it('makes nothing before it is asked, and what is nothing only once', () => {
  const make = vi.fn(() => undefined);
  const made = onFirstUse(make);
  expect(make).not.toHaveBeenCalled();
  expect([made(), made()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledOnce();
});
