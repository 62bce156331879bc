import { type Words, words } from '../base/text.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';

/** A line of the register of environments. */
export interface EnvironmentLine {
  readonly id: string;
  readonly label: string;
  readonly kind: 'development' | 'test' | 'operation';
  readonly server: string;
  readonly network: string;
  readonly database: string;
  readonly separation: readonly string[];
  /** Null where none is tied to it. */
  readonly device: string | null;
}

/** What a device said lately. Null where it did not say, or too long ago. */
export interface MeasuredDevice {
  readonly id: string;
  readonly name: string;
  readonly use: 'production' | 'verification' | 'development' | null;
  /** Networks that it stands in, as `192.0.2.0/24`. */
  readonly networks: readonly string[] | null;
  /** Passes packets on between its networks. */
  readonly forwards: boolean | null;
  /** Local accounts with which a person can sign in, by name. */
  readonly accounts: readonly string[] | null;
  readonly seenAt: Date;
}

type Devices = ReadonlyMap<string, MeasuredDevice> | null;
const form = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
const apart = (lines: readonly EnvironmentLine[]) => ({
  working: lines.filter(({ kind }) => kind === 'operation'),
  others: lines.filter(({ kind }) => kind !== 'operation'),
});

const none = words(
  '環境台帳に、開発・試験の環境と運用の環境がそろっていません。',
  'The register of environments does not hold both a development or test and an operational environment.',
);
const stand = (verdict: PracticeStanding['verdict'], because: Words, evidenceAt: Date | null = null): PracticeStanding => ({
  verdict,
  because,
  evidenceAt,
  dueOn: null,
});
const more = (count: number): Words => (count > 1 ? words(`(ほか${count - 1}件)`, ` (and ${count - 1} more)`) : words('', ''));

/** What two lines have in common that they must not. */
function overlap(one: EnvironmentLine, other: EnvironmentLine, devices: Devices): Words[] {
  const found: Words[] = [];
  const pair = words(`「${one.label}」と運用の「${other.label}」`, `“${one.label}” and “${other.label}” in operation`);
  const both = (ja: string, en: string) => found.push(words(`${pair.ja}が同じ${ja}です。`, `${pair.en} share ${en}.`));
  const deviceOne = one.device === null ? undefined : devices?.get(one.device);
  const deviceOther = other.device === null ? undefined : devices?.get(other.device);
  if (one.device !== null && one.device === other.device) both('端末', 'a device');
  else if (one.server !== '' && form(one.server) === form(other.server)) both('サーバ', 'a server');
  if (one.database !== '' && form(one.database) === form(other.database)) both('データベース', 'a database');
  const byNetwork = one.separation.includes('network') || other.separation.includes('network');
  if (byNetwork && one.network !== '' && form(one.network) === form(other.network)) both('ネットワーク', 'a network');
  const shared = (deviceOne?.networks ?? []).filter((network) => deviceOther?.networks?.includes(network));
  if (byNetwork && deviceOne !== deviceOther && shared.length > 0)
    found.push(
      words(
        `${pair.ja}は別のネットワークのはずですが、どちらも${shared[0]}にいます。`,
        `${pair.en} should be in separate networks, but both stand in ${shared[0]}.`,
      ),
    );
  return found;
}

/** A device whose own use contradicts the line, or which ties a network of operation to its own. */
function contradictions(lines: readonly EnvironmentLine[], devices: Devices): Words[] {
  const { working } = apart(lines);
  const inOperation = new Set(working.flatMap(({ device }) => (device === null ? [] : (devices?.get(device)?.networks ?? []))));
  return lines.flatMap((line) => {
    const device = line.device === null ? undefined : devices?.get(line.device);
    if (device === undefined) return [];
    const isWorking = line.kind === 'operation';
    const found: Words[] = [];
    if (device.use !== null && (device.use === 'production') !== isWorking)
      found.push(
        words(
          `「${line.label}」の端末${device.name}は、端末の用途では${isWorking ? '運用ではありません' : '運用です'}。`,
          `${device.name} of “${line.label}” is ${isWorking ? 'not' : ''} in operation by its use.`.replace('  ', ' '),
        ),
      );
    if (
      !isWorking &&
      device.forwards === true &&
      (device.networks ?? []).length > 1 &&
      device.networks!.some((one) => inOperation.has(one))
    )
      found.push(
        words(
          `「${line.label}」の端末${device.name}が、運用のネットワークとの間で通信を中継しています。`,
          `${device.name} of “${line.label}” passes traffic on to a network of operation.`,
        ),
      );
    return found;
  });
}

/**
 * Whether environments overlap by their lines, or are in reach of one another by what devices said. It passes only where every line is
 * tied to a device that told its networks. Pure.
 */
export function environmentsApart(lines: readonly EnvironmentLine[], devices: Devices): PracticeStanding {
  const { working, others } = apart(lines);
  if (working.length === 0 || others.length === 0) return stand('unknown', none);
  const found = [...others.flatMap((one) => working.flatMap((other) => overlap(one, other, devices))), ...contradictions(lines, devices)];
  const newest = newestOf(lines, devices);
  const [first] = found;
  if (first !== undefined)
    return stand('fail', words(`${first.ja}${more(found.length).ja}`, `${first.en}${more(found.length).en}`), newest);
  const unmeasured = lines.filter(({ device }) => device === null || devices?.get(device)?.networks == null);
  if (unmeasured.length > 0)
    return stand(
      'unknown',
      words(
        `台帳の上では重なりがありません。「${unmeasured[0]!.label}」${more(unmeasured.length).ja}は、届く範囲を測れる端末が結び付いていません。`,
        `The lines do not overlap. “${unmeasured[0]!.label}”${more(unmeasured.length).en} has no device by which its reach could be measured.`,
      ),
      newest,
    );
  return stand(
    'pass',
    words(
      `開発・試験${others.length}件と運用${working.length}件は、台帳でも測定でも重なっていません。通信の遮断そのものは試していません。`,
      `${others.length} of development or test and ${working.length} of operation do not overlap, by lines and by measurement. Blocking itself was not tried.`,
    ),
    newest,
  );
}

/** Accounts that machines bring along, and that say nothing of a person. */
const builtIn = new Set(['root', 'administrator', 'guest', 'defaultaccount', 'wdagutilityaccount', 'system', 'nobody']);

/** The same account on a device of development and on one of operation: one credential opens both. Pure. */
export function environmentAccounts(lines: readonly EnvironmentLine[], devices: Devices): PracticeStanding {
  const { working, others } = apart(lines);
  if (working.length === 0 || others.length === 0) return stand('unknown', none);
  const found: Words[] = [];
  for (const one of others)
    for (const other of working) {
      const here = one.device === null ? undefined : devices?.get(one.device);
      const there = other.device === null ? undefined : devices?.get(other.device);
      if (here === undefined || there === undefined || here === there) continue;
      const theirs = new Set((there.accounts ?? []).map(form));
      const same = (here.accounts ?? []).filter((name) => theirs.has(form(name)) && !builtIn.has(form(name)));
      for (const name of same)
        found.push(
          words(
            `アカウント「${name}」が、開発の${here.name}と運用の${there.name}の両方にあります。`,
            `The account “${name}” is on ${here.name} of development and on ${there.name} of operation.`,
          ),
        );
    }
  const newest = newestOf(lines, devices);
  const [first] = found;
  if (first !== undefined)
    return stand('fail', words(`${first.ja}${more(found.length).ja}`, `${first.en}${more(found.length).en}`), newest);
  const unmeasured = lines.filter(({ device }) => device === null || devices?.get(device)?.accounts == null);
  if (unmeasured.length > 0)
    return stand(
      'unknown',
      words(
        `「${unmeasured[0]!.label}」${more(unmeasured.length).ja}のアカウントを測れていません。`,
        `The accounts of “${unmeasured[0]!.label}”${more(unmeasured.length).en} are not measured.`,
      ),
      newest,
    );
  return stand(
    'pass',
    words('開発・試験と運用の端末に、同じ名前のアカウントはありません。', 'No account of one name is on devices of both sides.'),
    newest,
  );
}

function newestOf(lines: readonly EnvironmentLine[], devices: Devices): Date | null {
  const times = lines.flatMap(({ device }) => (device === null ? [] : (devices?.get(device)?.seenAt ?? [])));
  return times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b));
}
