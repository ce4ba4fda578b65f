/** Why a window of energy does not count, and what helps, by the reasons that stand in study.json. */
interface Disturbance {
  /** A few words, for a table. */
  readonly name: string;
  /** Why, and what to do: a sentence without its stop. */
  readonly remedy: string;
}

const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  'meter-lost': {
    name: 'meter lost',
    remedy: 'the meter was lost while it was read: use another cable or socket',
  },
  'turned-round': {
    name: 'meter turned round',
    remedy: 'the meter read a negative current: turn it round',
  },
  'page-hidden': {
    name: 'page hidden',
    remedy: 'the page was hidden: leave its tab in front',
  },
  gaps: {
    name: 'gaps in the samples',
    remedy:
      'too many readings were lost: take USB instead of Bluetooth, a shorter cable, or close other programs',
  },
  'few-samples': {
    name: 'too few readings',
    remedy: 'the meter sent too few readings: let it send more often, or choose longer windows',
  },
  'worker-failed': {
    name: 'worker failed',
    remedy: 'the network could not run',
  },
  throttled: {
    name: 'throttled or disturbed',
    remedy:
      'the processor changed its speed within the windows: cool the board (heat sink, fan), give it a stronger supply, or close other programs',
  },
  'no-baseline': {
    name: 'no idle level',
    remedy: 'the idle level around the windows was not read: see why its windows were disturbed',
  },
};

/** A few words; a reason that this version does not know stands for itself. */
export function disturbance(reason: string): string {
  return DISTURBANCES[reason]?.name ?? reason;
}

/** What helps against several, in one sentence without its stop. */
export function remedies(reasons: readonly string[]): string {
  return reasons.map((reason) => DISTURBANCES[reason]?.remedy ?? reason).join('; ');
}
