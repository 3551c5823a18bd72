import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tariffCreate, tariffDetail, tariffExport, tariffImport } from '#shared/contract/tariff.ts';
import { shanxiIndustrial } from '../../golden/tariff/priceTables/index.ts';
import { type Desk, TestOffice } from '../../support/office.ts';

let office: TestOffice;
let author: Desk;
let path: string;
beforeEach(async () => {
  office = await TestOffice.create();
  author = await office.desk('author', ['tariff_manager']);
  path = join(office.folder, '电价表.xlsx');
});
afterEach(() => office.close());

const facts = { name: '大工业', customerClass: 'industrial', startOn: '2027-01-01', documentNo: '附件2' };

test('a version goes out as a price table and comes back as another one of the same content', async () => {
  const content = shanxiIndustrial.content as Record<string, unknown>;
  const { tariffVersionId } = await author.run(tariffCreate, { ...facts, tariffCode: 'one', content });
  expect(await author.run(tariffExport, { tariffVersionId, path })).toMatchObject({ path });
  const { tariffId } = await author.run(tariffImport, { ...facts, tariffCode: 'two', path });
  const { versions } = await author.ask(tariffDetail, { tariffId });
  const original = await author.ask(tariffDetail, {
    tariffId: (await author.run(tariffCreate, { ...facts, tariffCode: 'three', content })).tariffId,
  });
  expect(versions[0]?.content).toEqual(original.versions[0]?.content);
  expect(versions[0]?.cases.every(({ passed }) => passed)).toBe(true);
  expect(await author.errorOf(tariffImport, { ...facts, tariffCode: 'two', path })).toMatchObject({
    code: 'content_unchanged',
  });
});

test('what is no price table, is missing, or cannot be written is refused and stores nothing', async () => {
  writeFileSync(path, '类别,代码\n项目,a\n');
  expect(await author.errorOf(tariffImport, { ...facts, tariffCode: 'two', path })).toMatchObject({
    code: 'content_invalid',
    detail: { errors: [{ code: 'unknown_kind', lineNo: 2 }] },
  });
  const nowhere = join(office.folder, 'nowhere', 'a.xlsx');
  expect(await author.errorOf(tariffImport, { ...facts, tariffCode: 'two', path: nowhere })).toMatchObject({
    code: 'file_missing',
  });
  const content = shanxiIndustrial.content as Record<string, unknown>;
  const { tariffVersionId } = await author.run(tariffCreate, { ...facts, tariffCode: 'one', content });
  expect(await author.errorOf(tariffExport, { tariffVersionId, path: nowhere })).toMatchObject({
    code: 'not_writable',
  });
  expect(existsSync(nowhere)).toBe(false);
  const reader = await office.desk('reader', ['reader']);
  expect(await reader.errorOf(tariffImport, { ...facts, tariffCode: 'two', path })).toMatchObject({
    code: 'forbidden',
  });
});
