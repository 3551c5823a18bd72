import type { ReactNode } from 'react';

/** Two fields of a form side by side, each half as wide. */
export function Pair({ children }: { readonly children: readonly [ReactNode, ReactNode] }) {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 16 }}>
      {children[0]}
      {children[1]}
    </div>
  );
}
