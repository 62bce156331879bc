// Pictures of the pages about machines, for the documents: a company of 39 made-up computers that was watched for forty days.
//
//   node scripts/screenshots-machines.mjs            into docs/images
//   node scripts/screenshots-machines.mjs <folder>   into a folder
//
// It starts a server of its own as screenshots.mjs does, without an agent on this computer. The computers are in screenshots-fleet.mjs.
import { join } from 'node:path';
import { Fleet, liveThrough } from './screenshots-fleet.mjs';
import { camera, Site } from './screenshots-site.mjs';

process.env.TEJUN_LOCAL_AGENT = 'off';
process.env.AGENT_PORT ??= '8135';
const [folder = join(import.meta.dirname, '..', 'docs', 'images')] = process.argv.slice(2);
const site = await Site.open();
const { picture } = camera(site, folder);
const dayMs = 86_400_000;

const { setupLink } = await site.startAt(Date.now() - dayMs);
const administrator = await site.enrol(setupLink, { name: '佐藤 花子', login: 'sato@example.co.jp' }, true);
const get = (path) => site.call(administrator, 'GET', path);
const post = (path, body) => site.call(administrator, 'POST', path, body);

const fleet = new Fleet({ home: process.env.TEJUN_HOME, agentPort: Number(process.env.AGENT_PORT), now: site.now });
await fleet.enrol();
const segments = { version: 0, value: ['10.20.0.0/24'], reason: 'ネットワーク図のとおり' };
await site.call(administrator, 'PUT', '/api/params/internalSegments', segments);
await fleet.answer();

const { devices } = await get('/api/devices?limit=100');
const named = (pattern) => devices.filter(({ name }) => pattern.test(name)).map(({ id }) => id);
const reason = 'サーバの用途を決める';
await post('/api/devices/place', { devices: named(/^srv-(?!test)/), environment: 'production', reason });
await post('/api/devices/place', { devices: named(/^srv-test/), environment: 'verification', reason });
const everywhere = 6;
const { digest } = await get(`/api/software/common?devices=${everywhere}`);
const permitted = { purpose: '導入前から業務で使っているもの', reason: '導入時の一括許可' };
await post('/api/software/permit-common', { devices: everywhere, digest, ...permitted });

await site.startAt(null);
await site.signIn(administrator);
await liveThrough({ home: process.env.TEJUN_HOME, until: Date.now() });
await fleet.answer();
// What a person asks is answered at the computers' next call.
const asked = { sql: 'SELECT days, hours, minutes FROM uptime', name: '最後に再起動してからの日数', devices: {} };
const { id } = await post('/api/live', asked);
await fleet.answer(2);
await administrator.page.waitForTimeout(25_000);

const size = { width: 1440, height: 860 };
await picture(administrator, 'software', '/devices/software', { size });
await picture(administrator, 'changes', '/devices/changes', { size });
await picture(administrator, 'unknown', '/devices/unknown', { size });
await picture(administrator, 'capacity', '/devices/capacity', { size });
const { disks } = await get('/api/capacity');
await picture(administrator, 'forecast', `/devices/capacity/series/${disks[0].series}`, { size });
await picture(administrator, 'ask', `/devices/ask?id=${id}`, { size });
await site.close();
