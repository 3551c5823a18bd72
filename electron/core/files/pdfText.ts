import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { assert } from '#shared/lib/assert.ts';

type PdfObjects = ReadonlyMap<string, string>;

/**
 * The text on the pages of a PDF that this program wrote, a line for each piece that was set, page after page. A font is cut
 * down to the letters in use, so what its glyphs stand for is taken from its table of them (ToUnicode), as a reader does.
 */
export async function readPdfText(path: string): Promise<string> {
  const objects = objectsOf((await readFile(path)).toString('latin1'));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.flatMap((page) => pageLines(objects, page)).join('\n');
}

function objectsOf(file: string): PdfObjects {
  return new Map(
    [...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, no = '', body = '']) => [no, body]),
  );
}

function pageLines(objects: PdfObjects, page: string): string[] {
  const resources = objectAt(objects, page, 'Resources');
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', no = '']) => [
      name,
      lettersOf(streamOf(objectAt(objects, objects.get(no) ?? '', 'ToUnicode'))),
    ]),
  );
  let letters: ReadonlyMap<string, string> = new Map();
  const lines: string[] = [];
  const content = streamOf(objectAt(objects, page, 'Contents'));
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(
      ([, hex = '']) => hex.match(/.{4}/g) ?? [],
    );
    if (glyphs.length > 0) lines.push(glyphs.map((glyph) => letters.get(glyph) ?? '').join(''));
  }
  return lines;
}

function objectAt(objects: PdfObjects, body: string, name: string): string {
  const found = objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '');
  assert(found !== undefined, `a PDF of this program has ${name}`);
  return found;
}

function streamOf(body: string): string {
  const begin = body.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.from(body.slice(begin, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** Glyph number to letter, both as they stand in `<0000> <00ff> [<0000> <7535> ...]`. */
function lettersOf(table: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '', codes = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/gi)) {
    for (const [index, [, code = '']] of [...codes.matchAll(/<([0-9a-f]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      letters.set(glyph, Buffer.from(code, 'hex').swap16().toString('utf16le'));
    }
  }
  return letters;
}
