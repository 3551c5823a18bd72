import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { runCommandLine } from '../../../electron/cli/commandLine.ts';
import { quickenPasswords } from '../../support/quickPasswords.ts';
import { TestLedger } from '../../support/testLedger.ts';

export type Answer = {
  readonly exit: number;
  readonly value: Record<string, unknown>;
  readonly text: string;
  /** What it wrote to stderr. */
  readonly messages: string;
};

/** The sample office at the command line, made there: a file, or a database on the server of the run. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'meterbook-line-'));
  readonly #ledger = new TestLedger(this.folder);
  #sample: Record<string, unknown> = {};

  static async begin(): Promise<CommandLine> {
    const line = new CommandLine();
    const files = join(line.folder, 'files');
    line.#sample = await line.done(
      null,
      'ledger',
      'create',
      '--sample',
      '60',
      '--billed-months',
      '0',
      '--files',
      files,
    );
    await line.quickenPasswords();
    return line;
  }

  /** Makes signing in cheap for the people that the ledger has by now. */
  quickenPasswords(): Promise<void> {
    return quickenPasswords(this.#ledger.name);
  }

  /** What the command said that made the office. */
  get sample() {
    return this.#sample as {
      readonly currentPeriod: string;
      readonly businessDate: string;
      readonly files: readonly string[];
    };
  }

  /**
   * Runs the command line as somebody in a terminal does, and reads its one JSON document. In this process, which has loaded
   * it already; `test/integration/ledger/month.test.ts` starts one for each command.
   */
  async run(person: string | null, ...argv: readonly string[]): Promise<Answer> {
    const answer = await this.lines(person, '--json', ...argv);
    return { ...answer, value: answer.text ? JSON.parse(answer.text) : {} };
  }

  /** The same without `--json`: lines for people. */
  async lines(person: string | null, ...argv: readonly string[]): Promise<Omit<Answer, 'value'>> {
    const who = person === null ? [] : ['--as', person];
    vi.stubEnv('METERBOOK_SETTINGS', join(this.folder, 'settings'));
    vi.stubEnv('METERBOOK_PASSWORD', SAMPLE_PASSWORD);
    let text = '';
    let messages = '';
    const output = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    const errors = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      messages += String(chunk);
      return true;
    });
    try {
      const exit = await runCommandLine([
        process.execPath,
        'meterbook',
        '--ledger',
        this.#ledger.name,
        ...who,
        ...argv,
      ]);
      return { exit, text, messages };
    } finally {
      output.mockRestore();
      errors.mockRestore();
      vi.unstubAllEnvs();
    }
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
