// Pictures of the pages about cases, for the documents: a company whose changes, problems, suppliers and reviews are under way.
//
//   node scripts/screenshots-cases.mjs            the pictures of the documents, into docs/images
//   node scripts/screenshots-cases.mjs <folder>   all pages, at a desk and on a phone, into a folder
//
// It starts a server of its own as screenshots.mjs does, without an agent on this computer. What people do is in screenshots-case-work.mjs.
import { join } from 'node:path';
import { workOn } from './screenshots-case-work.mjs';
import * as demo from './screenshots-company.mjs';
import { camera, phone, Site } from './screenshots-site.mjs';

process.env.TEJUN_LOCAL_AGENT = 'off';
process.env.AGENT_PORT ??= '8136';
const [everywhere] = process.argv.slice(2);
const folder = everywhere ?? join(import.meta.dirname, '..', 'docs', 'images');
const shown = new Set(['cases', 'case-change', 'case-supplier', 'case-review', 'supplier-sheet']);
const site = await Site.open();
const { picture, wants } = camera(site, folder, everywhere === undefined ? shown : undefined);

const dayMs = 86_400_000;
/** 9:30 in Japan on the working day on which, or before which, so many days ago lies: mail goes out then. */
function morning(daysAgo) {
  const at = new Date(Date.now() + 9 * 3_600_000 - daysAgo * dayMs);
  const back = { 0: 2, 6: 1 }[at.getUTCDay()] ?? 0;
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - back, 0, 30);
}

const post = await demo.openPost();
const manager = { name: '高橋 一郎', login: 'takahashi@example.co.jp' };
const { setupLink } = await site.startAt(morning(14));
const people = { administrator: await site.enrol(setupLink, demo.administrator, true) };
const invite = async (who, role) => {
  const { url } = await site.call(people.administrator, 'POST', '/api/people', { ...who, roles: [role] });
  people[role] = await site.enrol(url, who);
};
await invite(demo.member, 'committee');
await invite(demo.president, 'management');
await invite(manager, 'departmentManager');
await invite(demo.employee, 'employee');
if (everywhere !== undefined) {
  await picture(people.administrator, 'cases-none', '/cases');
  await picture(people.administrator, 'scans-none', '/scans');
  await picture(people.administrator, 'suppliers-none', '/suppliers');
}
const cases = await workOn({ site, people, post });

// Some days later: what has dates is near them or past them.
await site.startAt(morning(0));
for (const person of Object.values(people)) await site.signIn(person);

const at = (id) => `/cases/${id}`;
const size = { width: 1440, height: 900 };
const { administrator, committee, management, departmentManager, employee } = people;
await picture(committee, 'cases', '/cases', { size });
await picture(administrator, 'case-change', at(cases.change), { size });
await picture(committee, 'case-supplier', at(cases.supplier), { size });
await picture(administrator, 'case-review', `/reviews/${cases.review}`, { size });
if (cases.link !== null && wants('supplier-sheet')) await sheet();
if (everywhere !== undefined) await everything();
await post.close();
await site.close();

async function sheet() {
  const page = await site.newPage(phone);
  for (const language of ['ja', 'en']) {
    await site.speak({ page }, language);
    await site.open({ page }, cases.openLink);
    await page.screenshot({ path: join(folder, `supplier-sheet-${language}.png`) });
    console.log(join(folder, `supplier-sheet-${language}.png`));
  }
}

async function everything() {
  const ready = async (page) => {
    // The whole page, however long.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: page.viewportSize().width, height: Math.min(Math.max(height, 700), 4000) });
  };
  const both = async (person, name, path) => {
    await picture(person, name, path, { ready, size });
    await picture(person, `${name}-phone`, path, { ready, size: phone });
  };
  for (const [name, id] of Object.entries(cases.all)) await both(administrator, `one-${name}`, at(id));
  for (const kind of ['changes/change', 'suppliers/supplier', 'monitoring/problem', 'test-data/use'])
    await both(administrator, `kind-${kind.replace('/', '-')}`, `/cases?kind=${encodeURIComponent(kind)}`);
  await both(administrator, 'opening-kinds', '/cases/new');
  await both(administrator, 'opening', '/cases/new/changes/change');
  await both(administrator, 'list', '/cases?state=all');
  await both(administrator, 'list-nothing', '/cases?q=zzzz');
  await both(committee, 'today-committee', '/today');
  await both(management, 'today-management', '/today');
  await both(departmentManager, 'today-manager', '/today');
  await both(employee, 'today-employee', '/today');
  await both(employee, 'mine-employee', '/cases?mine=true&state=all');
  await both(committee, 'today-change-committee', at(cases.change));
  await both(management, 'problem-management', at(cases.all.problem));
  for (const control of ['8.32', '8.2', '8.25', '8.29']) await both(administrator, `control-${control}`, `/controls/${control}`);
  await both(administrator, 'scans', '/scans');
  await both(administrator, 'scans-target', `/scans/targets/${cases.target}`);
  await both(administrator, 'scans-findings', '/scans/findings');
  await both(administrator, 'scans-finding', `/scans/findings/${cases.finding}`);
  await both(employee, 'scans-employee', '/scans');
  await both(administrator, 'suppliers', '/suppliers');
  await both(administrator, 'suppliers-questions', '/suppliers/questions');
  await both(administrator, 'reviews-lists', '/reviews/lists');
  await both(committee, 'review', `/reviews/${cases.review}`);
}
