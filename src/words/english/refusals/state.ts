/** What the page cannot do now, could not keep, or waits for. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';
import { bytes } from '../../numbers';
import { remedies } from '../disturbances';

export const state = {
  'load-failed': 'the lab did not load: reload the page',
  'part-not-loaded':
    'a part of the page could not be loaded: see that its server still runs, and try again',
  'opening-worker-lost':
    'what reads the files has stopped, perhaps for want of memory: close other pages and open them again',
  'opening-endless': ({ seconds }: { seconds: number }) =>
    `the files were not understood within ${seconds} s: they may be damaged; export them again`,
  'files-too-large': ({ bytes: own, most }: { bytes: number; most: number }) =>
    `the files have ${bytes(own)}; networks of up to ${bytes(most)} are opened`,
  'no-address': ({ address }: { address: string }) =>
    `${address} is no address: it begins with https:// and ends with the file’s name`,
  'model-not-kept': ({ id }: { id: string }) =>
    `the network ${id} is not in this browser: open its file`,
  'nothing-measured': ({ cause }: { cause: Note | null }, say: Say) =>
    `nothing was measured: ${cause ? say(cause) : 'the lab is not loaded'}`,
  'study-runs': 'a study is running: wait for its end or cancel it',
  'study-in-other-tab':
    'another tab of this browser measures a study, which has the machine for itself: wait for its end, or cancel it there',
  'no-study-broken-off': 'no study was broken off: run one',
  'benchmark-runs': 'the benchmark is running: wait for its end or cancel it',
  'training-runs': 'a network is being trained: wait for its end, keep what it has or cancel it',
  'sensitivity-runs': 'sensitivity is being measured: wait for its end or cancel it',
  'allocation-runs': 'an allocation is being searched: wait for its end or cancel it',
  'no-channels-to-spread':
    'this method zeroes single weights: choose one that removes channels to spread its cuts',
  'energy-runs': 'energy is being measured: wait for its end or cancel it',
  'no-point-for-energy':
    'no point to measure the energy of: let go of the slider or run a study first',
  'no-meter': 'no meter is connected: connect one, or a simulated one to see how it goes',
  'no-energy': ({ cause }: { cause: Note | null }, say: Say) =>
    `no energy was measured: ${cause ? say(cause) : 'no window was telling'}`,
  'energy-ended-early': ({ cause }: { cause: Note }, say: Say) =>
    `Ended early: no clean window would come, ${say(cause)}. The joules are of disturbed windows.`,
  disturbed: ({ reasons }: { reasons: readonly string[] }) => remedies(reasons),
  'waits-for-page': 'The page is hidden: bring its tab to the front and the measurement goes on.',
  'waits-for-turning':
    'The current is negative: the meter is in the cable the wrong way round. Turn it, or choose Turn the sign in the meter’s dialog, and the measurement goes on.',
  'waits-for-meter': 'The meter was disconnected: connect it again and the measurement goes on.',
  'storage-full': `The browser’s storage is full. ${onlyHere()}`,
  'not-stored': ({ cause }: { cause: Note }, say: Say) =>
    `The browser stored nothing (${say(cause)}). ${onlyHere()}`,
  'points-unread': ({ count, cause }: { count: number; cause: Note | null }, say: Say) =>
    `Kept, but not shown: ${count} of this study’s points${cause ? ` (${say(cause)})` : ''}. They stay in the browser, for the version of the lab that wrote them.`,
  'points-not-kept': ({ cause }: { cause: Note }, say: Say) =>
    `Points are not kept for the next visit: ${say(cause)}. Export the study to keep it.`,
  'study-not-stored': ({ cause }: { cause: Note }, say: Say) =>
    `The browser stored nothing (${say(cause)}): all studies are as they were.`,
  'study-not-read': 'the browser’s storage does not give the study out',
  'points-unkept':
    'some points of this study could not be stored and would be lost: export it first, or free some space',
  'storage-silent': 'the browser’s storage does not answer',
  'storage-closed':
    'the browser took its storage away, and perhaps what was kept; the next point stores all again',
  'storage-blocked': 'another tab holds an older version of the storage: close it',
};

function onlyHere(): string {
  return 'The network is kept in memory only until this page is closed: download it, or free some space and keep it again.';
}
