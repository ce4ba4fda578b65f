/** What must hold of the lab in the guest, besides equal bits. */
import type { BoardStatus } from '../../src/protocol/board';
import type { Environment } from '../../src/study/environment';
import type { OperatingPoint } from '../../src/study/point';

export const MOST_MEGABYTES = 400;

export interface Seen {
  readonly environment: Environment;
  readonly points: readonly Pick<OperatingPoint, 'latencyMs' | 'repairSteps'>[];
  /** Of all pages that were opened. */
  readonly errors: readonly string[];
  /** Most that a page took, workers included. */
  readonly mostMegabytes: number;
  /** What served the page, as it calls itself. */
  readonly server: string | null;
  readonly board: Pick<BoardStatus, 'model'>;
  /** By the guest's scripts. */
  readonly told: readonly string[];
  /** Of the lab, in the guest. */
  readonly origin: string;
}

export interface Check {
  readonly what: string;
  /** As it was found. */
  readonly found: string;
  readonly holds: boolean;
}

export function checks(seen: Seen): Check[] {
  const { environment, points, errors, mostMegabytes, server, board, told, origin } = seen;
  const { device, engine, crossOriginIsolated } = environment;
  const threads = points.map(({ latencyMs }) => latencyMs.kernels?.threads ?? 1);
  const teams = points.flatMap(({ repairSteps = [] }) =>
    repairSteps.flatMap(({ workers }) => workers ?? []),
  );
  return [
    // It compares every file with its checksum before it serves any.
    is('served by', server?.replace(/\W.*/, '') ?? 'nobody', 'SimpleHTTP'),
    is('board', board.model ?? 'unknown', 'linux,dummy-virt'),
    said(told, `the kiosk shows ${origin}/?lang=de`),
    said(told, 'the service is in order'),
    is('page errors', errors.join('; ') || 'none', 'none'),
    is('processor', `${device.architecture}, ${device.bitness} bits`, 'arm, 64 bits'),
    is('isolated', String(crossOriginIsolated), 'true'),
    // A build that fails its self-test is not taken.
    is('kernels', String(engine?.kernels), 'relaxed'),
    is('threads of a timed run', String(Math.max(...threads)), '2'),
    is('workers of the training', teams.join(', '), '2'),
    {
      what: `memory below ${MOST_MEGABYTES} MB`,
      found: `${mostMegabytes.toFixed(0)} MB`,
      holds: mostMegabytes > 0 && mostMegabytes < MOST_MEGABYTES,
    },
  ];
}

function said(told: readonly string[], what: string): Check {
  const holds = told.includes(what);
  return { what, found: holds ? 'said so' : (told.at(-1) ?? 'nothing said'), holds };
}

function is(what: string, found: string, expected: string): Check {
  return { what: `${what}: ${expected}`, found, holds: found === expected };
}
