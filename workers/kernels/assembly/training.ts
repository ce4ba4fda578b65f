/** The module of the training kernels. Each takes the address of a call record. */
export { convFilterGradient, depthwiseInputGradient, depthwiseFilterGradient } from "./trainingOps";
