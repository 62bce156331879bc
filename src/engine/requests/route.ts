import { type Words, words } from '../../base/text.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RequestKind, RouteStep } from '../../mechanism/request.ts';
import { type ResponsibleRole, responsibleRoles } from '../../mechanism/role.ts';
import type { Decider } from './ports.ts';
import type { StepRow } from './shape.ts';

/** Where a step goes whose own people are only the applicant: first to the committee, then to management as well. */
const upwards: readonly ResponsibleRole[] = ['committee', 'management'];

export type Route = { readonly ok: true; readonly steps: readonly StepRow[] } | { readonly ok: false; readonly says: Words };

export interface People {
  /** Accounts that can decide at all. */
  readonly deciders: readonly Decider[];
  /** Account of the applicant. */
  readonly applicant: string;
  /** Who acts for the applicant while he is away: never on his own requests. */
  readonly delegates: ReadonlySet<string>;
}

/** The steps that a form takes. */
export const stepsFor = ({ route }: RequestKind, form: Cells): readonly RouteStep[] => route.filter(({ when }) => takes(when, form));

function takes(when: RouteStep['when'], form: Cells): boolean {
  if (when === undefined) return true;
  const cell = form[when.field] ?? null;
  if ('atLeast' in when) return typeof cell === 'number' && cell >= when.atLeast;
  return Array.isArray(cell) ? when.is.some((each) => cell.includes(each as string)) : when.is.includes(cell);
}

/**
 * Who decides on each step, as it is frozen at the submission. The applicant and his delegates never do. A step whose own people are
 * too few because the applicant is one of them goes upwards, and says so. Every approval needs a person of its own, over all steps;
 * where that cannot be, the route is refused with words. Pure.
 */
export function resolveRoute(steps: readonly RouteStep[], people: People): Route {
  for (const lift of [0, 1, 2]) {
    const laid = steps.map((step, place) => layOut(step, place, people, lift));
    const short = laid.find(({ approvals, deciders }) => deciders.length < approvals);
    if (!short && canSeat(laid.flatMap(seats))) return { ok: true, steps: laid };
    if (lift < upwards.length) continue;
    return { ok: false, says: short ? tooFew(short) : noDifferent(laid) };
  }
  throw new Error('unreachable');
}

function layOut({ id, title, roles, approvals }: RouteStep, place: number, people: People, lift: number): StepRow {
  const own = eligible(people, roles);
  const isAsked = ({ roles: held }: Decider) => roles.some((role) => held.includes(role));
  const isDelegate = (decider: Decider) => people.delegates.has(decider.id) && isAsked(decider);
  const isLeftOut = (decider: Decider) => isDelegate(decider) || (decider.id === people.applicant && isAsked(decider));
  // Whom an applicant names as delegate decides no more: that is said, or he could choose in silence who judges him.
  const because = people.deciders.some(isDelegate) ? delegateLeftOut : null;
  const row: StepRow = { place, step: id, title, approvals, roles: [...roles], because, deciders: own };
  if (lift === 0 || own.length >= approvals || !people.deciders.some(isLeftOut)) return row;
  const others = upwards.slice(0, lift).filter((role) => !roles.includes(role));
  const deciders = [...new Set([...own, ...eligible(people, others)])];
  if (deciders.length === own.length) return row;
  return { ...row, roles: [...roles, ...others], deciders, because: lifted(roles, others) };
}

const eligible = ({ deciders, applicant, delegates }: People, roles: readonly string[]): string[] =>
  deciders
    .filter(({ id, roles: held }) => id !== applicant && !delegates.has(id) && roles.some((role) => held.includes(role)))
    .map(({ id }) => id);

const saidRoles = (roles: readonly string[]): Words => {
  const said = roles.map((role) => responsibleRoles[role as ResponsibleRole] ?? words(role, role));
  return words(said.map(({ ja }) => ja).join('または'), said.map(({ en }) => en).join(' or '));
};

const delegateLeftOut: Words = words(
  '申請者が自分の代行者に決めた人は、この申請を決定しません。',
  'Whom the applicant has named as delegate does not decide on this.',
);

function lifted(roles: readonly string[], others: readonly string[]): Words {
  const [own, up] = [saidRoles(roles), saidRoles(others)];
  return words(
    `申請者のほかに承認できる${own.ja}がいないため、${up.ja}が承認します。`,
    `Nobody else is ${own.en}, so that ${up.en} decides.`,
  );
}

function tooFew({ title, roles, approvals }: StepRow): Words {
  const said = saidRoles(roles);
  return words(
    `「${title.ja}」を承認できる人が足りません。申請者のほかに${approvals}人の${said.ja}が必要です。管理者に利用者と役割の設定を頼んでください。`,
    `Too few people can decide on “${title.en}”: it needs ${approvals} besides the applicant (${said.en}). Ask the administrator to add people and roles.`,
  );
}

function noDifferent(steps: readonly StepRow[]): Words {
  const count = steps.reduce((sum, { approvals }) => sum + approvals, 0);
  return words(
    `この申請には、申請者のほかに異なる${count}人の承認が必要ですが、承認できる人が足りません。管理者に利用者と役割の設定を頼んでください。`,
    `This request needs ${count} different people besides the applicant, but there are too few. Ask the administrator to add people and roles.`,
  );
}

/** One entry for each approval that is asked, with those who can give it. */
export const seats = ({ approvals, deciders }: Pick<StepRow, 'approvals' | 'deciders'>): (readonly string[])[] =>
  Array.from({ length: Math.max(approvals, 0) }, () => deciders);

/** Whether each seat can have a person of its own: augmenting paths, for the handful of people of a company. */
export function canSeat(seatList: readonly (readonly string[])[]): boolean {
  const taken = new Map<string, number>();
  const seat = (at: number, tried: Set<string>): boolean => {
    for (const person of seatList[at]!) {
      if (tried.has(person)) continue;
      tried.add(person);
      const holder = taken.get(person);
      if (holder === undefined || seat(holder, tried)) {
        taken.set(person, at);
        return true;
      }
    }
    return false;
  };
  return seatList.every((_, at) => seat(at, new Set()));
}
