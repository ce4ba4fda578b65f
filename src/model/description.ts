/** A network as a list of layers that JSON can hold: what a checkpoint says, and what `networkOf` derives the rest from. */
import type { Activation, ChannelSetKind, LayerKind } from './network';
import type { Padding } from './padding';

export interface NetworkDescription {
  readonly input: { readonly size: number; readonly planes: number };
  readonly layers: readonly LayerDescription[];
  /** Names of its channel sets, in their order; where left out, a set is called after its first producer. */
  readonly sets?: readonly SetName[];
}

export interface LayerDescription {
  readonly name: string;
  readonly kind: LayerKind;
  /** Name of the layer that it reads, null for the image; where left out, the one before it. */
  readonly from?: string | null;
  /** Name of the layer whose output is added to its own, behind the activation. */
  readonly adds?: string;
  /** Outputs of a convolution, a pointwise or a dense layer; the others keep as many as they read. */
  readonly channels?: number;
  /** Height and width of the kernel of a convolution or a depthwise layer. */
  readonly kernelSide?: number;
  /** 1 where left out. */
  readonly stride?: number;
  /** TensorFlow's SAME, or zeros on each side; none where left out. */
  readonly padding?: 'same' | Padding;
  /** Linear where left out. */
  readonly activation?: Activation;
  /** ε of its batch normalisation; where left out, it has a bias in its place. */
  readonly epsilon?: number;
}

export interface SetName {
  readonly name: string;
  readonly kind: ChannelSetKind;
  /** Name of a layer that makes its channels. */
  readonly of: string;
}
