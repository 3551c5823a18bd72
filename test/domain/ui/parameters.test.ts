import { expect, test } from 'vitest';
import { officeParameters } from '#shared/contract/parameters.ts';
import { parametersOf } from '#shared/domain/parametersOf.ts';
import {
  countStated,
  draftOf,
  problemsIn,
  statedOf,
} from '../../../renderer/features/access/parameterDraft.ts';
import {
  mayDifferByClass,
  PARAMETER_FIELDS,
  PARAMETER_KEYS,
  parameterAt,
  pathOf,
} from '../../../renderer/features/access/parameterFields.ts';

const DEFAULTS = parametersOf({});

test('the form has a field for every parameter of the contract, and for nothing else', () => {
  const inContract = Object.entries(officeParameters.shape).flatMap(([part, schema]) =>
    Object.keys(schema.unwrap().shape)
      .filter((name) => name !== 'classes')
      .map((name) => `${part}.${name}`),
  );
  expect([...PARAMETER_KEYS].sort()).toEqual(inContract.sort());
});

test('what holds, written into the form, is stated as it holds: each field knows how its parameter is written', () => {
  const all = { ...DEFAULTS, reading: { ...DEFAULTS.reading, classes: { household: DEFAULTS.reading } } };
  const draft = draftOf(all);
  expect(problemsIn(draft)).toEqual([]);
  expect(statedOf(draft)).toEqual(all);
  expect(draft.collection).toMatchObject({
    otherLateFee: { sameYear: '2', laterYears: '3' },
    leastLateFeeMinor: '0.00',
  });
  expect(draft.billing).toMatchObject({ absurdTotalMinor: '1000000.00', dueAfterDays: '15' });
});

test('every choice that the contract takes can be chosen, and no other', () => {
  for (const key of PARAMETER_KEYS) {
    const field = PARAMETER_FIELDS[key];
    if (field.kind !== 'choice') continue;
    const [part = '', name = ''] = pathOf(key, null);
    const problems = (value: string) => problemsIn({ [part]: { [name]: value } });
    expect(field.choices.flatMap(problems)).toEqual([]);
    const shape = officeParameters.shape[part as 'reading'].unwrap().shape[name as 'dayCount'];
    expect(shape.unwrap().options).toEqual(field.choices);
  }
});

test('an empty form states nothing, and a field that is emptied goes back to its default', () => {
  expect(statedOf({})).toEqual({});
  const draft = {
    reading: { places: '', severities: { high: undefined }, classes: { household: { places: ' ' } } },
    collection: { householdLateFee: { sameYear: '', laterYears: undefined } },
  };
  expect(statedOf(draft)).toEqual({});
  expect(problemsIn(draft)).toEqual([]);
});

test.each([
  ['reading.places', { reading: { places: '1.5' } }, { message: 'not_whole' }],
  ['reading.places', { reading: { places: '7' } }, { message: 'too_big', limit: 6 }],
  ['reading.averagePeriods', { reading: { averagePeriods: '0' } }, { message: 'too_small', limit: 1 }],
  ['billing.highRatio', { billing: { highRatio: 'twice' } }, { message: 'not_a_decimal' }],
  ['billing.lowRatio', { billing: { lowRatio: '-1' } }, { message: 'negative' }],
  ['billing.changeFloorMinor', { billing: { changeFloorMinor: '1.005' } }, { message: 'not_money' }],
  [
    'collection.otherLateFee.laterYears',
    { collection: { otherLateFee: { laterYears: '3‰' } } },
    { message: 'not_a_decimal' },
  ],
  [
    'reading.classes.my.own.bands.0.upTo',
    { reading: { classes: { 'my.own': { bands: [bandTo(''), bandTo(null)] } } } },
    { message: 'not_a_decimal' },
  ],
  [
    'reading.bands',
    { reading: { bands: [bandTo('9'), bandTo('5'), bandTo(null)] } },
    { message: 'bands_out_of_order' },
  ],
])('what is wrong with %s is found at its field', (place, draft, problem) => {
  const [found, ...others] = problemsIn(draft);
  expect(others).toEqual([]);
  expect(found).toMatchObject(problem);
  expect(found?.path.join('.')).toBe(place);
  expect(PARAMETER_KEYS).toContain(parameterAt(found?.path ?? [])?.key);
});

test('whose parameter is wrong is known also where the class has a name of its own', () => {
  expect(parameterAt(['reading', 'classes', 'my.own', 'bands', '0', 'upTo'])).toEqual({
    key: 'reading.bands',
    customerClass: 'my.own',
  });
  expect(parameterAt(['reading', 'classes'])).toBeNull();
  expect(parameterAt(['reading'])).toBeNull();
});

test('what is stated is counted value by value', () => {
  const draft = draftOf({
    reading: { places: 2, severities: { high: 'stop', low: 'note' }, classes: { household: { places: 1 } } },
    billing: { dueAfterDays: 30 },
  });
  expect(countStated(draft, () => true)).toBe(5);
  expect(countStated(draft, mayDifferByClass, 'household')).toBe(1);
});

function bandTo(upTo: string | null) {
  return { upTo, highPercent: '50', lowPercent: '50' };
}
