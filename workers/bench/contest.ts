/** Who is held against whom: works of our own against runtimes from outside and each other. */
import type { BenchRatio, Rival } from '../../src/protocol/bench';
import { median, pairedRatio, type RoundTimes } from './interleave';
import { WORKS, type Work } from './works';

/** Who takes turns: a work of our own by its name, or a runtime from outside by its own. */
export interface Contestant {
  readonly name: string;
  readonly threads: number;
}

/** Whom a rival's name means for a work on so many threads. */
function opponent(work: Contestant, rival: Rival): Contestant {
  const { name, threads } = work;
  if (rival === 'own 1 thread') return { name, threads: 1 };
  if (rival === 'own dense') return { name: 'dense', threads };
  if (rival === 'own int8') return { name: 'int8', threads };
  return { name: rival, threads };
}

function same(a: Contestant, b: Contestant): boolean {
  return a.name === b.name && a.threads === b.threads;
}

/** Works that take part, of which one or the other only for the sake of those that are `wanted`. */
export function entrants(wanted: (work: Work) => boolean): Work[] {
  const names = WORKS.filter(wanted).flatMap((work) => [
    work.name,
    ...work.against.map((rival) => opponent({ name: work.name, threads: 1 }, rival).name),
  ]);
  return WORKS.filter(({ name }) => names.includes(name));
}

/** A row for each work and rival that both ran. */
export function ratiosOf(
  setting: string,
  wanted: readonly Work[],
  contestants: readonly Contestant[],
  times: readonly RoundTimes[],
): BenchRatio[] {
  const timesOf = (one: Contestant) => times[contestants.findIndex((other) => same(one, other))];
  return wanted.flatMap(({ name, against }) =>
    contestants
      .filter((contestant) => contestant.name === name)
      .flatMap((contestant) => {
        const ours = timesOf(contestant);
        const rivals = contestant.threads > 1 ? [...against, 'own 1 thread' as const] : against;
        return rivals.flatMap((rival): BenchRatio[] => {
          const other = opponent(contestant, rival);
          const theirs = timesOf(other);
          if (!theirs || same(other, contestant)) return [];
          const medians = { oursMs: median(ours), theirsMs: median(theirs) };
          const { threads } = contestant;
          const ratio = pairedRatio(theirs, ours);
          return [{ work: `${name} ${setting}`, against: rival, threads, ratio, ...medians }];
        });
      }),
  );
}
