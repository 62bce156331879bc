import { words } from '../../base/text.ts';
import { defineCase } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';
import { acceptanceRegister } from './acceptance.register.ts';
import { acceptanceSteps } from './acceptance-steps.ts';

/** The day of a moment on the company's clock. */
const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

/** What a request of the kind `development/acceptance` says of the test, in the words of the register. */
const registerIds = acceptanceRegister.columns.map(({ id }) => id);
const pick = (cells: Cells, ids: readonly string[]): Cells =>
  Object.fromEntries(ids.flatMap((id) => (id in cells ? [[id, cells[id] ?? null]] : [])));

/**
 * An acceptance (受入れ): what is specified, tested case by case, approved by two people of whom neither tested nor made it, and only then
 * goes live. What was tested on paper comes as a request of the same name, whose two approvals are those of the case: nobody writes twice.
 * That nothing is approved with an open case, and nothing goes live before it was tested, is held in SQL (0039-acceptance.sql), which
 * names these steps.
 */
export const acceptanceCase = defineCase({
  id: 'development/acceptance',
  code: 'ACC',
  title: words('受入れ', 'Acceptance'),
  purpose: words(
    'システムを導入・改修したとき、委託先から納品を受けたときに開きます。仕様書に沿って試験し、2人の承認を得てから運用を始めます。',
    'Opened when a system is introduced or modified, or a supplier delivers. It is tested against a specification, and goes live after two people approved.',
  ),
  variants: {
    specified: words('仕様書に沿って試験する', 'Tested against a specification here'),
    documented: words('書類で試験し、申請で承認する', 'Tested on paper, approved by request'),
  },
  states: {
    specification: { title: words('仕様書の作成中', 'Specification being written') },
    testing: { title: words('試験中', 'Being tested') },
    counting: { title: words('集計中', 'Being counted') },
    tested: { title: words('試験済み・承認待ち', 'Tested, waiting for approval') },
    'manager-approved': { title: words('管理者の承認待ち(部門は承認済み)', 'Waits for the administrator') },
    'administrator-approved': { title: words('部門の承認待ち(管理者は承認済み)', 'Waits for the department manager') },
    approved: { title: words('承認済み・運用開始待ち', 'Approved, not live yet') },
    live: { title: words('運用開始', 'Live'), end: 'done' },
    'given-up': { title: words('中止', 'Called off'), end: 'called-off' },
  },
  label: ({ title }) => String(title ?? ''),
  variantOf: (opening) => ('testedOn' in opening ? 'documented' : 'specified'),
  readers: ['administrator', 'departmentManager', 'committee', 'management'],
  readByNamed: true,
  steps: acceptanceSteps,
  mirror: {
    register: acceptanceRegister.id,
    cells({ done }) {
      const opening = done.get('open') ?? done.get('open-for') ?? done.get('apply');
      if (opening === undefined) return null;
      const of = (step: string): Cells => done.get(step)?.cells ?? {};
      const all = { ...opening.cells, ...of('tested'), ...of('counted'), ...of('live') };
      return { ...pick(all, registerIds), openedOn: dayOf(opening.at) };
    },
  },
});
