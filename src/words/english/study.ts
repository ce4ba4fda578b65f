/** The study: its form, what it will take, how far it is. */

export const study = {
  title: 'Study',
  brokeOff: (rest: Rest) => `A study broke off when the page was left: ${left(rest)}.`,
  resumeStudy: 'Resume study',
  dismiss: 'Dismiss',

  methods: 'Methods',
  images: 'Images',
  levels: 'Levels in %',
  precisions: 'Precisions',
  setUp: 'Set up a study',
  ownDefaults: 'Each method with its own defaults, whatever the plan says.',
  asPlanned: (method: string, settings: readonly string[]) =>
    `${method} as planned: ${settings.join(', ')}`,
  thenEnergy: 'then measure energy, as the Energy tab says',
  run: 'Run study',
  /** `40 points, about 4 min`, or `28 of 40 points, about 3 min` where the others are there already. */
  outlook: ({ points, there, seconds }: Outlook) => {
    const rest = points - there;
    if (rest === 0)
      return points === 1 ? '1 point, it is there' : `${points} points, all are there`;
    return `${there === 0 ? '' : `${rest} of `}${counted(points)}, ${about(seconds)}`;
  },
  /** @param steps labels of repair steps whose time is a guess */
  unseen: (steps: readonly string[]) => {
    const [were, their] = steps.length === 1 ? ['was', 'its'] : ['were', 'their'];
    return `${steps.join(' and ')} ${were} not timed on this machine yet: ${their} share of the time is a guess.`;
  },

  progress: 'Study progress',
  measured: (done: number, of: number) => `${done} of ${of} measured`,
  timed: (done: number, of: number) => `${done} of ${of} timed`,
  left: (seconds: number) => `${about(seconds)} left`,
  plans: (names: readonly string[]) => names.join('; '),
  timing: 'Timing latency, the other workers rest',
  paused: 'Paused',
  pausingAfter: (now: string) => `Pausing after ${now}`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel, keep what is measured',
};

interface Outlook {
  readonly points: number;
  /** Points that are there already. */
  readonly there: number;
  readonly seconds: number;
}

/** Of a study that was broken off. */
interface Rest {
  readonly total: number;
  readonly unmeasured: number;
  readonly untimed: number;
}

/** Latencies come last. */
function left({ total, unmeasured, untimed }: Rest): string {
  if (unmeasured > 0) return `${unmeasured} of ${total} points left`;
  return `all ${total} points are measured, ${untimed} latencies left`;
}

/** No more digits than an estimate has. */
function about(seconds: number): string {
  if (seconds < 55) return `about ${10 * Math.max(1, Math.ceil(seconds / 10))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  const rest = minutes % 60;
  return `about ${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

function counted(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
