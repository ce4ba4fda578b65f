import type { Layer } from '../../model/network';
import type { GroupCriterion } from './criterion';

const GROUP = 4;

/**
 * N:M along the input channels: groups of four consecutive inputs of one output channel, ranked by |w|.
 * Where the inputs are no multiple of four the last group is filled up with zeros, and these are cut first.
 */
export const groupOfFour: GroupCriterion = { kind: 'groups', place: groupPlaces };

function groupPlaces(kernel: Float32Array, { inChannels, outChannels }: Layer): Uint8Array {
  const place = new Uint8Array(kernel.length);
  for (let first = 0; first < inChannels; first += GROUP) {
    const members = Math.min(GROUP, inChannels - first);
    const padding = GROUP - members;
    for (let output = 0; output < outChannels; output++) {
      const start = first * outChannels + output;
      for (let m = 0; m < members; m++) {
        place[start + m * outChannels] =
          padding + smallerMembers(kernel, start, outChannels, members, m);
      }
    }
  }
  return place;
}

/** How many members of the group come before member m: smaller ones, and equal ones of lower index. */
function smallerMembers(
  kernel: Float32Array,
  start: number,
  stride: number,
  members: number,
  m: number,
): number {
  const own = Math.abs(kernel[start + m * stride]);
  let before = 0;
  for (let other = 0; other < members; other++) {
    const magnitude = Math.abs(kernel[start + other * stride]);
    if (magnitude < own || (magnitude === own && other < m)) before++;
  }
  return before;
}
