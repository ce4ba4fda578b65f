import type { EnergyPage } from './energyRun';

/** The page itself: its clock, whether it is seen, and the screen that must not go dark. */
export function browserEnergyPage(): EnergyPage {
  let hides = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hides++;
  });
  return {
    pageTimeMs: () => performance.timeOrigin + performance.now(),
    get hidden() {
      return document.hidden;
    },
    get hides() {
      return hides;
    },
    keepAwake,
  };
}

/** The browser takes the lock away whenever the page is hidden: it is asked for again. */
function keepAwake(): () => void {
  let [over, lock]: [boolean, WakeLockSentinel | null] = [false, null];
  const ask = async () => {
    if (over || document.hidden) return;
    // Refused on a low battery, absent without a secure context: the run goes on all the same.
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (over) void lock?.release();
  };
  void ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
