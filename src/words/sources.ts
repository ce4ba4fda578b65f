/** Where each word was defined: the first paper, or the one that everybody cites. */
import type { TermId } from './glossary';

export interface TermSource {
  /** Authors and year; titles are the page's business behind the address. */
  readonly by: string;
  readonly url: string;
}

const arxiv = (by: string, id: string): TermSource => ({ by, url: `https://arxiv.org/abs/${id}` });
const doi = (by: string, id: string): TermSource => ({ by, url: `https://doi.org/${id}` });

const BLALOCK = arxiv('Blalock et al. 2020', '2003.03033');
const SANDLER = arxiv('Sandler et al. 2018', '1801.04381');
const HAN = arxiv('Han et al. 2015', '1506.02626');
const LI = arxiv('Li et al. 2017', '1608.08710');
const JACOB = arxiv('Jacob et al. 2018', '1712.05877');
const ENERGY = doi('García-Martín et al. 2019', '10.1016/j.jpdc.2018.07.007');
const TIMING = doi('Georges et al. 2007', '10.1145/1297027.1297033');

export const SOURCES: Readonly<Record<TermId, TermSource>> = {
  sparsity: BLALOCK,
  'non-zero': HAN,
  mac: SANDLER,
  parameter: BLALOCK,
  magnitude: HAN,
  'l1-norm': LI,
  'l2-norm': arxiv('He et al. 2018', '1808.06866'),
  fpgm: arxiv('He et al. 2019', '1811.00250'),
  taylor: arxiv('Molchanov et al. 2019', '1906.10771'),
  lamp: arxiv('Lee et al. 2021', '2010.07611'),
  'bn-scale': arxiv('Liu et al. 2017', '1708.06519'),
  apoz: arxiv('Hu et al. 2016', '1607.03250'),
  snip: arxiv('Lee et al. 2019', '1810.02340'),
  movement: arxiv('Sanh et al. 2020', '2005.07683'),
  'n-m': arxiv('Mishra et al. 2021', '2104.08378'),
  block: arxiv('Elsen et al. 2020', '1911.09723'),
  channel: LI,
  'coupled-set': arxiv('Fang et al. 2023', '2301.12900'),
  structured: BLALOCK,
  depthwise: SANDLER,
  width: arxiv('Howard et al. 2017', '1704.04861'),
  'random-pruning': arxiv('Mittal et al. 2018', '1801.10447'),
  'batch-norm': arxiv('Ioffe & Szegedy 2015', '1502.03167'),
  recalibration: arxiv('Li et al. 2020', '2007.02491'),
  'least-squares': arxiv('He et al. 2017', '1707.06168'),
  'fine-tuning': HAN,
  gradual: arxiv('Zhu & Gupta 2017', '1710.01878'),
  distillation: arxiv('Hinton et al. 2015', '1503.02531'),
  int8: JACOB,
  'zero-point': JACOB,
  'top-1': arxiv('Russakovsky et al. 2015', '1409.0575'),
  interval: doi('Wilson 1927', '10.1080/01621459.1927.10502953'),
  mcnemar: doi('McNemar 1947', '10.1007/BF02295996'),
  pareto: BLALOCK,
  latency: TIMING,
  batch: SANDLER,
  joule: ENERGY,
  'above-idle': ENERGY,
  'sparse-encoding': arxiv('Han et al. 2016', '1510.00149'),
  gzip: { by: 'RFC 1952', url: 'https://www.rfc-editor.org/rfc/rfc1952' },
};
