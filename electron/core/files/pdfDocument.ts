import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as immediate } from 'node:timers/promises';
import { assert } from '#shared/lib/assert.ts';
import type { Result } from '#shared/lib/result.ts';
import { type NotWritable, type WrittenFile, writeWholeFile } from './writeWholeFile.ts';

const FONT_FOLDER = '@expo-google-fonts/noto-sans-sc';
const FONT_FILES = {
  regular: `${FONT_FOLDER}/400Regular/NotoSansSC_400Regular.ttf`,
  bold: `${FONT_FOLDER}/700Bold/NotoSansSC_700Bold.ttf`,
} as const;
type FontName = keyof typeof FONT_FILES;

/** Letters of ten megabytes each: read once, not for every document that is printed. */
const fonts = new Map<FontName, Promise<Buffer>>();

function readFont(name: FontName): Promise<Buffer> {
  const known = fonts.get(name);
  if (known) return known;
  const reading = readFile(createRequire(import.meta.url).resolve(FONT_FILES[name]));
  fonts.set(name, reading);
  // What could not be read now may be readable for the next document.
  reading.catch(() => fonts.delete(name));
  return reading;
}
/** Of a document in memory, before it waits for the disk. */
const HELD_BYTES = 1024 * 1024;
const MARGIN = 48;
const LINE_HEIGHT = 16;
const CELL_PADDING = 4;
const NOTE_SIZE = 8;
const GREY = '#666666';
const RULE = '#bbbbbb';
const RED = '#c41d1d';

export type PdfColumn = {
  readonly heading: string;
  /** Share of the page's width; the shares of a table need not add up to anything. */
  readonly width: number;
  readonly align?: 'left' | 'right';
};

/** Cells of a table, with a small remark over its whole width that stays on the same page. */
export type PdfRow = readonly string[] | { readonly cells: readonly string[]; readonly note: string };

export type PdfPaper = 'A4' | 'A5';

/** Written into the properties of the file, so that the same content gives the same bytes. */
export type PdfFacts = { readonly title: string; readonly author: string; readonly createdAt: string };

/**
 * A printed document in Chinese: headings, facts, tables that go on over pages, notes. Texts come
 * from above; this knows paper and letters only.
 */
export class PdfPages {
  readonly #document: PDFKit.PDFDocument;

  private constructor(document: PDFKit.PDFDocument) {
    this.#document = document;
  }

  static async begin(paper: PdfPaper, facts: PdfFacts): Promise<PdfPages> {
    // Loaded when the first page is printed, not whenever the program starts.
    const { default: PDFDocument } = await import('pdfkit');
    const [regular, bold] = await Promise.all([readFont('regular'), readFont('bold')]);
    const document = new PDFDocument({
      size: paper,
      layout: paper === 'A5' ? 'landscape' : 'portrait',
      margin: MARGIN,
      info: { Title: facts.title, Author: facts.author, CreationDate: new Date(facts.createdAt) },
      // None to begin with: one given here and registered again under a name would be read anew at every change to it.
      font: '',
    });
    document.registerFont('bold', bold);
    document.registerFont('regular', regular);
    document.font('regular');
    return new PdfPages(document);
  }

  get stream(): Readable {
    return this.#document as unknown as Readable;
  }

  get #width(): number {
    return this.#document.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#document.page.height - MARGIN;
  }

  /** The name of the document, centred, with who issues it above. */
  title(text: string, issuer?: string): this {
    if (issuer !== undefined) {
      this.#document.font('regular').fontSize(10).fillColor(GREY).text(issuer, { align: 'center' });
    }
    this.#document.font('bold').fontSize(16).fillColor('black').text(text, { align: 'center' }).moveDown(0.6);
    return this;
  }

  /** A red mark in the upper right corner of the page, as of a rubber stamp; what follows is printed as before. */
  stamp(text: string): this {
    const { x, y } = this.#document;
    this.#document.font('bold').fontSize(20);
    const width = this.#document.widthOfString(text) + 4 * CELL_PADDING;
    const left = MARGIN + this.#width - width;
    this.#document.rect(left, MARGIN, width, 34).lineWidth(1.5).stroke(RED);
    this.#document.fillColor(RED).text(text, left, MARGIN + 2, { width, align: 'center' });
    this.#document.fillColor('black');
    this.#document.x = x;
    this.#document.y = y;
    return this;
  }

  heading(text: string): this {
    this.#makeRoom(3 * LINE_HEIGHT);
    this.#document.x = MARGIN;
    this.#document.moveDown(0.4).font('bold').fontSize(11).fillColor('black').text(text).moveDown(0.2);
    return this;
  }

  /** Names and values, two pairs a line. */
  facts(pairs: readonly (readonly [name: string, value: string])[]): this {
    const half = this.#width / 2;
    for (let index = 0; index < pairs.length; index += 2) {
      const cells = pairs.slice(index, index + 2).map(([name, value]) => `${name}：${value}`);
      this.#row(
        cells.map((text, place) => ({ text, x: MARGIN + place * half, width: half, align: 'left' as const })),
        'regular',
      );
    }
    return this;
  }

  /** A table whose heading is repeated on every page; `total` is printed bold at its end. */
  table(columns: readonly PdfColumn[], rows: Iterable<PdfRow>, total?: readonly string[]): this {
    const shares = columns.reduce((sum, { width }) => sum + width, 0);
    const widths = columns.map(({ width }) => (width / shares) * this.#width);
    const cellsOf = (texts: readonly string[]) => {
      let x = MARGIN;
      return columns.map(({ align = 'left' }, place) => {
        const cell = { text: texts[place] ?? '', x, width: widths[place] ?? 0, align };
        x += cell.width;
        return cell;
      });
    };
    const head = () => {
      this.#row(cellsOf(columns.map(({ heading }) => heading)), 'bold');
      this.#line();
    };
    this.#makeRoom(3 * LINE_HEIGHT);
    head();
    for (const row of rows) {
      if ('cells' in row) this.#row(cellsOf(row.cells), 'regular', head, row.note);
      else this.#row(cellsOf(row), 'regular', head);
    }
    this.#line();
    if (total) this.#row(cellsOf(total), 'bold', head);
    return this;
  }

  /** A small remark over the whole width. */
  note(text: string): this {
    this.#makeRoom(2 * LINE_HEIGHT);
    this.#document.x = MARGIN;
    this.#document.moveDown(0.3).font('regular').fontSize(NOTE_SIZE).fillColor(GREY);
    this.#document.text(text, MARGIN, this.#document.y, { width: this.#width });
    this.#document.fillColor('black');
    return this;
  }

  /** Starts the next document of the same file on a page of its own. */
  nextPage(): this {
    this.#document.addPage();
    return this;
  }

  /**
   * Lets what was laid out go to the disk before more is: a pile is never held as a whole, and one whose disk is full ends
   * there.
   */
  async written(): Promise<void> {
    do await immediate();
    while (this.stream.readableLength > HELD_BYTES && !this.stream.destroyed);
    assert(!this.stream.destroyed, 'the file of these pages can be written');
  }

  /** An entry of the contents beside the pages, which leads to the page that is printed now. */
  bookmark(text: string): this {
    this.#document.outline.addItem(text);
    return this;
  }

  end(): void {
    this.#document.end();
  }

  #makeRoom(height: number): boolean {
    if (this.#document.y + height <= this.#bottom) return false;
    this.#document.addPage();
    return true;
  }

  #row(
    cells: readonly {
      readonly text: string;
      readonly x: number;
      readonly width: number;
      readonly align: 'left' | 'right';
    }[],
    font: 'regular' | 'bold',
    onNewPage?: () => void,
    note = '',
  ): void {
    const noteAt = { width: this.#width - 2 * CELL_PADDING };
    this.#document.font('regular').fontSize(NOTE_SIZE);
    const noteHeight = note === '' ? 0 : this.#document.heightOfString(note, noteAt) + CELL_PADDING;
    this.#document.font(font).fontSize(9).fillColor('black');
    const heights = cells.map(({ text, width }) =>
      this.#document.heightOfString(text, { width: width - 2 * CELL_PADDING }),
    );
    const height = Math.max(LINE_HEIGHT, ...heights.map((own) => own + CELL_PADDING));
    if (this.#makeRoom(height + noteHeight)) {
      onNewPage?.();
      this.#document.font(font).fontSize(9);
    }
    const top = this.#document.y;
    for (const { text, x, width, align } of cells) {
      this.#document.text(text, x + CELL_PADDING, top, { width: width - 2 * CELL_PADDING, align });
    }
    if (note !== '') {
      this.#document.font('regular').fontSize(NOTE_SIZE).fillColor(GREY);
      this.#document.text(note, MARGIN + CELL_PADDING, top + height - CELL_PADDING, noteAt);
      this.#document.fillColor('black');
    }
    this.#document.x = MARGIN;
    this.#document.y = top + height + noteHeight;
  }

  #line(): void {
    const y = this.#document.y;
    this.#document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.#width, y)
      .lineWidth(0.5)
      .stroke(RULE);
    this.#document.y = y + CELL_PADDING;
  }
}

/** Writes a document as a whole or not at all. `build` fills the pages; while it waits, what is filled goes to the disk. */
export function writePdf(
  path: string,
  paper: PdfPaper,
  facts: PdfFacts,
  build: (pages: PdfPages) => void | Promise<void>,
): Promise<Result<WrittenFile, NotWritable>> {
  return writeWholeFile(path, async (temporaryPath) => {
    const pages = await PdfPages.begin(paper, facts);
    const failures: unknown[] = [];
    const note = (error: unknown) => void failures.push(error);
    // Where one fails the other one ends as well, and is waited for: nothing goes on at a file that is gone.
    await Promise.all([
      pipeline(pages.stream, createWriteStream(temporaryPath)).catch(note),
      fill(pages, build).catch(note),
    ]);
    // The second one fails because of the first.
    if (failures.length > 0) throw failures[0];
  });
}

async function fill(pages: PdfPages, build: (pages: PdfPages) => void | Promise<void>): Promise<void> {
  try {
    await build(pages);
    pages.end();
  } catch (error) {
    pages.stream.destroy();
    throw error;
  }
}
