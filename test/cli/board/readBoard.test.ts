/** The board's state from files as a Raspberry Pi has them, and as a machine that is none has not. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBoard } from '../../../cli/board/readBoard';
import { PI, rootWith } from './fakeRoot';

const THROTTLED = 'sys/devices/platform/soc/soc:firmware/get_throttled';
const SERVER = join(import.meta.dirname, '../../../pi');
/** Prints what the server without Node tells of the board. */
const IN_PYTHON = 'import board, json, sys; print(json.dumps(board.read_board(sys.argv[1])))';

it('reads what Linux lets every program read', () => {
  expect(readBoard(rootWith(PI))).toEqual({
    model: 'Raspberry Pi 4 Model B Rev 1.4',
    clockMHz: 1500,
    fullClockMHz: 1800,
    celsius: expect.closeTo(58.426) as number,
    memoryBytes: 1893396 * 1024,
    availableBytes: 1201000 * 1024,
    throttled: 1,
  });
});

it('prefers the firmware’s own bits, in base 16, to the voltage alone', () => {
  expect(readBoard(rootWith({ ...PI, [THROTTLED]: '50005\n' })).throttled).toBe(0x50005);
});

it('says of no file that it is there', () => {
  expect(new Set(Object.values(readBoard(rootWith({}))))).toEqual(new Set([null]));
});

it.each([PI, { ...PI, [THROTTLED]: '50005\n' }, {}])(
  'is told alike by the server in Python (%#)',
  (files) => {
    const root = rootWith(files);
    const told = execFileSync('python3', ['-B', '-c', IN_PYTHON, root], { cwd: SERVER });
    expect(JSON.parse(told.toString())).toEqual(readBoard(root));
  },
);
