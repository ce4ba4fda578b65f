/** Cross-origin isolation gives the 5 µs timer; serial and HID are for the power meter. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'serial=(self), hid=(self)',
};
