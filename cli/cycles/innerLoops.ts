/**
 * The innermost loops in a function's arm64 instructions, by what its branches say. WebAssembly's control flow has no
 * loop with two entries, so whatever branches back to an instruction on its own way there closes a loop.
 *
 * A way that calls something is no part of a loop: V8 lets every loop ask now and then whether it is to be interrupted,
 * in code behind the function's end. Loops that call another kernel are thereby left out too.
 */

/** For each innermost loop the places of its instructions, in the order in which they lie. */
export function innerLoops(words: readonly number[]): number[][] {
  const next = words.map((word, at) =>
    successors(word, at).filter((to) => words[to] !== undefined),
  );
  const backwards = backwardBranches(next);
  const headers = new Set(backwards.map(([, header]) => header));
  const ways = { next, before: predecessors(next) };
  const loops = [...headers].map((header) => {
    const ends = backwards.filter(([, to]) => to === header).map(([from]) => from);
    return { header, body: bodyOf(header, ends, ways) };
  });
  const inner = loops.filter(({ header, body }) =>
    body.every((at) => at === header || !headers.has(at)),
  );
  return inner.map(({ body }) => body).sort((a, b) => a[0] - b[0]);
}

/** Where execution may go on behind the instruction. */
function successors(word: number, at: number): number[] {
  if (ENDS.some(({ mask, value }) => (word & mask) >>> 0 === value)) return [];
  const branch = BRANCHES.find(({ mask, value }) => (word & mask) >>> 0 === value);
  if (!branch) return [at + 1];
  const target = at + ((word << (32 - branch.bits - branch.shift)) >> (32 - branch.bits));
  return branch.always ? [target] : [at + 1, target];
}

/** ret, br, bl, blr, brk: as the Arm manual's tables of encodings have them. */
const ENDS = [
  { mask: 0xfffffc1f, value: 0xd65f0000 },
  { mask: 0xfffffc1f, value: 0xd61f0000 },
  { mask: 0xfc000000, value: 0x94000000 },
  { mask: 0xfffffc1f, value: 0xd63f0000 },
  { mask: 0xffe0001f, value: 0xd4200000 },
];

/** b, b.cond, cbz and cbnz, tbz and tbnz; where the distance lies in them, in instructions. */
const BRANCHES = [
  { mask: 0xfc000000, value: 0x14000000, bits: 26, shift: 0, always: true },
  { mask: 0xff000010, value: 0x54000000, bits: 19, shift: 5, always: false },
  { mask: 0x7e000000, value: 0x34000000, bits: 19, shift: 5, always: false },
  { mask: 0x7e000000, value: 0x36000000, bits: 14, shift: 5, always: false },
];

interface Ways {
  readonly next: readonly (readonly number[])[];
  readonly before: readonly (readonly number[])[];
}

type Edge = readonly [from: number, to: number];

/** Branches to an instruction that lies on the way to them. What nothing leads to (behind a call) is begun at anew. */
function backwardBranches(next: readonly (readonly number[])[]): Edge[] {
  const found: Edge[] = [];
  const state = new Array<'unseen' | 'entered' | 'left'>(next.length).fill('unseen');
  for (let start = 0; start < next.length; start++) {
    const way = state[start] === 'unseen' ? [{ at: start, taken: 0 }] : [];
    while (way.length > 0) {
      const step = way[way.length - 1];
      state[step.at] = 'entered';
      const to = next[step.at][step.taken++];
      if (to === undefined) {
        state[step.at] = 'left';
        way.pop();
      } else if (state[to] === 'entered') found.push([step.at, to]);
      else if (state[to] === 'unseen') way.push({ at: to, taken: 0 });
    }
  }
  return found;
}

function predecessors(next: readonly (readonly number[])[]): number[][] {
  const before: number[][] = next.map(() => []);
  next.forEach((targets, from) => targets.forEach((to) => before[to].push(from)));
  return before;
}

/** What lies on a way from the header to one of the ends. */
function bodyOf(header: number, ends: readonly number[], { next, before }: Ways): number[] {
  const leading = reached(ends, (at) => (at === header ? [] : before[at]));
  const body = reached([header], (at) => next[at].filter((to) => leading.has(to)));
  return [...body].sort((a, b) => a - b);
}

function reached(from: readonly number[], steps: (at: number) => readonly number[]): Set<number> {
  const seen = new Set(from);
  for (const at of seen) for (const to of steps(at)) seen.add(to);
  return seen;
}
