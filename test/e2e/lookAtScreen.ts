/** The part of the browser that is looked at here: the tests are compiled without the browser's types. */
type Box = { readonly width: number; readonly height: number; readonly left: number; readonly right: number };
type Element = {
  readonly tagName: string;
  readonly textContent: string;
  readonly parentElement: Element | null;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  getBoundingClientRect(): Box;
  checkVisibility(): boolean;
  closest(selector: string): Element | null;
  getAttribute(name: string): string | null;
};
type TextNode = { readonly textContent: string; readonly parentElement: Element };
type Browser = {
  readonly innerWidth: number;
  readonly document: {
    readonly body: Element;
    readonly documentElement: Element;
    querySelectorAll(selector: string): Iterable<Element>;
    createTreeWalker(root: Element, what: number): { nextNode(): boolean; readonly currentNode: TextNode };
    createRange(): {
      setStart(node: TextNode, at: number): void;
      setEnd(node: TextNode, at: number): void;
      getClientRects(): Iterable<Box>;
    };
  };
};

export type Screen = {
  /** What can be read, also in empty fields and by those who listen to the screen. */
  readonly texts: readonly string[];
  /** What does not fit where it stands: why, and its text. */
  readonly misfits: readonly string[];
};

/** Runs in the page. */
export function lookAtScreen(): Screen {
  const { document, innerWidth } = globalThis as unknown as Browser;
  const LABELS =
    'button, th, label, h4, .ant-tag, .ant-tabs-tab, .ant-menu-title-content, .ant-statistic-title, ' +
    '.ant-segmented-item-label, .ant-modal-title, .ant-drawer-title, .ant-select-placeholder';
  const TEXT_NODES = 4;
  const MOST_LINES = 3;
  const LONGEST_WORD = 20;
  const texts = new Set<string>();
  const misfits = new Set<string>();
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility();
  };
  const linesOf = (node: TextNode, from: number, to: number) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(({ width }) => width > 0).length;
  };
  const readText = (node: TextNode) => {
    const { textContent, parentElement } = node;
    if (textContent.trim() === '' || !isShown(parentElement)) return;
    texts.add(textContent.trim());
    const holder = parentElement.closest(`${LABELS}, td`);
    if (!holder || parentElement.closest('code, .ant-typography-ellipsis')) return;
    if (linesOf(node, 0, textContent.length) > MOST_LINES) misfits.add(`squeezed: ${textContent}`);
    for (const { 0: word, index } of textContent.matchAll(/[\w.,:-]+/g)) {
      if (word.length <= LONGEST_WORD && linesOf(node, index, index + word.length) > 1)
        misfits.add(`broken in its middle: ${word}`);
    }
  };
  const walker = document.createTreeWalker(document.body, TEXT_NODES);
  while (walker.nextNode()) readText(walker.currentNode);
  for (const element of document.querySelectorAll('[placeholder], [title], [aria-label]')) {
    const words = ['placeholder', 'title', 'aria-label'].map((name) => element.getAttribute(name) ?? '');
    if (isShown(element)) for (const word of words) texts.add(word.trim());
  }
  for (const element of document.querySelectorAll(LABELS)) {
    if (!isShown(element)) continue;
    const text = `${element.tagName} ${element.textContent}`;
    const { left, right } = element.getBoundingClientRect();
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      misfits.add(`cut off: ${text}`);
    // A list wider than the window is moved sideways in itself.
    const isMovable = element.closest('.ant-table, .ant-tabs-nav') !== null;
    if (!isMovable && (left < -1 || right > innerWidth + 1)) misfits.add(`outside of the window: ${text}`);
  }
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) misfits.add('the page itself can be moved');
  for (const list of document.querySelectorAll('[role="table"]')) {
    if (isShown(list) && list.scrollHeight > list.clientHeight + 1)
      misfits.add('a list covers what is under it');
  }
  texts.delete('');
  return { texts: [...texts], misfits: [...misfits] };
}
