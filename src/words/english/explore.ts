/** The first view: a question, the plan's outcomes, methods to start with. */

export const explore = {
  watchCut: 'Watch one cut',
  nothingToCut: 'At this level nothing is cut: move the slider first.',
  question: 'Half of this network can go. Which half?',
  /** @param pictures null where there are none */
  subject: (network: string, pictures: string | null) =>
    pictures === null ? network : `${network} on ${pictures}`,
  subjectHint: 'Another network, other pictures, and all settings of the plan',

  methods: 'Methods to start with',
  cards: {
    'magnitude-global': 'Single weights',
    'nm-2-4': '2 of every 4',
    'block-1x4': 'Blocks of 4',
    'l1-norm': 'Small channels',
    fpgm: 'Like channels',
  } as Readonly<Partial<Record<string, string>>>,
  allMethods: 'All methods',

  outcomes: 'What comes of it',
  size: 'Size',
  sizeDetail: 'The weights as they are written, zeros encoded',
  speed: 'A picture takes',
  speedDetail: 'Median latency of one picture while everything else rests',
  energy: 'A picture costs',
  afterCutting: 'Right, just cut',
  afterRepair: 'Right, repaired',
  ofDense: (change: string, dense: string) => `${change} of ${dense}`,
  ofDenseShare: (change: string) => `${change} of dense`,
  timesAsFast: (times: number) => `${times.toFixed(2)}× as fast`,
  asFast: 'as fast as dense',
  about: (value: string) => `≈ ${value}`,
  letGo: 'when you let go',
  cancel: 'Cancel',
  /** @param share of right answers */
  expected: (share: string) => `About ${share} right, to judge by measured neighbours`,
  example: 'Example',
  exampleHint:
    'Curves that lie beside the page, measured on another machine; yours take their place',
};
