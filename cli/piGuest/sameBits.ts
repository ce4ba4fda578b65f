/** Whether two processors came to the same: right answers and cross-entropies, to the last digit. */
import type { OperatingPoint } from '../../src/study/point';

/** What a network answered. */
export type Answered = Pick<OperatingPoint, 'accuracy' | 'crossEntropy'>;

export interface Compared {
  readonly what: string;
  /** As JavaScript writes it: enough digits to tell two numbers apart. */
  readonly here: string;
  readonly guest: string;
}

/** @param name of the network */
export function compared(name: string, here: Answered, guest: Answered): Compared[] {
  const [own, other] = [figuresOf(here), figuresOf(guest)];
  return [...new Set([...own.keys(), ...other.keys()])].map((what) => ({
    what: `${name}: ${what}`,
    here: own.get(what) ?? 'none',
    guest: other.get(what) ?? 'none',
  }));
}

function figuresOf({ accuracy, crossEntropy }: Answered): Map<string, string> {
  const found = new Map<string, string>();
  for (const [stage, when] of [
    ['afterCutting', 'cut'],
    ['afterRepair', 'repaired'],
  ] as const) {
    const answers = accuracy[stage];
    if (!answers) continue;
    found.set(`right, ${when}`, `${answers.correct} of ${answers.total}`);
    found.set(`cross-entropy, ${when}`, String(crossEntropy?.[stage] ?? 'none'));
  }
  return found;
}

/** One line each, columns aligned; what differs is marked. */
export function comparedTable(rows: readonly Compared[]): string {
  const cells = [
    ['', 'here', 'Cortex-A72', ''],
    ...rows.map((row) => [row.what, row.here, row.guest, isSame(row) ? 'same' : 'DIFFERS']),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What is missing on both sides was not compared. */
export function isSame({ here, guest }: Compared): boolean {
  return here === guest && here !== 'none';
}
