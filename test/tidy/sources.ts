import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
const ROOTS = ['shared', 'electron', 'renderer', 'test', 'scripts'];

export type Source = { readonly path: string; readonly text: string };

/** All source files of the project, by their path from its root. */
export function readSources(): readonly Source[] {
  return ROOTS.flatMap((root) => filesBelow(join(ROOT, root)))
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return ['node_modules', 'fixtures', 'out'].includes(entry.name) ? [] : filesBelow(path);
  });
}

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** What a file imports: project files by their path from the root, packages by their name. */
export function importsOf({ path, text }: Source): readonly string[] {
  return [...text.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((specifier) => {
      if (specifier.startsWith('.')) return normalize(join(dirname(path), specifier));
      if (specifier.startsWith('#shared/')) return specifier.replace('#shared/', 'shared/');
      if (specifier.startsWith('#core/')) return specifier.replace('#core/', 'electron/core/');
      return specifier;
    });
}

/** A source without its comments, for rules about code alone. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\w])\/\/.*$/gm, '$1');
}
