/** What was measured: the trade-off chart's frame, classes, points side by side, the table, its files. */
import { count } from '../numbers';

export const results = {
  notMeasured: 'Nothing is measured yet.',

  chart: {
    title: 'Trade-off',
    axis: 'Horizontal axis',
    against: { accuracy: 'Accuracy against', energy: 'Energy against' },
    scale: 'How accuracy stands',
    scales: {
      percent: '0 to 100 %',
      loss: 'Against dense',
      error: 'Wrong answers, log',
    },
    extras: {
      bands: {
        label: 'Bands',
        hint: '95 % intervals as a band along each line, not as a bar at each point',
      },
      repeats: {
        label: 'Repeats',
        hint: 'As dots: what else was measured of the same networks, on fewer pictures or elsewhere, and their timed runs',
      },
      table: { label: 'Table', hint: 'What the chart shows, in rows' },
    },
    baselines: {
      widths: {
        label: 'Smaller networks',
        hint: 'MobileNetV2 of other widths, trained from scratch: what pruning has to beat',
      },
      random: {
        label: 'Random band',
        hint: 'From the least to the most accurate of at least three seeds of pruning by lot',
      },
      literature: {
        label: 'Literature',
        hint: 'Published results on ImageNet, as changes of their own dense network',
      },
    },
    /** @param macs whether the axis has multiplications, not weights */
    literature: (macs: boolean) =>
      'Dotted circles: published results, moved to our dense network: their change in points and their share of ' +
      `its ${macs ? 'multiplications' : 'weights'}. Other data (ImageNet), other schedules.`,
  },

  classes: {
    title: 'Classes',
    caption: (point: string) =>
      `${point}. Rows: true class; columns: predicted class; images in each cell.`,
    matrix: 'Confusion matrix',
    class: 'Class',
    top1: 'Top-1',
    interval: '95 %',
    takenFor: (name: string, predicted: string) => `${name} taken for ${predicted}`,
    numbered: (number: number) => `class ${number}`,
    noAnswers: 'A point from a file has no single answers: measure it here to see its classes.',
  },

  compare: {
    title: 'Compare two points',
    first: 'First',
    second: 'Second',
    needsTwo: 'Two measured points are needed: let go of the slider at two places.',
    choosePoints: 'Choose two different points.',
    noAnswers: 'A point from a file has no single answers: measure it here to test the pair.',
    test: 'McNemar’s exact test',
    probability: (p: number) => (p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`),
    /** @param images which both have answered */
    answers: (images: number, onlyFirst: number, onlySecond: number) =>
      `Of the first ${count(images)} images, which both have answered, only the first is right on ` +
      `${count(onlyFirst)}, only the second on ${count(onlySecond)}.`,
    mayBeChance: 'The difference may well be chance.',
    moreThanChance: 'The difference is more than chance.',

    /** @param percent of right answers */
    accuracy: (percent: string, images: number) => `${percent} %, n ${count(images)}`,
    notComparable: 'not comparable',
    twoEnvironments: 'not comparable: two environments',
    energy: { gross: 'Energy, gross', aboveIdle: 'Energy above idle' },
    intervalsOverlap: (change: string) => `${change}, intervals overlap`,
  },

  files: {
    chart: 'Chart as SVG',
    picture: 'Chart as PNG',
    report: 'Report',
    reportHint: 'One page with charts, advice and what speaks against them, to hand on',
    samplesHint: 'Every timed run and every energy window',
    importStudy: 'Import study.json',
    openNetwork: 'Open network',
    openNetworkHint: 'A network that was downloaded here or on another machine',
    bringBack: (points: number) => `Bring back ${points} cleared points`,
    clear: 'Clear',
    /** What became of a file. */
    result: (file: string, what: string) => `${file}: ${what}`,
    reading: (file: string) => `${file} is being read.`,
    networkOpened: 'kept, and measured here now.',
    /** @param places where they were measured */
    imported: (points: number, places: readonly string[]) =>
      points === 0
        ? 'no point was taken.'
        : `${points} ${points === 1 ? 'point' : 'points'}, measured on ${places.join('; and on ')}.`,
  },

  table: {
    title: 'Results',
    empty:
      'Nothing is measured yet. Let go of the slider, or run a study: every point lands here and stays here, also ' +
      'after a reload.',
    /** Of a choice among methods or precisions. */
    all: 'all',
    contains: 'Containing',
    /** @param points that the filter leaves, of all */
    shown: (points: number, all: number) => `${count(points)} of ${count(all)} points`,
    noneLeft: 'No point is of this method and precision and contains these words.',
    method: 'Method',
    level: 'Level',
    cut: 'Cut %',
    repaired: 'Repaired %',
    images: 'n',
    againstDense: 'Points against dense',
    parameters: 'Parameters',
    nonZeros: 'Non-zeros',
    macs: 'MACs',
    encoded: 'Encoded',
    gzip: 'gzip',
    /** In place of how many images were answered. */
    waiting: 'none yet',
    milliseconds: (runtime: string) => `${runtime}, ms`,
    ratio: '÷ dense',
    /** @param milliseconds of a timing in which the machine was slow */
    slow: (milliseconds: string) => `⚠ ${milliseconds}`,
    slowMarks:
      '⚠ marks milliseconds of timings in which the machine itself was slow, or its board in trouble.',
    /** @param timing without its stop @param share more than in the fastest timing */
    slowHint: (timing: string, share: number) =>
      `${timing}; the dense network took ${Math.round(100 * share)} % longer meanwhile than in the fastest timing`,
    /** @param troubles what the board said of itself */
    troubledHint: (timing: string, troubles: string) =>
      `${timing}; the board was in trouble meanwhile: ${troubles}`,
    energy: 'Energy',
    aboveIdle: 'Above idle',
    repair: 'Repair',
    kept: (repair: string) => `${repair}, kept`,
    measuredWith: 'Measured with',
    measuredAt: (environment: string, time: string) => `${environment}, ${time}`,
  },

  /**
   * A point in a list: `L1 norm 50 %, recalibrated on 500, n 2000`.
   * @param where what sets its environment apart; '' where there is only one
   */
  point: (plan: string, images: number, where: string) =>
    `${plan}${images === 0 ? '' : `, n ${images}`}${where === '' ? '' : `, ${where}`}`,
  /** The uncut network as a method's line has it. */
  densePoint: (plan: string, method: string) => `${plan} (${method})`,
};
