import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openFolderQuestions } from './open-folders.ts';
import { answer, sqlOf } from './question-tester.ts';

const ask = (id: string, parts = {}) => answer(openFolderQuestions, id, parts);
const seen = [{ seen: '1' }];

describe('open-folders', () => {
  it('finds folders of Linux that anybody may write to', () => {
    const folders = [
      { path: '/srv', folder: '/srv', mode: '0755' },
      { path: '/srv/open/', folder: '/srv', mode: '1777' },
      { path: '/srv/group', folder: '/srv', mode: '2775' },
      { path: '/srv/odd', folder: '/srv', mode: '0003' },
      { path: '/srv/unread', folder: '/srv', mode: '' },
    ];
    assert.deepEqual(ask('open-folders/linux', { folders, probe: seen }), {
      looked: ['/srv'],
      open: [
        { folder: '/srv/odd', to: '0003' },
        { folder: '/srv/open', to: '1777' },
      ],
      readable: true,
    });
    assert.equal(ask('open-folders/linux', { folders }), 'unreadable');
    assert.match(sqlOf(openFolderQuestions, 'open-folders/linux', 'folders', { sharedFolders: ["/o'x/"] }), /path LIKE '\/o''x\/%'/);
  });
  const share = { name: '共有', path: 'D:\\共有' };
  it('finds shares of Windows that stand open, each once', () => {
    const right = (principal: string, access = 'Read') => ({ ...share, principal, access });
    const rights = [right('Everyone'), right('Everyone', 'Write'), right('KEIRI\\総務'), right('ANONYMOUS LOGON')];
    const body = ask('open-folders/windows', { shares: [share], rights, probe: seen });
    assert.deepEqual(
      body.open.map(({ to }: { to: string }) => to),
      ['ANONYMOUS LOGON', 'Everyone'],
    );
    assert.equal(body.readable, true);
  });
  it('does not take shares whose rights it cannot see for closed ones', () => {
    assert.equal(ask('open-folders/windows', { shares: [share], probe: seen }).readable, false);
    assert.equal(ask('open-folders/windows').readable, false);
    assert.equal(ask('open-folders/windows', { probe: seen }).readable, true);
    assert.equal(ask('open-folders/windows', { server: [{ status: 'STOPPED' }] }).readable, true);
  });
});

describe('sharing-services', () => {
  it('tells what is on, what is off and what is not told', () => {
    const settings = [
      {
        screen_sharing: '1',
        file_sharing: '0',
        remote_login: '1',
        printer_sharing: '0',
        remote_management: '0',
        remote_apple_events: '0',
        internet_sharing: '',
      },
    ];
    assert.deepEqual(ask('sharing-services/macos', { settings }), { on: ['screen', 'login'], unread: ['internet', 'bluetooth'] });
    assert.equal(ask('sharing-services/macos'), 'unreadable');
  });
});
