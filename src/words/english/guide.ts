/** What leads through the page: the tour, the glossary, the address of the class. */
import { count } from '../numbers';

export const guide = {
  glossary: 'Glossary',
  search: 'Search the glossary',
  found: (terms: number) => (terms === 1 ? '1 word' : `${count(terms)} words`),
  noneFound: 'No such word. Try a shorter part of it.',
  meaning: 'Meaning',
  source: (by: string) => `Source: ${by}`,

  offer: 'First time here?',
  take: 'A tour of two minutes',
  notNow: 'Not now',
  tour: 'Tour',
  next: 'Next',
  back: 'Back',
  skipStep: 'Skip this step',
  end: 'End tour',
  finish: 'Finish',
  done: 'Done.',
  place: (step: number, steps: number) => `${step} of ${steps}`,
  steps: {
    question: {
      title: 'What you see',
      text: 'A network that names pictures of clothes, 93 of 100 rightly. It has far more weights than it needs. Which can go, and what do you gain?',
    },
    slider: {
      title: 'Drag the slider',
      text: 'It says how much is cut. What follows your finger is computed at once; when you let go, the network is cut and answers test pictures.',
      wait: 'Drag it, or press S and then the arrow keys.',
    },
    network: {
      title: 'The network',
      text: 'Seventeen blocks from left to right, as wide as they have channels. What is cut fades. Press a block to look inside.',
    },
    outcome: {
      title: 'What comes of it',
      text: 'Size, time, energy, and right answers twice: just after the cut, and after a repair that measures the normalisation anew. Pruning without repair looks worse than it is.',
    },
    pictures: {
      title: 'Pictures that change their minds',
      text: 'Test pictures whose answer the cut changes first. A green frame means that the repair brought the answer back.',
    },
    methods: {
      title: 'Choose another method',
      text: 'Zeros keep the answers longest, but only special kernels gain time by them. Removed channels make every device faster, and cost answers sooner.',
      wait: 'Choose one, and watch the figures.',
    },
    chart: {
      title: 'Curves to compare with',
      text: 'Right answers against size, or against what you choose: work, milliseconds, joules. The stepped line joins the points that no other beats. Each point you measure is added.',
    },
    views: {
      title: 'Where to go on',
      text: 'Study measures many methods and levels by itself. Energy reads a power meter. Network opens single layers, Device tells how fast this machine is. Help holds this tour and a glossary.',
    },
  },

  forClass: 'For the class',
  classOpens: 'The class opens',
  alsoAt: 'Other addresses of this machine, where the first does not answer:',
  overHttp:
    'Over http, browsers withhold from the class shared memory (one thread, and training on one core), the fine timer (100 µs instead of 5), the camera, power meters, checksums and the folder that keeps opened networks. Start with --https, and all of it is there.',
  overHttps:
    'The certificate was made on this machine and nobody vouches for it: each browser warns once. There: Advanced, then Proceed.',
  unreached:
    'If a device does not reach it: is it in the same network, does a firewall here forbid it, does a guest network keep devices apart?',
  command: 'npm start -- --lan --https',
  servedToNobody:
    'The lab is served to this machine alone. Stop it (Ctrl+C) and start it for the local network; what was measured here stays.',
};
