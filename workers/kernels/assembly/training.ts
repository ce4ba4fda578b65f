/** Entry of the training kernels. */
export {};
