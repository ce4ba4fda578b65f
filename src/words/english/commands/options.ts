/** What is wrong with what was typed. */

export const options = {
  /** @param why what Node says of it */
  unknown: (why: string) => `${why} (--help lists the options)`,
  ownModel: 'a file, a folder or a zip that is there',
  address: 'the address of a zip or a Parquet file',
  choice: (option: string, value: string, choices: readonly (string | number)[]) =>
    `invalid --${option}: ${value} (choose from ${choices.join(', ')})`,
  /** @param whole whether it has to be a whole number */
  number: (v: { option: string; value: string; whole: boolean; least: number; most: number }) =>
    `invalid --${v.option}: ${v.value} (a ${v.whole ? 'whole number' : 'number'} from ${v.least} to ${v.most})`,
  level: (value: string) =>
    `invalid level: ${value} (levels are shares from 0 to below 1, such as 0.5)`,
  batch: (batch: number, unit: number) => `invalid --batch: ${batch} (take a multiple of ${unit})`,
  /** @param why a sentence that ends by itself */
  refused: (names: readonly string[], why: string) =>
    `invalid ${names.map((name) => `--${name}`).join(' or ')}: ${why}`,
  supplyVolts: (value: string) => `invalid --energy-volts: ${value} (volts above 0, 60 at most)`,
  unreadable: (option: string, file: string, why: string) =>
    `invalid --${option}: ${file} cannot be read (${why})`,
  /** What stands behind the name of each budget. */
  budgetUnits: { loss: 'POINTS', bytes: 'MB', ms: 'MS', joules: 'MJ', memory: 'MB' },
};
