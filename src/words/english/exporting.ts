/** A network on its way out: the dialog of formats, sizes, figures and code. */
import { percentDigits } from '../../base/percent';
import { bytes, count } from '../numbers';

export const exporting = {
  title: 'Download the network',
  open: 'Download…',
  openHint: 'In a file for other tools, or in one that the lab opens again',
  openPoint: (point: string) => `Download… ${point}`,
  /** Of a table's column of buttons. */
  column: 'File',
  format: 'Format',
  /** The lab's own file. */
  lab: 'Pruning Lab',
  weights: 'Weights',
  storages: { float32: '32-bit floats', float16: '16-bit floats', int8: 'int8 (whole numbers)' },
  /** By what is waited for. */
  waiting: { network: 'Making the network…', file: 'Writing the file…' },
  cancel: 'Cancel',
  size: (written: number) => `${bytes(written)} (${count(written)} bytes)`,
  download: 'Download',
  tryAgain: 'Try again',
  inLab: 'Results → Open network reads it on any machine, with the record of how it was made.',
  measured: 'Measured',
  accuracy: (share: number, interval: string) => `${percentDigits(share, 2)} % (${interval})`,
  /** @param median ms */
  latency: (median: number) => `${median.toFixed(2)} ms`,
  halved: 'Figures are of 32-bit weights, on this page’s runtimes.',
  wholeForTeachable:
    'Teachable Machine’s library (TensorFlow.js 1.3.1) refuses 16-bit floats: choose 32-bit floats for it.',
  code: 'Code that loads it',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser refused to copy: select the text and press Ctrl+C.',
};
