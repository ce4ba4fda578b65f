/** The module of the inference kernels. Each takes the address of a call record, see records.ts. */
export { pointwise } from "./pointwise";
export { pointwise16 } from "./pointwise16";
export { pointwiseSmall } from "./pointwiseSmall";
export { pointwiseSmall16 } from "./pointwiseSmall16";
export { depthwise1, depthwise2 } from "./depthwise";
export { stem, stem16, convolution, depthwise } from "./convolution";
export { add } from "./add";
export { pool, classify, transpose } from "./head";
export { sparse32, sparse28, sparse16, sparse8, sparse32Quads, sparse28Quads, sparse16Quads } from "./sparse";
export { sparse4 } from "./sparseSmall";
export { sparseBlock } from "./sparseBlock";
export { multiplyAdds } from "./peak";
