/** What a refusal tells a person to do, for those that tell more than one way out. */
import { expect, it } from 'vitest';
import type { Note } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';

const BUSY = [
  ...['study-runs', 'benchmark-runs', 'training-runs', 'sensitivity-runs'],
  ...['allocation-runs', 'energy-runs'],
];

it.each(BUSY)('%s: wait, or cancel it', (code) => {
  expect(sentence({ code, values: {} })).toMatch(/wait for its end.*cancel it/);
});

const FULL = { reason: 'could not allocate memory' };
const MODULE = { module: 'inference', reason: 'no 9 bytes left' } as const;

it.each<[Note, RegExp]>([
  [note('no-pictures'), /without pictures.*bring/],
  [note('no-training-images'), /choose no repair .*, or another data set/],
  [note('no-memory', FULL), /address space left.*could not allocate memory.*\?workers=1.*64-bit/],
  [note('no-backend', { file: 'tfjs.wasm', reason: null }), /tfjs\.wasm.*check that the file lies/],
  [note('kernels-unavailable', { ...MODULE, outOfMemory: true }), /no 9 bytes left.*\?workers=1/],
  [note('kernels-unavailable', { ...MODULE, outOfMemory: false }), /no 9 bytes left.*TF\.js/],
  [note('no-heap', { why: 'own-memory' }), /keeps its memory.*: use TF\.js dense/],
  [note('storage-full'), /storage is full.*memory.*download it/],
  [
    note('points-not-kept', { cause: note('storage-silent') }),
    /storage does not answer.*Export the study/,
  ],
  [
    note('energy-ended-early', { cause: note('disturbed', { reasons: ['throttled'] }) }),
    /Ended early: .*cool the board/,
  ],
])('%o', (told, remedy) => expect(sentence(told)).toMatch(remedy));
