import { numberParam } from '../mechanism/param.ts';
import { capacityAdjustment } from '../practices/capacity/adjustment.duty.ts';
import { capacityRegister } from '../practices/capacity/capacity.register.ts';
import { diskNotFilling } from '../practices/capacity/disk-forecast.check.ts';
import { diskSpaceLeft } from '../practices/capacity/disk-space.check.ts';
import { capacityInstruction } from '../practices/capacity/instruction.duty.ts';
import { processorLoadLow } from '../practices/capacity/load.check.ts';
import { memoryLeft } from '../practices/capacity/memory.check.ts';
import { capacityOutlook } from '../practices/capacity/outlook.duty.ts';
import { capacityOutlookReceipt } from '../practices/capacity/outlook-receipt.duty.ts';
import { capacityOutlookReceived } from '../practices/capacity/outlook-received.tool.ts';
import { capacityOutlookReport } from '../practices/capacity/outlook-report.case.ts';
import {
  capacityOutlookInterval,
  capacityReviewInterval,
  cpuWarnPercent,
  diskFullWarnDays,
  diskWarnPercent,
  memoryWarnPercent,
  reportToCommitteeWithinDays,
  responseTimeWarnMs,
} from '../practices/capacity/params.ts';
import { capacityProblemReport } from '../practices/capacity/problem-report.duty.ts';
import { answersInTime } from '../practices/capacity/response-time.check.ts';
import { capacityReview } from '../practices/capacity/review.duty.ts';
import { eventsRegister } from '../practices/monitoring/events.register.ts';
import { problemMeasures } from '../practices/monitoring/measures.duty.ts';
import { problemCase } from '../practices/monitoring/problem.case.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const forecastHorizonMonths = numberParam({
  id: 'forecastHorizonMonths',
  title: { ja: '必要な容量・能力を見込む期間', en: 'How far ahead needs are forecast' },
  origin: 'company',
  default: 6,
  min: 1,
  max: 60,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'higher',
  hint: { ja: '手本に定めはありません。', en: 'The guideline fixes none.' },
});
const leadTimeDays = numberParam({
  id: 'leadTimeDays',
  title: { ja: '資源の手配を始める時期(不足の何日前か)', en: 'When to start securing resources (days before the shortage)' },
  origin: 'company',
  default: 60,
  min: 1,
  max: 365,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。見積りから納品までの日数を目安にします。',
    en: 'The guideline fixes none. Think of the days from quotation to delivery.',
  },
});

export const capacity = defineControl({
  id: '8.6',
  title: { ja: '容量・能力の管理', en: 'Capacity management' },
  purpose: {
    ja: '情報システムが遅くなったり止まったりする前に、資源の不足に気付き、手を打つ。',
    en: 'To notice a shortage of resources and act before systems slow down or stop.',
  },
  params: [
    cpuWarnPercent,
    memoryWarnPercent,
    diskWarnPercent,
    responseTimeWarnMs,
    diskFullWarnDays,
    capacityReviewInterval,
    forecastHorizonMonths,
    leadTimeDays,
    reportToCommitteeWithinDays,
    capacityOutlookInterval,
  ],
  clauses: [
    {
      id: '8.6.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、日々の業務の中で、情報システムの応答時間と負荷が運用に差し支えないことを確かめる。あわせて、CPU、メモリ、ディスクなどの使用状況を定期的に監視し、その結果を{capacityReviewInterval}ごとに確認する。CPU使用率が{cpuWarnPercent}、メモリ使用率が{memoryWarnPercent}、ディスク使用率が{diskWarnPercent}、応答時間が{responseTimeWarnMs}に達したときは、注意を要するものとして扱う。',
        en: 'In daily work the information system administrator makes sure that the response times and the load of the systems cause no trouble in operation. The use of CPU, memory, disks and the like is monitored regularly, and the administrator looks through the results every {capacityReviewInterval}. CPU use of {cpuWarnPercent}, memory use of {memoryWarnPercent}, disk use of {diskWarnPercent} or a response time of {responseTimeWarnMs} calls for attention.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'capacityReviewInterval' },
      refs: [],
      mechanisms: [diskSpaceLeft, memoryLeft, processorLoadLow, answersInTime, capacityReview, capacityRegister, systemsRegister],
    },
    {
      id: '8.6.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、情報システムの性能を保つため、必要に応じて、使用状況に合わせて資源の割当てを調整する。ディスクは日々の使用量から満杯になる日を予測し、{diskFullWarnDays}以内と見込まれるものは直ちに手を打つ。また、{forecastHorizonMonths}先までに必要となる資源を予測し、不足が見込まれる日の{leadTimeDays}前までに手配を始めて、前もって確保する。',
        en: 'To keep performance, the information system administrator adjusts the allocation of resources to their use as needed. The day on which each disk will be full is forecast from its daily use, and whatever is expected to fill within {diskFullWarnDays} is dealt with at once. The administrator also forecasts the resources needed {forecastHorizonMonths} ahead and secures them in advance, starting at least {leadTimeDays} before a shortage is expected.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [
        { to: '8.32.a.1', why: { ja: '割当ての変更も変更の一つ', en: 'a new allocation is a change' } },
        { to: '8.6.e', why: { ja: '中長期の見通し', en: 'the long-term view' } },
      ],
      mechanisms: [diskNotFilling, capacityAdjustment, capacityRegister],
    },
    {
      id: '8.6.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、容量・能力の問題を発見したときは、速やかに原因を調べ、発見の日から{reportToCommitteeWithinDays}以内に情報セキュリティ委員会へ報告する。',
        en: 'On finding a capacity problem, the information system administrator promptly investigates the cause and reports to the information security committee within {reportToCommitteeWithinDays} of finding it.',
      },
      actors: ['administrator', 'committee'],
      cadence: { type: 'event', on: { ja: '問題を発見したとき', en: 'a problem is found' } },
      refs: [],
      mechanisms: [problemCase, capacityProblemReport, eventsRegister],
    },
    {
      id: '8.6.d',
      type: 'item',
      text: {
        ja: '情報セキュリティ委員会は、報告を受けた問題について、対策を情報システム管理者に指示する。業務への影響が大きいなど必要と認めるときは、トップマネジメントに報告する。',
        en: 'The information security committee instructs the information system administrator what to do about each problem reported. Where it sees the need, for instance because the business is seriously affected, it reports to top management.',
      },
      actors: ['committee', 'administrator', 'management'],
      cadence: { type: 'event', on: { ja: '問題の報告を受けたとき', en: 'a problem is reported' } },
      refs: [],
      mechanisms: [problemCase, capacityInstruction, problemMeasures, eventsRegister],
    },
    {
      id: '8.6.e',
      type: 'item',
      text: {
        ja: '情報システム管理者は、中長期の業務量の変化を考慮して、将来必要となる容量・能力を{capacityOutlookInterval}ごとに予測する。投資や契約の見直しを要するなど必要と認めるときは、その結果をトップマネジメントに報告する。',
        en: 'Considering how the workload will change in the medium and long term, the information system administrator forecasts future capacity needs every {capacityOutlookInterval}. Where it is needed, for instance because of an investment or a new contract, the administrator reports the result to top management.',
      },
      actors: ['administrator', 'management'],
      cadence: { type: 'periodic', param: 'capacityOutlookInterval' },
      refs: [],
      mechanisms: [
        capacityOutlook,
        capacityOutlookReport,
        capacityOutlookReceipt,
        capacityOutlookReceived,
        diskNotFilling,
        capacityRegister,
      ],
    },
    {
      id: '8.6.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、必要に応じて資源を素早く増減できるクラウドサービスの利用も検討することが望ましい。',
        en: 'The information system administrator should also consider cloud services, where resources can quickly be scaled up and down on demand.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [systemsRegister, capacityRegister],
    },
  ],
});
