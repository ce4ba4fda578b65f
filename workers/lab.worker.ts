/** One of the pool's workers. */
import wasmFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { expose } from 'comlink';
import { fetchKernelModule } from './kernels/moduleUrl';
import { Lab } from './runtime/lab';

expose(new Lab((url) => fetch(url), wasmFile, fetchKernelModule));
