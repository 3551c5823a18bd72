import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { quickenPasswords } from '../../support/quickPasswords.ts';
import { TestLedger } from '../../support/testLedger.ts';
import { ROOT } from '../../tidy/sources.ts';

export type Answer = {
  readonly exit: number;
  readonly value: Record<string, unknown>;
  readonly text: string;
};

/** The sample office at the command line, made there: a file, or a database on the server of the run. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'meterbook-line-'));
  readonly #ledger = new TestLedger(this.folder);
  #sample: Record<string, unknown> = {};

  static async begin(): Promise<CommandLine> {
    const line = new CommandLine();
    const files = join(line.folder, 'files');
    line.#sample = await line.done(null, 'ledger', 'create', '--sample', '60', '--files', files);
    await quickenPasswords(line.#ledger.name);
    return line;
  }

  /** What the command said that made the office. */
  get sample() {
    return this.#sample as {
      readonly currentPeriod: string;
      readonly businessDate: string;
      readonly files: readonly string[];
    };
  }

  /** Runs the command line as somebody in a terminal does, and reads its one JSON document. */
  run(person: string | null, ...argv: readonly string[]): Promise<Answer> {
    const who = person === null ? [] : ['--as', person];
    const entry = join(ROOT, 'electron/cli/index.ts');
    const all = [entry, '--json', '--ledger', this.#ledger.name, ...who, ...argv];
    const env = {
      ...process.env,
      METERBOOK_SETTINGS: join(this.folder, 'settings'),
      METERBOOK_PASSWORD: SAMPLE_PASSWORD,
    };
    const child = spawn(process.execPath, all, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    return new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += String(chunk);
      });
      child.once('error', reject);
      child.once('close', (exit) => resolve({ exit: exit ?? -1, value: text ? JSON.parse(text) : {}, text }));
    });
  }

  /** The answer of a command that must succeed. */
  async done(person: string | null, ...argv: readonly string[]): Promise<Record<string, unknown>> {
    const { exit, value, text } = await this.run(person, ...argv);
    expect({ argv, exit, text: exit === 0 ? '' : text }).toEqual({ argv, exit: 0, text: '' });
    return value;
  }

  async remove(): Promise<void> {
    await this.#ledger.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const rowsOf = <Row>(value: Record<string, unknown>) => value.rows as Row[];
