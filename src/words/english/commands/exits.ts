/** What the commands' exit codes mean. */
const MEANINGS = {
  done: 'all is done',
  failed: 'it failed; the message says why',
  wrongArguments: 'the command line is wrong; nothing was measured',
  nothingSatisfies: 'all is done, but no point keeps to the budget',
  someFailed: 'some points could not be measured; the others are written',
  interrupted: 'interrupted by Ctrl+C; what was measured is written',
};

export type Exits = Readonly<Partial<Record<keyof typeof MEANINGS, number>>>;

/** Lines of a help. */
export function exits(codes: Exits): string[] {
  const rows = Object.entries(codes) as [keyof typeof MEANINGS, number][];
  return [
    'Exit codes:',
    ...rows.map(([id, code]) => `  ${String(code).padEnd(4)} ${MEANINGS[id]}`),
  ];
}
