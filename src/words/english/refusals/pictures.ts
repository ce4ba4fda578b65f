import { bytes, percent } from '../../numbers';

/** Pictures that cannot be read or used. */
export const pictures = {
  'picture-kind': ({ kind }: { kind: string }) =>
    `it is a picture of the kind ${kind.toUpperCase()}, which browsers do not read: save it as JPEG or PNG`,
  'picture-unknown': 'it is no picture: its first bytes are of no kind that is read',
  'file-bytes': (v: { bytes: number; most: number }) =>
    `it has ${bytes(v.bytes)}, where up to ${bytes(v.most)} are read`,
  'picture-empty': 'its row holds no picture',
  'picture-large': (v: { width: number; height: number; most: number }) =>
    `it is ${v.width}×${v.height} pixels; at most ${v.most} a side and 100 million are decoded`,
  'no-pictures-found':
    'no pictures were found in these files: give a folder or zip with a folder for each class',
  'no-labelled-images':
    'the class of no calibration picture is known: what trains needs pictures of known classes',
  'repair-images-few': (v: { step: string; wanted: number; used: number }) =>
    `${v.step} used the ${v.used} calibration pictures that there are, not ${v.wanted}`,
  'int8-saturated': ({ share, pictures }: { share: number; pictures: number }) =>
    `int8: ${percent(share, 4)} of the values of ${pictures} test pictures lie beyond the calibrated ranges and saturate`,
  'camera-denied':
    'the browser was not allowed to use the camera: allow it beside the page’s address, then start it again',
  'camera-none': 'no camera was found: connect one, then start it again',
  'camera-busy':
    'the camera does not answer: another program may use it; close that, then start it again',
  'camera-insecure':
    'browsers lend a camera only to pages of this computer or from https: open the page as http://localhost or over https',
  'camera-failed': ({ reason }: { reason: string }) => `the camera cannot be used (${reason})`,
  'no-room':
    'the browser has no room for so many pictures: use fewer of them, or free space on the disk',
  'csv-columns': ({ columns }: { columns: number }) =>
    `its first line has ${columns} values, which are no square of pixels with or without a label`,
  'csv-line': ({ line }: { line: number }) =>
    `line ${line} does not hold one whole number from 0 to 255 for each pixel`,
  'parquet-no-pictures': 'it has no column of pictures',
};
