/**
 * HTTP headers of every file. Cross-origin isolation gives the 5 µs timer and memory that threads share; an isolated page
 * of another origin may show the lab in a frame; serial and HID are for the power meter.
 */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': 'serial=(self), hid=(self)',
};
