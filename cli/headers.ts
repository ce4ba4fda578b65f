/** HTTP headers with which the built lab is served. */
import { ISOLATION } from '../src/base/isolation.ts';

/**
 * Own origin only, but for files that a person fetches from an address; WebAssembly may be compiled, inline scripts may
 * not run. Workers may start from memory.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // No frame-ancestors: a teacher's page may show parts of the lab, where nobody is logged in.
].join('; ');

export const SERVED_WITH = {
  ...ISOLATION,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
