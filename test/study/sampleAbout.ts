/** A made-up study's own field. */
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { StudyAbout } from '../../src/study/about';
import { ENVIRONMENT } from './sampleStudy';

const { scope, rounding, minChannels, repair, schedule, seed } = defaultPlan();
const base = { scope, rounding, minChannels, repair, schedule, seed };
const at = '2026-01-02T03:04:05.000Z';
export const ABOUT: StudyAbout = {
  id: '8a51c07e9d3b2f64',
  name: 'Clothes on the Pi',
  question: 'Which method for 2 MB?',
  createdAt: at,
  subject: { model: ENVIRONMENT.model, dataset: ENVIRONMENT.dataset },
  runs: [
    {
      request: {
        methods: ['l1-norm', 'nm-2-4'],
        levels: [0, 0.5],
        precisions: ['float32', 'int8'],
        base,
        options: {
          'l1-norm': { scope: 'all', ranking: 'set', rounding: 4, minChannels: 2, shares: [0.5] },
        },
      },
      images: 1000,
      startedAt: at,
    },
  ],
  spoiled: [
    { plan: defaultPlan(), at, reason: 'throttled' },
    { at, reason: 'The meter was gone.' },
  ],
  notes: 'One\nmore <b>line</b>.',
};
