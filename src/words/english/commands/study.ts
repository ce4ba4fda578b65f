/** `npm run study`. */
import { exits, type Exits } from './exits';

export const study = {
  help: (h: StudyHelp) =>
    [
      'npm run study -- [options]   measures a study in headless Chromium',
      '',
      `  --methods LIST    method ids, comma-separated (${h.methods})`,
      `  --levels LIST     shares to cut, in [0, 1) (${h.levels})`,
      `  --images N        test images: ${list(h.imageChoices)} (${h.images})`,
      `  --model WHAT      checkpoint to prune: ${list(h.models)}, or your own: a file, a folder or a zip`,
      '  --pictures WHAT   your own: a folder or zip with a folder for each class, Parquet, IDX, CIFAR, a CSV of pixels,',
      '                    or the address of a zip or a Parquet file, whose server lets other pages read it (CORS)',
      '  --input-size N    height and width of its pictures in pixels, where its files do not say them',
      '  --repair STEPS    none, or steps joined by +, such as least-squares+finetune=60s (recalibrate; none without pictures)',
      `  --schedule WHAT   when a training repair cuts: ${list(h.schedules)} (one-shot)`,
      `  --precisions LIST ${list(h.precisionRows.map(([id]) => id))}: each network in each of them (${h.precisionRows[0][0]})`,
      `  --scope WHAT      channel sets: ${list(h.scopes)} (inner)`,
      `  --ranking WHAT    ${list(h.rankings)} (each method's own)`,
      `  --rounding N      kept channels rounded up to a multiple of ${list(h.roundings)} (1)`,
      `  --min-channels N  fewest channels left in a set (${h.minChannels})`,
      '  --shares LIST     how each level is spread over the channel sets, one share to cut for each in order',
      '  --leave-out LIST  channel sets or layers that stay whole, such as "inner 1" or block_1/expand',
      '  --ratios LIST     shares to cut of single ones, such as "inner 3=0.25"; --levels is for the rest',
      '  --seed N          seed of the random methods (1)',
      `  --runtime WHAT    ${h.runtimes.join(' or ')}: what answers the images; latency is timed on all (${h.runtime})`,
      `  --workers N       1 to ${h.mostWorkers} (one a core)`,
      '  --threads N       1 to the number of cores: compute one image together where it is timed, on the lab’s kernels (1)',
      '  --latency-first   time every point before its images are answered: of large networks, seconds before minutes',
      '  --energy WHAT     none, estimated (latency × documented power of a Raspberry Pi 4B), simulated',
      '                    (a simulated meter), or replay:FILE (a recording, or a log as CSV) (none)',
      '  --energy-volts V  the supply, where a log tells current alone',
      '  --energy-window S seconds of a window (10; 30 for meters of less than 10 readings a second)',
      '  --energy-repeats N windows of each network at least, 2 to 10 (3)',
      '  --energy-minutes N begins no new round after so many minutes (60)',
      '  --energy-cores N  one, or all: cores that run the network at once (one)',
      `  --export LIST     a file of each measured network, also as FORMAT:float16: ${list(h.formats)}`,
      '  --out DIR         folder of study.json, study.csv, samples.csv and study.svg (study-out)',
      '  --resume          goes on with the study in that folder: what it has finished is not measured again',
      '  --name TEXT       what the study is called, and',
      '  --question TEXT   what it is to answer: both stand in its file and its report',
      '  --budget LIST     what a network may cost at most, such as loss=1,bytes=2,ms=1.5 (points, MB, ms; also joules in mJ',
      '                    and memory in MB): says which one to take',
      '  --json            writes one JSON object a line, and nothing else, to standard output',
      '',
      'Methods:',
      ...h.methodRows.map(([id, summary]) => `  ${id.padEnd(17)} ${summary}`),
      '',
      'Precisions, the last step of all:',
      ...h.precisionRows.map(([id, summary]) => `  ${id.padEnd(17)} ${summary}`),
      '',
      'Repair steps, in this order, with what each takes where nothing is said:',
      ...h.repairRows.map(([step, summary]) => `  ${step.padEnd(19)} ${summary}`),
      `  A training may name its learning rate: finetune=60s:${h.rates[1]} (${h.rates[0]})`,
      '',
      ...exits(h.exits),
    ].join('\n'),

  measured: (done: number, total: number, secondsLeft: number | null) =>
    `${done} of ${total} measured${secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`}`,
  /** @param left the page's words for the time left */
  energy: (windows: number, spoiled: number, left: string) =>
    `energy: ${windows} windows${spoiled > 0 ? `, ${spoiled} spoiled` : ''}, ${left} left`,
  stopping: 'Stopping: what is measured will be written.',
  goingOn: (points: number, folder: string) =>
    `Going on with the study in ${folder}, which has ${points} ${points === 1 ? 'point' : 'points'}.`,
  alreadyThere: (file: string) =>
    `${file} is there already: --resume goes on with it, --out names another folder`,
  nothingToResume: (file: string) => `${file} is not there: nothing to go on with`,
  written: (folder: string, files: readonly string[]) => `Written to ${folder}: ${list(files)}`,

  /** @param why a sentence that ends by itself */
  notExported: (method: string, level: string, format: string, why: string) =>
    `${method} ${level}, ${format}: ${why}`,

  /** Heads of the table's columns. */
  columns: {
    point: ['method', 'level', 'params', 'non-zeros', 'M MACs', 'encoded kB'],
    accuracy: ['cut %', 'repaired %', 'points vs dense'],
    memory: (runtime: string) => `peak kB ${runtime}`,
    latency: (runtime: string) => [`ms ${runtime}`, '÷ dense'],
    energy: ['mJ gross', 'mJ above idle', 'energy'],
  },
  note: (method: string, level: string, note: string) => `${method} ${level}: ${note}`,
};

/** Ids, choices and defaults as they are typed. */
interface StudyHelp {
  readonly methods: string;
  readonly levels: string;
  readonly images: string;
  readonly imageChoices: readonly number[];
  readonly models: readonly string[];
  readonly schedules: readonly string[];
  /** Each id, and the sentence of its row. */
  readonly precisionRows: readonly (readonly [id: string, summary: string])[];
  readonly scopes: readonly string[];
  readonly rankings: readonly string[];
  readonly roundings: readonly number[];
  readonly minChannels: string;
  readonly runtimes: readonly string[];
  readonly runtime: string;
  readonly mostWorkers: number;
  /** Id of each method, and the sentence of its row. */
  readonly methodRows: readonly (readonly [id: string, summary: string])[];
  /** Each step with its usual amount, and the sentence of its row. */
  readonly repairRows: readonly (readonly [step: string, summary: string])[];
  readonly rates: readonly string[];
  readonly formats: readonly string[];
  readonly exits: Exits;
}

function list(choices: readonly (string | number)[]): string {
  return choices.join(', ');
}
