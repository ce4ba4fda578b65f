import type { Ppk2Calibration } from '../../../src/meter/protocols/ppk2Calibration';

/** Calibration of a real kit, published with the tests of hdoordt/ppk2-rs. */
export const PPK2_FIXTURE: Ppk2Calibration = {
  R: [1003.3506, 101.5865, 10.3027, 0.9636, 0.0564],
  GS: [0, 112.789, 18.0115, 2.4217, 0.0729],
  GI: [1, 0.9695, 0.9609, 0.9519, 0.9582],
  O: [112.942, 75.4627, 64.602, 50.4983, 87.2177],
  S: [4.8e-8, 5.96e-7, 5.281e-6, 6.2577e-5, 0.002940743],
  I: [-1.04e-7, -1.443e-6, 3.6439e-5, -3.74119e-4, -0.009388455],
  UG: [1, 1, 1, 1, 1],
};
