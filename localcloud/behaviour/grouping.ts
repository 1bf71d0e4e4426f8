/** Elements by what a function tells of them, each group in the elements' order. */
export function groupedBy<Element, Key>(
  elements: readonly Element[],
  keyOf: (element: Element) => Key,
): Map<Key, Element[]> {
  const groups = new Map<Key, Element[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}

/**
 * The elements in the order of what functions tell of them; a later one decides where earlier ones see no difference.
 */
export function sortedBy<Element>(
  elements: readonly Element[],
  ...ranks: readonly ((element: Element) => number)[]
): Element[] {
  return [...elements].sort((one, other) => {
    for (const rank of ranks) {
      const difference = rank(one) - rank(other);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
