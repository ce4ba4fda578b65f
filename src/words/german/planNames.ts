/** Wie Pläne heißen, in Listen, Legenden und Sätzen. */
import type { Words } from '../words';

export const planNames: Words['planNames'] = {
  dense: 'Dicht',
  cut: (method, percent) => `${method} ${percent}`,
  list: (parts) => parts.join(', '),

  scopes: {
    inner: 'innere Kanäle',
    'inner-streams': 'innere + Ströme',
    all: 'alle Kanäle',
  },
  rankings: {
    set: 'jede Gruppe für sich',
    global: 'alle zusammen',
    'global-macs': 'alle nach MACs',
    'global-bytes': 'alle nach Bytes',
  },
  rounding: (multiple) => `Vielfache von ${multiple}`,
  minChannels: (least) => `mindestens ${least} ${least === 1 ? 'Kanal' : 'Kanäle'}`,
  seed: (seed) => `Startwert ${seed}`,
  schedules: {
    'one-shot': 'auf einmal',
    linear: 'gleichmäßig',
    agp: 'erst schnell (agp)',
  },
  withCode: (words, code) => `${words} (${code})`,
  allocated: (most) => `verteilt bis ${most}`,
  ratios: {
    leftOut: (name) => `${name} ausgenommen`,
    byHand: (name, percent) => `${name} mit ${percent}`,
    countLeftOut: (count) => `${count} ausgenommen`,
    countByHand: (count) => `${count} von Hand`,
  },

  units: { seconds: 's', steps: 'Schritte', epochs: 'Epochen' },
  repair: {
    none: 'nicht repariert',
    amount: (amount, unit) => `${amount} ${unit}`,
    withRate: (amount, rate) => `${amount} (${rate})`,
    step: (done, amount) => `${done} ${amount}`,
    shortStep: (step, amount) => `${step} ${amount}`,
    shortSteps: (steps) => steps.join(' + '),
  },
};
