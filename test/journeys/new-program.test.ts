import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { must } from '../../src/api/test-site.ts';
import { localDateOf } from '../../src/calendar/index.ts';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { answers, valuesOfAnswers } from '../fixtures/answers/index.ts';
import type { Answers, Lines } from '../fixtures/answers/shape.ts';
import { type Company, company } from './company.ts';
import { explainWaiting } from './fleet.ts';
import { Machine } from './machine.ts';
import { entriesIn, packOf, provesOffline } from './proof.ts';

const sevenZip = { name: '7-Zip', shown: '7-Zip 24.09 (x64)', version: '24.09', publisher: 'Igor Pavlov' };
const debian = 'Debian Team <team@lists.debian.org>';
/** Packages of the server in one version; twelve, as an update of a month brings. */
const packages = (version: string) => Array.from({ length: 12 }, (_, at) => [`lib-example${at}`, `${version}-${at}`, debian, 'deb']);
const with_ = (lists: Answers['lists'], rows: Answers['rows'] = {}): Answers => ({ rows, lists });
const lines = (said: Lines | undefined): readonly (readonly string[])[] => (Array.isArray(said) ? said : []);

/**
 * What a person at such a company lives through: an employee installs a program, somebody becomes an administrator, a server is updated
 * in the night. Each is seen by itself, says who has to do what, is put right by people, and stands in the ledger.
 */
describe('journey: a new program, a new administrator, an updated server', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  let from = '';
  let pc: Machine;
  let server: Machine;

  before(async () => {
    life = await company({ start: '2027-03-01T00:00:00Z', values: valuesOfAnswers });
    from = localDateOf(life.site.clock.now());
    const { clock } = life.site;
    const traits = { platform: 'windows', deviceClass: 'client', environment: null } as const;
    pc = new Machine(life.agent, { traits, name: 'keiri-01', number: 1, clock });
    const agent = await life.site.agent('srv-db01', 'linux');
    const ofServer = { platform: 'linux', deviceClass: 'server', environment: 'production' } as const;
    server = new Machine(agent, { traits: ofServer, name: 'srv-db01', number: 2, clock });
    const body = { devices: [server.id], class: 'server', environment: 'production', reason: '受注データベース' };
    await life.act('administrator', 'POST', '/api/devices/place', body);
    pc.answers = [answers.windows.good];
    server.answers = [with_({ software: [...lines(answers.linux.good.lists.software), ...packages('1.0')] }), answers.linux.good];
    await belongsToEmployee('serial-keiri-01');
    await hour();
  });
  after(() => life?.close());

  /** The list of devices as a company keeps it, imported as a file. */
  async function belongsToEmployee(serial: string): Promise<void> {
    const csv = Buffer.from(`シリアル番号,コンピュータ名,社員番号\n${serial},keiri-01,0005\n`);
    await life.act('administrator', 'GET', '/api/me');
    const url = '/api/staff/import/read?kind=devices&name=pc.csv';
    const read = must(await life.people.administrator.send('POST', url, csv, { 'content-type': 'application/octet-stream' })).body;
    const wanted = { kind: 'devices', file: read.file, mapping: read.sheets[0].proposed };
    const { digest, problemCount } = await life.act('administrator', 'POST', '/api/staff/import/preview', wanted);
    assert.equal(problemCount, 0);
    await life.act('administrator', 'POST', '/api/staff/import/apply', { ...wanted, digest, source: 'PC台帳' });
  }

  /** Time goes by: the machines are asked, and the rooms do what they do by themselves. */
  async function hour(more: { days?: number } = {}): Promise<void> {
    // Each device has its own minute of the hour: an hour and a half after the last time all were asked.
    life.site.clock.advance({ ...more, minutes: 95 });
    for (const machine of [pc, server]) await machine.poll();
    await settle();
  }
  async function settle(): Promise<void> {
    await life.site.software.control.idle();
    await life.site.software.control.look();
    await life.site.watching.drift.sweep();
    await life.site.running.sweep();
  }
  async function says(machine: Machine, check: string): Promise<string> {
    const state = (await statesOfDevice(life.site.database.app, machine.id)).find(({ checkId }) => checkId === check);
    return `${state?.verdict} ${state?.because.ja}`;
  }
  const titleNamed = async (name: string) => {
    const { titles } = await life.get('administrator', `/api/software?q=${encodeURIComponent(name)}`);
    return (titles as { name: string; state: string; rule: { label: string } | null }[]).find((each) => each.name === name);
  };

  describe('a new program', () => {
    it('is seen within the hour and waits for somebody to say whether it is permitted', async () => {
      assert.match(await says(pc, 'software/unlisted'), /^pass/);
      const software = [...lines(answers.windows.good.lists.software), [sevenZip.shown, sevenZip.version, sevenZip.publisher, 'program']];
      pc.answers = [with_({ software }), answers.windows.good];
      await hour();
      assert.equal((await titleNamed(sevenZip.name))?.state, 'new');
      assert.match(await says(pc, 'software/unlisted'), /^unknown 新しく見つかった.*7-Zip 24\.09/);
    });

    it('fails after the days that the company gives, and tells the employee what to do', async () => {
      await hour({ days: 6 });
      assert.match(await says(pc, 'software/unlisted'), /^fail .*3営業日.*7-Zip 24\.09/);
      const { devices } = await life.get('employee', '/api/me/devices');
      const finding = devices[0].findings.find(({ check }: { check: string }) => check === 'software/unlisted');
      assert.equal(devices[0].name, 'keiri-01');
      assert.equal(finding.verdict, 'fail');
      assert.match(finding.remedy.ja, /申請してください/);
      const own = await life.get('employee', '/api/me/software');
      assert.deepEqual(
        own.devices[0].titles.map(({ name, publisher, state }: Record<string, string>) => [name, publisher, state]),
        [[sevenZip.name, sevenZip.publisher, 'new']],
      );
    });

    it('is asked for from there, approved, and permitted without another answer of the device', async () => {
      const form = {
        name: sevenZip.name,
        publisher: sevenZip.publisher,
        kind: 'application',
        purpose: '取引先から届く圧縮ファイルの展開',
        source: 'https://www.7-zip.org/',
        data: 'internal',
        scope: 'device',
        device: pc.id,
      };
      const { id } = await life.act('employee', 'POST', '/api/requests', {
        kind: 'software/install',
        form,
        validForDays: null,
        submit: true,
      });
      await settle();
      assert.match(await says(pc, 'software/unlisted'), /^unknown 申請の決定を待って/);
      assert.equal((await titleNamed(sevenZip.name))?.state, 'asked');
      const assessment = { conditions: 'Windows 11で可、無償', requirements: '公式サイトから入手する' };
      const { revision } = await life.get('deputy', `/api/requests/${id}`);
      await life.act('deputy', 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment });
      const { state, row } = await life.get('employee', `/api/requests/${id}`);
      assert.equal(state, 'approved');
      const line = await life.get('administrator', `/api/registers/software/allowed/rows/${row.id}`);
      assert.equal(line.cells.name, sevenZip.name);
      await settle();
      assert.match(await says(pc, 'software/unlisted'), /^pass/);
      assert.equal((await titleNamed(sevenZip.name))?.rule?.label, line.number);
      assert.deepEqual((await life.get('employee', '/api/me/software')).devices[0].titles, []);
    });
  });

  describe('a new administrator', () => {
    const register = '/api/registers/privileged-access/privileges';
    interface Difference {
      readonly id: string;
      readonly side: string;
      readonly label: string;
      readonly state: string;
      readonly offer: Record<string, string> | null;
    }
    const open = async () =>
      ((await life.get('administrator', `${register}/differences`)).differences as Difference[]).filter(({ state }) => state === 'open');
    const enter = async ({ id, offer }: Difference) => {
      const filled = Object.fromEntries(Object.entries(offer ?? {}).filter(([, cell]) => cell !== null));
      const cells = { accountKind: 'personal', holder: life.staff.administrator, reason: '端末の管理のため', ...filled };
      return life.act('administrator', 'POST', `${register}/differences/${id}/register`, { cells, reason: '初回の登録' });
    };

    it('stands out against the register once everybody known is in it', async () => {
      for (const known of await open()) await enter(known);
      await settle();
      assert.deepEqual(await open(), []);
      assert.match(await says(server, 'privileged-access/administrators'), /^pass/);
      const holders = [
        { username: 'ops', by_what: 'sudo' },
        { username: 'tanaka', by_what: 'sudoers' },
      ];
      server.answers = [with_({}, { 'administrators#holders': holders }), ...server.answers];
      await hour();
      assert.match(await says(server, 'privileged-access/administrators'), /^fail .*tanaka \(sudoers\)/);
      assert.deepEqual(
        (await open()).map(({ side, label }) => `${side} ${label}`),
        ['unregistered tanaka'],
      );
    });

    it('is explained for a time, then registered', async () => {
      const [found] = await open();
      const until = '2027-03-31';
      await life.act('administrator', 'POST', `${register}/differences/${found!.id}/explain`, {
        reason: '移行作業のため一時的に付与',
        until,
      });
      assert.deepEqual(await open(), []);
      await enter(found!);
      await settle();
      const { differences } = await life.get('administrator', `${register}/differences`);
      assert.deepEqual(differences, [], 'what is in the register is no difference');
    });

    it('is taken away again: the verdict passes and the register says that the line is left over', async () => {
      server.answers = server.answers.slice(1);
      await hour();
      assert.match(await says(server, 'privileged-access/administrators'), /^pass/);
      assert.deepEqual(
        (await open()).map(({ side, label }) => `${side} ${label}`),
        ['unmeasured tanaka'],
      );
    });
  });

  describe('an updated server', () => {
    const events = async () =>
      (await life.get('administrator', `/api/drift/events?device=${server.id}`)).events as { title: { ja: string }; state: string }[];

    it('is one event that a person can read, and it waits for a reason', async () => {
      assert.deepEqual(await events(), []);
      server.answers = [with_({ software: [...lines(answers.linux.good.lists.software), ...packages('1.1')] }), answers.linux.good];
      await hour();
      assert.deepEqual(
        (await events()).map(({ title, state }) => `${title.ja} ${state}`),
        ['パッケージ12件を更新 waiting'],
      );
      assert.match(await says(server, 'configuration/unexplained-server-changes'), /^pass 理由を待つ変更が1件/);
    });

    it('fails when nobody says why in time, and passes when somebody did', async () => {
      await hour({ days: 7 });
      assert.match(await says(server, 'configuration/unexplained-server-changes'), /^fail .*期限3営業日.*パッケージ12件を更新/);
      assert.deepEqual(await explainWaiting(life, '月例のセキュリティ更新を適用した'), ['パッケージ12件を更新']);
      await settle();
      assert.match(await says(server, 'configuration/unexplained-server-changes'), /^pass/);
      assert.deepEqual(
        (await events()).map(({ state }) => state),
        ['explained'],
      );
    });
  });

  const proofs: Readonly<Record<string, { verdicts: readonly [string, () => Machine, RegExp]; acts: readonly string[] }>> = {
    '8.19': {
      verdicts: ['software/unlisted', () => pc, /pass,unknown,fail,unknown,pass$/],
      acts: ['request.submitted', 'request.decided', 'request.approved', 'register.row'],
    },
    '8.2': {
      verdicts: ['privileged-access/administrators', () => server, /pass,fail,pass$/],
      acts: ['register.difference', 'register.explained', 'register.row'],
    },
    '8.32': {
      verdicts: ['configuration/unexplained-server-changes', () => server, /pass,fail,pass$/],
      acts: ['drift.explained'],
    },
  };
  for (const [control, { verdicts, acts }] of Object.entries(proofs))
    it(`ends in evidence of ${control} that verifies offline, with the verdicts and what people did`, async () => {
      await life.site.integrate();
      const zip = await packOf(life, control, from);
      const entries = entriesIn(zip);
      const [check, machine, course] = verdicts;
      const own = entries.filter(({ subject }) => subject === `check:${check} device:${machine().id}`);
      assert.match(own.map(({ payload }) => payload.verdict).join(','), course);
      for (const act of acts)
        assert.ok(
          entries.some(({ kind }) => kind === act),
          `${act} stands in the pack`,
        );
      await provesOffline(zip);
    });
});
