// Pictures for the documents, of a company that has worked with Tejun for some weeks:
//
//   node scripts/screenshots.mjs            the pictures of the READMEs, into docs/images
//   node scripts/screenshots.mjs <folder>   all of them, into a folder
//
// It starts a server of its own (PORT 8134, AGENT_PORT 8135, a temporary TEJUN_HOME, unless the environment says otherwise) and lets it
// live through the weeks by setting its clock. The company is made up (screenshots-company.mjs, screenshots-practices.mjs); what the
// pictures say of a computer is what that server measured.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as demo from './screenshots-company.mjs';
import { approve, ask, confirmLeaflets, confirmRegisters, importStaff, keepRegisters, recordDuties } from './screenshots-doing.mjs';
import * as practices from './screenshots-practices.mjs';
import { camera, dayOf, phone, Site } from './screenshots-site.mjs';

const dayMs = 86_400_000;
const [everywhere] = process.argv.slice(2);
const folder = everywhere ?? join(import.meta.dirname, '..', 'docs', 'images');
/** The documents show these; the others are taken where a folder was named. */
const shown = new Set([
  ...['board', 'control', 'interview', 'chapter', 'version', 'leaflet', 'contents', 'document'],
  ...['today', 'register', 'duty', 'request', 'report'],
]);
const site = await Site.open();
const { picture, wants } = camera(site, folder, everywhere === undefined ? shown : undefined);

/** Five moments from the first working day of the month before until now. */
function weeks() {
  const end = Date.now();
  const [year, month] = dayOf(end).split('-').map(Number);
  const weekday = (ms) => new Date(ms + 9 * 3_600_000).getUTCDay();
  const working = (ms) => (weekday(ms) === 0 ? ms + dayMs : weekday(ms) === 6 ? ms + 2 * dayMs : ms);
  // 9:30 in Japan.
  const begin = Date.UTC(year, month - 2, 1, 0, 30);
  const step = Math.floor((end - begin) / 4 / dayMs) * dayMs;
  return [...[0, 1, 2, 3].map((count) => working(begin + count * step)), null];
}

async function interview(person) {
  const { page } = person;
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const step = (name) => page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
  await site.open(person, '/procedures/start');
  await step('会社');
  await page.getByLabel('会社名').fill(demo.company.name);
  await page.getByLabel('従業員数').fill(demo.company.headcount);
  await page.getByLabel('事業所').fill(demo.company.site);
  await press('すべて提案どおり');
  await step('営業日と年度');
  await press('すべて提案どおり');
  await step('はい・いいえ');
  for (const question of demo.notDone) await page.getByRole('radiogroup', { name: question }).getByLabel('いいえ').check();
  await press('すべて提案どおり');
  await step('適用外の確認');
  await press('すべて提案どおり');
  await step('会社の値');
  await picture(person, 'interview', '/procedures/start#values');
  await site.open(person, '/procedures/start#values');
  for (const name of ['担当と承認', '草案ができました']) {
    await press('すべて提案どおり');
    await step(name);
  }
}

async function write(person) {
  const { controls } = await site.call(person, 'GET', '/api/procedures/draft');
  const stands = new Map(controls.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause])));
  for (const [id, change] of Object.entries(demo.changedClauses)) {
    const { revision, owner, deputy, necessity } = stands.get(id);
    const kept = { revision, owner: owner?.party ?? null, deputy: deputy?.party ?? null, necessity };
    await site.call(person, 'PUT', `/api/procedures/draft/clauses/${id}`, { ...kept, ...change });
  }
  await setValue(person, demo.laxerValue.value, demo.laxerValue.reason);
  await site.call(person, 'PUT', '/api/statement', { revision: 0, rows: demo.elsewhere });
}
async function setValue(person, value, reason) {
  const { values } = await site.call(person, 'GET', '/api/procedures/draft?control=8.1');
  const { revision } = values.find(({ id }) => id === demo.laxerValue.id);
  const path = `/api/procedures/draft/values/${demo.laxerValue.id}`;
  await site.call(person, 'PUT', path, { revision, value, ...(reason ? { reason } : {}) });
}

async function submit(person, note) {
  const { draft } = await site.call(person, 'GET', '/api/procedures');
  await site.call(person, 'POST', '/api/procedures/submit', { revision: draft.revision, kind: 'major', effectiveOn: site.today(), note });
  const { versions } = await site.call(person, 'GET', '/api/procedures/versions');
  return versions[0];
}

async function sendLeaflets(person, post) {
  const { channels } = await site.call(person, 'GET', '/api/notices/settings');
  const { version } = channels.find(({ channel }) => channel === 'mail');
  const from = { fromAddress: 'tejun@example.co.jp', fromName: '総務部', replyTo: '' };
  const settings = { host: '127.0.0.1', port: post.port, tls: 'none', user: '', ...from, publicUrl: site.origin };
  await site.call(person, 'PUT', '/api/notices/settings', { channel: 'mail', enabled: true, version, settings, secrets: {} });
  const { leaflets, dueOn } = await site.call(person, 'GET', '/api/leaflets');
  const { digest } = leaflets.find(({ audience }) => audience === 'everyone');
  await site.call(person, 'POST', '/api/leaflets/send', { audience: 'everyone', dueOn, digest, after: null });
  const link = await post.linkTo(demo.reader);
  if (link === null) {
    console.error('営業時間外のため、しおりのメールが出ません。しおりは撮りません。(mail rests now: no picture of the leaflet)');
    return;
  }
  for (const name of demo.confirmed) {
    const token = (await post.linkTo(`${name}@example.co.jp`)).split('#')[1];
    await site.call(person, 'POST', '/api/leaflet/acknowledge', { token });
  }
  await picture({ page: await site.newPage(phone) }, 'leaflet', link, { size: phone });
}

/** Pages of the procedures' PDF; needs pdftoppm. */
async function documents({ page }) {
  const work = mkdtempSync(join(tmpdir(), 'tejun-pages-'));
  for (const lang of ['ja', 'en']) {
    const answer = await page.request.get(`${site.origin}/api/procedures/export?format=pdf&lang=${lang}`);
    writeFileSync(join(work, 'procedures.pdf'), await answer.body());
    for (const [name, number] of Object.entries({ cover: '1', contents: '2', document: '3' })) {
      if (!wants(name)) continue;
      const out = join(folder, `${name}-${lang}`);
      const pages = ['-f', number, '-l', number, '-singlefile', '-png', '-r', '64'];
      if (spawnSync('pdftoppm', [...pages, join(work, 'procedures.pdf'), out]).status === 0) console.log(`${out}.png`);
    }
  }
  rmSync(work, { recursive: true });
}

/** The computer reports anew after the weeks that its server leapt over, and registers are compared with that: some three minutes. */
async function measured(person) {
  for (const end = performance.now() + 300_000; performance.now() < end; await person.page.waitForTimeout(3000)) {
    const { standing } = await site.call(person, 'GET', '/api/registers/software/allowed');
    if (standing.verdict === 'pass') return;
  }
  console.error('まだ観測が少ないまま撮ります。(taking the pictures although little has been measured yet)');
}

const invite = async (by, who, role) => {
  const { url } = await site.call(by, 'POST', '/api/people', { ...who, roles: [role] });
  return site.enrol(url, who);
};
const deviceName = async (person) => {
  for (const end = performance.now() + 60_000; performance.now() < end; await person.page.waitForTimeout(1000)) {
    const { devices } = await site.call(person, 'GET', '/api/devices');
    if (devices.length > 0) return devices[0].name;
  }
  return null;
};

const [first, ...later] = weeks();
const post = await demo.openPost();
const administrator = await site.enrol((await site.startAt(first)).setupLink, demo.administrator, true);
const member = await invite(administrator, demo.member, 'committee');
const president = await invite(administrator, demo.president, 'management');
const employee = await invite(administrator, demo.employee, 'employee');
await interview(administrator);
await importStaff(site, administrator, demo.staffList);
await write(administrator);
await picture(administrator, 'procedures', '/procedures');
const version = await submit(administrator, '最初の版です。情報セキュリティ委員会で内容を確かめました。');
await picture(member, 'version', `/procedures/versions/${version.id}`);
await site.prove(member);
const decision = { decision: 'approve', digest: version.digest, comment: '確認しました。' };
await site.call(member, 'POST', `/api/procedures/versions/${version.id}/decide`, decision);
await site.prove(administrator);
await sendLeaflets(administrator, post);
await documents(administrator);
await keepRegisters(site, administrator, await deviceName(administrator));

for (const [at, moment] of later.entries()) {
  await site.startAt(moment);
  for (const person of [administrator, member, president, employee]) await site.signIn(person);
  if (at === 0) {
    await confirmLeaflets(site, administrator, post, demo.confirmedLater);
    for (const wanted of practices.approvedRequests(site))
      await approve(site, await ask(site, employee, wanted), wanted, [administrator, member]);
    await confirmRegisters(site, administrator);
  }
  await recordDuties(site, administrator, at === later.length - 1);
  await recordDuties(site, member, false);
}
await measured(administrator);
for (const wanted of practices.waitingRequests(site).toReversed()) await ask(site, employee, wanted);

await picture(administrator, 'leaflets', '/procedures/leaflets');
await picture(administrator, 'acknowledgements', '/procedures/acknowledgements');
await setValue(administrator, 10);
await picture(administrator, 'chapter', '/procedures/chapters/8.1#8.1.e', {
  ready: async (shownPage, language) => {
    const clause = shownPage.locator('article[data-clause="8.1.e"]');
    await clause.scrollIntoViewIfNeeded();
    await clause.getByRole('button', { name: language === 'ja' ? /10分/ : /10 minutes/ }).click();
    await shownPage.getByRole('dialog').waitFor();
  },
});
const wide = { width: 1440, height: 860 };
await picture(administrator, 'today', '/today', { size: wide });
await picture(employee, 'today-employee', '/today', { size: phone });
await picture(member, 'today-committee', '/today', { size: wide });
await picture(administrator, 'registers', '/registers');
await picture(administrator, 'register', '/registers/software/allowed', { size: wide });
await picture(administrator, 'differences', '/registers/software/allowed/differences');
await picture(administrator, 'duties', '/duties');
await picture(administrator, 'year', '/duties?view=year');
const { occurrences } = await site.call(administrator, 'GET', '/api/duties/occurrences?state=open&mine=true&limit=200');
const pictured = occurrences.find(({ duty }) => duty === 'logs/review') ?? occurrences.find(({ kind }) => kind === 'scheduled');
await picture(administrator, 'duty', `/duties/${pictured.id}`, { size: { width: 1440, height: 1300 } });
await picture(administrator, 'requests', '/requests?scope=waiting');
const { requests } = await site.call(administrator, 'GET', '/api/requests?scope=waiting&sort=number');
await picture(administrator, 'request', `/requests/${requests[0].id}`, { size: phone });
await picture(employee, 'apply', '/requests/new/software/install', { size: phone });
await picture(employee, 'kinds', '/requests/new', { size: phone });
await picture(president, 'report', '/today/report', { size: { width: 1440, height: 1120 } });
await picture(administrator, 'compare', '/procedures/compare?from=in-force&to=draft');
await picture(administrator, 'statement', '/procedures/statement');
await picture(administrator, 'staff', '/settings/staff', { languages: ['ja'] });
await picture(administrator, 'import', '/settings/staff/import', {
  languages: ['ja'],
  ready: async (importPage) => {
    const file = { name: '社員名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(demo.staffListLater, 'utf8') };
    await importPage.locator('input[type=file]').setInputFiles(file);
    await importPage.getByRole('button', { name: '差分を確かめる' }).click();
    await importPage.getByRole('heading', { name: '差分' }).scrollIntoViewIfNeeded();
  },
});
await picture(administrator, 'calendar', '/settings/company', { languages: ['ja'] });
await picture(administrator, 'board', '/controls', { size: wide });
await picture(administrator, 'control', `/controls/${process.env.TEJUN_PICTURE_CONTROL ?? '8.12'}`, { size: wide });
await post.close();
await site.close();
