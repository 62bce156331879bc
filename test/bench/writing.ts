import { parseArgs } from 'node:util';
import type { FakeClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { necessities } from '../../src/catalog/necessity.ts';
import { leafletOverview, send } from '../../src/leaflets/index.ts';
import { mailSettings } from '../../src/notify/testing/site.ts';
import { addPerson } from '../../src/staff/index.ts';
import { dataSite } from '../data-site.ts';
import { startProduct } from '../e2e/product.ts';
import { percentile, round } from './meters.ts';

/**
 * The numbers that a company feels while it writes: opening the editor with all clauses, drawing the papers, and sending the leaflet
 * to everybody. The product is asked over loopback HTTP, one request after another. Prints one JSON object last.
 */
const { values: given } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    requests: { type: 'string', default: '100' },
    files: { type: 'string', default: '5' },
  },
});
const people = Number(given.people);
const requests = Number(given.requests);
const files = Number(given.files);

async function timed(path: string, count: number, product: Awaited<ReturnType<typeof startProduct>>) {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i += 1) {
    const begun = performance.now();
    const answer = await product.api('GET', path);
    bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    times.push(performance.now() - begun);
  }
  const [first = 0, ...rest] = times;
  return {
    path,
    bytes,
    firstMs: round(first),
    medianMs: round(percentile(rest, 0.5) ?? 0),
    p95Ms: round(percentile(rest, 0.95) ?? 0),
  };
}

/** The whole product: what the screens ask, first and later. */
async function overHttp() {
  const product = await startProduct();
  try {
    return {
      screens: [
        await timed('/api/procedures/draft', requests, product),
        await timed('/api/procedures/draft?control=8.24', requests, product),
        await timed('/api/procedures', requests, product),
        await timed('/api/statement', requests, product),
        await timed('/api/interview', requests, product),
      ],
      files: [
        await timed('/api/procedures/export?format=pdf&lang=ja', files, product),
        await timed('/api/procedures/export?format=docx&lang=ja', files, product),
        await timed('/api/procedures/export?format=xlsx&lang=ja', files, product),
        await timed('/api/procedures/export?format=pdf&lang=en', files, product),
        await timed('/api/procedures/export?format=docx&lang=en', files, product),
      ],
    };
  } finally {
    await product.stop();
  }
}

/** One transaction: requests, links, mails in the queue and the entry in the ledger. */
async function leaflets() {
  const site = await dataSite();
  try {
    const { pool, procedures, company, leaflets: deps, settings } = { pool: site.database.app, ...site.writing };
    const clock = site.clock as FakeClock;
    for (let number = 1; number <= people; number += 1)
      await addPerson({ pool, clock }, 'account:a', {
        number: String(number).padStart(4, '0'),
        name: `社員 ${number}`,
        email: `staff${number}@example.co.jp`,
      });
    await settings.save({ channel: 'mail', enabled: true, settings: { ...mailSettings }, secrets: {}, version: 0, by: 'account:a' });
    await company.set('name', '株式会社例', 0, 'account:a');
    for (const [id, { suggestion }] of Object.entries(necessities))
      await procedures.editClause(
        id,
        {
          revision: 0,
          adoption: 'adopted',
          owner: null,
          deputy: null,
          necessity: suggestion.ja,
          reason: '',
          note: '',
          plain: null,
        } as never,
        'account:a',
      );
    const draft = await procedures.draft();
    const [writer, decider] = [newId(), newId()];
    const id = await procedures.submit({
      revision: draft.rows.revision,
      kind: 'major',
      effectiveOn: clock.now().toISOString().slice(0, 10),
      note: '最初の版',
      by: writer,
    });
    const { version } = await procedures.version(id);
    await procedures.decide(id, { decision: 'approve', comment: '', digest: version.digest, by: decider });
    clock.advance({ minutes: 1 });
    const everyone = (await leafletOverview(deps)).leaflets.find(({ audience }) => audience === 'everyone')!;
    const begun = performance.now();
    const sent = await send(deps, { audience: 'everyone', dueOn: '2026-12-18', digest: everyone.digest, after: null, by: 'account:a' });
    return { people, byMail: sent.byMail, queuedMs: round(performance.now() - begun) };
  } finally {
    await site.close();
  }
}

const http = await overHttp();
console.log(JSON.stringify({ ...http, leaflet: await leaflets() }, null, 1));
process.exit(0);
