/** A study's report, as HTML and as Markdown. */
import { count, percentDigits } from '../numbers';

export const report = {
  untitled: 'A study of pruning',
  unknown: 'not known',
  facts: {
    model: 'Network',
    dataset: 'Pictures',
    device: 'Measured on',
    points: 'Measured points',
    measured: 'Measured at',
    checksums: 'SHA-256',
  },
  advice: 'Which network to take',
  guidance: 'Which technique for which goal',
  front: 'Networks that no other beats',
  charts: 'Trade-offs',
  methods: 'Methods',
  threatsTitle: 'What speaks against these figures',
  repeat: 'To measure it again',
  opensIn: 'The networks of the table, as addresses of the lab:',
  notes: 'Notes',
  table: {
    network: 'Network',
    accuracy: 'Right answers',
    vsDense: 'Points against dense',
    best: 'Not beaten in',
  },
  threats: {
    /** @param half of the widest 95 % interval, a share */
    pictures: (images: number, half: number) =>
      `Accuracies rest on ${count(images)} pictures: each is known to ± ${percentDigits(half, 1)} points or better (95 %). ` +
      'Networks that lie nearer to each other may be equally good.',
    differentPictures: (counts: readonly number[]) =>
      `Points have answered different numbers of pictures (${counts.map(count).join(', ')}): their accuracies do not compare to the last digit.`,
    chosenByTheSame:
      'The best networks were found by the same pictures that judge them: of many, the best is a little better by luck.',
    oneTraining: (points: number) =>
      `${points === 1 ? 'One network was' : `${count(points)} networks were`} trained once, from one seed: another training would end a little elsewhere.`,
    environments: (places: number) =>
      `Points come from ${places} environments. Times and joules of two machines do not compare; fronts are drawn within each.`,
    coarseTimer: 'The clock of the browser moved in steps of 100 µs: short latencies are coarse.',
    fewRuns: (runs: number) => `Latencies rest on as few as ${runs} timed runs.`,
    simulated: (points: number) =>
      `The joules of ${points === 1 ? 'one point' : `${count(points)} points`} come from a simulated or recorded meter: they are no property of this machine.`,
    estimated: (points: number) =>
      `The joules of ${points === 1 ? 'one point' : `${count(points)} points`} are estimated from latency and the documented power of a Raspberry Pi 4B: no meter took part.`,
    disturbed: (points: number) =>
      `The joules of ${points === 1 ? 'one point' : `${count(points)} points`} come from disturbed windows, for no clean one was there.`,
    /** @param causes each with its number */
    spoiledWindows: (windows: number, causes: readonly string[]) =>
      `Of ${count(windows)} energy windows some were spoiled and do not count: ${causes.join(', ')}.`,
    spoiledElse: (causes: readonly string[]) =>
      `Measurements that were spoiled and do not count: ${causes.join(', ')}.`,
    cause: (cause: string, times: number) => `${cause} (${times})`,
    missing: (points: number, asked: number) =>
      `${count(points)} of ${count(asked)} points that were asked for are missing.`,
    unanswered: (points: number) =>
      `${points === 1 ? 'One point was' : `${count(points)} points were`} timed, but answered no pictures yet.`,
  },
};
