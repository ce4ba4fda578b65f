/** For Node on arm64, which runs no TypeScript: compiles the module that the argument names. */
import { readFileSync } from 'node:fs';

new WebAssembly.Module(readFileSync(process.argv[2]));
