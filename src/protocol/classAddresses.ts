/** What the lab's own server tells its page of the local network that it serves. */

/** Beside the page; other servers have no such file. */
export const CLASS_ADDRESSES_FILE = 'lan.json';

export interface ClassAddresses {
  /** Of the page for other machines, the likeliest first; at least one. */
  readonly urls: readonly string[];
}
