/** A server on this machine whose lines break, which may know no ranges, and whose file may change. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export class BrokenServer {
  content: Uint8Array;
  etag: string | null = '"one"';
  modified: string | null = null;
  ranges = true;
  /** Bytes of its answers after which the line breaks, one for each of the next answers; then they are whole. */
  breaks: number[] = [];
  /** Resolves when the line is to break, after what comes before was sent. */
  beforeBreak: () => Promise<unknown> = () => Promise.resolve();
  /** Of the next answers, instead of what is asked for. */
  statuses: number[] = [];
  type = 'application/octet-stream';
  /** `GET`, `GET bytes=100-`. */
  readonly asked: string[] = [];
  /** Of contents, bytes that were sent. */
  sent = 0;
  private readonly server: Server;

  constructor(content: Uint8Array) {
    this.content = content;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/file.bin`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private answer({ method, headers }: IncomingMessage, response: ServerResponse): void {
    this.asked.push([method, headers.range].filter(Boolean).join(' '));
    const status = this.statuses.shift();
    if (status !== undefined) return void response.writeHead(status).end();
    response.setHeader('content-type', this.type);
    if (this.etag) response.setHeader('etag', this.etag);
    if (this.modified) response.setHeader('last-modified', this.modified);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'etag, content-range');
    const [from, to] = this.ranges ? spanOf(headers.range, this.content.length) : [0, null];
    if (from >= this.content.length) return void response.writeHead(416).end();
    const body = this.content.subarray(from, to === null ? undefined : to + 1);
    if (this.ranges && headers.range) {
      const last = from + body.length - 1;
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${from}-${last}/${this.content.length}`);
    }
    response.setHeader('content-length', body.length);
    if (method === 'HEAD') return void response.end();
    const broken = this.breaks.shift() ?? Infinity;
    this.sent += Math.min(broken, body.length);
    if (broken >= body.length) return void response.end(body);
    const end = () => setImmediate(() => response.destroy());
    response.write(body.subarray(0, broken), () => void this.beforeBreak().then(end));
  }
}

function spanOf(range: string | undefined, length: number): readonly [number, number | null] {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? ['', '0', ''];
  if (from === '') return [length - Number(to), null];
  return [Number(from), to === '' ? null : Number(to)];
}
