import { rule } from '../mechanism/rule.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { programComplexity } from '../practices/scanning/complexity.tool.ts';
import { inputChecks } from '../practices/scanning/input-checks.tool.ts';
import { linterPasses } from '../practices/scanning/linter.tool.ts';
import { outputSanitising } from '../practices/scanning/output-sanitising.tool.ts';
import { maxCyclomaticComplexity } from '../practices/scanning/params.ts';
import { rightsLimited } from '../practices/scanning/rights.tool.ts';
import { defineControl } from './control.ts';

const codingStandard = rule('コーディング規約', 'Coding standard');

export const secureCoding = defineControl({
  id: '8.28',
  title: { ja: 'セキュリティに配慮したコーディング', en: 'Secure coding' },
  purpose: {
    ja: 'よくある弱点を作り込まない書き方をそろえ、誰が書いても安全なプログラムになるようにする。',
    en: 'To agree on ways of writing that keep common weaknesses out, so that a program is safe whoever wrote it.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [maxCyclomaticComplexity],
  clauses: [
    {
      id: '8.28.a',
      type: 'item',
      text: {
        ja: '開発担当者は、利用者が入力したデータをプログラムで検査し、問題があれば受け付けないようにする。',
        en: 'Developers have the program check the data that users enter, and reject it where there is a problem.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [inputChecks, codingStandard, projectsRegister],
    },
    {
      id: '8.28.b',
      type: 'item',
      text: {
        ja: '開発担当者は、セキュリティ上の問題を見つけやすいように、設計をできるだけ単純にする。関数の中の独立した経路の数(循環的複雑度)が{maxCyclomaticComplexity}を超えるときは、分割するか、分割しない理由を記録する。',
        en: 'Developers keep the design as simple as possible so that security problems are easy to find. Where a function has more than {maxCyclomaticComplexity} through it (cyclomatic complexity), they split it or record why they do not.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [programComplexity, codingStandard, projectsRegister],
    },
    {
      id: '8.28.c',
      type: 'item',
      text: {
        ja: '開発担当者は、プログラムが利用者に与える権限及び機能を、必要最小限にする。',
        en: 'Developers let the program give users only the rights and functions that they need, and no more.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.2.a', why: { ja: '特権の付与', en: 'Granting of privileges' } },
        { to: '8.3.a', why: { ja: '必要な者に限るアクセス', en: 'Access on the basis of need' } },
      ],
      mechanisms: [rightsLimited, projectsRegister],
    },
    {
      id: '8.28.d',
      type: 'item',
      text: {
        ja: '開発担当者は、他のシステムへ送るデータに含まれる特殊文字を通常の文字に置き換えるなどの無害化(サニタイズ)を行い、データの悪用を防ぐ。',
        en: 'Developers sanitise the data sent to other systems, for instance by turning special characters into ordinary ones, so that it cannot be abused.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [outputSanitising, codingStandard, projectsRegister],
    },
    {
      id: '8.28.advice',
      type: 'advice',
      text: {
        ja: '書き方がまちまちなプログラムは読みにくく、弱点が生じやすいため、開発担当者は、セキュリティに配慮したコーディングの規則を定め、書き方を統一することが望ましい。',
        en: 'Code without agreed principles turns out uneven, hard to read and weak; developers should set rules for secure coding and write in one style.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [codingStandard, linterPasses],
    },
  ],
});
