/** What plans are called, in lists, legends and sentences. */

export const planNames = {
  dense: 'Dense',
  /** @param percent what is cut */
  cut: (method: string, percent: string) => `${method} ${percent}`,
  list: (parts: readonly string[]) => parts.join(', '),

  scopes: {
    inner: 'inner channels',
    'inner-streams': 'inner + streams',
    all: 'all channels',
  },
  rankings: {
    set: 'each set for itself',
    global: 'all together',
    'global-macs': 'all by MACs',
    'global-bytes': 'all by bytes',
  },
  rounding: (multiple: number) => `multiples of ${multiple}`,
  minChannels: (least: number) => `at least ${least} ${least === 1 ? 'channel' : 'channels'}`,
  seed: (seed: number) => `seed ${seed}`,
  schedules: {
    'one-shot': 'one-shot schedule',
    linear: 'linear schedule',
    agp: 'agp schedule',
  },
  /** @param code tells apart what agrees in the words before it */
  withCode: (words: string, code: string) => `${words} (${code})`,
  /** @param most the largest share, in percent */
  allocated: (most: string) => `allocated up to ${most}`,
  ratios: {
    leftOut: (name: string) => `${name} left out`,
    byHand: (name: string, percent: string) => `${name} at ${percent}`,
    /** Where they are too many for their names. */
    countLeftOut: (count: number) => `${count} left out`,
    countByHand: (count: number) => `${count} by hand`,
  },

  /** Of a training's budget. */
  units: { seconds: 's', steps: 'steps', epochs: 'epochs' },
  repair: {
    none: 'not repaired',
    amount: (amount: number, unit: string) => `${amount} ${unit}`,
    withRate: (amount: string, rate: string) => `${amount} (${rate})`,
    /** @param done as the step's row says it: `recalibrated on` */
    step: (done: string, amount: string) => `${done} ${amount}`,
    /** For legends. @param step its row's abbreviation */
    shortStep: (step: string, amount: string) => `${step} ${amount}`,
    shortSteps: (steps: readonly string[]) => steps.join(' + '),
  },
};
