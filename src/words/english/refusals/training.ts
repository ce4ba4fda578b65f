/** What is told of a training, of a network that was measured, and of the browser it was measured in. */

export const training = {
  'training-ended-by-hand': ({ step, share }: { step: number; share: number }) =>
    `Training was ended by hand after step ${step}, with ${Math.min(100, Math.round(100 * share))} % of its budget spent.`,
  'cut-afterwards': ({ reached, level }: { reached: number; level: number }) =>
    `Training ended before its last cut: the network was cut from ${percent(reached)} to ${percent(level)} afterwards and only recalibrated since. Give it a larger budget, or cut all at once.`,
  'training-broke-down': ({ step, kept }: { step: number; kept: number | null }) =>
    `Training broke down at step ${step}: ${kept === null ? 'the weights before it' : `the weights of step ${kept}`} were kept. Choose a lower level, or put least-squares before it.`,
  'trained-alone': ({ workers }: { workers: number }) =>
    `Training ran in 1 of ${workers} workers, so that seconds held fewer steps: this page is not cross-origin isolated. Serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.`,
  'training-diverged': ({ step, learningRate }: { step: number; learningRate: number }) =>
    `Training diverged at step ${step}: the loss is no number, or stayed far above its start for 200 steps; take a smaller --lr than ${learningRate}.`,
  'training-thread-lost':
    'Another thread ended or did not answer for a minute; start the same command again to go on.',
  'training-stopped': ({ reason }: { reason: string | null }) =>
    reason ?? 'A worker of the training page did not start.',
  'kept-network-answered': ({ date }: { date: string }) =>
    `Not repaired anew: the network that was kept on ${date} answered.`,
  /** In the words of the file that tells it. */
  'told-before': ({ text }: { text: string }) => text,
  'checksums-unverified':
    'Checksums were not verified: this address is no secure context. Open the page at http://localhost or over HTTPS.',
  'browser-32-bit':
    'This Chromium is 32-bit and slower: install 64-bit Raspberry Pi OS for the processor’s full speed.',
};

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
