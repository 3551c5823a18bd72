import type { Command } from 'commander';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffActivate, tariffDrafts } from '#shared/contract/tariff.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';

type Draft = OutputOf<typeof tariffDrafts>['rows'][number];
type Options = { readonly document?: string; readonly startOn?: string; readonly dryRun?: boolean };

/** `tariff drafts` and `activate`: what waits for a second person, and its release, several at once. */
export function addActivationCommands(tariff: Command): void {
  tariff
    .command('drafts')
    .description('versions that wait for a second person / 待启用版本')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(tariffDrafts, {})));
  tariff
    .command('activate [code...]')
    .description('put drafts in force: of these tariffs, of a document, of a day; all or none / 启用版本')
    .option('--document <no>', 'all drafts of this price document / 文号')
    .option('--start-on <yyyy-mm-dd>', 'those from this day on in force / 生效日')
    .option('--dry-run', 'only show what it would do / 只预览')
    .action((codes: string[], options: Options, command: Command) =>
      atDesk(command, async (desk) => {
        const { rows } = await desk.ask(tariffDrafts, {});
        const tariffVersionIds = chosen(rows, codes, options).map(({ tariffVersionId }) => tariffVersionId);
        return desk.run(tariffActivate, { tariffVersionIds }, { dryRun: options.dryRun === true });
      }),
    );
}

/** The drafts that are meant; none is taken without being named, and a tariff that has none is told. */
function chosen(drafts: readonly Draft[], codes: readonly string[], options: Options): readonly Draft[] {
  const { document: documentNo, startOn } = options;
  if (codes.length === 0 && documentNo === undefined && startOn === undefined) {
    refuse('invalid_input', { options: 'code, --document, --start-on' });
  }
  const found = drafts.filter(
    (draft) =>
      (codes.length === 0 || codes.includes(draft.tariffCode)) &&
      (documentNo === undefined || draft.documentNo === documentNo) &&
      (startOn === undefined || draft.startOn === startOn),
  );
  const without = codes.filter((code) => !found.some(({ tariffCode }) => tariffCode === code));
  if (found.length > 0 && without.length === 0) return found;
  const waiting = drafts.map(({ tariffCode, startOn: on, documentNo: no }) => `${tariffCode} ${on} ${no}`);
  return refuse('nothing_waits', { codes: without, waiting });
}
