/** The module of the int8 kernels. Each takes the address of a call record, see int8/records.ts. */
export { productDot, productWide, productPairs } from "./product";
export { sparseDot, sparseWide, sparsePairs } from "./sparse";
export { depthwiseDot, depthwiseWide, depthwisePairs } from "./depthwise";
export { vectorDot, vectorWide, vectorPairs } from "./vector";
export { patches } from "./patches";
export { quantise, add, pool, scores } from "./ends";
