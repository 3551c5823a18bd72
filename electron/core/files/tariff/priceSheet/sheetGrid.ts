import type { MergedCells, Table } from '../../table.ts';

/** A cell as people see it: where it is merged, the text of the whole, which stands at `origin`. */
export type GridCell = {
  readonly text: string;
  /** The cell that holds the text, e.g. `D12`. */
  readonly origin: string;
};

/** `D12` for line 12 and the fourth column (3). */
export function cellName(lineNo: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${lineNo}`;
}

/** A sheet by lines and columns, with merged cells filled. */
export class SheetGrid {
  readonly lineNos: readonly number[];
  readonly width: number;
  /** Whether the file says which cells are merged; text does not. */
  readonly knowsMerges: boolean;
  readonly #texts = new Map<number, readonly string[]>();
  readonly #merges: readonly MergedCells[];

  constructor(table: Pick<Table, 'rows' | 'merges'>) {
    for (const { lineNo, cells } of [...table.rows()].flat()) {
      this.#texts.set(
        lineNo,
        cells.map((cell) => cell.replace(/^'(?=[=+\-@])/, '').trim()),
      );
    }
    this.#merges = table.merges ?? [];
    this.knowsMerges = table.merges !== null;
    this.width = Math.max(0, ...[...this.#texts.values()].map((cells) => cells.length));
    // A line of merged cells alone holds no text of its own and still is a row of the table.
    const merged = this.#merges.flatMap(({ top, bottom }) => (bottom - top < 200 ? range(top, bottom) : []));
    this.lineNos = [...new Set([...this.#texts.keys(), ...merged])].sort((left, right) => left - right);
  }

  at(lineNo: number, column: number): GridCell {
    const merge = this.#merges.find(
      ({ top, bottom, left, right }) =>
        lineNo >= top && lineNo <= bottom && column >= left && column <= right,
    );
    const [line, place] = merge ? [merge.top, merge.left] : [lineNo, column];
    return { text: this.#texts.get(line)?.[place] ?? '', origin: cellName(line, place) };
  }

  /** The texts of a line, each merged one once. */
  textsOf(lineNo: number): readonly string[] {
    const seen = new Set<string>();
    return range(0, this.width - 1).flatMap((column) => {
      const { text, origin } = this.at(lineNo, column);
      if (text === '' || seen.has(origin)) return [];
      seen.add(origin);
      return [text];
    });
  }
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
