/** A QR code as text: half a letter a module, black on white whatever the terminal's colours are. */
import { encode } from 'uqr';

/** Modules around it that stay light, without which readers do not find it (ISO/IEC 18004). */
const QUIET = 4;
const [BLACK_ON_WHITE, AS_BEFORE] = ['\x1b[30;107m', '\x1b[0m'];
/** By the module above and the one below it. */
const HALVES = [
  [' ', '▄'],
  ['▀', '█'],
];

/** Lines of equal width, one for two rows of modules. */
export function terminalCode(text: string): string {
  const { data } = encode(text, { border: QUIET });
  const pairs = data.flatMap((row, y) => (y % 2 ? [] : [[row, data[y + 1] ?? []]]));
  return pairs.map(([upper, lower]) => BLACK_ON_WHITE + line(upper, lower) + AS_BEFORE).join('\n');
}

function line(upper: readonly boolean[], lower: readonly boolean[]): string {
  return upper.map((dark, x) => HALVES[Number(dark)][Number(lower[x] ?? false)]).join('');
}
