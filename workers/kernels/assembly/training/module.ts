/** The module of the training kernels. Each takes the address of a call record. */
export { finishNorm } from "./rows";
export { product, correlate, correlateAndProduct, packPanels } from "./pointwise";
export { fakeQuantise } from "./fakeQuantise";
export { depthwiseForward, depthwiseBackward } from "./depthwise";
export {
  stemForward, stemFilterGradient, outputForward, outputBackward, passGradient, poolForward, poolBackward, sgd,
} from "./layers";
