import { type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import type { z } from 'zod';
import { WINDOW_CONTRACTS } from '#shared/contract/window.ts';
import type { Reply, RequestBody, WindowCall } from '#shared/contract/wire.ts';
import { fault } from './replies.ts';
import { keepSecret, secretOf } from './secrets.ts';
import { forgetSent, keepSent, listSent } from './sentCommands.ts';

type Input<Name extends WindowCall> = z.output<(typeof WINDOW_CONTRACTS)[Name]['input']>;
type Answers = {
  readonly [Name in WindowCall]: (
    input: Input<Name>,
    window: BrowserWindow,
  ) => Promise<z.input<(typeof WINDOW_CONTRACTS)[Name]['output']>>;
};

async function chooseFiles(
  window: BrowserWindow,
  { title, filters }: Input<'window.chooseFile'>,
  properties: OpenDialogOptions['properties'] & {},
): Promise<string[]> {
  const chosen = await dialog.showOpenDialog(window, {
    ...(title !== undefined && { title }),
    filters,
    properties,
  });
  return chosen.filePaths;
}

/** Answers the calls that belong to the window itself. `cancelCommand` is how a running command of this window is stopped. */
export function createWindowCalls(cancelCommand: (window: BrowserWindow, commandId: string) => void) {
  const answers: Answers = {
    'window.chooseFile': async (input, window) => {
      const [path = null] = await chooseFiles(window, input, ['openFile']);
      return { path };
    },
    'window.chooseFiles': async (input, window) => ({
      paths: await chooseFiles(window, input, ['openFile', 'multiSelections']),
    }),
    'window.chooseFolder': async (_input, window) => {
      const chosen = await dialog.showOpenDialog(window, {
        properties: ['openDirectory', 'createDirectory'],
      });
      return { path: chosen.filePaths[0] ?? null };
    },
    'window.chooseSaveFile': async ({ title, filters, suggestedName }, window) => {
      const chosen = await dialog.showSaveDialog(window, {
        ...(title !== undefined && { title }),
        ...(suggestedName !== undefined && { defaultPath: suggestedName }),
        filters,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return { path: chosen.canceled || !chosen.filePath ? null : chosen.filePath };
    },
    'window.showFile': async ({ path }) => {
      shell.showItemInFolder(path);
      return {};
    },
    'window.keepSecret': async ({ name, secret }) => ({ isKept: keepSecret(name, secret) }),
    'window.secret': async ({ name }) => ({ secret: secretOf(name) }),
    'window.keepSent': async ({ commandId, content }) => ({ isKept: keepSent(commandId, content) }),
    'window.forgetSent': async ({ commandId }) => {
      forgetSent(commandId);
      return {};
    },
    'window.listSent': async () => ({ contents: listSent() }),
    'window.cancelCommand': async ({ commandId }, window) => {
      cancelCommand(window, commandId);
      return {};
    },
  };

  const answer = async <Name extends WindowCall>(
    name: Name,
    input: unknown,
    window: BrowserWindow,
  ): Promise<Reply> => {
    const parsed = WINDOW_CONTRACTS[name].input.safeParse(input);
    if (!parsed.success)
      return fault('invalid_input', { issues: parsed.error.issues.map(({ path }) => path.join('.')) });
    return { ok: true, value: await answers[name](parsed.data as Input<Name>, window) };
  };

  return (body: RequestBody, window: BrowserWindow): Promise<Reply> =>
    isWindowCall(body.name)
      ? answer(body.name, body.input, window)
      : Promise.resolve(fault('unknown_command', { name: body.name }));
}

function isWindowCall(name: string): name is WindowCall {
  return Object.hasOwn(WINDOW_CONTRACTS, name);
}
