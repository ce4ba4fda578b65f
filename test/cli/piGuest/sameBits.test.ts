import { expect, it } from 'vitest';
import { compared, comparedTable, isSame, type Answered } from '../../../cli/piGuest/sameBits';

const CROSS_ENTROPY = 0.2134781628102064;

function answered(afterRepair: number | null, correct = 50): Answered {
  return {
    accuracy: { afterCutting: { correct, total: 64 }, afterRepair: null },
    crossEntropy: { afterCutting: CROSS_ENTROPY, afterRepair },
    ...(afterRepair !== null && {
      accuracy: { afterCutting: { correct, total: 64 }, afterRepair: { correct: 60, total: 64 } },
    }),
  };
}

const differing = (here: Answered, guest: Answered) =>
  compared('dense', here, guest)
    .filter((row) => !isSame(row))
    .map(({ what }) => what);

it('compares what was answered after cutting and after repair', () => {
  const rows = compared('dense', answered(0.25), answered(0.25));
  expect(rows).toEqual([
    { what: 'dense: right, cut', here: '50 of 64', guest: '50 of 64' },
    {
      what: 'dense: cross-entropy, cut',
      here: String(CROSS_ENTROPY),
      guest: String(CROSS_ENTROPY),
    },
    { what: 'dense: right, repaired', here: '60 of 64', guest: '60 of 64' },
    { what: 'dense: cross-entropy, repaired', here: '0.25', guest: '0.25' },
  ]);
  expect(rows.every(isSame)).toBe(true);
});

it('sees the last bit of a cross-entropy', () => {
  const next = 0.25 + 2 ** -54;
  expect(next).not.toBe(0.25);
  expect(differing(answered(0.25), answered(next))).toEqual(['dense: cross-entropy, repaired']);
});

it('sees one picture more, and a repair that one side has not', () => {
  expect(differing(answered(null), answered(null, 51))).toEqual(['dense: right, cut']);
  expect(differing(answered(0.25), answered(null))).toEqual([
    'dense: right, repaired',
    'dense: cross-entropy, repaired',
  ]);
});

it('takes nothing for the same that neither side measured', () => {
  const { accuracy } = answered(null);
  expect(differing({ accuracy }, { accuracy })).toEqual(['dense: cross-entropy, cut']);
});

it('marks in the table what differs', () => {
  const [head, right, entropy] = comparedTable(
    compared('dense', answered(null), answered(null, 9)),
  ).split('\n');
  expect(head.trim()).toMatch(/^here +Cortex-A72$/);
  expect(right).toMatch(/^dense: right, cut +50 of 64 +9 of 64 +DIFFERS$/);
  expect(entropy).toMatch(/^dense: cross-entropy, cut +(\S+) +\1 +same$/);
});
