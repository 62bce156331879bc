import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestBrowser } from '../src/api/test-site.ts';
import { newId } from '../src/base/id.ts';
import { localDateOf } from '../src/calendar/index.ts';
import { necessities } from '../src/catalog/necessity.ts';
import { inTransaction } from '../src/db/pool.ts';
import { insertAccount } from '../src/people/account.store.ts';
import { putTotp } from '../src/people/factor.store.ts';
import { type DataSite, dataSite } from './data-site.ts';

/** What the rooms of writing owe the rest of the product: screens, verdicts, notices and hints follow the version in force. */
describe('a version in force reaches everything', () => {
  let site: DataSite;
  let administrator: TestBrowser;
  const member = newId();

  before(async () => {
    site = await dataSite();
    administrator = site.administrator;
  });
  after(() => site.close());

  const get = async (path: string) => {
    const { status, body } = await administrator.send('GET', path);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const put = async (path: string, body: object) => {
    const answer = await administrator.send('PUT', path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };
  const problems = async (): Promise<{ at: string; words: { ja: string } }[]> => (await get('/api/procedures')).draft.problems;

  it('warns that nobody could approve, until somebody can', async () => {
    await put('/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] });
    const warned = (await problems()).find(({ at }) => at === 'approvers');
    assert.match(warned?.words.ja ?? '', /1人が必要.*0人です/);
    await inTransaction(site.database.app, async (tx) => {
      const account = {
        id: member,
        login: 'sato@example.co.jp',
        name: '佐藤 花子',
        roles: ['committee'],
        status: 'active',
        language: 'ja',
      } as const;
      await insertAccount(tx, { ...account, expiresAt: null, opensAt: null, createdAt: site.clock.now(), passwordHash: 'none' });
      await putTotp(tx, member, { sealedSecret: Buffer.from('none'), lastStep: 0 }, site.clock.now());
    });
    assert.equal(
      (await problems()).find(({ at }) => at === 'approvers'),
      undefined,
    );
  });

  it('changes nothing while it is a draft, and tells the member who may decide', async () => {
    for (const [id, { suggestion }] of Object.entries(necessities))
      await put(`/api/procedures/draft/clauses/${id}`, {
        revision: 0,
        adoption: 'adopted',
        owner: null,
        deputy: null,
        necessity: suggestion.ja,
      });
    await put('/api/procedures/draft/controls/8.28', { revision: 0, applicable: false, reason: '自社で開発していないため。' });
    await put('/api/procedures/draft/clauses/8.12.c', {
      revision: 0,
      adoption: 'changed',
      text: { ja: '図面の画面を撮影しない。{unheardOf}は会社の言葉である。', en: '' },
      owner: null,
      deputy: null,
    });
    assert.notEqual((await get('/api/controls/8.28')).clauses[0].verdict, 'not-applicable');
    const { draft } = await get('/api/procedures');
    const submitted = await administrator.send('POST', '/api/procedures/submit', {
      revision: draft.revision,
      kind: 'major',
      effectiveOn: localDateOf(site.clock.now()),
      note: '最初の版',
    });
    assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
    const { rows } = await site.database.owner.query('SELECT recipient, subject, about, state FROM notify_notice');
    assert.deepEqual(rows, [
      {
        recipient: 'sato@example.co.jp',
        subject: '手順書1.0版の承認のお願い',
        about: `procedure:${submitted.body.id}`,
        state: 'queued',
      },
    ]);
  });

  it('once approved is the sentence, the board and the search', async () => {
    const { procedures } = site.writing;
    const [version] = await procedures.versions();
    await procedures.decide(version!.id, { decision: 'approve', comment: '', digest: version!.digest, by: member });
    site.clock.advance({ seconds: 2 });
    const { clauses } = await get('/api/controls/8.12');
    const clause = clauses.find(({ id }: { id: string }) => id === '8.12.c');
    assert.deepEqual(clause.sentence.ja, [{ text: '図面の画面を撮影しない。{unheardOf}は会社の言葉である。' }]);
    assert.deepEqual(clause.sentence.en, clause.sentence.ja, 'a company that wrote no English has none');
    assert.deepEqual([clause.company.version, clause.company.adoption], ['1.0', 'changed']);
    const left = (await get('/api/controls/8.28')).clauses;
    assert.ok(
      left.every(
        ({ verdict, because }: { verdict: string; because: { ja: string } }) =>
          verdict === 'not-applicable' && because.ja === '自社で開発していないため。',
      ),
    );
    const tile = (await get('/api/board')).controls.find(({ id }: { id: string }) => id === '8.28');
    assert.equal(tile.clauses.notApplicable, left.filter(({ operative }: { operative: boolean }) => operative).length);
    const found = await get(`/api/search?q=${encodeURIComponent('図面の画面')}`);
    assert.deepEqual(
      found.clauses.map(({ id }: { id: string }) => id),
      ['8.12.c'],
    );
  });

  it('recommends a revision where a measured fact speaks against an answer', async () => {
    const recommended = async () => (await get('/api/procedures')).recommendations.filter(({ kind }: { kind: string }) => kind === 'fact');
    await put('/api/company/facts', { changes: [{ key: 'hasWirelessLan', value: false, revision: 0 }] });
    assert.deepEqual(await recommended(), []);
    const { deviceId } = await site.agent('PC-01');
    const network = { ssid: 'minato-office', security: 'wpa2', lastUsed: null };
    await site.observe(deviceId, 'wireless-networks', { complete: true, radio: true, securityReported: true, networks: [] });
    assert.deepEqual(await recommended(), [], 'a radio alone is no wireless LAN');
    await site.observe(deviceId, 'wireless-networks', { complete: true, radio: true, securityReported: true, networks: [network] });
    const [hint] = await recommended();
    assert.equal(hint.at, '8.20');
    assert.match(hint.words.ja, /1台の端末.*PC-01/);
  });
});
