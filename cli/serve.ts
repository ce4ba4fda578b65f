/** Builds the page and serves it on 127.0.0.1 with the headers that vite.config.ts sets. */
import { build, preview } from 'vite';
import { buildKernels } from './buildKernels';
import { commands } from '../src/words/commands';

export interface ServedLab {
  readonly url: string;
  close(): Promise<void>;
}

export async function buildLab(): Promise<void> {
  await buildKernels();
  await build({ logLevel: 'warn' });
}

/** Serves dist/ on `port`, or on the next free one. */
export async function serveLab(port: number, open = false): Promise<ServedLab> {
  const server = await preview({ preview: { port, open }, logLevel: 'warn' });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error(commands.start.noAddress(port));
  return { url, close: () => server.close() };
}
