import type { Attachments } from '../attachments/index.ts';
import type { Clock } from '../base/clock.ts';
import { addMonths, localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Cases } from '../engine/cases/index.ts';
import type { Registers } from '../engine/registers/index.ts';
import type { CaseHistory } from '../mechanism/case-check.ts';
import { type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { enqueue } from '../notify/index.ts';
import { slaRequired, slaReviewInterval } from '../practices/network/params.ts';
import { networkServicesRegister } from '../practices/network/services.register.ts';
import { serviceLevels, unregisteredServices } from '../practices/network/services.tool.ts';
import { passScore, requiredContractClauses, vendorReassessmentIntervalMonths } from '../practices/suppliers/params.ts';
import { supplierCase } from '../practices/suppliers/supplier.case.ts';
import { suppliersRegister } from '../practices/suppliers/suppliers.register.ts';
import { supplierContracts, supplierDeliveries, supplierSheets } from '../practices/suppliers/suppliers.tool.ts';
import { judgeContracts, judgeDeliveries, judgeServices, judgeSheets, judgeUnregistered, monthDue, Suppliers } from '../suppliers/index.ts';
import type { Values } from '../values/index.ts';
import { openAcceptance } from './acceptance.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly writing: Writing;
  readonly cases: Cases;
  readonly registers: Registers;
  readonly attachments: Attachments;
  readonly onCaseStep: Running['onCaseStep'];
}

/** Opens the room of suppliers and ties it to the engine of cases, files and mail. Mails go out by `sweep` and by steps of cases. */
export function openSuppliers({ pool, clock, values, writing, cases, attachments, onCaseStep }: Wiring): Suppliers {
  const suppliers = new Suppliers({
    pool,
    clock,
    ports: {
      companyName: () => writing.company.facts().name || '依頼元の会社',
      passMark: (at) => values.inForce(passScore, at) as number,
      reassessMonths: (at) => values.inForce(vendorReassessmentIntervalMonths, at) as number,
      mailBase: () => writing.leaflets.mailBase(),
      enqueue: (tx, at, mails) => enqueue(tx, at, mails),
      answered: async (tx, { caseId, again, cells, at }) => {
        await cases.byMachine(tx, { id: caseId, kind: supplierCase.id, step: again ? 'answer-again' : 'answer', cells, at });
      },
      openAcceptance: async (tx, { supplierCase: id, supplierNumber, what, deliveredOn, line, by, at }) => {
        // The moment tells two deliveries of one name on one day apart.
        const title = `${what}(${supplierNumber} ${deliveredOn}納品)`;
        const source = { what: 'delivery', ref: id, label: `${supplierNumber} ${what}` };
        const opened = await openAcceptance(cases, tx, { title, kind: 'delivery', supplier: line, source, at });
        await cases.link(tx, id, { what: 'acceptance', ref: opened.id, label: `${opened.number} ${title}`, by, at });
        return { id: opened.id, number: opened.number };
      },
      files: {
        upload: (content, given) => attachments.upload(content, given),
        bind: (tx, ids, to) => attachments.bind(tx, ids, to),
        of: (subject, db) => attachments.of(subject, db),
      },
    },
  });
  onCaseStep(async (tx, done) => {
    if (done.kind === supplierCase.id) await suppliers.onStep(tx, done);
  });
  return suppliers;
}

/** How suppliers, their contracts and deliveries, and the services in use stood at a moment: for now and for any past day alike. */
export async function suppliersAt(
  { values, cases, registers }: Pick<Wiring, 'values' | 'cases' | 'registers'>,
  suppliers: Suppliers,
  at: Date,
): Promise<PracticeStandings> {
  const [histories, accepted, deliveries, levels, lines, compared, inRegister, casesByLine] = await Promise.all([
    cases.histories([supplierCase.id], at),
    cases.histories(['development/acceptance'], at),
    suppliers.deliveries(null, at),
    suppliers.slas(at),
    registers.linesAt(networkServicesRegister.id, at),
    registers.differencesAt(at),
    registers.linesAt(suppliersRegister.id, at),
    cases.linesOf(supplierCase.id, at),
  ]);
  const caseById = new Map(histories.map((one): [string, CaseHistory] => [one.id, one]));
  const supplierLines = inRegister.map(({ id, number, cells }) => ({
    number: `${suppliersRegister.code}-${number}`,
    cells,
    case: caseById.get(casesByLine.get(id) ?? '') ?? null,
  }));
  const today = localDateOf(at);
  const byId = new Map(accepted.map((one): [string, CaseHistory] => [one.id, one]));
  const services = lines.map(({ id, number, cells }) => ({
    row: id,
    number: `${networkServicesRegister.code}-${number}`,
    changedAt: at,
    cells,
  }));
  const dates = {
    today,
    reviewedSince: addMonths(today, -(values.inForce(slaReviewInterval, at) as number)),
    lastMonth: monthDue(today),
    required: values.inForce(slaRequired, at) as boolean,
  };
  const found = compared.get(networkServicesRegister.id);
  const inHouse = services.filter(({ cells }) => cells.category === 'inHouse').length;
  return new Map([
    [practiceKey(supplierSheets), judgeSheets(histories, today, supplierLines)],
    [practiceKey(supplierContracts), judgeContracts(histories, today, String(values.inForce(requiredContractClauses, at)), supplierLines)],
    [practiceKey(supplierDeliveries), judgeDeliveries(deliveries, byId, histories)],
    [practiceKey(serviceLevels), judgeServices(services, levels, dates)],
    [practiceKey(unregisteredServices), judgeUnregistered(found ?? null, inHouse, services.length)],
  ]);
}
