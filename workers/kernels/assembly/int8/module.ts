/** The module of the int8 kernels. Each takes the address of a call record, see int8/records.ts. */
export { productDot, productWide, productPairs } from "./product";
