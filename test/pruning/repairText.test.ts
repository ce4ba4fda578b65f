import { expect, it } from 'vitest';
import { formatRepair, parseRepair } from '../../src/pruning/repairText';

it.each([
  ['none', { kind: 'none' }],
  ['recalibrate', { kind: 'recalibrate', images: 500 }],
  ['recalibrate=1000', { kind: 'recalibrate', images: 1000 }],
])('reads %s', (text, repair) => {
  expect(parseRepair(text)).toEqual({ ok: true, value: repair });
});

it.each(['none', 'recalibrate=200'])('writes %s as it was read', (text) => {
  const parsed = parseRepair(text);
  expect(parsed.ok && formatRepair(parsed.value)).toBe(text);
});

it.each([
  '',
  'retrain',
  'recalibrate=',
  'recalibrate=0',
  'recalibrate=-5',
  'none=3',
  'recalibrate=1e3',
])('refuses "%s"', (text) => {
  const parsed = parseRepair(text);
  expect(!parsed.ok && parsed.message).toContain(`unknown repair: ${text}`);
});
