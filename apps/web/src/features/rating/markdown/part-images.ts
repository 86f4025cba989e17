import type { TreeNode } from './tree.ts';

/**
 * A picture within a link: both can be pressed, so they have to stand side by side. The link keeps its words, or says
 * where it leads.
 */
export function partImages(node: TreeNode): TreeNode[] {
  if (node.tagName !== 'a') return [node];
  const images: TreeNode[] = [];
  // Links hold no blocks, and no links: a few levels of emphasis at most stand between them and a picture.
  const without = (children: readonly TreeNode[], depth: number): TreeNode[] =>
    children.flatMap((child) => {
      if (child.tagName === 'img') {
        images.push(child);
        return [];
      }
      if (child.children === undefined || depth > 50) return [child];
      return [{ ...child, children: without(child.children, depth + 1) }];
    });
  const words = without(node.children ?? [], 0);
  if (images.length === 0) return [node];
  const link = {
    ...node,
    children: hasWords(words) ? words : [{ type: 'text', value: 'Link of the image' }],
  };
  return [...images, { type: 'text', value: ' ' }, link];
}

function hasWords(nodes: readonly TreeNode[]): boolean {
  return nodes.some((node) => (node.value ?? '').trim() !== '' || hasWords(node.children ?? []));
}
