import { appendFileSync } from 'node:fs';
import { chmod, truncate } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readTable } from '#core/files/table.ts';
import { FILE_REFUSALS } from '#shared/contract/files.ts';
import { TARIFF_ERROR_CODES } from '#shared/domain/tariff/index.ts';
import { en } from '../../renderer/locales/en/index.ts';
import { zh } from '../../renderer/locales/zh/index.ts';
import { ANSWERS } from './badFiles/answers.ts';
import { FAULTS, type Fault, type FaultName, repacked } from './badFiles/faults.ts';
import { book, NAMES, READERS, type Reader, type ReaderName } from './badFiles/readers.ts';
import { temporaryFolder } from './meter/meterFiles.ts';

const folder = temporaryFolder();
const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** By which of its names the answer of a reader to a fault is stated. */
function answerKey(faultName: FaultName, name: ReaderName): string {
  const reader: Reader = READERS[name];
  const [layout = ''] = name.split(' ');
  const keys = [name, reader.container, layout, 'others'].filter((key) => key in ANSWERS[faultName]);
  return keys[0] ?? `no answer of ${name} to ${faultName}`;
}

const cells = FAULT_NAMES.flatMap((faultName) => {
  const fault: Fault = FAULTS[faultName];
  const readers = NAMES.filter((name) => fault.of.includes(READERS[name].container));
  return readers.map((name) => ({ faultName, name, key: answerKey(faultName, name) }));
});

test('every reader has an answer to every fault of its kind of file, and no answer is left over', () => {
  expect(Object.keys(ANSWERS)).toEqual(FAULT_NAMES);
  expect(cells.filter(({ key }) => key.startsWith('no answer'))).toEqual([]);
  for (const faultName of FAULT_NAMES) {
    const given = new Set(cells.filter((cell) => cell.faultName === faultName).map(({ key }) => key));
    expect([faultName, ...given].sort()).toEqual([faultName, ...Object.keys(ANSWERS[faultName])].sort());
  }
});

test('every code of an answer has words in both languages', () => {
  const words = [zh, en].map(({ errors, lines, tariff }) => ({
    ...errors,
    ...lines.codes,
    ...tariff.errors,
  }));
  // The command line alone reads documents, and shows its codes.
  const ofDocuments = ['not_json', 'not_an_object', 'nested_too_deep'];
  const codes = Object.values(ANSWERS)
    .flatMap((answers) => Object.values(answers))
    .flatMap((answer) => [...answer.matchAll(/^[a-z_]+(?=$| in line)|(?<=line (?:\d+|null) )[a-z_]+/g)])
    .map(([code]) => code)
    .filter((code) => !ofDocuments.includes(code));
  expect(codes.length).toBeGreaterThan(100);
  for (const known of words) expect(codes.filter((code) => !(code in known))).toEqual([]);
  for (const known of words) expect(FILE_REFUSALS.filter((code) => !(code in known))).toEqual([]);
  expect(TARIFF_ERROR_CODES).toContain('characters_lost');
});

describe.each(NAMES)('the reader of %s answers', (name) => {
  const reader: Reader = READERS[name];

  test.each(cells.filter((cell) => cell.name === name))('$faultName', async ({ faultName, key }) => {
    const fault: Fault = FAULTS[faultName];
    const path = await folder.write('bad', fault.file(reader));
    expect(await reader.read(path, fault.encoding)).toBe(ANSWERS[faultName][key]);
  });

  test('a good file under any name', async () => {
    for (const extension of ['.pdf', '.csv', '.xls', '.xlsx', '.xml', '.json', '.txt', '']) {
      const path = await folder.write(`名称${extension}`, reader.file());
      expect([extname(path), await reader.read(path)]).toEqual([extension, 'taken 12']);
    }
  });

  test('a path where no file can be read', async () => {
    const path = await folder.write('file', reader.file());
    for (const place of ['none', 'file/below', 'zero\0', 'long'.repeat(2_000)]) {
      expect(await reader.read(`${dirname(path)}/${place}`)).toBe('file_missing');
    }
    for (const place of [dirname(path), '/dev/null']) expect(await reader.read(place)).toBe('not_a_file');
  });

  test('a file that the person may not read', async () => {
    const path = await folder.write('closed', reader.file());
    await chmod(path, 0o000);
    expect(await asNobody(() => reader.read(path))).toBe('not_readable');
    await chmod(path, 0o600);
  });

  test('more than 200 MiB by their size', async () => {
    const path = await folder.write('large', reader.file());
    await truncate(path, 200 * 1_048_576 + 1);
    expect(await reader.read(path)).toBe('file_too_large');
  });

  test('a file that a copy still writes', async () => {
    const path = await folder.write('growing', reader.file());
    const work = { isDone: false };
    const reading = reader.read(path).finally(() => {
      work.isDone = true;
    });
    // Between any two steps of the reader the file grows.
    while (!work.isDone) {
      appendFileSync(path, ' ');
      await nextTurn();
    }
    expect(await reading).toBe('file_being_written');
  });

  // A workbook is made anew by its checksums or not at all, and takes ten times as long to read.
  const places = (length: number) => {
    const count = ['xlsx', 'xls'].includes(reader.container) ? 6 : 30;
    return Array.from({ length: count }, (_, place) => 1 + Math.floor((place * length) / count));
  };

  test('damage at any place, by a code or a list', async () => {
    const good = reader.file();
    for (const at of places(good.length - 1)) {
      for (const damage of ['"<', '\0\n']) {
        const damaged = Buffer.concat([good.subarray(0, at), Buffer.from(damage), good.subarray(at)]);
        expect(await reader.read(await folder.write('damaged', damaged))).toMatch(
          /^(?:taken|[a-z_]+(?:$| in line))/,
        );
      }
    }
  });

  test('a file that ends anywhere, and never with a part of what it holds where its kind has an end', async () => {
    const good = reader.file([{}, { number: '0003' }]);
    const whole = await reader.read(await folder.write('whole', good));
    for (const at of places(good.toString('latin1').trimEnd().length - 1)) {
      const answer = await reader.read(await folder.write('cut', good.subarray(0, at)));
      if (['csv', 'tsv', 'nem13'].includes(reader.container)) expect(answer).toMatch(/^[a-z_]/);
      else if (answer !== whole) expect(answer).not.toMatch(/^taken (?!nothing; line null)/);
    }
  });
});

/** Permissions do not bind the superuser, who may be anybody for a while. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}

test('a workbook whose 1,048,576 rows are empty but two', async () => {
  const rows = Array.from({ length: 1_048_573 }, (_, row) => `<row r="${row + 4}"/>`).join('');
  const file = repacked(book([['户号'], ['0001'], ['0002']], 'xlsx'), ({ name, content }) => ({
    name,
    content: Buffer.from(content.toString().replace('</sheetData>', `${rows}</sheetData>`)),
  }));
  const table = await readTable(await folder.write('rows', file));
  if (!table.ok) throw new Error(table.error.code);
  expect([...table.value.rows()].flat().map(({ cells: [cell] }) => cell)).toEqual(['户号', '0001', '0002']);
});
