import { type Words, words } from '../../base/text.ts';
import { type Assessed, type Factor, type Level, levelOrder, levels } from '../assessment.ts';
import { accessStarters } from './access.ts';
import { handlingStarters } from './handling.ts';
import { makingStarters } from './making.ts';
import { runningStarters } from './running.ts';
import type { Starter, SystemKind } from './shape.ts';

export { type Starter, type SystemKind, type Topic, topics, type Verification, verifications } from './shape.ts';

export const starters: readonly Starter[] = [...accessStarters, ...handlingStarters, ...runningStarters, ...makingStarters];

const factorWords: Readonly<Record<Factor, Words>> = {
  personal: words('個人情報を扱うため', 'it holds personal data'),
  exposed: words('インターネットから使えるため', 'it is reached over the internet'),
  public: words('誰でも使えるため', 'anybody can reach it'),
  money: words('お金や契約を動かすため', 'it settles money or contracts'),
  files: words('社外からファイルを受け取るため', 'it takes files from outside'),
  links: words('ほかのシステムとつながるため', 'it is tied to other systems'),
  privileged: words('管理者の権限でほかを操作するため', 'it acts elsewhere with administrator rights'),
  supplier: words('社外の事業者が動かすため', 'somebody else operates it'),
  alwaysOn: words('止まるとすぐ困るため', 'a stop hurts at once'),
};

export interface Proposed {
  readonly starter: Starter;
  readonly applies: boolean;
  /** Why it is proposed, or why it is not. */
  readonly because: Words;
}

const atLeast = (level: Level, than: Level): boolean => levelOrder.indexOf(level) >= levelOrder.indexOf(than);

/** Every starter for a kind of system, with whether it applies by what was assessed, and why. Pure. */
export function propose(kind: SystemKind, { level, factors }: Pick<Assessed, 'level' | 'factors'>): Proposed[] {
  return starters
    .filter(({ kinds }) => kinds.includes(kind))
    .map((starter) => {
      if (atLeast(level, starter.level))
        return {
          starter,
          applies: true,
          because:
            starter.level === 'low'
              ? words('どのシステムにも求めるため', 'asked of every system')
              : words(`リスクが「${levels[level].ja}」のため`, `its risk is ${levels[level].en.toLowerCase()}`),
        };
      const factor = starter.when?.find((each) => factors.includes(each));
      if (factor !== undefined) return { starter, applies: true, because: factorWords[factor] };
      return {
        starter,
        applies: false,
        because: words(
          `リスクが「${levels[starter.level].ja}」以上のときに求めるもの(今回は「${levels[level].ja}」)`,
          `asked from ${levels[starter.level].en.toLowerCase()} risk on; this one is ${levels[level].en.toLowerCase()}`,
        ),
      };
    });
}
