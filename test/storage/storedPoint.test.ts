/** Points that earlier versions of the page have stored. */
import { expect, it } from 'vitest';
import { importedPoint } from '../../src/study/measuredPoint';
import { upToDate } from '../../src/storage/storedPoint';
import { sampleStudy } from '../study/sampleStudy';

const [point] = sampleStudy().points;

it('keep their answers, which were bytes once', () => {
  const answers = { afterCutting: Uint8Array.of(3, 1, 255), afterRepair: Uint8Array.of(3, 9, 0) };
  const { answers: read } = upToDate({ ...importedPoint(point), answers }, 'a model');
  expect(read).toEqual({
    afterCutting: Uint16Array.of(3, 1, 255),
    afterRepair: Uint16Array.of(3, 9, 0),
  });
});

it('keep what they are without: answers, or a repair', () => {
  expect(upToDate(importedPoint(point), 'a model').answers).toBeNull();
  const cut = { afterCutting: Uint8Array.of(7), afterRepair: null };
  const { answers } = upToDate({ ...importedPoint(point), answers: cut }, 'a model');
  expect(answers).toEqual({ afterCutting: Uint16Array.of(7), afterRepair: null });
});
