import { type RefObject, useEffect, useRef, useState } from 'react';

export type Size = { readonly width: number; readonly height: number };

/** The size that an element has on the screen, kept up to date; tables need it for scrolling. */
export function useSize<Element extends HTMLElement>(): readonly [RefObject<Element | null>, Size] {
  const element = useRef<Element | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 400 });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}
