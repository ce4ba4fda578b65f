/** `npm run soak`. */

interface Round {
  readonly minutes: number;
  readonly whole: number;
  readonly explained: number;
  readonly unexplained: number;
  readonly reasons: readonly string[];
  readonly spoiled: number;
  readonly drift: number;
  readonly megabytes: number | null;
}

interface Result {
  readonly rounds: readonly Round[];
  readonly unexplained: number;
  readonly growth: number | null;
  readonly complaints: number;
}

const WIDTHS = [5, 7, 7, 8, 11, 7, 6, 5];

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, i) => String(cell).padStart(WIDTHS[i] ?? 0)).join('  ');
}

export const soak = {
  help: `npm run soak -- [options]   studies with a simulated meter while another program takes one core in bursts
  --minutes N   no new study begins after N minutes (30)
  --quiet       without the other program`,
  minutes: (given: string) =>
    `--minutes ${given} is not a number above 0: give minutes, such as 30.`,
  columns: row(['study', 'minutes', 'whole', 'reason', 'unexplained', 'spoiled', 'drift', 'MB']),
  round: (number: number, round: Round) =>
    row([
      number,
      round.minutes.toFixed(1),
      round.whole,
      round.explained,
      round.unexplained,
      round.spoiled,
      `${Math.round(100 * round.drift)} %`,
      round.megabytes?.toFixed(0) ?? '–',
      round.reasons.join(', '),
    ]),
  hung: (minutes: number) => `A study did not end within ${minutes} minutes: the page hangs.`,
  crashed: 'the page crashed',
  complaint: (text: string) => `The page complained: ${text}`,
  result: ({ rounds, unexplained, growth, complaints }: Result) =>
    `${rounds.length} studies; points without figures and without a reason: ${unexplained}; errors of the page: ${complaints}; ` +
    (growth === null
      ? 'too few studies to say whether memory grows.'
      : `memory of the last third of them ÷ that of the third before: ${growth.toFixed(2)}.`),
};
