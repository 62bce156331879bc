// What the people of the pictures do in the weeks before: they keep registers, ask for things and decide on them, and record their duties.

import { confirmedRegisters, leftUndone, recordOf, registersAt } from './screenshots-practices.mjs';
import { dayOf } from './screenshots-site.mjs';

/** Days from the day of the pictures, so that nothing in a register has run out by itself when they are taken. */
const fromNow = (days) => dayOf(Date.now() + days * 86_400_000);
const reason = '手順書の施行に合わせた台帳の整備';

export async function importStaff(site, person, list) {
  const { file, sheets } = await site.call(person, 'POST', '/api/staff/import/read?kind=people&name=staff.csv', Buffer.from(list, 'utf8'));
  const wanted = { file, mapping: sheets[0].proposed };
  const { digest } = await site.call(person, 'POST', '/api/staff/import/preview', wanted);
  await site.call(person, 'POST', '/api/staff/import/apply', { ...wanted, digest });
}

/** Imports the lines as a spreadsheet would bring them. `device`: the name of the measured computer, null where there is none. */
export async function keepRegisters(site, person, device) {
  for (const [id, lines] of Object.entries(registersAt(fromNow, device))) {
    const bytes = Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf8');
    const preview = await site.call(person, 'POST', `/api/registers/${id}/import/preview?name=lines.csv`, bytes);
    if (preview.problems.length > 0)
      throw new Error(`${id}: ${preview.problems.map(({ row, column, says }) => `${row} ${column} ${says.ja}`).join('\n')}`);
    await site.prove(person);
    await site.call(person, 'POST', `/api/registers/${id}/import/apply`, {
      upload: preview.upload,
      digest: preview.digest,
      endMissing: null,
      reason,
    });
  }
}

export async function confirmRegisters(site, person) {
  await site.prove(person);
  const { registers } = await site.call(person, 'GET', '/api/registers');
  for (const { id, rows } of registers)
    if (confirmedRegisters.includes(id))
      await site.call(person, 'POST', `/api/registers/${id}/confirm`, { rows, note: rows === 0 ? '該当なし' : '' });
}

/** Whoever had not confirmed the leaflet does, by the mail's link; whoever has no address signs on paper. */
export async function confirmLeaflets(site, person, post, addresses) {
  for (const address of addresses) {
    const link = await post.linkTo(address);
    if (link !== null) await site.call(person, 'POST', '/api/leaflet/acknowledge', { token: link.split('#')[1] });
  }
  const { entries } = await site.call(person, 'GET', '/api/leaflets/requests?audience=everyone&state=waiting&limit=200');
  const requests = entries.flatMap(({ request }) => request ?? []);
  if (requests.length === 0) return;
  await site.prove(person);
  await site.call(person, 'POST', '/api/leaflets/paper', { requests, on: site.today(), note: '' });
}

/** Submits a request and says its id. A person in its form is named by what they are called. */
export async function ask(site, person, { kind, form, people = {} }) {
  const named = {};
  for (const [field, name] of Object.entries(people)) {
    const { choices } = await site.call(person, 'GET', `/api/choices?type=person&q=${encodeURIComponent(name)}`);
    named[field] = choices[0].id;
  }
  const body = { kind, form: { ...form, ...named }, validForDays: null, attach: [], submit: true };
  return (await site.call(person, 'POST', '/api/requests', body)).id;
}

/** Approves it through all its steps, or denies it where it says so. */
export async function approve(site, id, { assessment = {}, deny = null }, people) {
  for (const person of people) {
    const { waitsForMe, revision } = await site.call(person, 'GET', `/api/requests/${id}`);
    if (!waitsForMe) continue;
    await site.prove(person);
    const said = deny === null ? { decision: 'approve', comment: '', assessment } : { decision: 'deny', comment: deny, assessment: {} };
    await site.call(person, 'POST', `/api/requests/${id}/decide`, { revision, ...said });
    if (deny !== null) return;
  }
}

/** Records every duty that can be done, but those that the pictures show as to do or as late. */
export async function recordDuties(site, person, isLast) {
  if (isLast) return;
  // Whoever has just signed in has proven the second factor.
  const { occurrences } = await site.call(person, 'GET', '/api/duties/occurrences?state=todo&mine=true&limit=200');
  for (const [at, { id, duty, dueOn, canAct }] of occurrences.entries()) {
    if (!canAct || leftUndone(duty, dueOn)) continue;
    if (at % 6 === 5) await site.prove(person);
    const detail = await site.call(person, 'GET', `/api/duties/occurrences/${id}`);
    const { revision, fields, sheet } = detail;
    const said = await recordOf(site, person, detail, fields);
    if (said === null) continue;
    if (said.skip) await site.call(person, 'POST', `/api/duties/occurrences/${id}/skip`, { revision, reason: said.skip });
    else
      await site.call(person, 'POST', `/api/duties/occurrences/${id}/complete`, {
        revision,
        sheetDigest: sheet?.digest ?? null,
        attach: [],
        ...said,
      });
  }
}
