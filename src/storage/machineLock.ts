/** Whoever measures a study has the machine for itself: one tab at a time. */

export interface MachineLock {
  /** What gives it back, which the end of the page does too; null while another tab has it. */
  take(): Promise<(() => void) | null>;
  isTaken(): Promise<boolean>;
  /** Resolves once nobody has it. */
  free(): Promise<void>;
}

const NAME = 'pruning-lab-study';

/** A browser without locks is trusted to have one tab. */
export const NO_LOCK: MachineLock = {
  take: async () => () => {},
  isTaken: async () => false,
  free: async () => {},
};

/** @param locks absent in an insecure context and in old browsers */
export function machineLock(locks: LockManager | undefined): MachineLock {
  if (!locks) return NO_LOCK;
  return {
    take: () =>
      new Promise((resolve, reject) => {
        const hold = (lock: Lock | null) =>
          lock ? new Promise<void>((release) => resolve(release)) : resolve(null);
        locks.request(NAME, { ifAvailable: true }, hold).catch(reject);
      }),
    async isTaken() {
      const { held = [] } = await locks.query();
      return held.some(({ name }) => name === NAME);
    },
    async free() {
      await locks.request(NAME, { mode: 'shared' }, () => {});
    },
  };
}
