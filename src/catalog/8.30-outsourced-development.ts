import { rule } from '../mechanism/rule.ts';
import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import { acceptanceTest } from '../practices/development/acceptance-test.duty.ts';
import { supplierChase } from '../practices/suppliers/chase.duty.ts';
import { supplierContract } from '../practices/suppliers/contract.duty.ts';
import { supplierFollowUp } from '../practices/suppliers/follow-up.duty.ts';
import {
  passScore,
  requiredContractClauses,
  vendorContactInterval,
  vendorReassessmentIntervalMonths,
} from '../practices/suppliers/params.ts';
import { supplierProgress } from '../practices/suppliers/progress.duty.ts';
import { supplierReassessment } from '../practices/suppliers/reassessment.duty.ts';
import { supplierSelection } from '../practices/suppliers/selection.request.ts';
import { supplierCase } from '../practices/suppliers/supplier.case.ts';
import { suppliersRegister } from '../practices/suppliers/suppliers.register.ts';
import { supplierContracts, supplierDeliveries, supplierSheets } from '../practices/suppliers/suppliers.tool.ts';
import { defineControl } from './control.ts';

export const outsourcedDevelopment = defineControl({
  id: '8.30',
  title: { ja: '外部委託による開発', en: 'Outsourced development' },
  purpose: {
    ja: '開発を外部に任せても、自社で作るときと同じ水準のセキュリティを保つ。',
    en: 'To keep the same level of security when others develop for us as when we do it ourselves.',
  },
  appliesWhenAny: ['outsourcesDevelopment'],
  params: [passScore, vendorReassessmentIntervalMonths, requiredContractClauses, vendorContactInterval],
  clauses: [
    {
      id: '8.30.p',
      type: 'lead',
      text: {
        ja: '情報システム管理者は、システムの開発を外部に委託するときは次の手順により行い、委託先にもこれを守らせる。',
        en: 'When system development is outsourced, the information system administrator proceeds as follows and has the supplier do the same.',
      },
      actors: ['administrator', 'supplier'],
      cadence: { type: 'event', on: { ja: '開発の外部委託', en: 'Outsourcing of development' } },
      refs: [],
      mechanisms: [rule('開発委託の手順', 'Procedure for outsourced development'), suppliersRegister, supplierCase],
    },
    {
      id: '8.30.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、委託先審査票により委託先を評価し、評点が{passScore}以上の者から選定する。選定した委託先は少なくとも{vendorReassessmentIntervalMonths}ごとに再審査し、契約の履行状況を監視する。',
        en: 'The information system administrator evaluates suppliers with the supplier assessment sheet and selects from those that score {passScore} or more. Each selected supplier is reassessed at least every {vendorReassessmentIntervalMonths}, and its performance of the contract is monitored.',
      },
      actors: ['administrator', 'supplier'],
      cadence: { type: 'periodic', param: 'vendorReassessmentIntervalMonths' },
      refs: [],
      mechanisms: [
        supplierCase,
        supplierReassessment,
        supplierChase,
        supplierFollowUp,
        suppliersRegister,
        supplierSelection,
        supplierSheets,
      ],
    },
    {
      id: '8.30.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、委託した業務が始まる前に、セキュリティ要求事項を含む契約を委託先と締結する。契約には、{requiredContractClauses}に関する条項を設ける。',
        en: 'Before the outsourced work begins, the information system administrator concludes with the supplier a contract that contains security requirements. The contract has provisions on {requiredContractClauses}.',
      },
      actors: ['administrator', 'supplier'],
      cadence: { type: 'event', on: { ja: '委託した業務の開始前', en: 'Before outsourced work begins' } },
      refs: [],
      mechanisms: [suppliersRegister, supplierContracts, supplierContract],
    },
    {
      id: '8.30.c',
      type: 'item',
      text: {
        ja: '情報システム管理者及び受入れ部門の管理者は、委託先の成果物の品質及び正確さを評価するため、8.29のbに定める受入れ試験を行う。',
        en: 'To evaluate the quality and correctness of what the supplier delivers, the information system administrator and the manager of the accepting department carry out the acceptance test of 8.29 item b.',
      },
      actors: ['administrator', 'departmentManager', 'supplier'],
      cadence: { type: 'event', on: { ja: '委託先からの納品', en: 'Delivery by the supplier' } },
      refs: [{ to: '8.29.b', why: { ja: '受入れ試験の定め', en: 'Rules for acceptance tests' } }],
      mechanisms: [acceptanceTest, supplierCase, supplierDeliveries, suppliersRegister, acceptanceRegister],
    },
    {
      id: '8.30.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、外部に委託した開発の活動について、少なくとも{vendorContactInterval}に1回は状況を確かめ、適宜、指導、監視及び見直しを行うことが望ましい。',
        en: 'The information system administrator should look into outsourced development at least once every {vendorContactInterval}, and guide, monitor and review it as it goes on.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'vendorContactInterval' },
      refs: [],
      mechanisms: [supplierCase, supplierProgress],
    },
  ],
});
