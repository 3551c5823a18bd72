import type { TableColumnsType } from 'antd';

/** Columns that are a little too wide become narrower: a scroll bar for some pixels would lie over the last row. */
const NARROWEST = 0.85;
/** Left and right of what stands in a cell, in pixels. */
const CELL_PADDING = 17;

/**
 * Columns as wide as `available` pixels where they nearly are, and none so narrow that a word of its heading breaks:
 * a heading that is short in one language is long in another. `wordWidth`: pixels of a word as headings are drawn.
 */
export function fittedColumns<Row>(
  columns: TableColumnsType<Row>,
  available: number,
  wordWidth: (word: string) => number,
): TableColumnsType<Row> {
  const wanted = columns.map(({ width, title, ellipsis }) => {
    // A heading with an ellipsis keeps to one line.
    const words = typeof title !== 'string' ? [] : ellipsis ? [title] : wordsOf(title);
    const least = words.length === 0 ? 0 : Math.ceil(Math.max(...words.map(wordWidth))) + CELL_PADDING;
    return { least, whole: typeof width === 'number' ? Math.max(width, least) : 0 };
  });
  if (wanted.some(({ whole }) => whole === 0)) return columns;
  const total = sum(wanted.map(({ whole }) => whole));
  const share = available / total;
  if (share >= 1 || share < NARROWEST)
    return columns.map((column, at) => ({ ...column, width: wanted[at]?.whole ?? 0 }));
  // What cannot become as narrow as that leaves less to the others.
  const firm = wanted.filter(({ whole, least }) => whole * share < least);
  const others = total - sum(firm.map(({ whole }) => whole));
  const left = (available - sum(firm.map(({ least }) => least))) / others;
  return columns.map((column, at) => {
    const { whole, least } = wanted[at] ?? { whole: 0, least: 0 };
    return { ...column, width: Math.max(least, Math.floor(whole * Math.min(share, left))) };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** What is not to be broken. Chinese breaks between any two characters: its headings have the width of their columns. */
const wordsOf = (heading: string) => heading.split(/[\s\u2e80-\uffef]+/).filter((word) => word !== '');

let brush: CanvasRenderingContext2D | null = null;

/** Pixels of a word as the headings of tables inside of `element` are drawn. */
export function headingWordWidth(element: HTMLElement | null): (word: string) => number {
  brush ??= document.createElement('canvas').getContext('2d');
  const pen = brush;
  if (!pen || !element) return () => 0;
  const { fontSize, fontFamily } = getComputedStyle(element);
  return (word) => {
    pen.font = `600 ${fontSize} ${fontFamily}`;
    return pen.measureText(word).width;
  };
}
