import { describe, expect, it } from 'vitest';
import { note, refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';

describe('a sentence', () => {
  it.each([
    [
      refusal('level-range', { level: 1 }),
      'invalid level: 1; give a share to cut from 0 up to, but not including, 1',
    ],
    [
      refusal('level-not-of-method', { level: 0.3, method: 'nm-2-4', levels: [0, 0.5] }),
      'invalid level: 0.3; nm-2-4 can only have 0 or 0.5',
    ],
    [
      refusal('method-unknown', { value: 'taylor', choices: ['lamp', 'fpgm'] }),
      'unknown method: taylor; choose one of lamp, fpgm',
    ],
    [
      refusal('budget-too-low', { budget: 5.1234, cost: 12 }),
      'budget too low: 5.12; with no channel left to give the network still costs 12: choose a higher budget',
    ],
    [
      refusal('checksum', { url: 'weights.bin', found: 'a'.repeat(64), expected: 'b'.repeat(64) }),
      'weights.bin is damaged: SHA-256 aaaaaaaaaaaa… instead of bbbbbbbbbbbb…; load it again or replace it',
    ],
    [
      refusal('idx-magic', { name: 'images', found: 0x801, expected: 0x803, of: 'images' }),
      'images starts with 0x00000801 instead of 0x00000803: it is not an IDX file of images; use the original file',
    ],
    [
      refusal('worker-silent', { seconds: 30.2 }),
      'a worker has shown no sign of life for 30 s while it was loading: check that the page’s server runs and close other tabs, then try again',
    ],
    [
      refusal('accuracy-range', { typed: '60', least: 0.01, most: 50 }),
      'invalid accuracy: 60 (0.01 to 50 % of the reading)',
    ],
    [
      note('training-broke-down', { step: 9, kept: null }),
      'Training broke down at step 9: the weights before it were kept. Choose a lower level, or put least-squares before it.',
    ],
  ])('names the thing, its value and the remedy: $code', (told, said) => {
    expect(sentence(told)).toBe(said);
  });

  it('encloses those of its causes', () => {
    const cause = note('channels-run-out', { least: 8 });
    const level = refusal('level-too-high', { level: 0.9, cause });
    expect(sentence(refusal('no-energy', { cause: level }))).toBe(
      'no energy was measured: level too high: 0.9; sets would fall below 8 channels (minChannels): choose a lower level',
    );
    expect(sentence(refusal('no-energy', { cause: null }))).toBe(
      'no energy was measured: no window was telling',
    );
  });

  it('is made of what came from another thread', () => {
    const cause = refusal('no-heap', { why: 'own-memory' });
    const told = structuredClone(refusal('no-gradients', { cause }));
    expect(sentence(told)).toBe(
      "The lab's kernels cannot be used here (TF.js keeps its memory to itself): use TF.js dense. " +
        'This method needs gradients: choose one that looks at weights or activations.',
    );
  });

  it('is not made of a code that no table has', () => {
    expect(() => sentence({ code: 'made-up', values: {} })).toThrow('made-up');
  });
});

it('a code wants its own values', () => {
  // @ts-expect-error: a sentence without values takes none
  refusal('superseded', { level: 1 });
  // @ts-expect-error: the value is a number
  refusal('level-range', { level: 'high' });
  // @ts-expect-error: no table has it
  refusal('made-up');
  expect(refusal('superseded')).toEqual({ ok: false, code: 'superseded', values: {} });
});
