import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ok, type Result } from '#shared/lib/result.ts';
import { type BankFileRefusal, refuseBankFile } from './bankFile.ts';

/** An element of a parsed message: texts and elements by name, as the parser gives them. */
export type XmlNode = Readonly<Record<string, unknown>>;

const LISTS = new Set(['Bal', 'NtryDtls', 'Ustrd', 'Strd', 'Rcrd', 'Chrgs', 'RfrdDocInf', 'Prtry']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  trimValues: true,
  isArray: (name) => LISTS.has(name),
});

/**
 * Refuses what is no whole XML document, with line and column, and whatever declares a document type:
 * a statement needs none, and entities can unfold to gigabytes or name other files.
 */
export function checkXml(text: string): Result<null, BankFileRefusal> {
  const declared = text.search(/<!(?:DOCTYPE|ENTITY)/i);
  if (declared >= 0) return refuseBankFile('file_damaged', { reason: 'document_type', offset: declared });
  const validity = XMLValidator.validate(text);
  if (validity === true) return ok(null);
  const { line, col, msg } = validity.err;
  const detail = { lineNo: line, column: col, reason: msg };
  const isWhole = /<\/(?:[\w.-]+:)?Document\s*>\s*$/.test(text);
  return refuseBankFile(isWhole ? 'file_damaged' : 'file_truncated', detail);
}

/** Parses one element and gives what is in it. */
export function parseElement(text: string, name: string): XmlNode {
  return nodeOf((parser.parse(text) as XmlNode)[name]);
}

/** Comments and CDATA would hide tags from cutting; without them every tag is a tag. */
export function plainXml(text: string): string {
  const plain = text.includes('<!--') ? text.replace(/<!--[\s\S]*?-->/g, '') : text;
  if (!plain.includes('<![CDATA[')) return plain;
  return plain.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, inner: string) =>
    inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

export type Cut = {
  /** The elements of that name, whole. */
  readonly parts: readonly string[];
  /** What is left without them. */
  readonly rest: string;
};

/** Cuts elements that never hold one another out of a text, so that a large file is parsed in parts. */
export function cutElements(text: string, name: string): Cut {
  const tags = new RegExp(`<(/?)(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>`, 'g');
  const parts: string[] = [];
  let rest = '';
  let from = 0;
  let start = -1;
  for (const tag of text.matchAll(tags)) {
    if (tag[1] === '' && start < 0 && !tag[0].endsWith('/>')) {
      start = tag.index;
      rest += text.slice(from, start);
    } else if (tag[1] === '/' && start >= 0) {
      from = tag.index + tag[0].length;
      parts.push(text.slice(start, from));
      start = -1;
    }
  }
  return { parts, rest: rest + text.slice(from) };
}

export function nodeOf(value: unknown): XmlNode {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as XmlNode) : {};
}

export function nodesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** The text at a path of names; `null` where there is none. */
export function textAt(node: unknown, ...path: readonly string[]): string | null {
  let value: unknown = node;
  for (const name of path) value = nodeOf(value)[name];
  if (Array.isArray(value)) value = value[0];
  if (typeof value === 'object' && value !== null) value = (value as XmlNode)['#text'];
  return typeof value === 'string' && value !== '' ? value : null;
}
