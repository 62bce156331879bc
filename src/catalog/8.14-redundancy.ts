import { planned } from '../mechanism/citation.ts';
import { choiceParam, numberParam } from '../mechanism/param.ts';
import { availabilityReview } from '../practices/redundancy/availability-review.duty.ts';
import { failoverTestIntervalMonths } from '../practices/redundancy/params.ts';
import { sparesRegister } from '../practices/redundancy/spares.register.ts';
import { switchOverTest } from '../practices/redundancy/switch-over.duty.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const maxTolerableDowntimeHours = numberParam({
  id: 'maxTolerableDowntimeHours',
  title: { ja: '許容する停止時間', en: 'Longest stop that can be borne' },
  origin: 'company',
  default: 8,
  min: 1,
  max: 720,
  unit: { ja: '時間', en: 'hours' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。個別に定めないシステムの標準値です。1営業日なら8時間が目安です。',
    en: 'The guideline does not fix it. It is the default where a system has no value of its own; 8 hours is about one working day.',
  },
});
const targetAvailabilityPercent = numberParam({
  id: 'targetAvailabilityPercent',
  title: { ja: '目標稼働率', en: 'Target availability' },
  origin: 'company',
  default: 99,
  min: 90,
  max: 100,
  unit: { ja: '%', en: '%' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。99%は、月に約7時間までの停止に当たります。',
    en: 'The guideline does not fix it. 99% means about 7 hours of stop a month.',
  },
});
const maxSwitchoverMinutes = numberParam({
  id: 'maxSwitchoverMinutes',
  title: { ja: '切替えにかけてよい時間', en: 'Time allowed for switching over' },
  origin: 'company',
  default: 60,
  min: 1,
  max: 1440,
  unit: { ja: '分', en: 'minutes' },
  stricter: 'lower',
  hint: { ja: '手本は「速やかに」とするだけで、時間の定めはありません。', en: 'The guideline only says quickly; it fixes no time.' },
});
const redundancyMode = choiceParam({
  id: 'redundancyMode',
  title: { ja: '予備の動かし方', en: 'How the spare is run' },
  origin: 'advised',
  default: 'manual',
  options: {
    always: { ja: '常時稼働させる', en: 'kept running at all times' },
    automatic: { ja: '緊急時に自動で起動させる', en: 'started automatically in an emergency' },
    manual: { ja: '緊急時に手動で起動させる', en: 'started by hand in an emergency' },
  },
  hint: {
    ja: '手本は決めておくことだけを勧めています。予備機を棚に置くだけなら「手動」です。',
    en: 'The guideline only advises to decide. A spare on the shelf is started by hand.',
  },
});

export const redundancy = defineControl({
  id: '8.14',
  title: { ja: '情報処理施設の冗長性', en: 'Redundancy of information processing facilities' },
  purpose: {
    ja: '機器や回線が故障しても、業務が求める時間内に予備へ切り替え、業務を続けられるようにする。',
    en: 'To switch to a spare within the time the business needs when equipment or a line fails, and so to carry on.',
  },
  params: [maxTolerableDowntimeHours, targetAvailabilityPercent, failoverTestIntervalMonths, maxSwitchoverMinutes, redundancyMode],
  clauses: [
    {
      id: '8.14.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、業務がシステムに求める可用性の要求事項を明確にし、情報セキュリティ委員会の確認を得る。必要に応じて、予備の機器を備え、機器や回線を二重化する。個別の要求事項を定めないシステムでは、許容する停止時間を{maxTolerableDowntimeHours}以内、目標稼働率を{targetAvailabilityPercent}以上とする。',
        en: 'The information system administrator makes clear how available each system must be for the business, and has this confirmed by the information security committee. Where needed, spare equipment is provided and equipment or lines are duplicated. For systems with no requirement of their own, a stop lasts no more than {maxTolerableDowntimeHours} and availability is at least {targetAvailabilityPercent}.',
      },
      actors: ['administrator', 'committee'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [
        sparesRegister,
        availabilityReview,
        planned.check('稼働率と停止時間の点検', 'Check of availability and stops'),
        systemsRegister,
      ],
    },
    {
      id: '8.14.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、緊急時に予備の機器や設備へ速やかに切り替えられるよう、{failoverTestIntervalMonths}に1回以上、切替えの動作確認を行う。切替えは{maxSwitchoverMinutes}以内に終わることを確かめる。',
        en: 'At least once every {failoverTestIntervalMonths}, the information system administrator tests that the spare equipment or facility can be switched to quickly in an emergency. The test shows that the switch-over takes no more than {maxSwitchoverMinutes}.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'failoverTestIntervalMonths' },
      refs: [],
      mechanisms: [
        switchOverTest,
        planned.check('切替えの動作確認の実施状況', 'Check that switch-over is tested in time'),
        planned.tool('切替え時間の測定', 'Measuring the time of switch-over'),
      ],
    },
    {
      id: '8.14.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、冗長化した機器や設備を、常時稼働させるか、緊急時に自動または手動で起動させるかを決め、常時稼働させるものはその稼働を確認することが望ましい。個別に決めないものは、{redundancyMode}ものとする。',
        en: 'The information system administrator should decide whether redundant equipment and facilities run at all times or are started automatically or by hand in an emergency, and should check the operation of those that always run. Unless decided otherwise, they are {redundancyMode}.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [sparesRegister, planned.check('常時稼働の予備の点検', 'Check of spares that always run')],
    },
  ],
});
