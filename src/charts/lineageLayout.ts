/** The tree of a study's networks, from the left to the right: a row for each end, a column for each step. */
import type { LineageNode } from '../study/lineage';

export interface PlacedNode {
  readonly node: LineageNode;
  /** From 1. */
  readonly depth: number;
  /** Among the children of its parent, from 1. */
  readonly place: number;
  readonly siblings: number;
  readonly parent: string | null;
  readonly open: boolean;
  /** Left and top of its box, pixels. */
  readonly x: number;
  readonly y: number;
}

export interface LineageLayout {
  /** In the order of the keyboard: each before its children. */
  readonly nodes: readonly PlacedNode[];
  /** SVG path of all lines between boxes. */
  readonly links: string;
  readonly width: number;
  readonly height: number;
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** Between two boxes. */
const GAP = { x: 22, y: 6 } as const;
/** By which a stacked box stands further right than its parent. */
const INDENT = 16;

/**
 * @param isOpen whether the children of a node are shown
 * @param stacked a row for each box, as lists of files are drawn: where there is no room for columns
 */
export function lineageLayout(
  root: LineageNode,
  isOpen: (node: LineageNode) => boolean,
  box: BoxSize,
  stacked = false,
): LineageLayout {
  const column = stacked ? INDENT : box.width + GAP.x;
  const nodes: PlacedNode[] = [];
  let [row, deepest] = [0, 1];
  const place = (
    node: LineageNode,
    depth: number,
    within: Pick<PlacedNode, 'place' | 'siblings' | 'parent'>,
  ) => {
    const open = node.children.length > 0 && isOpen(node);
    const [x, y] = [(depth - 1) * column, row * (box.height + GAP.y)];
    nodes.push({ node, depth, open, x, y, ...within });
    deepest = Math.max(deepest, depth);
    if (!open || stacked) row++;
    if (!open) return;
    node.children.forEach((child, i) =>
      place(child, depth + 1, { place: i + 1, siblings: node.children.length, parent: node.id }),
    );
  };
  place(root, 1, { place: 1, siblings: 1, parent: null });
  return {
    nodes,
    links: stacked ? stackedLinks(nodes, box) : linksOf(nodes, box),
    width: (deepest - 1) * column + box.width,
    height: row * (box.height + GAP.y) - GAP.y,
  };
}

/** Boxes that give way a little, so that all columns are seen at once. @param least width of one that still shows its text */
export function fittingBox(
  { width, nodes }: LineageLayout,
  box: BoxSize,
  room: number,
  least: number,
): BoxSize {
  const columns = Math.max(...nodes.map(({ depth }) => depth));
  const fitting = box.width - Math.max(0, width - room) / columns;
  return fitting < least ? box : { ...box, width: fitting };
}

/** The first child stands beside its parent; to the others the line turns down. */
function linksOf(nodes: readonly PlacedNode[], { width, height }: BoxSize): string {
  return linked(nodes, (from, { x, y }) => {
    const middle = from.x + width + GAP.x / 2;
    return `M${from.x + width},${from.y + height / 2}H${middle}V${y + height / 2}H${x}`;
  });
}

function stackedLinks(nodes: readonly PlacedNode[], { height }: BoxSize): string {
  return linked(nodes, (from, { x, y }) => {
    return `M${from.x + INDENT / 2},${from.y + height}V${y + height / 2}H${x}`;
  });
}

function linked(
  nodes: readonly PlacedNode[],
  draw: (from: PlacedNode, to: PlacedNode) => string,
): string {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  return nodes
    .map((to) => {
      const from = to.parent === null ? undefined : byId.get(to.parent);
      return from ? draw(from, to) : '';
    })
    .join('');
}

/** What a key does in a tree: where the focus goes, or which node is opened or closed. */
export type TreeMove =
  { readonly to: string } | { readonly open: string } | { readonly close: string } | null;

/** As trees are walked everywhere: up and down, right into, left out of. */
export function treeMove(nodes: readonly PlacedNode[], at: string, key: string): TreeMove {
  const i = nodes.findIndex(({ node }) => node.id === at);
  if (i < 0) return null;
  const { node, open, parent } = nodes[i];
  const to = (j: number): TreeMove => (nodes[j] ? { to: nodes[j].node.id } : null);
  switch (key) {
    case 'ArrowDown':
      return to(i + 1);
    case 'ArrowUp':
      return to(i - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(nodes.length - 1);
    case 'ArrowRight':
      if (node.children.length === 0) return null;
      return open ? to(i + 1) : { open: at };
    case 'ArrowLeft':
      if (open) return { close: at };
      return parent === null ? null : { to: parent };
    default:
      return null;
  }
}
