/** Whether lists and objects lie inside one another deeper than `levels`; looks without going down itself. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let layer: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 1; layer.length > 0; depth += 1) {
    if (depth > levels) return true;
    layer = layer.flatMap((one) =>
      Object.values(one).filter((inner): inner is object => typeof inner === 'object' && inner !== null),
    );
  }
  return false;
}
