import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { SimulatedAgent } from '../bench/agent.ts';
import { Wire } from '../bench/wire.ts';
import {
  type Administrator,
  assertAccessible,
  assertQuiet,
  codeOf,
  openBrowser,
  openPage,
  phone,
  settled,
  setUp,
  skipWithoutBrowser,
} from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

/** After as many rounds an agent has been asked everything. */
const rounds = 8;

describe('asking devices from the browser', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let administrator: Administrator;
  let wire: Wire;
  const agents: SimulatedAgent[] = [];
  const ids: string[] = [];

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    administrator = await setUp(page, product.setupLink, product.clock);
    wire = new Wire(product.agentPort, readFileSync(join(product.home, 'tls', 'ca.pem'), 'utf8'));
    const { current } = JSON.parse(readFileSync(join(product.home, 'secrets', 'enrol-secret.json'), 'utf8')) as { current: string };
    for (const number of [9, 19, 29]) {
      const agent = new SimulatedAgent(number, {
        wire,
        secret: current,
        run: 'live',
        observe: (path, _ms, problem) => assert.equal(problem, null, path),
      });
      await agent.enrol();
      agents.push(agent);
    }
    for (let round = 0; round < rounds; round += 1) await agents[0]!.poll();
    const { devices } = (await (await product.api('GET', '/api/devices?sort=name&order=asc')).json()) as { devices: { id: string }[] };
    ids.push(...devices.map(({ id }) => id));
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const go = async (to: string) => {
    await page.goto(product.url + to);
    await settled(page);
  };
  const proveMyself = async () => {
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    await dialog.getByLabel('認証アプリの6桁の数字').fill(codeOf(administrator.secret, product.clock));
    await page.keyboard.press('Enter');
  };
  const waitForAnotherCode = () => product.clock.push(5 * 60_000 + 31_000);
  /** One poll by hand: a query of a person is answered with these rows, all else is not looked at. Returns whether one came. */
  async function answer(agent: SimulatedAgent, rows: unknown[]): Promise<boolean> {
    const call = (path: string, body: object) =>
      wire.post({ path, body: JSON.stringify({ node_key: agent.nodeKey, ...body }), nodeKey: agent.nodeKey });
    const { body } = await call('/distributed/read', {});
    const id = Object.keys((body?.queries ?? {}) as object).find((each) => each.startsWith('live/'));
    if (id === undefined) return false;
    const stats = { [id]: { wall_time_ms: 12, user_time: 3, system_time: 4, memory: 65_536 } };
    await call('/distributed/write', { queries: { [id]: rows }, statuses: { [id]: 0 }, stats });
    return true;
  }

  it('says why SQL is refused and how many it would ask, before anybody is asked', async () => {
    await go('/devices/ask');
    await assertAccessible(page, 'asking');
    const ask = page.getByRole('button', { name: '照会する' });
    await page.getByLabel('SQL', { exact: true }).fill('SELECT * FROM shadow');
    await page.getByText('shadow は照会できません').waitFor();
    assert.ok(await ask.isDisabled());
    await page.getByLabel('照会の見本').selectOption({ label: 'OSの版とビルド' });
    await page.getByText('対象は3台です。').waitFor();
    await page.getByLabel('Windows').uncheck();
    await page.getByLabel('macOS').uncheck();
    await page.getByLabel('Linux').uncheck();
    await page.getByText('条件に合う端末がありません。').waitFor();
    assert.ok(await ask.isDisabled());
    await page.getByLabel('Linux').check();
    await until('it may be asked', 30_000, () => ask.isEnabled());
  });

  it('shows answers as they come, in a table that is filtered and saved, and what it cost', async () => {
    waitForAnotherCode();
    await page.getByRole('button', { name: '照会する' }).click();
    await proveMyself();
    await page.waitForURL(/ask\?id=/);
    await page.getByText('0台が回答(3台中)').waitFor();
    assert.ok(await answer(agents[0]!, [{ name: 'Debian GNU/Linux', version: '13', note: '<b>=1+1</b>' }]));
    await page.getByText('1台が回答(3台中)').waitFor();
    await page.getByRole('cell', { name: '<b>=1+1</b>' }).waitFor();
    assert.ok(await answer(agents[1]!, [{ name: 'Ubuntu', codename: 'noble' }]));
    await page.getByRole('cell', { name: 'noble' }).waitFor();
    assert.deepEqual(await page.locator('table').first().locator('thead th').allTextContents(), [
      '端末',
      'name',
      'version',
      'note',
      'codename',
    ]);
    await page.getByLabel('回答を絞り込む').fill('ubuntu');
    await page.getByText('1行', { exact: true }).waitFor();
    await page.getByText('12 ミリ秒 / 12 ミリ秒').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSVで保存' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    assert.match(text, /^\ufeff端末,name,version,note,codename\r\n/);
    await page.getByRole('button', { name: '取りやめる' }).click();
    await page.getByText('途中で取りやめました。').waitFor();
    await assertAccessible(page, 'what came back');
    await page.setViewportSize(phone);
    await assertAccessible(page, 'what came back, on a phone');
    await go('/devices/ask');
    await assertAccessible(page, 'asking, on a phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: 'OSの版とビルド' }).waitFor();
  });

  it('checks one device again from its page, and shows that it was', async () => {
    await go(`/devices/${ids[0]}`);
    await page.getByRole('button', { name: '今すぐ確認' }).click();
    await page.getByText('端末の次の問い合わせを待っています').waitFor();
    for (let round = 0; round < rounds; round += 1) await agents[0]!.poll();
    await page.getByText('確認しました。表示は最新です。').waitFor();
    assertQuiet();
  });
});
