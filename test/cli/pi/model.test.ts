/** From counted blocks to a model of whole kernels, on small made-up functions. */
import { describe, expect, it } from 'vitest';
import { countInstructions, moreOften } from '../../../cli/pi/instructionCounts';
import { wholeOf } from '../../../cli/pi/networkModel';
import { kernelsTable, networksTable } from '../../../cli/pi/piTables';
import { regionsOf } from '../../../cli/pi/regions';

const NOP = 0xd503201f;
/** cbnz w14, two instructions on; cbnz w14, two back; ret. */
const [SKIP, BACK, RET] = [0x3500004e, 0x35ffffce, 0xd65f03c0];

const function0 = { index: 0, address: 0x1000, words: [NOP, NOP, NOP, RET] };
const function1 = { index: 1, address: 0x2000, words: [NOP, RET] };

const countsOf = (blocks: string) =>
  countInstructions([function1, function0], blocks).map(({ counts }) => [...counts]);

describe('counts of instructions', () => {
  it('add up blocks that overlap, whichever function comes first', () => {
    expect(countsOf('1000 4 3\n1008 2 5\n2000 2 7\n')).toEqual([
      [7, 7],
      [3, 3, 8, 8],
    ]);
  });

  it('leave out what lies before, between and behind functions', () => {
    expect(countsOf('ff0 4 1\n1010 3 1\n2008 1 1\n7f0000000000 2 1\n')).toEqual([
      [0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('of one more run are found by index, for its functions lie elsewhere', () => {
    const twice = countInstructions([function0], '1000 4 9\n');
    const moved = { ...function0, address: 0x5000 };
    const once = countInstructions([moved], '5000 4 4\n');
    expect([...moreOften(twice, once)[0].counts]).toEqual([5, 5, 5, 5]);
    expect([...moreOften(twice, [])[0].counts]).toEqual([9, 9, 9, 9]);
  });
});

describe('pieces that are modelled', () => {
  it('are loops without what few of their rounds take, and straight lines', () => {
    // before; loop: nop, skip one that is rare, back; ret
    const words = [NOP, NOP, SKIP, NOP, 0x35ffffae, RET];
    const counts = Float64Array.of(2, 20, 20, 1, 20, 2);
    expect(regionsOf(words, counts)).toMatchObject([
      { words: [NOP, SKIP, 0x35ffffae], count: 20 },
      { words: [NOP], count: 2 },
      { words: [NOP], count: 1 },
      { words: [RET], count: 2 },
    ]);
  });

  it('are none where nothing ran', () => {
    expect(regionsOf([NOP, NOP, BACK, RET], new Float64Array(4))).toEqual([]);
  });
});

describe('tables', () => {
  const kernel = (name: string, cycles: number) => ({
    ...{ name, cycles, instructions: 2 * cycles, busiestCycles: 0.9 * cycles },
  });
  const models = [
    { name: 'dense', size: 32, isDense: true, kernels: [kernel('a', 3e6), kernel('b', 1.5e6)] },
    { name: 'sparse', size: 32, isDense: false, kernels: [kernel('c', 1.5e6)] },
  ];

  it('hold each network against the dense one', () => {
    expect(wholeOf(models[0].kernels).cycles).toBe(4.5e6);
    const rows = networksTable(models).split('\n');
    expect(rows.at(-2)).toBe('| dense | 3.00 | 2.70 | 9.0 | 2.00 | 1.00 |');
    expect(rows.at(-1)).toBe('| sparse | 1.00 | 0.900 | 3.0 | 2.00 | 3.00 |');
  });

  it('have a row for each kernel of any network', () => {
    expect(kernelsTable(models).split('\n').slice(-3)).toEqual([
      '| `a` | 2.00 |  |',
      '| `b` | 1.00 |  |',
      '| `c` |  | 1.00 |',
    ]);
  });
});
