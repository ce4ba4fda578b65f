/** Addresses of every WebAssembly module that Vite bundles. */
import tfjs from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { ModuleUrls } from '../src/protocol/files';
import { KERNEL_URLS } from './kernels/moduleUrl';

export const MODULE_URLS: ModuleUrls = { tfjs, kernels: KERNEL_URLS };
