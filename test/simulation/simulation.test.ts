import { afterAll, beforeAll, expect, test } from 'vitest';
import { Model, type ModelReceipt } from './model.ts';
import { filePlace, type Place } from './place.ts';
import { Play } from './play.ts';
import { firstDifference, playSeed } from './playSeed.ts';
import type { Step } from './steps.ts';

let place: Place;
beforeAll(() => {
  place = filePlace();
});
afterAll(() => place.remove());

/** A short fixed set; `npm run sim` goes on for as long as one likes. */
test.each([3, 4, 7])('a random office agrees with its model after each step: seed %i', async (seed) => {
  expect(await firstDifference(seed, place)).toBe(null);
});

/** Tells the office's money wrong: what was paid over the debt is forgotten when a payment is taken back. */
class ForgetfulModel extends Model {
  override reverse(receipt: ModelReceipt): void {
    super.reverse({ ...receipt, prepaidMinor: 0 });
    receipt.isReversed = true;
  }
}

test('a model that tells the money wrong is found out', async () => {
  const steps: readonly Step[] = [
    { do: 'pay', desk: 0, account: 0, amountMinor: 5_000_000, atBank: true },
    { do: 'reverse', desk: 1, receipt: 0 },
  ];
  await expect(Play.through(steps, place, new ForgetfulModel())).rejects.toThrow(
    'receivables and prepaid: the ledger says',
  );
});

test('what fails is shrunk to the steps that it takes, and played again exactly', async () => {
  const heard: number[] = [];
  const order = {
    seed: 3,
    steps: 60,
    play: async (steps: readonly Step[]) => {
      const paid = steps.findIndex((step) => step.do === 'pay' && step.amountMinor > 1000);
      const closed = steps.findLastIndex((step) => step.do === 'closeMonth');
      if (paid >= 0 && closed > paid) throw new Error('a payment in a month that was closed later');
    },
    onFailure: (steps: readonly Step[]) => heard.push(steps.length),
  };
  const { failed, counterexample, counterexamplePath } = await playSeed(order);
  expect(failed).toBe(true);
  expect(counterexample?.[0]).toEqual([
    { do: 'pay', desk: 0, account: 0, amountMinor: 1001, atBank: false },
    { do: 'closeMonth', desk: 0, use: 0 },
  ]);
  expect([heard[0], heard.at(-1)]).toEqual([60, 2]);
  const again = await playSeed({ ...order, path: counterexamplePath ?? '' });
  expect(again.counterexample).toEqual(counterexample);
});
