/** What is to be cut, by how much, and what repairs it. */

export const plan = {
  sparsity: 'Sparsity',
};
