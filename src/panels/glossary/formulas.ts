/** Formulas of the glossary, the same in every language. */
import type { TermId } from '../../words/glossary';
import {
  absolute,
  below,
  bracket,
  equals,
  fraction,
  hat,
  name,
  norm,
  number,
  operator,
  partial,
  power,
  root,
  row,
  sum,
} from './mathml';

const [w, s, i, j, c, k, n, x, z] = ['w', 's', 'i', 'j', 'c', 'k', 'n', 'x', 'z'].map(name);
const [gamma, beta, mu, sigma] = ['γ', 'β', 'μ', 'σ'].map(name);
const [times, minus, plus, over] = ['·', '−', '+', '/'].map(operator);
const two = number('2');
const score = (right: string) => equals(s, right);
const squared = (base: string) => power(base, two);
const filter = (index: string) => below(name('F'), index);
const size = (of: string) => absolute(of);
const normalised = fraction(row(x, minus, mu), root(row(squared(sigma), plus, name('ε'))));

/** Content of a `math` element; words without one have no entry. */
export const FORMULAS: Partial<Readonly<Record<TermId, string>>> = {
  sparsity: equals(
    s,
    row(number('1'), minus, fraction(below(n, row(operator('≠'), number('0'))), n)),
  ),
  mac: equals(
    n,
    row(
      name('H'),
      times,
      name('W'),
      times,
      squared(k),
      times,
      fraction(
        row(below(name('C'), name('in')), times, below(name('C'), name('out'))),
        name('groups'),
      ),
    ),
  ),
  magnitude: score(size(w)),
  'l1-norm': score(sum(i, size(below(w, i)))),
  'l2-norm': score(root(sum(i, squared(below(w, i))))),
  fpgm: equals(below(s, i), sum(j, norm(row(filter(i), minus, filter(j))))),
  taylor: score(
    squared(bracket(row(gamma, times, partial(gamma), plus, beta, times, partial(beta)))),
  ),
  lamp: equals(
    below(s, i),
    fraction(
      squared(below(w, i)),
      sum(row(size(below(w, j)), operator('≥'), size(below(w, i))), squared(below(w, j))),
    ),
  ),
  'bn-scale': score(size(gamma)),
  apoz: score(fraction(below(n, row(operator('='), number('0'))), n)),
  snip: score(size(row(w, times, partial(w)))),
  movement: score(row(minus, sum(name('t'), row(w, times, partial(w))))),
  'batch-norm': equals(name('y'), row(gamma, normalised, plus, beta)),
  'least-squares': row(
    operator('min'),
    squared(norm(row(name('Y'), minus, name('X'), hat(name('W'))))),
  ),
  gradual: equals(
    below(s, name('t')),
    row(
      below(s, name('f')),
      times,
      bracket(
        row(
          number('1'),
          minus,
          power(bracket(row(number('1'), minus, row(name('t'), over, name('T')))), number('3')),
        ),
      ),
    ),
  ),
  distillation: equals(
    name('L'),
    row(minus, sum(c, row(below(name('p'), c), times, name('log'), below(name('q'), c)))),
  ),
  'zero-point': equals(x, row(name('S'), times, bracket(row(name('q'), minus, name('Z'))))),
  interval: row(
    fraction(
      row(hat(name('p')), plus, fraction(squared(z), row(two, n))),
      row(number('1'), plus, fraction(squared(z), n)),
    ),
    operator('±'),
    fraction(
      row(
        z,
        root(
          row(
            fraction(row(hat(name('p')), bracket(row(number('1'), minus, hat(name('p'))))), n),
            plus,
            fraction(squared(z), row(number('4'), squared(n))),
          ),
        ),
      ),
      row(number('1'), plus, fraction(squared(z), n)),
    ),
  ),
  mcnemar: equals(
    squared(name('χ')),
    fraction(squared(bracket(row(name('b'), minus, c))), row(name('b'), plus, c)),
  ),
  joule: equals(name('E'), fraction(row(name('P'), times, name('t')), n)),
  'above-idle': equals(
    name('E'),
    fraction(
      row(bracket(row(name('P'), minus, below(name('P'), number('0')))), times, name('t')),
      n,
    ),
  ),
};
