/** The module of the training kernels. Each takes the address of a call record. */
export { convFilterGradient, depthwiseInputGradient, depthwiseFilterGradient } from "./trainingOps";
export { finishNorm } from "./trainingRows";
export { product, correlate, correlateAndProduct, packPanels } from "./trainingPointwise";
export { depthwiseForward, depthwiseBackward } from "./trainingDepthwise";
export {
  stemForward, stemFilterGradient, linearForward, linearBackward, poolForward, poolBackward, sgd,
} from "./trainingLayers";
