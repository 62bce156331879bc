import { join } from 'node:path';
import { readConfig } from '../../src/base/config.ts';
import { silentLog } from '../../src/base/log.ts';
import { testHome } from '../../src/db/test-database.ts';
import { startTejun } from '../../src/server/start.ts';
import { assertAccessible, assertQuiet, openBrowser, openPage, phone, settled, setUp } from './browser.ts';
import { PushedClock } from './product.ts';
const root = join(import.meta.dirname, '..', '..');
const home = testHome('tejun-look-');
const clock = new PushedClock();
const config = readConfig({ TEJUN_HOME: home, PORT: '0', AGENT_PORT: '0', TEJUN_LOCAL_AGENT: 'on' }, root);
const running = await startTejun({ config, clock, log: silentLog, say: () => {}, version: '0', webFolder: '/tmp/tjweb' });
const browser = await openBrowser();
try {
  const url = running.url.replace('127.0.0.1', 'localhost');
  const page = await openPage(browser);
  await setUp(page, running.setupLink!.replace('127.0.0.1', 'localhost'), clock as never);
  for (let i = 0; i < 40; i++) {
    await page.goto(`${url}/devices/software`);
    await settled(page);
    if (await page.locator('table tbody tr').count() > 0) break;
    await new Promise((r) => setTimeout(r, 3000));
  }
  await page.screenshot({ path: '/tmp/tjlook/list.png', fullPage: false });
  const look = async (what: string) => { try { await assertAccessible(page, what); console.log(what, 'ok'); } catch (e) { console.log(what, String((e as Error).message).slice(0, 600)); } };
  await look('list');
  await page.goto(`${url}/devices/software?state=new`);
  await settled(page);
  await page.locator('summary').first().click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/tjlook/common.png', fullPage: true });
  await look('common');
  await page.locator('tbody input[type=checkbox]').first().check();
  await page.getByRole('button', { name: '許可する', exact: true }).click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: '/tmp/tjlook/permit.png' });
  await look('permit');
  await page.getByLabel('用途').fill('帳票の作成');
  await page.getByLabel('理由').last().fill('業務に使う');
  await page.getByRole('button', { name: '台帳に加えて許可する' }).click();
  await page.waitForTimeout(3500);
  await page.screenshot({ path: '/tmp/tjlook/permitted.png' });
  await page.goto(`${url}/devices/software?state=allowed`);
  await settled(page);
  await page.locator('tbody th a').first().click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: '/tmp/tjlook/title.png', fullPage: true });
  await look('title');
  await page.setViewportSize(phone);
  await look('title phone');
  await page.screenshot({ path: '/tmp/tjlook/title-phone.png', fullPage: true });
  await page.goto(`${url}/devices/software`);
  await settled(page);
  await look('list phone');
  await page.screenshot({ path: '/tmp/tjlook/list-phone.png' });
  await page.goto(`${url}/requests/new/software/install?name=7-Zip&publisher=Igor`);
  await settled(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: '/tmp/tjlook/apply.png' });
  try { assertQuiet(); console.log('quiet'); } catch (e) { console.log('complaints', String((e as Error).message).slice(0, 800)); }
} finally {
  await browser.close();
  await running.stop();
}
process.exit(0);
