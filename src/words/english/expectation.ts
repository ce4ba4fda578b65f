/** What somebody expects before it is measured. */
import { decimal } from '../numbers';

/** Of what one expects of networks that are cut. */
export const expectation = {
  open: 'Draw what you expect',
  method: 'Method',
  hint: 'How many pictures will be named rightly after repair? Drag the points, or move them with the arrow keys.',
  chart: (method: string) => `Expected accuracy of ${method}, by level`,
  node: (level: string) => `Expected accuracy at ${level}`,
  level: 'Level, %',
  accuracy: 'Right answers, %  ↑ better',
  measured: 'measured',
  notMeasured: 'Run a study: its points appear beside your curve.',
  miss: (share: number, count: number) =>
    `Your curve was ${decimal(100 * share, 1)} percentage points off, averaged over ${count} measured ${count === 1 ? 'point' : 'points'}.`,
  reset: 'Forget the curve',
  showInChart: 'Show in the chart',

  askFaster: 'Guess first: which is faster?',
  question:
    'One network keeps its shape with 80 % zeros, the other loses 40 % of its channels. Which one answers a picture faster?',
  guesses: { zeros: '80 % zeros', channels: '40 % fewer channels', equal: 'No difference' },
  measureBoth: 'Measure both',
  measuring: 'Being measured: the Study tab shows how far.',
  /** @param times how many times as fast */
  answer: {
    zeros: (times: string) => `80 % zeros are ${times} times as fast.`,
    channels: (times: string) => `40 % fewer channels are ${times} times as fast.`,
    equal: () => 'The times do not tell them apart.',
  },
  right: 'As you guessed.',
  wrong: 'Not as you guessed.',
  times: (ratio: number) => decimal(ratio, 2),
  forgetGuesses: 'Forget my guesses',
};
