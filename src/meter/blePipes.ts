/** Where Bluetooth LE meters take and give bytes. */
import type { BlePipe } from './meter';

/** As most serial modules have it: one characteristic for both directions. */
export const FFE1: BlePipe = {
  write: { service: 0xffe0, characteristic: 0xffe1 },
  notify: { service: 0xffe0, characteristic: 0xffe1 },
};
export const FFE9_FFE4: BlePipe = {
  write: { service: 0xffe5, characteristic: 0xffe9 },
  notify: { service: 0xffe0, characteristic: 0xffe4 },
};
/** TC66C with firmware 1.15 and later. */
export const FFE2_FFE1: BlePipe = {
  write: { service: 0xffe0, characteristic: 0xffe2 },
  notify: { service: 0xffe0, characteristic: 0xffe1 },
};
