/** Builds the page and serves it on 127.0.0.1 with the headers that vite.config.ts sets. */
import { build, preview } from 'vite';
import { tellBoard } from './board/tellBoard';
import { buildKernels } from './buildKernels';
import { tellPage } from './lan/tellPage';
import type { ClassAddresses } from '../src/protocol/classAddresses';
import { commands } from '../src/words/commands';

export interface ServedLab {
  readonly url: string;
  close(): Promise<void>;
}

export async function buildLab(): Promise<void> {
  await buildKernels();
  await build({ logLevel: 'warn' });
}

interface ServeOptions {
  /** In the browser. */
  readonly open?: boolean;
  /** Where others reach it. */
  readonly lan?: ClassAddresses | null;
}

/** Serves dist/ on `port`, or on the next free one. */
export async function serveLab(port: number, { open, lan }: ServeOptions = {}): Promise<ServedLab> {
  const server = await preview({
    preview: { port, open },
    plugins: [tellBoard(), ...(lan ? [tellPage(lan)] : [])],
    logLevel: 'warn',
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error(commands.start.noAddress(port));
  return { url, close: () => server.close() };
}
