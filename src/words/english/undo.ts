/** What was taken away, and the way back: a sentence for each thing that can be lost. */
export const undo = {
  title: 'What was removed',
  undo: 'Undo',
  undoKeys: 'Undo (Ctrl+Z)',
  dismiss: 'Dismiss',
  /** By what is gone. */
  gone: {
    network: 'The kept network is removed from this browser.',
    model: (name: string) => `${name} is removed from this browser; its points stay.`,
    unused: (what: string) => `Removed: ${what}.`,
    curve: 'The drawn curve is gone.',
    guesses: 'The guesses are gone.',
    totals: 'mWh and mAh count from zero.',
  },
};
