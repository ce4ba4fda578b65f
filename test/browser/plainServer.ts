/** The built page on a server that knows nothing of it: no headers but the type, in any folder; it can go away. */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';

export const DIST = resolve(import.meta.dirname, '../../dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export class PlainServer {
  private readonly folder: string;
  private server: Server | null = null;
  private port = 0;
  /** Names of files that are asked for and never answered. */
  readonly silent = new Set<string>();
  /** What is served instead of a file, by its name. */
  readonly instead = new Map<string, string>();
  /** The folder on the disk that it serves. */
  root = DIST;

  /** @param folder where the page lies on the server, such as `/some/folder/` */
  constructor(folder = '/') {
    this.folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.folder}`;
  }

  /** After `stop`, at the address that it had before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.answer(request.url ?? '', response));
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** As when its program ends: whatever is under way breaks off. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    await new Promise((closed) => (server ? server.close(closed) : closed(null)));
  }

  private answer(address: string, response: ServerResponse): void {
    const pathname = decodeURIComponent(new URL(address, 'http://host').pathname);
    const name = pathname.slice(pathname.lastIndexOf('/') + 1);
    if (this.silent.has(name)) return;
    const instead = this.instead.get(name);
    if (instead !== undefined) return void response.end(instead);
    const path = join(this.root, pathname.slice(this.folder.length) || 'index.html');
    if (!pathname.startsWith(this.folder) || !statSync(path, { throwIfNoEntry: false })?.isFile()) {
      return void response.writeHead(404).end();
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    createReadStream(path).pipe(response);
  }
}
