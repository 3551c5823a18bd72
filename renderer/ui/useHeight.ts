import { type RefObject, useEffect, useRef, useState } from 'react';

/** The height that an element has on the screen, kept up to date; tables need it for scrolling. */
export function useHeight<Element extends HTMLElement>(): readonly [RefObject<Element | null>, number] {
  const element = useRef<Element | null>(null);
  const [height, setHeight] = useState(400);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, height];
}
