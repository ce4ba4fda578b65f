/**
 * What others reported of pruned MobileNetV2, one row a point: only figures that their own repositories state.
 * Other data (ImageNet, 224 px), other schedules: for orientation, not for a contest.
 */
export interface LiteraturePoint {
  readonly method: string;
  /** Repository and page that states it. */
  readonly source: string;
  /** Top-1 in percent of the network that was pruned, and after pruning and repair. */
  readonly denseTop1: number;
  readonly top1: number;
  /** Multiplications that are left, as a share; null where nothing was removed. */
  readonly macsShare: number | null;
  /** Weights that were zeroed, as a share; null where channels were removed. */
  readonly zeros: number | null;
}

const SLIM = 'tensorflow/models, slim/nets/mobilenet';
const META = 'liuzechun/MetaPruning';
const DMCP = 'open-mmlab/mmrazor, dmcp';
const PADDLE = 'PaddlePaddle/PaddleSlim, model_zoo';
const TFMOT = 'tensorflow/model-optimization, pruning guide';
const NNCF = 'openvinotoolkit/nncf, README of 2022';

/** Trained from scratch at another width: the competitor of every removal of channels. */
function width(alpha: number, top1: number, macs: number): LiteraturePoint {
  return removal(`width ${alpha}`, SLIM, 71.8, top1, macs / 300);
}

function removal(
  method: string,
  source: string,
  denseTop1: number,
  top1: number,
  macsShare: number,
): LiteraturePoint {
  return { method, source, denseTop1, top1, macsShare, zeros: null };
}

function zeroing(
  method: string,
  source: string,
  denseTop1: number,
  top1: number,
  zeros: number,
): LiteraturePoint {
  return { method, source, denseTop1, top1, macsShare: null, zeros };
}

export const LITERATURE: readonly LiteraturePoint[] = [
  width(0.75, 69.8, 209),
  width(0.5, 65.4, 97),
  width(0.35, 60.3, 59),
  removal('AMC', 'mit-han-lab/amc', 71.8, 70.85, 0.7),
  removal('MetaPruning', META, 74.7, 72.7, 303 / 585),
  removal('MetaPruning', META, 74.7, 68.2, 140 / 585),
  removal('MetaPruning', META, 74.7, 58.3, 43 / 585),
  removal('DMCP', DMCP, 72.3, 71.94, 209 / 319),
  removal('DMCP', DMCP, 72.3, 67.22, 102 / 319),
  removal('Group Fisher', 'open-mmlab/mmrazor, group_fisher', 71.86, 70.82, 0.66),
  removal('uniform filters', PADDLE, 72.15, 65.79, 0.5),
  removal('SANAS', PADDLE, 72.15, 71.52, 0.5),
  zeroing('magnitude', TFMOT, 71.77, 69.64, 0.5),
  zeroing('2:4', TFMOT, 71.77, 66.75, 0.5),
  zeroing('regularised', NNCF, 71.85, 71.34, 0.5),
  zeroing('magnitude', NNCF, 71.84, 71.9, 0.35),
  zeroing('Fast Sparse ConvNets', 'google-research/fastconvnets', 71.8, 69.7, 0.85),
];
