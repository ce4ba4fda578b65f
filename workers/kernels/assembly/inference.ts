/** Entry of the inference kernels. */
export {};
