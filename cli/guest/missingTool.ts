import { spawnSync } from 'node:child_process';

/** The first of the programs that is not installed; undefined where all are. Administrators' programs need not be in the PATH. */
export function missingTool(tools: readonly string[]): string | undefined {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  return tools.find((tool) => spawnSync('which', [tool], { env: { PATH } }).status !== 0);
}
