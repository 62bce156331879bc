import type { Registers } from '../engine/registers/index.ts';
import { numberText } from '../engine/registers/line.ts';
import type { Platform } from '../facts/kind.ts';
import type { Cells } from '../mechanism/field.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { forbiddenSoftwareRegister } from '../practices/software/forbidden.register.ts';
import { baselineSoftware, developmentTools, forbiddenSoftware } from '../practices/software/params.ts';
import { plainRule, type Rule } from '../software/index.ts';

/** What rules are made of: registers as they stand today, requests that wait, and company values. */
export interface RuleSources {
  readonly registers: Pick<Registers, 'inForce'>;
  readonly today: string;
  readonly requests: readonly { readonly id: string; readonly number: number; readonly form: Readonly<Record<string, unknown>> }[];
  value(param: { readonly id: string }): unknown;
}

export const ruleRegisters = [allowedSoftwareRegister.id, forbiddenSoftwareRegister.id] as const;

const text = (cell: unknown): string | null => (typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : null);
const platformOf = (cell: unknown): Platform | null => (cell === 'windows' || cell === 'macos' || cell === 'linux' ? cell : null);

/** Everything that the company says of software now, as rules. */
export async function softwareRules({ registers, today, requests, value }: RuleSources): Promise<Rule[]> {
  const [allowed, forbidden] = await Promise.all(ruleRegisters.map((id) => registers.inForce(id)));
  return [
    ...forbidden!.map(({ id, number, cells }): Rule => {
      const from = { type: 'line', of: forbiddenSoftwareRegister.id, id } as const;
      return { ...plainRule, says: 'forbid', ...who(cells), label: numberText(forbiddenSoftwareRegister, number), from };
    }),
    ...names(value(forbiddenSoftware)).map(
      (name): Rule => ({
        ...plainRule,
        says: 'forbid',
        by: 'listed',
        name,
        label: forbiddenSoftware.title.ja,
        from: { type: 'value', of: forbiddenSoftware.id, id: name },
      }),
    ),
    ...names(value(baselineSoftware)).flatMap((said) => baselineRule(said) ?? []),
    ...allowed!
      // What a person let run out permits nothing any more, though nobody ended the line yet.
      .filter(({ cells }) => typeof cells.approvedUntil !== 'string' || cells.approvedUntil >= today)
      .flatMap(({ id, number, cells }) => allowRule(cells, numberText(allowedSoftwareRegister, number), id) ?? []),
    ...requests.flatMap(({ id, number, form }): Rule[] => {
      const name = text(form.name);
      if (name === null) return [];
      return [{ ...plainRule, says: 'ask', name, label: `申請${number}`, from: { type: 'request', of: 'request', id } }];
    }),
    ...names(value(developmentTools)).map(
      (name): Rule => ({
        ...plainRule,
        says: 'development',
        name,
        label: developmentTools.title.ja,
        from: { type: 'value', of: developmentTools.id, id: name },
      }),
    ),
  ];
}

const names = (said: unknown): string[] =>
  [...new Set((said as readonly string[]).map((name) => name.trim()))].filter((name) => name !== '');
const who = (cells: Cells) => ({ name: text(cells.name) ?? '', publisher: text(cells.publisher), platform: platformOf(cells.platform) });

function allowRule(cells: Cells, label: string, id: string): Rule | null {
  const device = text(cells.device);
  const person = text(cells.person);
  const on =
    cells.scope === 'everyone'
      ? plainRule.on
      : cells.scope === 'device' && device !== null
        ? ({ type: 'device', id: device } as const)
        : cells.scope === 'person' && person !== null
          ? ({ type: 'person', id: person } as const)
          : null;
  // A line that does not say for whom permits nothing.
  if (on === null) return null;
  const isDevelopmentTool = cells.kind === 'developmentTool';
  const from = { type: 'line', of: allowedSoftwareRegister.id, id } as const;
  return { ...plainRule, says: 'allow', ...who(cells), versions: text(cells.versions), on, isDevelopmentTool, label, from };
}

/** `linux / *@lists.debian.org* / *`, as the value's own pattern lets it be. */
function baselineRule(said: string): Rule | null {
  const [platform, publisher, name] = said.split(' / ').map((part) => part.trim());
  if (publisher === undefined || name === undefined || platformOf(platform) === null) return null;
  return {
    ...plainRule,
    says: 'baseline',
    name,
    publisher: /^\*+$/.test(publisher) ? null : publisher,
    platform: platformOf(platform),
    label: said,
    from: { type: 'value', of: baselineSoftware.id, id: said },
  };
}
